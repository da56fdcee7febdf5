from collections.abc import Callable
from typing import Any

import pytest
from flow import Flow, Paper, certificate
from sqlalchemy import select

from records.errors import Refused
from records.ledger import review
from records.ledger.corrections import Corrections
from records.ledger.locks import lock, unlock
from records.states import DocumentState, PersonDecision, RepeatKind, Role
from records.tables import Correction, Decision, Document, DocumentPerson, Precedent, User
from records.values import MatchStatus
from worker.queues import ledger
from worker.stages import rekey_document

STRANGER = Paper(name="Orang Asing Sekali", nip="197001011990011999")


def one(flow: Flow, paper: Paper | None = None) -> Document:
    flow.hand_in(("satu.pdf", certificate(paper or Paper())))
    flow.drain()
    return flow.documents()[-1]


def users(flow: Flow, *names: str) -> list[int]:
    with ledger(flow.settings) as session:
        rows = [User(username=n, name=n, role=Role.REVIEWER, password_hash="x") for n in names]
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


def refused(flow: Flow, verb: Callable[..., Any], *arguments: Any, **values: Any) -> str:
    with pytest.raises(Refused) as caught, ledger(flow.settings) as session:
        verb(session, *arguments, **values)
    return caught.value.code


def do(flow: Flow, verb: Callable[..., Any], *arguments: Any, **values: Any) -> Document:
    with ledger(flow.settings) as session:
        verb(session, *arguments, **values)
    return flow.documents()[-1]


def test_confirming_takes_the_certain_person_and_asks_for_the_index(flow: Flow) -> None:
    (reviewer,) = users(flow, "rani")
    document = one(flow)
    before = flow.employee("198003122005011002").index_wanted
    confirmed = do(flow, review.confirm, document.id, user_id=reviewer)
    assert confirmed.state is DocumentState.CONFIRMED
    assert confirmed.confirmed_by == reviewer
    assert confirmed.people[0].decision is PersonDecision.TAKEN
    assert flow.employee("198003122005011002").index_wanted > before
    assert refused(flow, review.confirm, document.id, user_id=reviewer) == "document-not-awaiting-review"


def test_nobody_uncertain_is_ever_confirmed_unseen(flow: Flow) -> None:
    document = one(flow, STRANGER)
    assert document.people[0].match_status is not MatchStatus.CERTAIN
    assert refused(flow, review.confirm, document.id, user_id=None) == "person-undecided"
    excluded = Corrections(people={0: {"excluded": True}})
    assert refused(flow, review.confirm, document.id, user_id=None, corrections=excluded) == "nobody-taken"
    chosen = Corrections(people={0: {"employee_nip": "198507242010012004"}})
    confirmed = do(flow, review.confirm, document.id, user_id=None, corrections=chosen)
    assert confirmed.people[0].employee_id == flow.employee("198507242010012004").id


@pytest.mark.parametrize(
    ("corrections", "code"),
    [
        (Corrections({"course": None}), "document-incomplete"),
        (Corrections({"end": "2019-01-01"}), "dates-reversed"),
        (Corrections({"kind": "other"}), "document-not-evidence"),
        (Corrections({"jp": 0}), "correction-bad-value"),
        (Corrections({"jp": "24"}), "correction-bad-value"),
        (Corrections({"jp": True}), "correction-bad-value"),
        (Corrections({"start": "5 Maret"}), "correction-bad-value"),
        (Corrections({"start": "0019-03-05"}), "correction-bad-value"),
        (Corrections({"kind": "sijil"}), "correction-bad-value"),
        (Corrections({"course": 7}), "correction-bad-value"),
        (Corrections({"state": "CONFIRMED"}), "correction-unknown-field"),
        (Corrections(people={3: {"name": "x"}}), "correction-unknown-person"),
        (Corrections(people={0: {"id": 7}}), "correction-unknown-field"),
        (Corrections(people={0: {"employee_nip": "111111111111111111"}}), "employee-unknown"),
        (Corrections(people={0: {"linear": "ya"}}), "correction-bad-value"),
        (Corrections(people={0: {"nip": "19800312 ABC"}}), "correction-bad-value"),
    ],
)
def test_what_cannot_be_confirmed_is_refused_and_nothing_is_kept(
    sqlite_flow: Flow, corrections: Corrections, code: str
) -> None:
    document = one(sqlite_flow)
    assert refused(sqlite_flow, review.confirm, document.id, user_id=None, corrections=corrections) == code
    after = sqlite_flow.documents()[-1]
    assert (after.state, after.version, after.jp) == (DocumentState.AWAITING_REVIEW, document.version, 24)
    with sqlite_flow.context.reading() as session:
        assert not session.scalars(select(Correction)).all()


def test_missing_hours_are_confirmed_only_when_said_so(sqlite_flow: Flow) -> None:
    document = one(sqlite_flow)
    with ledger(sqlite_flow.settings) as session:
        session.get_one(Document, document.id).jp = None
    assert refused(sqlite_flow, review.confirm, document.id, user_id=None) == "document-incomplete"
    confirmed = do(
        sqlite_flow, review.confirm, document.id, user_id=None, corrections=Corrections({"jp": None})
    )
    assert (confirmed.state, confirmed.jp) == (DocumentState.CONFIRMED, None)


def test_corrections_keep_what_was_read_and_who_changed_it(flow: Flow) -> None:
    (reviewer,) = users(flow, "rani")
    document = one(flow)
    given = Corrections({"jp": 30, "start": "2019-03-04", "number": " 12/  A "}, {0: {"name": "B. Sutrisno"}})
    confirmed = do(flow, review.confirm, document.id, user_id=reviewer, corrections=given)
    assert (confirmed.jp, str(confirmed.start), confirmed.number) == (30, "2019-03-04", "12/ A")
    assert confirmed.reading["jp"]["value"] == 24
    assert confirmed.people[0].reading["name"]["value"] == "Bambang Sutrisno"
    with flow.context.reading() as session:
        rows = session.scalars(select(Correction).order_by(Correction.id)).all()
    assert [(r.field, r.old, r.new, r.user_id) for r in rows] == [
        ("jp", 24, 30, reviewer),
        ("start", "2019-03-05", "2019-03-04", reviewer),
        ("number", "893/117/BKPP/2019", "12/ A", reviewer),
        ("name", "Bambang Sutrisno", "B. Sutrisno", reviewer),
    ]


def test_undo_brings_the_values_back_and_keeps_the_story(flow: Flow) -> None:
    document = one(flow)
    changed = Corrections({"jp": 30}, {0: {"linear": False}})
    do(flow, review.confirm, document.id, user_id=None, corrections=changed)
    undone = do(flow, review.undo, document.id, user_id=None)
    assert (undone.state, undone.jp, undone.confirmed_at) == (DocumentState.AWAITING_REVIEW, 24, None)
    assert undone.people[0].decision is PersonDecision.OPEN
    assert undone.people[0].linear is None
    with flow.context.reading() as session:
        assert {c.undone for c in session.scalars(select(Correction))} == {True}
        assert session.scalars(select(Decision)).one().undone_at is not None
    assert refused(flow, review.undo, document.id, user_id=None) == "nothing-to-undo"


@pytest.mark.parametrize(
    ("verb", "values", "state"),
    [
        (review.return_document, {"reason_code": "unreadable"}, DocumentState.RETURNED),
        (review.set_aside, {"reason_code": "copy"}, DocumentState.SET_ASIDE),
    ],
)
def test_returned_and_set_aside_documents_can_be_reopened_or_undone(
    flow: Flow, verb: Callable[..., None], values: dict[str, Any], state: DocumentState
) -> None:
    document = one(flow)
    assert do(flow, verb, document.id, user_id=None, **values).state is state
    assert do(flow, review.undo, document.id, user_id=None).state is DocumentState.AWAITING_REVIEW
    assert do(flow, verb, document.id, user_id=None, **values).state is state
    assert do(flow, review.reopen, document.id, user_id=None).state is DocumentState.AWAITING_REVIEW
    assert refused(flow, review.reopen, document.id, user_id=None) == "document-not-reopenable"


def test_returning_needs_a_reason(sqlite_flow: Flow) -> None:
    document = one(sqlite_flow)
    code = refused(sqlite_flow, review.return_document, document.id, user_id=None, reason_code="")
    assert code == "reason-missing"


def test_two_reviewers_never_confirm_the_same_document(flow: Flow) -> None:
    rani, joko = users(flow, "rani", "joko")
    document = one(flow)
    with ledger(flow.settings) as session:
        lock(session, document.id, rani, minutes=10)
    assert refused(flow, lock, document.id, joko, minutes=10) == "document-locked"
    assert refused(flow, review.confirm, document.id, user_id=joko) == "document-locked"
    with ledger(flow.settings) as session:
        lock(session, document.id, joko, minutes=10, take_over=True)
    assert refused(flow, review.confirm, document.id, user_id=rani) == "document-locked"
    with ledger(flow.settings) as session:
        unlock(session, document.id, joko)
    assert do(flow, review.confirm, document.id, user_id=rani).state is DocumentState.CONFIRMED


def test_a_stale_screen_is_refused(flow: Flow) -> None:
    document = one(flow)
    stale = document.version - 1
    assert refused(flow, review.confirm, document.id, user_id=None, version=stale) == "document-changed"
    assert do(flow, review.confirm, document.id, user_id=None, version=document.version).version > stale


def test_a_corrected_name_is_matched_anew(flow: Flow) -> None:
    document = one(flow, STRANGER)
    given = Corrections(people={0: {"name": "Dewi Lestari Handayani", "nip": "19850724 201001 2 004"}})
    corrected = do(flow, review.correct, document.id, given, user_id=None)
    assert corrected.state is DocumentState.FOUND
    flow.drain()
    again = flow.documents()[-1]
    assert again.state is DocumentState.AWAITING_REVIEW
    assert again.people[0].match_status is MatchStatus.CERTAIN
    assert again.people[0].employee_id == flow.employee("198507242010012004").id


def test_the_same_evidence_again_is_never_counted_twice_by_accident(flow: Flow) -> None:
    first = one(flow)
    again = one(flow, Paper(issued="9 Maret 2019"))
    assert (again.repeat_of_id, again.repeat_kind) == (first.id, RepeatKind.SAME)
    assert not again.ready
    assert refused(flow, review.confirm, again.id, user_id=None) == "document-repeat"
    sure = do(flow, review.confirm, again.id, user_id=None, despite_repeat=True)
    assert sure.state is DocumentState.CONFIRMED


def test_other_hours_on_the_same_certificate_are_a_conflict(flow: Flow) -> None:
    first = one(flow)
    again = one(flow, Paper(jp=40))
    assert (again.repeat_of_id, again.repeat_kind) == (first.id, RepeatKind.CONFLICT)
    assert "contradicts-earlier" in again.reasons
    assert not again.ready


def test_a_word_on_linearity_becomes_precedent_for_the_next_of_the_same(flow: Flow) -> None:
    document = one(flow)
    given = Corrections(people={0: {"linear": False}})
    do(flow, review.confirm, document.id, user_id=None, corrections=given)
    rekey_document.work(flow.context, document.id)
    rekey_document.work(flow.context, document.id)
    with flow.context.reading() as session:
        assert session.scalars(select(Precedent)).one().linear is False
    again = one(flow, Paper(number="77/LAIN/2019", days="2 April 2019 sampai dengan 4 April 2019"))
    assert again.people[0].linear_proposed is False
    assert again.people[0].linear_why[0] == "linear.precedent"
    do(flow, review.undo, document.id, user_id=None)
    rekey_document.work(flow.context, document.id)
    with flow.context.reading() as session:
        assert not session.scalars(select(Precedent)).all()
        assert session.scalars(select(DocumentPerson)).first() is not None
