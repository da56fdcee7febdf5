from collections.abc import Callable
from typing import Any

import pytest
from flow import SCANS, Flow, Paper, certificate
from sqlalchemy import select

from records.errors import Refused
from records.ledger import review, surgery
from records.ledger.corrections import Corrections
from records.states import DocumentState, FileState, PageState
from records.tables import Surgery
from worker.queues import ledger

TWO = certificate(Paper(), Paper(number="893/200/BKPP/2019", course="Pelatihan Kearsipan Dinamis"))


@pytest.fixture
def read(flow: Flow) -> Flow:
    flow.hand_in(("dua.pdf", TWO))
    flow.drain()
    return flow


def do(flow: Flow, verb: Callable[..., Any], *arguments: Any, **values: Any) -> None:
    with ledger(flow.settings) as session:
        verb(session, *arguments, user_id=None, **values)
    flow.drain()


def refused(flow: Flow, verb: Callable[..., Any], *arguments: Any, **values: Any) -> str:
    with pytest.raises(Refused) as caught, ledger(flow.settings) as session:
        verb(session, *arguments, user_id=None, **values)
    return caught.value.code


def standing(flow: Flow) -> list[list[int]]:
    return sorted(d.pages for d in flow.documents() if d.state is DocumentState.AWAITING_REVIEW)


def ids(flow: Flow) -> list[int]:
    return [d.id for d in flow.documents() if d.state is DocumentState.AWAITING_REVIEW]


def test_documents_are_joined_split_and_put_back(read: Flow) -> None:
    assert standing(read) == [[1], [2]]
    do(read, surgery.join_documents, ids(read))
    assert standing(read) == [[1, 2]]
    do(read, surgery.reorder_pages, ids(read)[0], [2, 1])
    assert standing(read) == [[2, 1]]
    do(read, surgery.split_document, ids(read)[0], 2)
    assert standing(read) == [[1], [2]]
    for pages in ([[2, 1]], [[1, 2]], [[1], [2]]):
        do(read, surgery.undo_surgery, read.files()[0].id)
        assert standing(read) == pages
    assert refused(read, surgery.undo_surgery, read.files()[0].id) == "nothing-to-undo"
    with read.context.reading() as session:
        assert all(row.undone_at for row in session.scalars(select(Surgery)))


def test_a_dropped_page_leaves_its_neighbours_and_their_corrections_alone(read: Flow) -> None:
    first, second = read.documents()
    with ledger(read.settings) as session:
        review.correct(session, first.id, Corrections({"jp": 31}), user_id=None)
    read.drain()
    do(read, surgery.drop_page, read.pages()[1].id)
    assert standing(read) == [[1]]
    assert ids(read) == [first.id]
    assert read.documents()[0].jp == 31
    assert read.pages()[1].state is PageState.DROPPED
    do(read, surgery.undo_surgery, read.files()[0].id)
    assert standing(read) == [[1], [2]]
    assert read.pages()[1].state is PageState.READ
    assert second.id not in ids(read)


def test_what_somebody_confirmed_is_not_taken_apart(read: Flow) -> None:
    first, second = ids(read)
    do(read, review.confirm, first)
    assert refused(read, surgery.split_document, first, 1) == "page-confirmed"
    assert refused(read, surgery.join_documents, [first, second]) == "page-confirmed"
    assert refused(read, surgery.drop_page, read.pages()[0].id) == "page-confirmed"
    assert refused(read, surgery.turn_page, read.pages()[0].id, 90) == "page-confirmed"
    do(read, surgery.turn_page, read.pages()[1].id, 180)
    assert read.documents()[0].state is DocumentState.CONFIRMED


def test_senseless_changes_are_refused(read: Flow) -> None:
    first, second = ids(read)
    page = read.pages()[0]
    assert refused(read, surgery.split_document, first, 1) == "nothing-to-split"
    assert refused(read, surgery.split_document, first, 9) == "nothing-to-split"
    assert refused(read, surgery.join_documents, [second]) == "nothing-to-join"
    assert refused(read, surgery.join_documents, [second, second]) == "nothing-to-join"
    assert refused(read, surgery.reorder_pages, first, [1, 2]) == "pages-differ"
    assert refused(read, surgery.turn_page, page.id, 45) == "turn-not-square"
    assert refused(read, surgery.turn_page, page.id, 360) == "turn-not-square"
    assert refused(read, surgery.turn_page, 999, 90) == "page-unknown"
    assert refused(read, surgery.drop_page, 999) == "page-unknown"
    assert refused(read, surgery.split_document, 999, 1) == "document-unknown"
    read.hand_in(("lain.pdf", certificate(Paper(number="9/LAIN/2019", course="Pelatihan Bendahara"))))
    read.drain()
    assert refused(read, surgery.join_documents, [first, ids(read)[-1]]) == "not-one-file"


def test_pages_of_a_file_still_at_work_are_left_alone(read: Flow) -> None:
    first, second = ids(read)
    with ledger(read.settings) as session:
        surgery.join_documents(session, [first, second], user_id=None)
    assert refused(read, surgery.drop_page, read.pages()[0].id) == "file-busy"
    read.drain()
    assert read.files()[0].state is FileState.FOUND


def test_a_turned_page_stands_as_the_person_turned_it(sqlite_flow: Flow) -> None:
    """The machine finds the scan upright; a person insists, and it is not turned back."""
    name = "menyamping.png"
    sqlite_flow.hand_in((name, (SCANS / name).read_bytes()))
    sqlite_flow.drain()
    before = sqlite_flow.pages()[0]
    assert before.rotation in (90, 270), "the sample lies on its side"
    assert (before.height_px or 0) > (before.width_px or 0)
    do(sqlite_flow, surgery.turn_page, before.id, 90)
    turned = sqlite_flow.pages()[0]
    assert turned.rotated_by_hand == (before.rotation + 90) % 360
    assert (turned.width_px or 0) > (turned.height_px or 0)
    assert turned.generation == before.generation + 1
    do(sqlite_flow, surgery.undo_surgery, sqlite_flow.files()[0].id)
    back = sqlite_flow.pages()[0]
    assert (back.rotated_by_hand, back.rotation) == (None, before.rotation)
    assert [d.course for d in sqlite_flow.documents()][-1] == sqlite_flow.documents()[0].course
