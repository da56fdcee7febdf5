"""An index is computed again from the ledger, by its day and its rules, to the last byte."""

import json
from datetime import date, timedelta

from flow import PEOPLE, Flow, Paper, certificate
from sqlalchemy import delete, select, update

from records.ledger import review
from records.ledger.corrections import Corrections
from records.states import Variant
from records.tables import Employee, IndexResult, Period, now
from scoring.history_file import TrainingRecord
from worker.history_rows import apply_history
from worker.queues import ledger
from worker.stages.compute_index import work_stale

DAY = date(2019, 9, 15)
OPTIONS = "bkn-8-2019;categories.edge=from;windows.counting=rolling"


def results(flow: Flow) -> dict[tuple[int, Variant], bytes]:
    with flow.context.reading() as session:
        rows = session.scalars(select(IndexResult).order_by(IndexResult.employee_id, IndexResult.variant))
        return {(row.employee_id, row.variant): _bytes(row) for row in rows}


def _bytes(row: IndexResult) -> bytes:
    names = ("rule_set", "as_of", "total", "kualifikasi", "kompetensi", "kinerja", "disiplin", "category")
    values = [getattr(row, name) for name in (*names, "missing", "explanation", "jp", "inputs_sha256")]
    return json.dumps(values, default=str, sort_keys=True).encode()


def live_a_little(flow: Flow) -> None:
    """Evidence recorded, confirmed, corrected, taken back and waiting: all that an index is made of."""
    with ledger(flow.settings) as session:
        recorded = TrainingRecord(
            row=2, nip=PEOPLE[1].nip, pns_id="", course="Seminar Arsip", number="7/S", organiser="",
            kind_code=9, level_code=None, jp=None, year=2018, start=date(2018, 5, 1), end=date(2018, 5, 1),
        )  # fmt: skip
        apply_history(session, [recorded], None)
    other = Paper(number="893/2/X/2019", course="Bimbingan Teknis Penatausahaan Keuangan", jp=7)
    waits = Paper(PEOPLE[1].nama, PEOPLE[1].nip, "Workshop Tata Naskah", "5/W/2019", jp=8)
    flow.hand_in(("tiga.pdf", certificate(Paper(), other, waits)))
    flow.drain()
    first, second, _ = flow.documents()
    with ledger(flow.settings) as session:
        review.confirm(session, first.id, user_id=None, corrections=Corrections({"jp": 11}))
        review.confirm(session, second.id, user_id=None)
        review.undo(session, second.id, user_id=None)


def forget(flow: Flow) -> None:
    with ledger(flow.settings) as session:
        session.execute(delete(IndexResult))
        session.execute(update(Employee).values(index_wanted=Employee.index_wanted + 1))


def test_forgotten_indexes_come_back_to_the_last_byte(flow: Flow) -> None:
    with ledger(flow.settings) as session:
        session.add(Period(name="2019", rule_set=OPTIONS, as_of=DAY, current=True))
    live_a_little(flow)
    work_stale(flow.context, 0)
    before = results(flow)
    assert len(before) == len(PEOPLE) * len(Variant)
    assert len(set(before.values())) > len(PEOPLE)  # the variants of those with evidence differ
    forget(flow)
    work_stale(flow.context, 0)
    assert results(flow) == before


def test_todays_index_is_computed_again_later_by_its_own_day_and_rules(sqlite_flow: Flow) -> None:
    live_a_little(sqlite_flow)
    work_stale(sqlite_flow.context, 0)
    before = results(sqlite_flow)
    with sqlite_flow.context.reading() as session:
        rule_set, as_of = session.execute(select(IndexResult.rule_set, IndexResult.as_of).limit(1)).one()
    assert abs(as_of - now().date()) <= timedelta(days=1)
    # Another day and other rules give other bytes; the day and the rules it names give the same ones.
    for day, name, same in ((DAY, OPTIONS, False), (as_of, rule_set, True)):
        with ledger(sqlite_flow.settings) as session:
            session.execute(delete(Period))
            session.add(Period(name=str(day), rule_set=name, as_of=day, current=True))
        forget(sqlite_flow)
        work_stale(sqlite_flow.context, 0)
        assert (results(sqlite_flow) == before) is same
