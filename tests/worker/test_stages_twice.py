from typing import Any

from flow import Flow, Paper, certificate
from sqlalchemy import inspect, select

from records.states import DocumentState, FileState, PageState
from records.tables import Base
from worker.stages import compute_index
from worker.stages.stage import Stage, run
from worker.tasks import STAGES

TWO = certificate(
    Paper(), Paper(name="Dewi Lestari Handayani", nip="198507242010012004", number="893/118/BKPP/2019")
)

# Leases and times of moves tell when and by whom, not what.
WHEN = {"moved_at", "lease_by", "lease_until", "sent_at", "tries", "computed_at"}


def everything(flow: Flow) -> dict[str, list[dict[str, Any]]]:
    with flow.context.reading() as session:
        return {
            mapper.local_table.name: [
                {
                    column.key: getattr(row, column.key)
                    for column in inspect(type(row)).column_attrs
                    if column.key not in WHEN
                }
                for row in session.scalars(select(mapper.class_).order_by(*mapper.primary_key))
            ]
            for mapper in Base.registry.mappers
        }


def test_a_certificate_goes_all_the_way(flow: Flow) -> None:
    flow.hand_in(("dua.pdf", TWO))
    flow.drain()
    assert [f.state for f in flow.files()] == [FileState.FOUND]
    assert [p.state for p in flow.pages()] == [PageState.READ, PageState.READ]
    first, second = flow.documents()
    assert first.state is second.state is DocumentState.AWAITING_REVIEW
    assert (first.jp, str(first.start), str(first.end)) == (24, "2019-03-05", "2019-03-07")
    assert first.people[0].employee_id == flow.employee("198003122005011002").id
    assert second.people[0].employee_id == flow.employee("198507242010012004").id
    assert first.jenis_diklat == 8


def test_every_stage_run_twice_gives_the_same_rows(flow: Flow) -> None:
    flow.hand_in(("dua.pdf", TWO))
    seen = []
    for _ in range(20):
        for stage in STAGES:
            ids = flow.waiting(stage)
            for row_id in ids:
                run(stage, flow.context, row_id)
                before = everything(flow)
                run(stage, flow.context, row_id)
                assert everything(flow) == before, stage.task
                seen.append(stage.task)
    assert {"open_file", "read_page", "find_documents", "match_document", "score_document"} < set(seen)
    assert not any(flow.waiting(stage) for stage in STAGES)


def test_two_workers_at_one_row_leave_the_same_rows_as_one(flow: Flow) -> None:
    """The second does all its work and loses the compare-and-set."""
    flow.hand_in(("dua.pdf", TWO))
    for _ in range(20):
        for stage in STAGES:
            for row_id in flow.waiting(stage):
                _both(flow, stage, row_id)
    assert len(flow.documents()) == 2
    assert {d.state for d in flow.documents()} == {DocumentState.AWAITING_REVIEW}


def _both(flow: Flow, stage: Stage, row_id: int) -> None:
    stage.work(flow.context, row_id)
    before = everything(flow)
    stage.work(flow.context, row_id)
    assert everything(flow) == before, stage.task


def test_an_index_computed_twice_is_the_same(flow: Flow) -> None:
    flow.hand_in(("dua.pdf", TWO))
    flow.drain()
    compute_index.work_stale(flow.context, 0)
    before = everything(flow)
    assert len(before["index_results"]) == 9
    compute_index.work_stale(flow.context, 0)
    for row in before["employees"]:
        compute_index.work(flow.context, row["id"])
    assert everything(flow) == before


def test_a_stage_asked_for_something_that_is_not_there_returns_quietly(flow: Flow) -> None:
    before = everything(flow)
    for stage in STAGES:
        run(stage, flow.context, 4711)
    assert everything(flow) == before
