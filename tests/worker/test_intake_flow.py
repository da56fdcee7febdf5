import threading

import pytest
from flow import Flow, Paper, certificate
from sqlalchemy import func, select

from records import audit
from records.errors import Refused, Trouble
from records.ledger.documents import fail_document
from records.ledger.intake import receive_file, retry_batch, retry_file
from records.ledger.reading import fail_page
from records.states import DocumentState, FileState, PageState
from records.tables import AuditEntry, File, Page
from worker.queues import ledger
from worker.stages.stage import Stage
from worker.tasks import STAGES

PDF = certificate(Paper())


def test_known_content_is_linked_and_not_read_again(flow: Flow) -> None:
    flow.hand_in(("satu.pdf", PDF))
    flow.drain()
    (again,) = flow.hand_in(("nama lain.pdf", PDF))
    assert again.state is FileState.LINKED
    assert again.same_as_file_id == flow.files()[0].id
    flow.drain()
    assert len(flow.pages()) == len(flow.documents()) == 1


def test_the_same_file_twice_at_once_is_read_once(flow: Flow) -> None:
    batch, blob = flow.open_batch(), flow.put(PDF)
    start, failures = threading.Barrier(6), []

    def hand_in(number: int) -> None:
        start.wait()
        try:
            with ledger(flow.settings) as session:
                receive_file(session, flow.context.store, batch, f"{number}.pdf", blob)
        except Exception as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)

    threads = [threading.Thread(target=hand_in, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    states = [file.state for file in flow.files()]
    assert sorted(states) == [FileState.LINKED] * 5 + [FileState.RECEIVED]
    flow.drain()
    assert len(flow.documents()) == 1


def test_another_office_gets_its_own_documents_without_a_second_reading(flow: Flow) -> None:
    flow.hand_in(("satu.pdf", PDF))
    flow.drain()
    flow.hand_in(("satu.pdf", PDF), office_id=flow.other_office_id)
    flow.drain()
    mine, theirs = flow.documents()
    assert (mine.office_id, theirs.office_id) == (flow.office_id, flow.other_office_id)
    assert theirs.repeat_of_id == mine.id
    assert not theirs.ready
    assert "handed-in-before" in theirs.reasons
    with flow.context.reading() as session:
        reads = session.scalar(select(func.count()).where(AuditEntry.verb == "page-read"))
    assert reads == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("sertifikat 🎓👍.pdf", "sertifikat 🎓👍.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\TU\\scan.pdf", "scan.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("", "-"),
        ("n" * 900, "n" * 500),
    ],
)
def test_names_are_kept_as_people_wrote_them_and_cannot_harm(sqlite_flow: Flow, name: str, kept: str) -> None:
    (received,) = sqlite_flow.hand_in((name, PDF))
    assert received.state is FileState.RECEIVED
    assert sqlite_flow.files()[0].name == kept


def test_a_failed_file_is_tried_again_by_hand_only(flow: Flow) -> None:
    flow.hand_in(("satu.pdf", certificate(Paper(), Paper(number="893/200/BKPP/2019"))))
    flow.run_waiting(_stage("open_file"))
    first, second = flow.pages()
    with ledger(flow.settings) as session:
        assert fail_page(session, first.id, "work-timeout")
    flow.drain()
    assert [p.state for p in flow.pages()] == [PageState.FAILED, PageState.READ]
    assert len(flow.documents()) == 1
    with ledger(flow.settings) as session:
        assert retry_batch(session, flow.files()[0].batch_id, user_id=None) == 1
    flow.drain()
    assert [p.state for p in flow.pages()] == [PageState.READ, PageState.READ]
    standing = [d for d in flow.documents() if d.state is not DocumentState.REPLACED]
    assert sorted(d.number for d in standing) == ["893/117/BKPP/2019", "893/200/BKPP/2019"]
    with pytest.raises(Refused, match="file-not-failed"), ledger(flow.settings) as session:
        retry_file(session, flow.files()[0].id, user_id=None)
    assert second.id


def test_a_failed_document_is_tried_again_with_its_file(sqlite_flow: Flow) -> None:
    sqlite_flow.hand_in(("satu.pdf", PDF))
    for task in ("open_file", "read_page", "find_documents"):
        sqlite_flow.run_waiting(_stage(task))
    with ledger(sqlite_flow.settings) as session:
        assert fail_document(session, sqlite_flow.documents()[0].id, Trouble("work-failed"))
    sqlite_flow.drain()
    assert sqlite_flow.documents()[0].error_code == "work-failed"
    with ledger(sqlite_flow.settings) as session:
        assert retry_batch(session, sqlite_flow.files()[0].batch_id, user_id=None) == 1
    sqlite_flow.drain()
    assert [d.state for d in sqlite_flow.documents()] == [DocumentState.AWAITING_REVIEW]


def test_an_open_file_takes_no_page_twice_when_it_was_stopped_in_the_middle(flow: Flow) -> None:
    flow.hand_in(("dua.pdf", certificate(Paper(), Paper(number="893/200/BKPP/2019"))))
    flow.run_waiting(_stage("open_file"))
    with ledger(flow.settings) as session:
        # As after a kill between the first and the second page.
        session.delete(session.scalars(select(Page).where(Page.number == 2)).one())
        file = session.scalars(select(File)).one()
        file.state, file.pages_total = FileState.RECEIVED, None
    flow.drain()
    assert [(p.number, p.state) for p in flow.pages()] == [(1, PageState.READ), (2, PageState.READ)]
    assert len(flow.documents()) == 2


@pytest.mark.parametrize("detail", ["Siti Aminah", "198003122005011002", ["ok", "Budi Santoso"]])
def test_the_audit_log_refuses_names_and_nips(sqlite_flow: Flow, detail: str) -> None:
    with pytest.raises(ValueError, match="id or a code"), ledger(sqlite_flow.settings) as session:
        audit.log(session, "test", "documents", 1, detail=detail)


def test_nothing_in_the_audit_log_names_anybody(flow: Flow) -> None:
    flow.hand_in(("Bambang Sutrisno.pdf", PDF))
    flow.drain()
    with flow.context.reading() as session:
        lines = [str(entry.details) for entry in session.scalars(select(AuditEntry))]
    assert len(lines) > 8
    assert not [line for line in lines if "Bambang" in line or "198003122005011002" in line]


def _stage(task: str) -> Stage:
    return next(stage for stage in STAGES if stage.task == task)
