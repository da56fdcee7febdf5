"""A register import reaches documents that wait already: who they are about is looked up again."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import cast

import redis
from flow import PEOPLE, Flow, Paper, certificate
from sqlalchemy import func, select, update

from records.ledger import locks, review
from records.ledger.corrections import Corrections
from records.ledger.matching_again import record_matches_again
from records.ledger.people import add_person
from records.states import PersonDecision, Role
from records.tables import AuditEntry, Correction, Document, DocumentPerson, User, now
from records.values import Employee, MatchStatus
from worker.current import load_current
from worker.queues import ledger
from worker.register_rows import apply_employees
from worker.sql_register import SqlRegister
from worker.stages import judge_again, match_again
from worker.stages.match_document import look_up
from worker.sweeper import sweep

LATE = replace(
    PEOPLE[0],
    nip="198811202011012003",
    nama="Siti Nurhaliza Kusuma",
    jenis_kelamin="P",
    tanggal_lahir=PEOPLE[0].tanggal_lahir.replace(1988, 11, 20) if PEOPLE[0].tanggal_lahir else None,
)
NEW = Paper(name=LATE.nama, nip=LATE.nip)


def hand_in(flow: Flow, *papers: Paper) -> list[Document]:
    for number, paper in enumerate(papers):
        flow.hand_in((f"{number}.pdf", certificate(paper)))
    flow.drain()
    return settle(flow)


def settle(flow: Flow) -> list[Document]:
    match_again.work(flow.context)
    judge_again.work(flow.context)
    return flow.documents()


def bring(flow: Flow, *employees: Employee) -> None:
    with ledger(flow.settings) as session:
        apply_employees(session, employees, None)


def behind(flow: Flow) -> list[int]:
    with flow.context.reading() as session:
        return list(session.scalars(match_again.behind(SqlRegister.version_of(session))))


def log_lines(flow: Flow) -> int:
    with flow.context.reading() as session:
        return session.scalar(select(func.count()).where(AuditEntry.verb == "document-matched-again")) or 0


def test_somebody_the_register_did_not_know_is_found_once_it_does(flow: Flow) -> None:
    (document,) = hand_in(flow, NEW)
    assert document.people[0].match_status is not MatchStatus.CERTAIN
    assert (document.people[0].employee_id, document.ready) == (None, False)
    bring(flow, *PEOPLE, LATE)
    (document,) = settle(flow)
    person = document.people[0]
    assert (person.match_nip, person.match_status) == (LATE.nip, MatchStatus.CERTAIN)
    assert person.employee_id == flow.employee(LATE.nip).id
    assert (document.ready, person.decision) == (True, PersonDecision.OPEN)
    assert flow.employee(LATE.nip).index_wanted > flow.employee(LATE.nip).index_done
    assert log_lines(flow) == 1
    assert behind(flow) == []


def test_doing_it_twice_says_the_same_and_ends(flow: Flow) -> None:
    hand_in(flow, NEW, Paper())
    bring(flow, *PEOPLE, LATE)
    before = [(d.version, d.ready, d.moved_at, d.register_version) for d in settle(flow)]
    again = [(d.version, d.ready, d.moved_at, d.register_version) for d in settle(flow)]
    assert before == again
    assert log_lines(flow) == 1
    # Another register that says nothing new of these people moves no document either.
    other = replace(PEOPLE[2], nip="197007071995031007", nama="Yohanes Tarigan")
    bring(flow, *PEOPLE, LATE, other)
    assert len(behind(flow)) == 2
    assert [(d.version, d.ready, d.moved_at) for d in settle(flow)] == [row[:3] for row in before]
    assert log_lines(flow) == 1
    assert behind(flow) == []


def test_somebody_who_left_the_register_is_no_longer_certain(flow: Flow) -> None:
    (document,) = hand_in(flow, Paper())
    assert document.ready
    bring(flow, *PEOPLE[1:])
    (document,) = settle(flow)
    assert document.people[0].match_status is not MatchStatus.CERTAIN
    assert not document.ready


def test_what_a_reviewer_said_and_typed_stays(flow: Flow) -> None:
    taken, typed = hand_in(flow, NEW, replace(NEW, number="893/7/X/2019", course="Pelatihan Arsip"))
    with ledger(flow.settings) as session:
        add_person(session, taken.id, PEOPLE[1].nip, user_id=None)
        review.correct(session, typed.id, Corrections({"jp": 31}), user_id=None)
    flow.drain()
    with ledger(flow.settings) as session:
        session.execute(
            update(DocumentPerson)
            .where(DocumentPerson.document_id == taken.id, ~DocumentPerson.added)
            .values(decision=PersonDecision.EXCLUDED)
        )
    bring(flow, *PEOPLE, LATE)
    taken, typed = settle(flow)
    assert [(p.decision, p.match_nip == LATE.nip) for p in taken.people] == [
        (PersonDecision.EXCLUDED, False),
        (PersonDecision.TAKEN, False),
    ]
    assert taken.people[1].employee_id == flow.employee(PEOPLE[1].nip).id
    assert (typed.jp, typed.people[0].match_nip) == (31, LATE.nip)
    with flow.context.reading() as session:
        assert session.scalar(select(func.count()).where(~Correction.undone)) == 1


def test_a_nip_a_reviewer_typed_is_what_is_looked_up(flow: Flow) -> None:
    (document,) = hand_in(flow, replace(NEW, nip="198811202011012999"))
    with ledger(flow.settings) as session:
        review.correct(session, document.id, Corrections(people={0: {"nip": LATE.nip}}), user_id=None)
    flow.drain()
    bring(flow, *PEOPLE, LATE)
    (document,) = settle(flow)
    assert (document.people[0].nip, document.people[0].match_nip) == (LATE.nip, LATE.nip)


def test_a_document_somebody_holds_waits_until_it_is_let_go(flow: Flow) -> None:
    (document,) = hand_in(flow, NEW)
    with ledger(flow.settings) as session:
        user = User(username="p", name="P", role=Role.REVIEWER, password_hash="-")
        session.add(user)
        session.flush()
        locks.lock(session, document.id, user.id, minutes=10)
    bring(flow, *PEOPLE, LATE)
    (held,) = settle(flow)
    assert (held.version, held.people[0].match_nip, behind(flow)) == (document.version, None, [])
    with ledger(flow.settings) as session:
        session.execute(update(Document).values(locked_until=now() - timedelta(seconds=1)))
    (free,) = settle(flow)
    assert free.people[0].match_nip == LATE.nip


def test_a_document_changed_meanwhile_is_left_and_matched_later(flow: Flow) -> None:
    (document,) = hand_in(flow, NEW)
    bring(flow, *PEOPLE, LATE)
    register = flow.context.register()
    with flow.context.reading() as session:
        matches, keys = look_up(register, load_current(session, document.id), "Dinas Contoh")
    with ledger(flow.settings) as session:
        session.get_one(Document, document.id).version += 1
    with ledger(flow.settings) as session:
        assert not record_matches_again(
            session,
            document.id,
            matches,
            keys,
            version=document.version,
            register_version=register.version,
        )
    assert behind(flow) == [document.id]
    assert settle(flow)[0].people[0].match_nip == LATE.nip


def test_many_go_in_batches_and_one_that_fails_stops_no_other(sqlite_flow: Flow) -> None:
    flow = sqlite_flow
    documents = hand_in(flow, *(replace(NEW, number=f"893/{n}00/X/2019") for n in range(3)))
    with ledger(flow.settings) as session:
        session.execute(update(Document).where(Document.id == documents[0].id).values(reading={"no": 1}))
    bring(flow, *PEOPLE, LATE)
    with redis.Redis.from_url(flow.settings.redis_url) as broker:
        broker.flushall()
        match_again.work(flow.context, most=2)
        assert "bukti.match_again" in tasks(broker)
    with flow.context.reading() as session:
        found = session.execute(select(DocumentPerson.document_id, DocumentPerson.match_nip)).all()
    assert dict(map(tuple, found)) == {
        documents[0].id: None,
        documents[1].id: LATE.nip,
        documents[2].id: None,
    }


def test_an_import_asks_and_the_sweeper_asks_when_the_hint_was_lost(sqlite_flow: Flow) -> None:
    hand_in(sqlite_flow, NEW)
    with redis.Redis.from_url(sqlite_flow.settings.redis_url) as broker:
        broker.flushall()
        bring(sqlite_flow, *PEOPLE, LATE)
        assert "bukti.match_again" in tasks(broker)
        broker.flushall()
        sweep(sqlite_flow.context)
        assert "bukti.match_again" in tasks(broker)
        # It goes on by itself: no second run beside it.
        sweep(sqlite_flow.context)
        assert count(broker) == 1
        match_again.work(sqlite_flow.context)
        broker.flushall()
        sweep(sqlite_flow.context)
        assert "bukti.match_again" not in tasks(broker)


def sent(broker: redis.Redis) -> list[str]:
    messages = cast("list[bytes]", broker.lrange("light", 0, -1))
    return [json.loads(message)["headers"]["task"] for message in messages]


def tasks(broker: redis.Redis) -> set[str]:
    return set(sent(broker))


def count(broker: redis.Redis) -> int:
    return sent(broker).count("bukti.match_again")
