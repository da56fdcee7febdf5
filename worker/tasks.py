"""Celery tasks: each takes one id and runs one stage; nothing else happens here."""

from __future__ import annotations

from celery import shared_task

from worker import sweeper
from worker.context import context
from worker.queues import task_name
from worker.stages import (
    apply_threshold,
    compute_index,
    count_figures,
    find_documents,
    imports,
    judge_again,
    match_again,
    match_document,
    offer_document,
    open_file,
    pack_handover,
    read_page,
    rekey_document,
    score_document,
    simulate_office,
)
from worker.stages.stage import Stage, run

STAGES: tuple[Stage, ...] = (
    open_file.STAGE,
    read_page.STAGE,
    find_documents.STAGE,
    match_document.STAGE,
    score_document.STAGE,
    offer_document.STAGE,
    pack_handover.STAGE,
    imports.PREVIEW,
    imports.APPLY,
)


def _register(stage: Stage) -> None:
    @shared_task(name=task_name(stage.task))  # type: ignore[untyped-decorator]  # Celery has no types
    def task(row_id: int) -> None:
        run(stage, context(), row_id)


for _stage in STAGES:
    _register(_stage)


@shared_task(name=task_name("rekey_document"))  # type: ignore[untyped-decorator]  # as above
def rekey(row_id: int) -> None:
    """Write a document's keys anew."""
    rekey_document.work(context(), row_id)


@shared_task(name=task_name("compute_index"))  # type: ignore[untyped-decorator]  # as above
def index(row_id: int) -> None:
    """Compute one employee's index."""
    compute_index.work(context(), row_id)


@shared_task(name=task_name("compute_stale_indexes"))  # type: ignore[untyped-decorator]  # as above
def stale_indexes(row_id: int) -> None:
    """Compute the indexes that are out of date."""
    compute_index.work_stale(context(), row_id)


@shared_task(name=task_name("sweep"))  # type: ignore[untyped-decorator]  # as above
def sweep() -> None:
    """Send again what stopped moving."""
    sweeper.sweep(context())


@shared_task(name=task_name("apply_threshold"))  # type: ignore[untyped-decorator]  # as above
def threshold(row_id: int) -> None:
    """Say anew which waiting documents are ready, by the error now allowed."""
    apply_threshold.work(context(), row_id)


@shared_task(name=task_name("judge_again"))  # type: ignore[untyped-decorator]  # as above
def judged_again(row_id: int) -> None:
    """Judge waiting documents again beside which something changed."""
    judge_again.work(context(), row_id)


@shared_task(name=task_name("match_again"))  # type: ignore[untyped-decorator]  # as above
def matched_again(row_id: int) -> None:
    """Look the people of waiting documents up in the register as it stands now."""
    match_again.work(context(), row_id)


@shared_task(name=task_name("simulate_office"))  # type: ignore[untyped-decorator]  # as above
def simulation(row_id: int) -> None:
    """Simulate one office."""
    simulate_office.work(context(), row_id)


@shared_task(name=task_name("count_figures"))  # type: ignore[untyped-decorator]  # as above
def figures(row_id: int) -> None:
    """Count the statistics' figures."""
    count_figures.work(context(), row_id)
