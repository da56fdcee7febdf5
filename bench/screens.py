"""Server time and queries of each page with a county's rows: `./run bench screens`.

    ./run bench screens                     every page and API call: queries, server time
    ./run bench screens --browser           in a browser: next document after a confirmation, first page read
    ./run bench screens --explain           with the plans of slow statements

Real PostgreSQL, the app in process (no network in the figures), each page asked for `--rounds` times after
one to warm up. Rows are made up and filled in bulk (`screens_rows`); no page is read and no index computed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, event, text

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import screens_browser
import servers
from screens_rows import PASSWORD, fill

from records.accounts import issue_token
from records.database import engine_for, transaction, upgrade
from records.settings import Settings
from records.tables import User
from web.app import create_app
from web.warm import keep_what_is_loaded

MOST_MS, MOST_QUERIES = 100.0, 12
_SLOW_MS = 15.0
PAGES = {
    "tu": (
        *("/unggah", "/paket", "/paket/40", "/berkas/{file}", "/kirim", "/pegawai", "/pegawai?cari=siti"),
        *("/pegawai?urut=gain", "/pegawai?perlu=short", "/bkpp/serahan/{handover}"),
    ),
    "reviewer": (
        *("/tinjau", "/tinjau?hal=100", "/tinjau?alasan=jp-missing", "/tinjau?cari=Siti", "/tinjau?kantor=3"),
        *("/tinjau?siap=ya", "/tinjau?umur=7", "/tinjau?petugas=2", "/tinjau?petugas=bebas"),
        *("/tinjau/{document}", "/tinjau/berikut?sesudah={document}"),
        *("/tinjau/pegawai?q=siti", "/tinjau/uji-petik", "/tinjau/uji-petik?per=bulan", "/pegawai?cari=siti"),
    ),
    "bkpp": (
        *("/bkpp", "/bkpp?kantor=3", "/bkpp/serahan/{sent}", "/bkpp/kemajuan", "/bkpp/statistik"),
        *("/bkpp/statistik.xlsx", "/pegawai?urut=lowest", "/pegawai?urut=gain"),
        *("/pegawai/{nip}", "/dokumen/{accepted}"),
    ),
    "admin": (
        *("/admin", "/admin/pengguna", "/admin/pengguna/2", "/admin/impor", "/admin/periode"),
        *("/admin/pengaturan", "/admin/retensi", "/admin/jejak", "/admin/jejak?perbuatan=document-scored"),
        *("/admin/jejak?perihal=documents&nomor=77", "/admin/jejak?hari=01-01-2020", "/token", "/sandi"),
    ),
    "api": (
        *("/api/v1/documents", "/api/v1/documents?status=AWAITING_REVIEW&limit=200", "/api/v1/batches/40"),
        *("/api/v1/documents/{document}", "/api/v1/employees/{nip}/index", "/api/v1/handovers/{sent}"),
    ),
}
_PLACES = {
    "document": "SELECT id FROM documents WHERE state = 'AWAITING_REVIEW' AND NOT ready LIMIT 1",
    "accepted": "SELECT id FROM documents WHERE state = 'ACCEPTED' LIMIT 1",
    "file": "SELECT id FROM files WHERE office_id = 1 LIMIT 1",
    "handover": "SELECT id FROM handovers WHERE office_id = 1 ORDER BY id DESC LIMIT 1",
    "sent": "SELECT max(id) FROM handovers WHERE state = 'PACKED'",
    "nip": "SELECT e.nip FROM employees e JOIN document_people p ON p.employee_id = e.id LIMIT 1",
}


def main() -> None:
    """Fill, measure, print a table and JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--employees", type=int, default=20_000)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--explain", action="store_true", help="print the plans of slow statements")
    parser.add_argument("--browser", action="store_true", help="measure in a browser instead")
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    found = screens_browser.measure() if args.browser else _server_times(args)
    if args.output:
        args.output.write_text(json.dumps(found, indent=1), encoding="utf-8")


def _server_times(args: argparse.Namespace) -> list[dict[str, Any]]:
    home = servers.find_postgres()
    if home is None:
        raise SystemExit("PostgreSQL is not installed")
    with servers.postgres(home) as server, tempfile.TemporaryDirectory(prefix="bukti-bench-") as folder:
        url = _database(server)
        fill(engine_for(url), args.employees, args.documents)
        settings = Settings(
            home=Path(folder), database_url=url, login_rate="10000 per minute", api_rate="10000 per minute"
        )
        found = measure(settings, args.rounds, explain=args.explain)
        engine_for(url).dispose()
    _show(found)
    return found


def _database(server: str) -> str:
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE bench"))
    admin.dispose()
    upgrade(f"{server}/bench")
    return f"{server}/bench"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement a page sent, its parameters, and how long it took."""

    sql: str
    parameters: Any
    took_ms: float


def measure(settings: Settings, rounds: int, *, explain: bool) -> list[dict[str, Any]]:
    """Ask for each page as its role; times in ms."""
    app = create_app(settings)
    keep_what_is_loaded()  # as the server does
    app.config["WTF_CSRF_ENABLED"] = False
    url = settings.get_database_url()
    engine = engine_for(url)
    with engine.connect() as connection:
        places = {name: connection.scalar(text(query)) for name, query in _PLACES.items()}
    with transaction(url) as session:
        token = issue_token(session, session.get_one(User, 2), "bench")
    found = []
    for username, paths in PAGES.items():
        client = app.test_client()
        headers = {"Authorization": f"Bearer {token}"} if username == "api" else {}
        if username != "api":
            client.post("/masuk", data={"username": username, "password": PASSWORD})
        for path in paths:
            one, sent = _page_figures(client, engine, path.format(**places), rounds, headers)
            found.append({"user": username, **one})
            if explain:
                _explain(engine, one["path"], sent)
    return found


def _page_figures(
    client: FlaskClient, engine: Engine, path: str, rounds: int, headers: dict[str, str]
) -> tuple[dict[str, Any], list[Statement]]:
    client.get(path, headers=headers)
    with _counting(engine) as sent:
        answer = client.get(path, headers=headers)
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    times = []
    spent = _cpu_s(engine)
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(path, headers=headers)
        times.append((time.perf_counter() - start) * 1000)
    spent = _cpu_s(engine) - spent
    times.sort()
    figures = {
        "path": path,
        "queries": len(sent),
        "cpu_ms": round(spent * 1000 / rounds, 1),
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(len(times) * 0.95)], 1),
        "bytes": len(answer.data),
    }
    return figures, sent


def _cpu_s(engine: Engine) -> float:
    """Processor seconds spent so far by this process and its database sessions (Linux /proc).

    On a busy machine it says what the wall clock cannot: about how long the page takes on an idle one.
    """
    with engine.connect() as connection:
        pids = connection.scalars(text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"))
        stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    ticks = sum(int(stat[11]) + int(stat[12]) for stat in stats)
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def _counting(engine: Engine) -> Iterator[list[Statement]]:
    seen: list[Statement] = []
    began: list[float] = []

    def before(*_: Any) -> None:
        began.append(time.perf_counter())

    def after(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append(Statement(statement, parameters, (time.perf_counter() - began.pop()) * 1000))

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "after_cursor_execute", after)


def _explain(engine: Engine, path: str, sent: list[Statement]) -> None:
    for one in sent:
        if one.took_ms < _SLOW_MS or not one.sql.lstrip().upper().startswith("SELECT"):
            continue
        print(f"\n## {path}: {one.took_ms:.0f} ms\n{one.sql}")
        with engine.connect() as connection:
            for row in connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS) {one.sql}", one.parameters):
                print(row[0])


def _show(found: list[dict[str, Any]]) -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| role | page | queries | CPU ms | p50 ms | p95 ms | kB |")
    print("|---|---|---|---|---|---|---|")
    for one in found:
        figures = (one["queries"], one["cpu_ms"], one["p50_ms"], one["p95_ms"], round(one["bytes"] / 1000))
        over = one["p95_ms"] > MOST_MS or one["queries"] > MOST_QUERIES
        print(f"| {one['user']} | {one['path']} | {' | '.join(map(str, figures))} |{' over' if over else ''}")


if __name__ == "__main__":
    main()
