"""What is said of a waiting document follows what happens to the documents beside it."""

import json
from typing import cast

import redis
from flow import PEOPLE, Flow, Paper, certificate
from sqlalchemy import func, select

from records.ledger import review
from records.ledger.corrections import Corrections
from records.ledger.documents import record_again
from records.ledger.hints import take_hints
from records.states import RepeatKind
from records.tables import AuditEntry, Document
from scoring.history_file import TrainingRecord
from worker.history_rows import apply_history
from worker.judging import load_beside, score
from worker.queues import ledger
from worker.stages import judge_again, rekey_document
from worker.sweeper import sweep

OTHER_HOURS = Paper(jp=30)
UNSIGNED = Paper(signer=None)


def hand_in(flow: Flow, *papers: Paper) -> list[Document]:
    for paper in papers:
        flow.hand_in(("satu.pdf", certificate(paper)))
        flow.drain()
    return judged(flow)


def judged(flow: Flow) -> list[Document]:
    judge_again.work(flow.context)
    with flow.context.reading() as session:
        assert not session.scalars(judge_again.behind()).all()
    return flow.documents()


def said(flow: Flow) -> list[tuple[bool, int | None, RepeatKind | None]]:
    return [(d.ready, d.repeat_of_id, d.repeat_kind) for d in judged(flow)]


def log_lines(flow: Flow) -> int:
    with flow.context.reading() as session:
        return session.scalar(select(func.count()).where(AuditEntry.verb == "document-judged-again")) or 0


def test_a_contradiction_handed_in_later_takes_readiness_from_the_earlier_one(flow: Flow) -> None:
    (first,) = hand_in(flow, Paper())
    assert first.ready
    first, second = hand_in(flow, OTHER_HOURS)
    assert (first.ready, first.repeat_of_id, first.repeat_kind) == (False, second.id, RepeatKind.CONFLICT)
    assert (second.ready, second.repeat_of_id, second.repeat_kind) == (False, first.id, RepeatKind.CONFLICT)
    assert "contradicts-earlier" in first.reasons
    assert "other-hours" in first.repeat_why
    assert log_lines(flow) == 1
    with ledger(flow.settings) as session:
        review.set_aside(session, second.id, user_id=None)
    first, second = judged(flow)
    assert (first.ready, first.reasons, first.repeat_of_id) == (True, [], None)


def test_a_contradiction_that_was_mended_is_gone_from_both(flow: Flow) -> None:
    _, second = hand_in(flow, Paper(), OTHER_HOURS)
    with ledger(flow.settings) as session:
        review.correct(session, second.id, Corrections({"jp": 24}), user_id=None)
    flow.drain()
    # Of two that say the same one is the copy.
    assert sorted(kind for _, _, kind in said(flow) if kind) == [RepeatKind.SAME]


def test_a_copy_is_none_once_what_it_copied_was_returned(flow: Flow) -> None:
    first, second = hand_in(flow, Paper(), Paper(issued="9 Maret 2019"))
    assert (first.repeat_kind, second.repeat_kind) == (None, RepeatKind.SAME)
    with ledger(flow.settings) as session:
        review.return_document(session, first.id, user_id=None, reason_code="unreadable")
    assert said(flow)[1] == (True, None, None)
    with ledger(flow.settings) as session:
        review.reopen(session, first.id, user_id=None)
    assert [kind for _, _, kind in said(flow)].count(RepeatKind.SAME) == 1


def test_somebody_who_turns_out_to_sign_papers_is_doubted_where_no_signer_was_read(flow: Flow) -> None:
    first, other = hand_in(
        flow, UNSIGNED, Paper(number="893/2/X/2019", course="Bimbingan Teknis Arsip Daerah")
    )
    assert first.ready
    assert other.ready
    signed = Paper(
        *(PEOPLE[1].nama, PEOPLE[1].nip, "Pelatihan Dasar Bendahara", "893/555/BKPP/2019"),
        signer=(PEOPLE[0].nama, PEOPLE[0].nip),
    )
    first, other, _ = hand_in(flow, signed)
    assert (first.ready, first.reasons) == (False, ["person-signs-other-papers"])
    assert other.ready  # the paper itself says who signed it


def test_a_training_imported_as_recorded_is_seen_on_waiting_documents(flow: Flow) -> None:
    (document,) = hand_in(flow, Paper())
    recorded = TrainingRecord(
        row=2, nip=PEOPLE[0].nip, pns_id="", course=document.course or "", number=document.number or "",
        organiser="", kind_code=8, level_code=None, jp=24, year=2019, start=document.start, end=document.end,
    )  # fmt: skip
    with ledger(flow.settings) as session:
        apply_history(session, [recorded], None)
    (document,) = judged(flow)
    assert document.people[0].training_id is not None


def test_what_a_reviewer_said_of_a_course_and_a_post_reaches_the_waiting_ones(flow: Flow) -> None:
    a_year_before = Paper(
        number="893/9/Y/2018", days="6 Maret 2018 sampai dengan 8 Maret 2018", issued="9 Maret 2018"
    )
    first, second = hand_in(flow, Paper(), a_year_before)
    assert second.people[0].linear_proposed is True
    with ledger(flow.settings) as session:
        review.confirm(
            session, first.id, user_id=None, corrections=Corrections(people={0: {"linear": False}})
        )
    rekey_document.work(flow.context, first.id)
    _, second = judged(flow)
    assert second.people[0].linear_proposed is False
    assert second.people[0].linear_why[0] == "linear.precedent"


def test_judging_again_twice_says_the_same_and_ends(flow: Flow) -> None:
    hand_in(flow, Paper(), OTHER_HOURS, Paper())
    before = [(d.version, d.judge_done, *s) for d, s in zip(flow.documents(), said(flow), strict=True)]
    for document in flow.documents():
        with flow.context.reading() as session:
            beside = load_beside(flow.context, session, document.id)
        with ledger(flow.settings) as session:
            row = beside.document.row
            assert record_again(
                session, row.id, score(flow.context, beside), version=row.version, wanted=row.judge_wanted
            )
            assert not take_hints(session)
    assert [
        (d.version, d.judge_done, *s) for d, s in zip(flow.documents(), said(flow), strict=True)
    ] == before


def test_a_document_changed_meanwhile_is_judged_once_more(flow: Flow) -> None:
    first, _ = hand_in(flow, Paper(), OTHER_HOURS)
    with flow.context.reading() as session:
        beside = load_beside(flow.context, session, first.id)
    with ledger(flow.settings) as session:
        session.get_one(Document, first.id).version += 1
    with ledger(flow.settings) as session:
        assert not record_again(
            session, first.id, score(flow.context, beside), version=first.version, wanted=99
        )
    assert flow.documents()[0].judge_done < 99


def test_the_sweeper_asks_when_the_hint_was_lost(sqlite_flow: Flow) -> None:
    hand_in(sqlite_flow, Paper())
    sqlite_flow.hand_in(("dua.pdf", certificate(OTHER_HOURS)))
    sqlite_flow.drain()
    with redis.Redis.from_url(sqlite_flow.settings.redis_url) as broker:
        broker.flushall()
        sweep(sqlite_flow.context)
        assert "bukti.judge_again" in tasks(broker)
        judge_again.work(sqlite_flow.context)
        broker.flushall()
        sweep(sqlite_flow.context)
        assert "bukti.judge_again" not in tasks(broker)


def tasks(broker: redis.Redis) -> set[str]:
    messages = cast("list[bytes]", broker.lrange("light", 0, -1))
    return {json.loads(message)["headers"]["task"] for message in messages}
