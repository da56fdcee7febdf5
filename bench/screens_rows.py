"""A county's worth of made-up rows for the screens' measurements: `fill(engine, 20_000, 100_000)`."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert, text

from records import tables as rows
from records.accounts import hash_password
from records.database import transaction
from records.figures import count_indexes, keep_indexes

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
# What the ledger logs on the way of one document.
_VERBS = ("document-found", "document-matched", "document-scored", "document-confirmed")
_ASSIGNED = 20  # one in so many was assigned to the reviewer
_SAMPLED = 50  # one in so many was drawn for a second look
_NOW = datetime.now(UTC)


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
    given = range(1, documents + 1, _ASSIGNED)
    _add(engine, rows.Assignment, ({"document_id": i, "user_id": 2, "assigned_by": 4} for i in given))
    _handovers(engine, documents)
    _add(engine, rows.AuditSample, (_sample(dice, i) for i in range(1, documents + 1, _SAMPLED)))
    _add(engine, rows.ScanView, ({"user_id": 2, "page_id": i} for i in range(1, documents + 1)))
    entries = (
        {"verb": verb, "subject_type": "documents", "subject_id": i}
        for i in range(1, documents + 1)
        for verb in _VERBS
    )
    _add(engine, rows.AuditEntry, entries)
    with transaction(engine.url.render_as_string(hide_password=False)) as session:
        # The worker does it within seconds of the last index.
        keep_indexes(session, count_indexes(session), _NOW)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # As autovacuum leaves a table that was filled a while ago.
        connection.execute(text("VACUUM (ANALYZE)"))


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


def _handovers(engine: Engine, documents: int) -> None:
    """Give each office a package a quarter of its accepted documents is in."""
    packages = 4 * _OFFICES
    _add(
        engine,
        rows.Handover,
        (
            {
                "id": i,
                "office_id": _office(i),
                "state": "PACKED" if i > packages - _OFFICES else "CLOSED",
                "package_blob": f"{i:064d}",
                "package_bytes": 50_000_000,
                "records_total": documents * 2 // 5 // packages,
                "created_by": 1,
            }
            for i in range(1, packages + 1)
        ),
    )
    with engine.connect() as connection:
        accepted = connection.execute(
            text(
                "SELECT d.id, d.office_id, p.id FROM documents d"
                " JOIN document_people p ON p.document_id = d.id"
                " WHERE d.state = 'ACCEPTED' ORDER BY d.id"
            )
        ).all()
    _add(engine, rows.HandoverRecord, (_record(n, packages, *row) for n, row in enumerate(accepted)))


def _record(n: int, packages: int, document_id: int, office_id: int, person_id: int) -> dict[str, Any]:
    package = office_id - 1 + _OFFICES * (n % 4) or packages
    answered = package <= packages - _OFFICES
    return {
        "handover_id": package,
        "ordinal": n,
        "document_id": document_id,
        "person_id": person_id,
        "office_id": office_id,
        "record": {
            "record": "kursus",
            "fields": {"namaKursus": "Bimtek Arsip", "jumlahJam": 20, "tanggalKursus": "05-03-2026"},
            "person": {"nip": f"{n:018d}", "nama": "Siti Lestari", "unitKerja": "Dinas"},
        },
        "evidence_member": f"evidence/{n:05d}.pdf",
        "state": "ACCEPTED" if answered else "SENT",
    }


def _sample(dice: random.Random, document_id: int) -> dict[str, Any]:
    looked = _NOW - timedelta(days=dice.randrange(0, 400))
    return {
        "document_id": document_id,
        "drawn_by": 2,
        "drawn_at": looked - timedelta(days=1),
        "verdict": dice.random() > 0.01,
        "checked_by": 2,
        "checked_at": looked,
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
