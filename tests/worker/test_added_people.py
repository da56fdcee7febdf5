"""A person the machine missed: from the reviewer's word through matching, index and hand-over, and back."""

from __future__ import annotations

import pytest
from flow import PEOPLE, Flow, Paper, certificate
from sqlalchemy import select

from records.errors import Refused
from records.ledger import review
from records.ledger.corrections import Corrections
from records.ledger.handover import request_handover
from records.ledger.people import Place, add_person
from records.states import DocumentState, PersonDecision, RepeatKind, Role, Variant
from records.tables import Correction, Decision, Document, HandoverRecord, IndexResult, User
from worker.queues import ledger
from worker.stages.compute_index import work as compute_index

READ, MISSED = PEOPLE[0].nip, PEOPLE[1].nip
BOX = (0.1, 0.2, 0.4, 0.25)


def awaiting(flow: Flow) -> Document:
    flow.hand_in(("satu.pdf", certificate(Paper())))
    flow.drain()
    return flow.documents()[-1]


def reviewer(flow: Flow) -> int:
    with ledger(flow.settings) as session:
        user = User(username="rani", name="Rani", role=Role.REVIEWER, password_hash="x")
        session.add(user)
        session.flush()
        return user.id


def add(flow: Flow, document_id: int, nip: str = MISSED, **more: object) -> Document:
    with ledger(flow.settings) as session:
        add_person(session, document_id, nip, user_id=None, **more)  # type: ignore[arg-type]
    return flow.documents()[-1]


def indexed_jp(flow: Flow, nip: str, variant: Variant) -> int:
    employee = flow.employee(nip)
    compute_index(flow.context, employee.id)
    with flow.context.reading() as session:
        return session.scalars(
            select(IndexResult.jp).where(
                IndexResult.employee_id == employee.id, IndexResult.variant == variant
            )
        ).one()


def test_an_added_person_counts_and_is_handed_over_like_the_others(flow: Flow) -> None:
    user = reviewer(flow)
    document = awaiting(flow)
    with ledger(flow.settings) as session:
        add_person(session, document.id, MISSED, user_id=user, place=Place(1, BOX))
    added = flow.documents()[-1]
    assert added.state is DocumentState.FOUND
    assert added.version > document.version
    flow.drain()
    again = flow.documents()[-1]
    assert (again.id, again.state) == (document.id, DocumentState.AWAITING_REVIEW)
    first, second = again.people
    assert (first.added, second.added) == (False, True)
    assert (second.name, second.nip) == (PEOPLE[1].nama, MISSED)
    assert (second.decision, second.decided_by) == (PersonDecision.TAKEN, user)
    assert second.reading["name"]["box"] == list(BOX)
    # Judged like the others: whether the course fits the post is proposed for both.
    assert first.linear_proposed is True
    assert second.linear_proposed is not None
    assert indexed_jp(flow, MISSED, Variant.PENDING) == 24
    with ledger(flow.settings) as session:
        review.confirm(session, document.id, user_id=user)
    assert indexed_jp(flow, MISSED, Variant.CONFIRMED) == 24
    with ledger(flow.settings) as session:
        request_handover(session, office_id=flow.office_id, user_id=user)
    with flow.context.reading() as session:
        sent = {row.record["person"]["nip"] for row in session.scalars(select(HandoverRecord))}
    assert sent == {READ, MISSED}


def test_the_addition_is_kept_with_who_and_when_and_can_be_undone(flow: Flow) -> None:
    user = reviewer(flow)
    document = awaiting(flow)
    with ledger(flow.settings) as session:
        add_person(session, document.id, MISSED, user_id=user, corrections=Corrections({"jp": 30}))
    flow.drain()
    assert flow.documents()[-1].jp == 30
    with flow.context.reading() as session:
        (said,) = session.scalars(select(Decision))
    assert (said.verb, said.user_id, said.undone_at) == ("add-person", user, None)
    assert said.at is not None
    with ledger(flow.settings) as session:
        review.undo(session, document.id, user_id=user)
    flow.drain()
    after = flow.documents()[-1]
    assert (after.state, after.jp) == (DocumentState.AWAITING_REVIEW, 24)
    assert [person.nip for person in after.people] == [READ]
    assert indexed_jp(flow, MISSED, Variant.PENDING) == 0
    with flow.context.reading() as session:
        (said,) = session.scalars(select(Decision))
        (correction,) = session.scalars(select(Correction))
    assert (said.undone_by, correction.undone) == (user, True)
    with pytest.raises(Refused, match="nothing-to-undo"), ledger(flow.settings) as session:
        review.undo(session, document.id, user_id=user)


def test_undoing_a_confirmation_keeps_the_person_undoing_once_more_does_not(sqlite_flow: Flow) -> None:
    document = awaiting(sqlite_flow)
    add(sqlite_flow, document.id)
    sqlite_flow.drain()
    with ledger(sqlite_flow.settings) as session:
        review.confirm(session, document.id, user_id=None)
    for left in (2, 1):
        with ledger(sqlite_flow.settings) as session:
            review.undo(session, document.id, user_id=None)
        sqlite_flow.drain()
        assert len(sqlite_flow.documents()[-1].people) == left


def test_the_same_paper_for_an_added_person_is_found_when_it_comes_again(sqlite_flow: Flow) -> None:
    document = awaiting(sqlite_flow)
    add(sqlite_flow, document.id)
    sqlite_flow.drain()
    twin = Paper(name=PEOPLE[1].nama, nip=MISSED)
    sqlite_flow.hand_in(("dua.pdf", certificate(twin)))
    sqlite_flow.drain()
    later = sqlite_flow.documents()[-1]
    assert later.id != document.id
    assert later.repeat_of_id == document.id
    assert later.repeat_kind in set(RepeatKind)


@pytest.mark.parametrize(
    ("nip", "place", "code"),
    [
        ("111111111111111111", None, "employee-unknown"),
        (READ, None, "person-there"),
        (MISSED, Place(2, BOX), "page-unknown"),
        (MISSED, Place(1, (0.4, 0.2, 0.1, 0.25)), "box-bad"),
        (MISSED, Place(1, (0.1, 0.2, 0.4, float("nan"))), "box-bad"),
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_changes(
    sqlite_flow: Flow, nip: str, place: Place | None, code: str
) -> None:
    document = awaiting(sqlite_flow)
    with pytest.raises(Refused, match=code):
        add(sqlite_flow, document.id, nip, place=place)
    after = sqlite_flow.documents()[-1]
    assert (after.version, len(after.people)) == (document.version, 1)


def test_nobody_is_added_to_what_is_decided(sqlite_flow: Flow) -> None:
    document = awaiting(sqlite_flow)
    with ledger(sqlite_flow.settings) as session:
        review.confirm(session, document.id, user_id=None)
    with pytest.raises(Refused, match="document-not-awaiting-review"):
        add(sqlite_flow, document.id)
