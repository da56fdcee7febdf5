"""The statistics' figures follow the indexes, and say what they are as of."""

from __future__ import annotations

from flow import PEOPLE, Flow
from sqlalchemy import update

from records.figures import are_behind, count_indexes, index_tallies
from records.states import Variant
from records.tables import Figures, IndexResult, now
from worker.queues import ledger
from worker.stages import count_figures
from worker.stages.compute_index import work_stale
from worker.sweeper import sweep


def test_figures_are_counted_after_indexes_changed_and_not_before(flow: Flow) -> None:
    with flow.context.reading() as session:
        assert not are_behind(session)  # no index, nothing to count
    work_stale(flow.context, 0)
    began = now()
    count_figures.work(flow.context)
    with flow.context.reading() as session:
        tallies, as_of = index_tallies(session)
        assert not are_behind(session)
    assert as_of >= began
    assert sum(t.people for t in tallies if t.variant == Variant.RECORDED) == len(PEOPLE)
    # Twice counts once: the figures keep their moment.
    count_figures.work(flow.context)
    with flow.context.reading() as session:
        assert index_tallies(session)[1] == as_of
    with ledger(flow.settings) as session:
        session.execute(update(IndexResult).values(total=99, computed_at=now()))
    with flow.context.reading() as session:
        assert are_behind(session)
        # Until it is done the old figures stand, with their moment.
        assert index_tallies(session)[0] == tallies
    count_figures.work(flow.context)
    with flow.context.reading() as session:
        assert {t.total / t.people for t in index_tallies(session)[0]} == {99.0}


def test_without_kept_figures_they_are_counted_on_the_spot(sqlite_flow: Flow) -> None:
    work_stale(sqlite_flow.context, 0)
    with sqlite_flow.context.reading() as session:
        assert session.get(Figures, "indexes") is None
        assert index_tallies(session)[0] == count_indexes(session)


def test_the_sweeper_asks_for_what_fell_behind(sqlite_flow: Flow) -> None:
    work_stale(sqlite_flow.context, 0)
    sweep(sqlite_flow.context, stale_s=0)
    waiting = _waiting(sqlite_flow)
    assert "bukti.count_figures" in waiting
    assert "bukti.apply_threshold" in waiting


def _waiting(flow: Flow) -> str:
    from worker.broker import connect

    with connect(flow.settings) as broker:
        return " ".join(message.decode() for message in broker.lrange("light", 0, -1))
