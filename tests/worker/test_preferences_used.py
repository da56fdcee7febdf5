"""What an admin sets is what the worker computes by."""

from __future__ import annotations

from flow import PEOPLE, Flow, Paper, certificate
from sqlalchemy import select

from records.ledger.threshold import DOUBT
from records.preferences import choose
from records.states import DocumentState, Variant
from records.tables import Document, Employee, IndexResult, Period
from scoring.trust import TrustPolicy
from worker.queues import ledger
from worker.stages import apply_threshold
from worker.stages.compute_index import work as compute_index

# So little error is borne that no reading is sure enough, and so much that any sound one is.
STRICT, LAX = 1e-7, 20.0


def hand_in(flow: Flow, number: str) -> Document:
    flow.hand_in(
        (f"{number}.pdf", certificate(Paper(number=f"893/{number}/BKPP/2019", course=f"Bimtek {number}")))
    )
    flow.drain()
    return flow.documents()[-1]


def set_threshold(flow: Flow, value: float | None) -> None:
    with ledger(flow.settings) as session:
        choose(session, flow.settings, {"ready_error_per_1000": value}, user_id=None)


def test_the_threshold_set_on_screen_decides_what_is_ready(flow: Flow) -> None:
    set_threshold(flow, LAX)
    first = hand_in(flow, "1")
    assert first.ready
    assert first.probability is not None
    assert first.probability < TrustPolicy(STRICT).least_chance
    set_threshold(flow, STRICT)
    second = hand_in(flow, "2")
    assert not second.ready
    assert DOUBT in second.reasons


def test_waiting_documents_turn_with_the_threshold_and_back(flow: Flow) -> None:
    set_threshold(flow, LAX)
    document = hand_in(flow, "1")
    for value, ready in ((STRICT, False), (LAX, True)):
        before = flow.documents()[-1].version
        set_threshold(flow, value)
        apply_threshold.work(flow.context)
        turned = flow.documents()[-1]
        assert (turned.id, turned.state) == (document.id, DocumentState.AWAITING_REVIEW)
        assert (turned.ready, turned.reasons) == (ready, [] if ready else [DOUBT])
        assert turned.version == before + 1
        # Doing it twice changes nothing.
        apply_threshold.work(flow.context)
        assert flow.documents()[-1].version == before + 1


def test_a_document_with_a_doubt_of_its_own_never_turns_ready(sqlite_flow: Flow) -> None:
    set_threshold(sqlite_flow, STRICT)
    document = hand_in(sqlite_flow, "1")
    with ledger(sqlite_flow.settings) as session:
        session.get_one(Document, document.id).reasons = [DOUBT, "handed-in-before"]
    set_threshold(sqlite_flow, LAX)
    apply_threshold.work(sqlite_flow.context)
    assert not sqlite_flow.documents()[-1].ready


def _rule_set_used(flow: Flow) -> str:
    employee = flow.employee(PEOPLE[0].nip)
    compute_index(flow.context, employee.id)
    with flow.context.reading() as session:
        return session.scalars(
            select(IndexResult.rule_set).where(
                IndexResult.employee_id == employee.id, IndexResult.variant == Variant.RECORDED
            )
        ).one()


def test_the_rule_set_set_on_screen_is_the_index_rule_set(flow: Flow) -> None:
    assert _rule_set_used(flow) == flow.settings.rule_set == "bkn-8-2019"
    with ledger(flow.settings) as session:
        choose(session, flow.settings, {"rule_set": "bkn-8-2019-proportional"}, user_id=None)
    assert _rule_set_used(flow) == "bkn-8-2019-proportional"
    # A period that names its own rules goes first.
    with ledger(flow.settings) as session:
        session.add(Period(name="2026", current=True, rule_set="bkn-8-2019"))
        session.query(Employee).update({"index_wanted": Employee.index_wanted + 1})
    assert _rule_set_used(flow) == "bkn-8-2019"
