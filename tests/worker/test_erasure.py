"""The end of retention: what was accepted long ago is erased, all else stays, and a record says so."""

from __future__ import annotations

import io
import json
import os
from datetime import timedelta

import pikepdf
import pytest
from click.testing import CliRunner
from flow import PEOPLE, Flow, Paper, certificate
from sqlalchemy import select, update

from commands.erase import erase
from records.erasure import Erased, cutoff, due_count, due_files, erase_due
from records.errors import Refused
from records.ledger import review
from records.ledger.corrections import Corrections
from records.ledger.handover import accept_records, request_handover
from records.ledger.intake import refuse_file
from records.ledger.reading import fail_page
from records.ledger.surgery import turn_page
from records.preferences import choose
from records.states import DocumentState, FileState, Variant
from records.tables import (
    AuditEntry,
    Batch,
    Correction,
    Decision,
    Document,
    DocumentKey,
    File,
    Handover,
    HandoverRecord,
    IndexResult,
    Page,
    now,
)
from worker.queues import ledger
from worker.stages import open_file
from worker.stages.compute_index import work as compute_index

NIP, NAME = PEOPLE[0].nip, PEOPLE[0].nama
LONG_AGO = timedelta(days=2000)
OTHER = Paper(name=PEOPLE[1].nama, nip=PEOPLE[1].nip, course="Pelatihan Kearsipan", number="893/9/BKPP/2019")


def accepted(flow: Flow, data: bytes | None = None, name: str = "Bambang Sutrisno.pdf") -> Document:
    """Hand a file in and take it all the way to BKPP's word."""
    flow.hand_in((name, data or certificate(Paper())))
    flow.drain()
    document = flow.documents()[-1]
    named = Corrections(people={0: {"name": "B. Sutrisno"}})
    with ledger(flow.settings) as session:
        review.confirm(session, document.id, user_id=None, corrections=named, despite_repeat=True)
        request_handover(session, office_id=document.office_id, user_id=None)
    flow.drain()
    with ledger(flow.settings) as session:
        records = session.scalars(select(HandoverRecord.id).where(HandoverRecord.document_id == document.id))
        accept_records(session, list(records), user_id=None)
    return flow.documents()[-1]


def age(flow: Flow) -> None:
    """Let years pass: decisions and bytes alike."""
    with ledger(flow.settings) as session:
        session.execute(update(Document).values(moved_at=now() - LONG_AGO))
    age_bytes(flow)


def age_bytes(flow: Flow) -> None:
    for path in flow.context.store.root.rglob("*"):
        if path.is_file():
            os.utime(path, (0, 0))


def run(flow: Flow) -> Erased:
    store = flow.context.store
    return erase_due(flow.context.url, store, cutoff(flow.settings), most=100, user_id=None)


def blobs(flow: Flow) -> set[str]:
    return {path.name for path in flow.context.store.root.rglob("*") if path.is_file()}


def everything(flow: Flow) -> str:
    """All that rows say of files, documents, people and decisions, as one text."""
    with flow.context.reading() as session:
        rows = [
            [getattr(row, column.key) for column in kind.__table__.columns]
            for kind in (File, Page, Document, Decision, Correction, DocumentKey, Handover, HandoverRecord)
            for row in session.scalars(select(kind))
        ]
        people = [
            [p.name, p.nip, p.reading, p.match_nip, p.match_others]
            for d in session.scalars(select(Document))
            for p in d.people
        ]
    return json.dumps([rows, people], default=str)


def test_what_was_accepted_long_ago_is_erased_with_a_record_of_it(flow: Flow) -> None:
    document = accepted(flow)
    (file,) = flow.files()
    employee = flow.employee(NIP)
    compute_index(flow.context, employee.id)
    assert NIP in everything(flow)
    age(flow)
    done = run(flow)
    assert (done.files, done.pages, done.packages) == (1, 1, 1)
    assert done.blobs >= 4  # the file, its page as it came and as shown, its words, the package
    assert not blobs(flow)
    said = everything(flow)
    assert NIP not in said
    assert NAME not in said
    assert "Sutrisno" not in said
    (after,) = flow.files()
    assert after.sha256 == file.sha256
    assert after.erased_at is not None
    with flow.context.reading() as session:
        (logged,) = session.scalars(select(AuditEntry).where(AuditEntry.verb == "file-erased"))
        kept = session.get_one(Document, document.id)
        assert [person.employee_id for person in kept.people] == [employee.id]
    assert logged.subject_id == file.id
    assert logged.details["sha256"] == file.sha256
    assert logged.details["documents"] == [document.id]
    # The training stays: it still counts for the employee.
    assert (kept.state, kept.jp, kept.course) == (DocumentState.ACCEPTED, 24, document.course)
    with ledger(flow.settings) as session:
        employee = session.merge(flow.employee(NIP))
        employee.index_wanted += 1
    compute_index(flow.context, employee.id)
    with flow.context.reading() as session:
        jp = session.scalars(
            select(IndexResult.jp).where(
                IndexResult.employee_id == employee.id, IndexResult.variant == Variant.CONFIRMED
            )
        ).one()
    assert jp == 24
    # Twice erases nothing more.
    assert run(flow) == Erased()


def test_nothing_undecided_is_ever_erased(sqlite_flow: Flow) -> None:
    accepted(sqlite_flow)
    before = blobs(sqlite_flow)
    for state in DocumentState:
        if state in (DocumentState.ACCEPTED, DocumentState.SET_ASIDE):
            continue
        with ledger(sqlite_flow.settings) as session:
            session.execute(update(Document).values(state=state))
        age(sqlite_flow)
        assert run(sqlite_flow) == Erased(), state
        assert blobs(sqlite_flow) == before, state


def test_files_that_nobody_decides_on_are_erased_as_well(flow: Flow) -> None:
    blank = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(blank)
    broken = b"%PDF-1.4 Bambang Sutrisno"
    flow.hand_in(("Bambang Sutrisno.pdf", broken), ("kosong.pdf", blank.getvalue()))
    with ledger(flow.settings) as session:
        refuse_file(session, session.get_one(Batch, flow.files()[0].batch_id), "besar.pdf", "file-too-large")
    flow.drain()
    assert [f.state for f in flow.files()] == [FileState.REJECTED, FileState.FOUND, FileState.REJECTED]
    assert not flow.documents()
    age(flow)
    assert run(flow) == Erased(), "they became known a moment ago"
    with ledger(flow.settings) as session:
        session.execute(update(File).values(moved_at=now() - LONG_AGO))
    with flow.context.reading() as session:
        assert due_count(session, cutoff(flow.settings), most=9) == 3
        assert [one.pages for one in due_files(session, cutoff(flow.settings), limit=9)] == [0, 1, 0]
    assert run(flow).files == 3
    assert not blobs(flow)
    assert "Sutrisno" not in everything(flow)
    assert [f.error_code for f in flow.files()] == ["pdf-broken", None, "file-too-large"]
    assert run(flow) == Erased()


def test_what_failed_by_our_fault_stays(sqlite_flow: Flow) -> None:
    sqlite_flow.hand_in(("satu.pdf", certificate(Paper())), ("dua.pdf", certificate(OTHER)))
    sqlite_flow.run_waiting(open_file.STAGE)
    with ledger(sqlite_flow.settings) as session:
        for page in sqlite_flow.pages():
            fail_page(session, page.id, "stopped-too-often")
    sqlite_flow.drain()
    first, second = sqlite_flow.files()
    assert (first.state, second.state) == (FileState.FOUND, FileState.FOUND)
    with ledger(sqlite_flow.settings) as session:
        session.execute(update(File).where(File.id == second.id).values(state=FileState.FAILED))
        session.execute(update(File).values(moved_at=now() - LONG_AGO))
    age_bytes(sqlite_flow)
    assert run(sqlite_flow) == Erased()
    assert blobs(sqlite_flow)


def test_one_undecided_document_keeps_its_whole_file(sqlite_flow: Flow) -> None:
    accepted(sqlite_flow, certificate(Paper(), OTHER))
    with sqlite_flow.context.reading() as session:
        states = [row.state for row in session.scalars(select(Document).order_by(Document.id))]
    assert DocumentState.AWAITING_REVIEW in states
    assert DocumentState.ACCEPTED in states
    age(sqlite_flow)
    assert run(sqlite_flow) == Erased()


def test_retention_counts_from_the_decision_by_the_setting_in_force(sqlite_flow: Flow) -> None:
    accepted(sqlite_flow)
    with sqlite_flow.context.reading() as session:
        assert not due_files(session, cutoff(sqlite_flow.settings), limit=9)
    with ledger(sqlite_flow.settings) as session:
        session.execute(update(Document).values(moved_at=now() - timedelta(days=40)))
        choose(session, sqlite_flow.settings, {"retention_days": 30}, user_id=None)
    environment = {
        "BUKTI_HOME": str(sqlite_flow.settings.home),
        "BUKTI_DATABASE_URL": sqlite_flow.context.url,
    }
    from records.settings import settings

    settings.cache_clear()
    try:
        dry = CliRunner().invoke(erase, ["--json"], env=environment)
        assert dry.exit_code == 0, dry.output
        said = json.loads(dry.output)
        assert (said["retention_days"], said["due"], said["erased"]) == (30, 1, None)
        assert sqlite_flow.files()[0].erased_at is None
        done = CliRunner().invoke(erase, ["--json", "--yes"], env=environment)
        assert json.loads(done.output)["erased"]["files"] == 1
        assert sqlite_flow.files()[0].erased_at is not None
    finally:
        settings.cache_clear()


def test_bytes_that_something_else_still_needs_stay(sqlite_flow: Flow) -> None:
    data = certificate(Paper())
    accepted(sqlite_flow, data)
    age(sqlite_flow)
    # The same scan, handed in by another office since.
    sqlite_flow.hand_in(("lagi.pdf", data), office_id=sqlite_flow.other_office_id)
    sqlite_flow.drain()
    age_bytes(sqlite_flow)
    assert run(sqlite_flow).files == 1
    erased, other = sqlite_flow.files()
    assert erased.erased_at is not None
    assert other.erased_at is None
    left = blobs(sqlite_flow)
    assert other.sha256 in left
    for page in sqlite_flow.pages():
        if page.file_id == other.id:
            assert {page.raw_blob, page.image_blob, page.words_blob} - {None} <= left


def test_a_scan_handed_in_again_after_its_erasure_is_read_anew(sqlite_flow: Flow) -> None:
    data = certificate(Paper())
    accepted(sqlite_flow, data)
    age(sqlite_flow)
    run(sqlite_flow)
    sqlite_flow.hand_in(("lagi.pdf", data))
    sqlite_flow.drain()
    again = sqlite_flow.documents()[-1]
    assert again.state is DocumentState.AWAITING_REVIEW
    assert again.people[0].nip == NIP


def test_what_is_erased_cannot_be_opened_again(sqlite_flow: Flow) -> None:
    sqlite_flow.hand_in(("satu.pdf", certificate(Paper())))
    sqlite_flow.drain()
    document = sqlite_flow.documents()[-1]
    with ledger(sqlite_flow.settings) as session:
        review.set_aside(session, document.id, user_id=None)
    age(sqlite_flow)
    assert run(sqlite_flow).files == 1
    for verb in (review.reopen, review.undo):
        with pytest.raises(Refused), ledger(sqlite_flow.settings) as session:
            verb(session, document.id, user_id=None)
    with pytest.raises(Refused, match="file-erased"), ledger(sqlite_flow.settings) as session:
        turn_page(session, sqlite_flow.pages()[0].id, 90, user_id=None)
