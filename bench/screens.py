"""Server time and queries of each page with a county's rows: `./run bench screens`.

Real PostgreSQL, the app in process (no network in the figures), each page asked for `--rounds` times after
one to warm up. Rows are made up and filled in bulk; no page is read and no index computed.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, event, insert, text

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import servers

from records import tables as rows
from records.accounts import hash_password
from records.database import engine_for, upgrade
from records.settings import Settings
from web.app import create_app

PASSWORD = "bench-password"  # noqa: S105 - of a database that lives for a minute
_OFFICES = 40
_FIRST = ("Andi", "Siti", "Muhammad", "Nur", "Dewi", "Agus", "Rina", "Budi", "Sri", "Eko", "Ayu", "Hendra")
_LAST = (
    "Pratama",
    "Wijaya",
    "Lestari",
    "Saputra",
    "Halim",
    "Santoso",
    "Putri",
    "Nugroho",
    "Siregar",
    "Tobing",
)
_COURSES = ("Bimtek Arsip", "Pelatihan Anggaran", "Seminar Pelayanan Publik", "Workshop Barang Milik Daerah")
_CATEGORIES = ("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah")
_REASONS = ("jp-missing", "dates-missing", "person-not-certain", "jp-digits-contradict-words")
_CHUNK = 5_000


def main() -> None:
    """Fill, measure, print a table and JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--employees", type=int, default=20_000)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    home = servers.find_postgres()
    if home is None:
        raise SystemExit("PostgreSQL is not installed")
    with servers.postgres(home) as server, tempfile.TemporaryDirectory(prefix="bukti-bench-") as folder:
        url = _database(server)
        fill(engine_for(url), args.employees, args.documents)
        settings = Settings(home=Path(folder), database_url=url, login_rate="10000 per minute")
        found = measure(settings, args.rounds)
        engine_for(url).dispose()
    _show(found)
    if args.output:
        args.output.write_text(json.dumps(found, indent=1), encoding="utf-8")


def _database(server: str) -> str:
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE bench"))
    admin.dispose()
    upgrade(f"{server}/bench")
    return f"{server}/bench"


def fill(engine: Engine, employees: int, documents: int) -> None:
    """Fill a county's worth of rows."""
    dice = random.Random(7)
    _users(engine)
    _add(engine, rows.Employee, (_employee(dice, i) for i in range(1, employees + 1)))
    for variant in ("recorded", "pending", "confirmed"):
        results = (_result(dice, i, variant) for i in range(1, employees + 1))
        _add(engine, rows.IndexResult, results)
    batches = documents // 50 + 1
    _add(
        engine, rows.Batch, ({"id": i, "office_id": _office(i), "user_id": 1} for i in range(1, batches + 1))
    )
    _add(engine, rows.File, (_file(i, batches) for i in range(1, documents + 1)))
    _add(engine, rows.Page, (_page(i) for i in range(1, documents + 1)))
    _add(engine, rows.Document, (_document(dice, i, batches) for i in range(1, documents + 1)))
    _add(engine, rows.DocumentPerson, (_person(dice, i, employees) for i in range(1, documents + 1)))
    entries = (
        {"verb": "document-scored", "subject_type": "documents", "subject_id": i} for i in range(documents)
    )
    _add(engine, rows.AuditEntry, entries)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _users(engine: Engine) -> None:
    offices = [{"id": i, "code": f"K{i}", "name": f"Dinas Nomor {i}"} for i in range(1, _OFFICES + 1)]
    _add(engine, rows.Office, offices)
    hashed = hash_password(PASSWORD)
    users = [
        {"id": i, "username": name, "name": name, "role": role, "office_id": office, "password_hash": hashed}
        for i, (name, role, office) in enumerate(
            (
                ("tu", "tata_usaha", 1),
                ("reviewer", "reviewer", None),
                ("bkpp", "bkpp", None),
                ("admin", "admin", None),
            ),
            start=1,
        )
    ]
    _add(engine, rows.User, users)
    period = {
        "name": "P",
        "current": True,
        "deadline_tu": date(2030, 1, 1),
        "deadline_bkpp": date(2030, 1, 3),
    }
    _add(engine, rows.Period, [period])


def _add(engine: Engine, table: Any, values: Any) -> None:
    chunk: list[dict[str, Any]] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == _CHUNK:
            _insert(engine, table, chunk)
            chunk = []
    if chunk:
        _insert(engine, table, chunk)


def _insert(engine: Engine, table: Any, chunk: list[dict[str, Any]]) -> None:
    with engine.begin() as connection:
        connection.execute(insert(table), chunk)


def _office(number: int) -> int:
    return number % _OFFICES + 1


def _employee(dice: random.Random, i: int) -> dict[str, Any]:
    return {
        "id": i,
        "nip": f"{i:018d}",
        "nama": f"{dice.choice(_FIRST)} {dice.choice(_LAST)} {i}",
        "jabatan": "Pengelola Keuangan",
        "unit_kerja": f"Dinas Nomor {_office(i)}",
        "office_id": _office(i),
        "index_done": 1,
    }


def _result(dice: random.Random, i: int, variant: str) -> dict[str, Any]:
    total = dice.randrange(30, 95)
    return {
        "employee_id": i,
        "variant": variant,
        "rule_set": "bkn-8-2019",
        "as_of": date(2026, 1, 1),
        "total": total,
        "kualifikasi": 15,
        "kompetensi": 20,
        "kinerja": 20,
        "disiplin": 5,
        "category": dice.choice(_CATEGORIES),
        "jp": dice.randrange(0, 60),
        "missing": [],
        "explanation": {"points": [], "ways": [], "shortest": []},
        "inputs_sha256": "0" * 64,
    }


def _file(i: int, batches: int) -> dict[str, Any]:
    return {
        "id": i,
        "batch_id": i % batches + 1,
        "office_id": _office(i % batches + 1),
        "name": f"{i}.pdf",
        "sha256": f"{i:064d}",
        "size_bytes": 200_000,
        "state": "FOUND",
        "pages_total": 1,
    }


def _page(i: int) -> dict[str, Any]:
    return {
        "id": i,
        "file_id": i,
        "number": 1,
        "state": "READ",
        "image_blob": f"{i:064d}",
        "width_px": 1654,
        "height_px": 2339,
    }


def _document(dice: random.Random, i: int, batches: int) -> dict[str, Any]:
    state = dice.choices(("AWAITING_REVIEW", "CONFIRMED", "ACCEPTED", "RETURNED"), (40, 20, 38, 2))[0]
    ready = dice.random() < 0.8
    field = {"value": "x", "confidence": 0.98, "page": 1, "box": [0.1, 0.2, 0.5, 0.22]}
    return {
        "id": i,
        "file_id": i,
        "batch_id": i % batches + 1,
        "office_id": _office(i % batches + 1),
        "ordinal": 0,
        "pages": [1],
        "kind": "certificate",
        "state": state,
        "ready": ready,
        "reasons": [] if ready else [dice.choice(_REASONS)],
        "probability": dice.random(),
        "reading": {"course": field, "jp": {**field, "value": 20}},
        "course": dice.choice(_COURSES),
        "start": date(2026, 3, 5),
        "end": date(2026, 3, 7),
        "jp": 20,
        "created_at": datetime(2026, 4, 1, tzinfo=UTC) + timedelta(seconds=i),
    }


def _person(dice: random.Random, i: int, employees: int) -> dict[str, Any]:
    who = dice.randrange(1, employees + 1)
    return {
        "document_id": i,
        "ordinal": 0,
        "name": f"{dice.choice(_FIRST)} {who}",
        "nip": f"{who:018d}",
        "reading": {},
        "match_nip": f"{who:018d}",
        "match_status": "certain",
        "match_probability": 0.999,
        "employee_id": who,
        "match_why": [],
        "match_others": [],
        "linear_why": [],
    }


PAGES = {
    "tu": (
        "/unggah",
        "/paket",
        "/paket/40",
        "/pegawai",
        "/pegawai?cari=siti",
        "/pegawai?urut=gain",
        "/kirim",
    ),
    "reviewer": (
        *("/tinjau", "/tinjau?hal=100", "/tinjau?alasan=jp-missing", "/tinjau?cari=Siti", "/tinjau?kantor=3"),
        *("/tinjau/{document}", "/tinjau/berikut?sesudah={document}", "/tinjau/uji-petik"),
    ),
    "bkpp": ("/bkpp", "/bkpp/kemajuan", "/bkpp/statistik", "/pegawai?urut=lowest", "/pegawai/{nip}"),
    "admin": ("/admin", "/admin/pengguna", "/admin/jejak", "/admin/jejak?perbuatan=document-scored"),
}


def measure(settings: Settings, rounds: int) -> list[dict[str, Any]]:
    """Ask for each page as its role; times in ms."""
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    engine = engine_for(settings.get_database_url())
    with engine.connect() as connection:
        document = connection.scalar(
            text("SELECT id FROM documents WHERE state = 'AWAITING_REVIEW' AND NOT ready LIMIT 1")
        )
    places = {"document": document, "nip": f"{7:018d}"}
    found = []
    for username, paths in PAGES.items():
        client = app.test_client()
        client.post("/masuk", data={"username": username, "password": PASSWORD})
        found += [_page_figures(client, engine, username, path.format(**places), rounds) for path in paths]
    return found


def _page_figures(client: FlaskClient, engine: Engine, user: str, path: str, rounds: int) -> dict[str, Any]:
    with _counting(engine) as counted:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{user} {path}: {answer.status_code}")
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return {
        "user": user,
        "path": path,
        "queries": len(counted),
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(len(times) * 0.95)], 1),
        "bytes": len(answer.data),
    }


@contextmanager
def _counting(engine: Engine) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _show(found: list[dict[str, Any]]) -> None:
    print("| role | page | queries | p50 ms | p95 ms | kB |")
    print("|---|---|---|---|---|---|")
    for one in found:
        figures = (one["queries"], one["p50_ms"], one["p95_ms"], round(one["bytes"] / 1000))
        print(f"| {one['user']} | {one['path']} | {' | '.join(map(str, figures))} |")


if __name__ == "__main__":
    main()
