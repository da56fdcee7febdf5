"""The web server as it runs in life: a line is cut in mid-upload, and the upload goes on."""

from __future__ import annotations

import base64
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from world import PASSWORD, World

from records.blobs import BlobStore
from records.database import reading
from records.tables import File

ROOT = Path(__file__).parents[2]
SERVE = """
from commands.web_server import WebServer
from records.settings import Settings
WebServer(Settings(home={home!r}, database_url={url!r}, bind_port={port})).run()
"""


@pytest.fixture
def address(small_world: World) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = SERVE.format(home=str(small_world.settings.home), url=small_world.url, port=port)
    server = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        _wait(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            if requests.get(f"{address}/siap", timeout=30).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise TimeoutError(address)


def _b64(text: object) -> str:
    return base64.b64encode(str(text).encode()).decode()


def _field(page: str) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]


def test_an_upload_survives_a_cut_line(small_world: World, address: str) -> None:
    data = b"%PDF-1.7 " + os.urandom(3_000_000)
    with requests.Session() as browser:
        form = {"csrf_token": _field(browser.get(f"{address}/masuk", timeout=30).text), "password": PASSWORD}
        entered = browser.post(
            f"{address}/masuk", form | {"username": "tu-a"}, allow_redirects=False, timeout=30
        )
        assert entered.status_code == 303
        browser.headers["X-CSRFToken"] = _field(browser.get(f"{address}/sandi", timeout=30).text)
        made = browser.post(
            f"{address}/kiriman",
            headers={
                "Upload-Length": str(len(data)),
                "Upload-Metadata": f"filename {_b64('besar.pdf')},batch {_b64(small_world.a.batch)}",
            },
            timeout=30,
        )
        where = address + made.headers["Location"]
        _send_half(browser, address, made.headers["Location"], data)
        arrived = _settled(browser, where)
        assert 0 < arrived < len(data)
        rest = browser.patch(where, data=data[arrived:], headers={"Upload-Offset": str(arrived)}, timeout=30)
    assert rest.headers["Bukti-State"] == "RECEIVED"
    with reading(small_world.url) as session:
        file = session.get_one(File, int(rest.headers["Bukti-File"]))
    assert BlobStore(small_world.settings.get_blob_dir()).get(file.sha256) == data


def _send_half(browser: requests.Session, address: str, path: str, data: bytes) -> None:
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies)
    head = (
        f"PATCH {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\nUpload-Offset: 0\r\n"
        f"X-CSRFToken: {browser.headers['X-CSRFToken']}\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(head.encode() + data[: len(data) // 2])


def _settled(browser: requests.Session, where: str) -> int:
    """Ask until the server has taken in all that came before the cut."""
    last = -1
    for _ in range(100):
        now = int(browser.head(where, timeout=30).headers["Upload-Offset"])
        if now == last and now > 0:
            return now
        last = now
        time.sleep(0.2)
    raise TimeoutError(where)


def test_many_files_come_in_one_request(small_world: World, address: str) -> None:
    files = [("files", (f"{number}.pdf", b"%PDF-1.7 " + os.urandom(2000))) for number in range(60)]
    answer = requests.post(
        f"{address}/api/v1/batches", files=files, headers=small_world.bearer("tu-a"), timeout=60
    )
    assert answer.status_code == 202
    assert [one["status"] for one in answer.json()["files"]] == ["RECEIVED"] * 60
