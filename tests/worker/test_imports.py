import csv
import io
from dataclasses import replace

import numpy as np
import pytest
from flow import PEOPLE, Flow, Paper, certificate
from sqlalchemy import func, select

from records.errors import Refused
from records.ledger.imports import apply_import, discard_import, receive_import
from records.states import ImportKind, ImportState, Variant
from records.tables import Employee, EmployeeKey, IndexResult, RegisterImport, Training
from records.values import Employee as EmployeeValue
from records.values import Field, PersonReading
from scoring.matching import MemoryRegister, match_person
from worker.queues import ledger
from worker.register_rows import apply_employees
from worker.stages import compute_index

HEADINGS = ("nip", "nama", "tanggal_lahir", "jenis_jabatan", "jabatan", "unit_kerja", "pendidikan")
NEW = EmployeeValue(nip="199203032018012005", nama="Putri Wulandari", unit_kerja="Kantor Baru")


def table(headings: tuple[str, ...], *rows: dict[str, object]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def register(*people: EmployeeValue) -> bytes:
    return table(HEADINGS, *({name: getattr(person, name) or "" for name in HEADINGS} for person in people))


def hand_in(flow: Flow, kind: ImportKind, data: bytes) -> RegisterImport:
    blob = flow.put(data)
    with ledger(flow.settings) as session:
        row = receive_import(session, kind, "daftar.csv", blob, user_id=None)
    flow.drain()
    return latest(flow, row.id)


def latest(flow: Flow, import_id: int) -> RegisterImport:
    with flow.context.reading() as session:
        return session.get_one(RegisterImport, import_id)


def approve(flow: Flow, row: RegisterImport) -> RegisterImport:
    with ledger(flow.settings) as session:
        apply_import(session, row.id, user_id=None)
    flow.drain()
    return latest(flow, row.id)


def test_a_register_is_previewed_and_changes_nothing_until_approved(flow: Flow) -> None:
    moved = replace(PEOPLE[1], unit_kerja="Kantor Sebelah")
    row = hand_in(flow, ImportKind.REGISTER, register(PEOPLE[0], moved, NEW))
    assert row.state is ImportState.PREVIEWED
    assert row.counts["new"] == row.counts["gone"] == 1
    assert row.preview["new"] == [NEW.nip]
    assert "unit_kerja" in row.preview["changed"][moved.nip]
    assert row.preview["changed"][moved.nip]["unit_kerja"] == ["Dinas Contoh", "Kantor Sebelah"]
    assert row.preview["names"] == {NEW.nip: NEW.nama}
    assert row.preview["gone"] == [PEOPLE[2].nip]
    assert flow.employee(moved.nip).unit_kerja == "Dinas Contoh"

    done = approve(flow, row)
    assert done.state is ImportState.APPLIED
    assert flow.employee(moved.nip).unit_kerja == "Kantor Sebelah"
    assert flow.employee(NEW.nip).office_id is not None
    assert not flow.employee(PEOPLE[2].nip).active
    again = hand_in(flow, ImportKind.REGISTER, register(PEOPLE[0], moved, NEW))
    assert (again.counts["new"], again.counts["changed"], again.counts["gone"]) == (0, 0, 0)


def test_an_import_can_be_discarded_and_is_answered_once(flow: Flow) -> None:
    row = hand_in(flow, ImportKind.REGISTER, register(NEW))
    with ledger(flow.settings) as session:
        discard_import(session, row.id, user_id=None)
    with pytest.raises(Refused, match="import-not-previewed"), ledger(flow.settings) as session:
        apply_import(session, row.id, user_id=None)
    assert flow.employee(PEOPLE[0].nip).active


def test_something_that_is_no_table_is_rejected_with_a_code(flow: Flow) -> None:
    row = hand_in(flow, ImportKind.REGISTER, b"\x00\x01\x02 bukan tabel")
    assert row.state is ImportState.REJECTED
    assert row.error_code in ("table-unreadable", "table-lacks-columns")


def test_a_history_is_recorded_once_and_evidence_of_it_is_known(flow: Flow) -> None:
    headings = ("nip", "nama_kursus", "nomor_sertipikat", "jumlah_jam", "tanggal_kursus")
    headings += ("tanggal_selesai_kursus",)
    known = {
        "nip": PEOPLE[0].nip,
        "nama_kursus": Paper().course,
        "nomor_sertipikat": Paper().number,
        "jumlah_jam": 24,
        "tanggal_kursus": "05-03-2019",
        "tanggal_selesai_kursus": "07-03-2019",
    }
    data = table(headings, known, known | {"nip": "100000000000000000"})
    row = hand_in(flow, ImportKind.HISTORY, data)
    assert (row.counts["new"], row.counts["unknown"]) == (1, 1)
    approve(flow, row)
    approve(flow, hand_in(flow, ImportKind.HISTORY, data))
    with flow.context.reading() as session:
        training = session.scalars(select(Training)).one()
    assert (training.jp, training.jenis_diklat) == (24, 8)

    flow.hand_in(("satu.pdf", certificate(Paper())))
    flow.drain()
    assert flow.documents()[0].people[0].training_id == training.id
    compute_index.work(flow.context, training.employee_id)
    with flow.context.reading() as session:
        results = {
            r.variant: r
            for r in session.scalars(
                select(IndexResult).where(IndexResult.employee_id == training.employee_id)
            )
        }
    # What is recorded already adds nothing when its paper is handed in too.
    assert results[Variant.RECORDED].jp == results[Variant.PENDING].jp == 24


def test_the_register_in_the_database_answers_like_one_in_memory(flow: Flow) -> None:
    with ledger(flow.settings) as session:
        apply_employees(session, [*PEOPLE, NEW], None)
    memory, stored = MemoryRegister([*PEOPLE, NEW]), flow.context.register()
    assert stored.statistics == memory.statistics
    people = (
        PersonReading(Field(PEOPLE[0].nama, 0.9), Field(PEOPLE[0].nip, 0.9)),
        PersonReading(Field("Dewi L. Handayani", 0.9), Field("198507242010012084", 0.5)),
        PersonReading(Field("Putri Wulandari", 0.9), unit=Field("Kantor Baru", 0.9)),
        PersonReading(Field("Rahmat Hidayat", 0.9), Field("199001012015031007", 0.9)),
        PersonReading(Field("Tidak Dikenal Sama Sekali", 0.9)),
        PersonReading(),
    )
    numbers = np.array([int(PEOPLE[2].nip), 5, int(NEW.nip)], dtype=np.int64)
    with stored.opened() as opened:
        for person in people:
            assert match_person(person, opened) == match_person(person, memory)
        assert {e.nip for e in opened.find_by_nips(numbers)} == {PEOPLE[2].nip, NEW.nip}
        assert set(opened.find_by_nips(numbers)) == set(memory.find_by_nips(numbers))


def test_a_changed_register_is_seen_by_the_next_match(flow: Flow) -> None:
    before = flow.context.register()
    assert flow.context.register() is before
    with ledger(flow.settings) as session:
        apply_employees(session, [*PEOPLE, NEW], None)
    after = flow.context.register()
    assert after.version == before.version + 1
    assert after.statistics.size == 4


def test_a_crowded_key_is_named_and_not_fetched(sqlite_flow: Flow) -> None:
    crowd = [
        EmployeeValue(nip=f"1990010120150310{n:02}", nama="Siti Aminah", unit_kerja="Dinas Contoh")
        for n in range(10, 20)
    ]
    with ledger(sqlite_flow.settings) as session:
        apply_employees(session, crowd, None)
    with sqlite_flow.context.reading() as session:
        key = session.scalar(
            select(EmployeeKey.key).group_by(EmployeeKey.key).having(func.count() == 10).limit(1)
        )
        assert session.scalar(select(func.count()).select_from(Employee)) == 13
    assert key is not None
    with sqlite_flow.context.register().opened() as opened:
        assert opened.find_by_keys([key], 9).crowded == (key,)
        assert len(opened.find_by_keys([key], 10).employees) == 10
