"""Real servers for tests, on free ports, gone when the session ends; and disks that fill up."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

STARTUP_S = 60
_POSTGRES_HOMES = ("/usr/lib/postgresql/*/bin", "/usr/local/bin", "/usr/local/pgsql/bin")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_postgres() -> Path | None:
    """The folder that holds initdb and postgres."""
    found = shutil.which("postgres")
    candidates = [Path(found).resolve().parent] if found else []
    for pattern in _POSTGRES_HOMES:
        candidates += sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    return next((c for c in candidates if (c / "initdb").exists() and (c / "postgres").exists()), None)


@contextmanager
def postgres(home: Path) -> Iterator[str]:
    """Run a server that trusts local users; yields the URL without a database."""
    folder = Path(tempfile.mkdtemp(prefix="bukti-pg-"))
    # PostgreSQL refuses to run as root.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    hand_to_postgres(folder)
    data, port = folder / "data", free_port()
    subprocess.run(
        [*as_user, str(home / "initdb"), "-D", str(data), "-U", "bukti", "-A", "trust", "-E", "UTF8", "-N"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
    )
    command = [str(home / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)]
    command += ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off"]
    command += ["-c", "synchronous_commit=off", "-c", "max_connections=60"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*as_user, *command], stdout=log, stderr=log, cwd=folder)
    try:
        _wait_for_port(port, server)
        _wait_for_answer(port)
        yield f"postgresql+psycopg://bukti@127.0.0.1:{port}"
    finally:
        # Fast shutdown is SIGINT; runuser passes only SIGTERM on, which waits for open sessions.
        pid = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, 2)
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def restart_postgres(home: Path, url: str) -> None:
    """Crash a server of `postgres` and start it again; whoever was connected is cut off."""
    plain = url.replace("postgresql+psycopg", "postgresql").rsplit("/", 1)[0] + "/postgres"
    with psycopg.connect(plain) as connection:
        data = str(connection.execute("SHOW data_directory").fetchone()[0])  # type: ignore[index]  # SHOW gives a row
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [str(home / "pg_ctl"), "-D", data, "-l", f"{data}/restarted.log", "-m", "immediate", "-w"]
    subprocess.run([*as_user, *command, "restart"], check=True, stdout=subprocess.DEVNULL, cwd=data)


def hand_to_postgres(folder: Path) -> None:
    """Let the server own a folder."""
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")


def _wait_for_answer(port: int) -> None:
    """Wait until the server lets somebody in: its port is open while it still starts up."""
    deadline = time.monotonic() + STARTUP_S
    while True:
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=bukti dbname=postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Run a redis-server that keeps nothing; yields its URL."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for_port(port, server)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for_port(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTUP_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert server.poll() is None, "the server ended at once"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)
        else:
            return


@contextmanager
def small_disk(size_bytes: int) -> Iterator[Path]:
    """Mount a file system in memory that holds no more than `size_bytes`; skips where that is not allowed."""
    folder = Path(tempfile.mkdtemp(prefix="bukti-disk-"))
    command = ["mount", "-t", "tmpfs", "-o", f"size={size_bytes},mode=0777", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode != 0:
        folder.rmdir()
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


def fill(folder: Path) -> Path:
    """Leave no free byte on the disk that holds `folder`; gives the ballast, to be thrown off."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))
    return ballast
