"""The sweeper: finds what stopped moving in the ledger and sends it again.

It is what makes the broker's memory worthless: a flushed Redis, a killed worker or a lost message cost time
only. Sending something twice does no harm, a stage in the wrong state returns quietly.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import structlog
from redis.exceptions import RedisError
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from records.figures import are_behind
from records.ledger.hints import hint
from records.ledger.moves import Moving, is_gone
from records.ledger.threshold import applied_threshold
from records.preferences import in_force
from records.simulations import wanted_simulations
from records.states import DocumentState, FileState, HandoverState, ImportState, PageState
from records.tables import Document, Employee, File, Handover, Page, RegisterImport, now
from worker.broker import connect
from worker.context import Context
from worker.queues import QUEUE_OF
from worker.sql_register import SqlRegister
from worker.stages import judge_again, match_again
from worker.workplaces import sweep_workplaces

log = structlog.get_logger()

_MOST_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Watch:
    """Rows in these states wait for this task."""

    row: Moving
    states: Collection[StrEnum]
    task: str


WATCHES = (
    Watch(File, (FileState.RECEIVED,), "open_file"),
    Watch(Page, (PageState.RENDERED,), "read_page"),
    Watch(File, (FileState.READ,), "find_documents"),
    Watch(Document, (DocumentState.FOUND,), "match_document"),
    Watch(Document, (DocumentState.MATCHED,), "score_document"),
    Watch(Document, (DocumentState.SCORED,), "offer_document"),
    Watch(Handover, (HandoverState.REQUESTED,), "pack_handover"),
    Watch(RegisterImport, (ImportState.RECEIVED,), "preview_import"),
    Watch(RegisterImport, (ImportState.APPLYING,), "apply_import"),
)


def sweep(ctx: Context, *, stale_s: float | None = None) -> int:
    """Free what dead processes held, send again what stood still for `stale_s` seconds; give how many."""
    sweep_workplaces(ctx.settings)
    stale = ctx.settings.stale_after_s if stale_s is None else stale_s
    waiting = _queue_lengths(ctx)
    total = 0
    for watch in WATCHES:
        with ctx.ledger() as session:
            freed = _free_dead(session, watch)
            stuck = _find_stuck(session, watch, stale)
            # A queue that long still holds them; they wait their turn.
            if len(stuck) <= waiting.get(QUEUE_OF[watch.task], 0):
                stuck = freed
            for row_id in dict.fromkeys((*freed, *stuck)):
                hint(session, watch.task, row_id)
                total += 1
            _mark_sent(session, watch, stuck)
    if not waiting.get(QUEUE_OF["compute_stale_indexes"]):
        _want_stale_indexes(ctx)
    _catch_up(ctx, busy=bool(waiting.get(QUEUE_OF["match_again"])))
    if total:
        log.info("swept", sent=total)
    return total


def _want_stale_indexes(ctx: Context) -> None:
    with ctx.ledger() as session:
        if session.scalar(select(Employee.id).where(Employee.index_wanted > Employee.index_done).limit(1)):
            hint(session, "compute_stale_indexes", 0)


def _catch_up(ctx: Context, *, busy: bool) -> None:
    """What is worked out for all rows at once: its hint may be lost, a setting another since the start.

    Matching again goes from hundred to hundred by itself: while its queue is `busy` no second run is begun.
    """
    wanted = []
    with ctx.reading() as session:
        offices = wanted_simulations(session)
        if applied_threshold(session) != in_force(session, ctx.settings).ready_error_per_1000:
            wanted.append("apply_threshold")
        if are_behind(session):
            wanted.append("count_figures")
        if session.scalar(judge_again.behind().limit(1)):
            wanted.append("judge_again")
        if not busy and session.scalar(match_again.behind(SqlRegister.version_of(session)).limit(1)):
            wanted.append("match_again")
    if wanted or offices:
        with ctx.ledger() as session:
            for task in wanted:
                hint(session, task, 0)
            for office_id in offices:
                hint(session, "simulate_office", office_id)


def _free_dead(session: Session, watch: Watch) -> list[int]:
    held = session.execute(
        select(watch.row.id, watch.row.lease_by).where(
            watch.row.state.in_(watch.states), watch.row.lease_by.is_not(None)
        )
    )
    dead = [row_id for row_id, lease_by in held if lease_by and is_gone(lease_by)]
    for row_id in dead:
        session.execute(
            update(watch.row).where(watch.row.id == row_id).values(lease_by=None, lease_until=None)
        )
    return dead


def _find_stuck(session: Session, watch: Watch, stale_s: float) -> list[int]:
    moment = now()
    before = moment - timedelta(seconds=stale_s)
    row = watch.row
    return list(
        session.scalars(
            select(row.id)
            .where(
                row.state.in_(watch.states),
                row.moved_at <= before,
                or_(row.sent_at.is_(None), row.sent_at <= before),
                or_(row.lease_until.is_(None), row.lease_until < moment),
            )
            .order_by(row.moved_at)
            .limit(_MOST_AT_ONCE)
        )
    )


def _mark_sent(session: Session, watch: Watch, row_ids: list[int]) -> None:
    for start in range(0, len(row_ids), 500):
        part = row_ids[start : start + 500]
        session.execute(update(watch.row).where(watch.row.id.in_(part)).values(sent_at=now()))


def _queue_lengths(ctx: Context) -> dict[str, int]:
    try:
        with connect(ctx.settings) as broker:
            return {name: int(broker.llen(name)) for name in set(QUEUE_OF.values())}
    except RedisError:
        return {}
