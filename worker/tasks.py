"""Celery tasks: each takes one id and runs one stage; nothing else happens here."""

from __future__ import annotations

from celery import shared_task

from worker import sweeper
from worker.context import context
from worker.queues import task_name
from worker.stages import (
    find_documents,
    match_document,
    offer_document,
    open_file,
    read_page,
    rekey_document,
    score_document,
)
from worker.stages.stage import Stage, run

STAGES: tuple[Stage, ...] = (
    open_file.STAGE,
    read_page.STAGE,
    find_documents.STAGE,
    match_document.STAGE,
    score_document.STAGE,
    offer_document.STAGE,
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


@shared_task(name=task_name("sweep"))  # type: ignore[untyped-decorator]  # as above
def sweep() -> None:
    """Send again what stopped moving."""
    sweeper.sweep(context())
