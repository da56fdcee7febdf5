"""How every stage runs: claim, work with no transaction open, record, and what happens when it goes wrong.

in another state or held    → nothing, quietly
Rejected                    → given up at once: the file's fault
Trouble, a bug, a time-out  → tried again a little later, `max_tries` times in all, then given up
a full disk                 → left to the sweeper, which sends it until there is room; no try is counted;
                              given up after `full_disk_hours`, or at once where the disk could never hold it
killed                      → the claim's lease ends with the process; the try stays counted
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import structlog
from billiard.exceptions import SoftTimeLimitExceeded
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from records.errors import BuktiError, Rejected, Trouble
from records.fullness import is_full, never_fits
from records.ledger.hints import hint
from records.ledger.moves import Moving, claim, release, wait_for_room
from records.tables import now
from worker.context import Context

log = structlog.get_logger()

_RETRY_DELAY_S = 2
_FULL, _TOO_SMALL = "disk-full", "disk-too-small"
_PATIENCE_S = (1.0, 2.0, 4.0, 8.0)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: the row it moves, from which states, the work, and how a row is given up.

    `work` loads, computes and records; `give_up` writes the error into the ledger. `lease_s` is how long
    one piece of work may take before another process may start it again.
    """

    task: str
    row: Moving
    start: Collection[StrEnum]
    work: Callable[[Context, int], None]
    give_up: Callable[[Session, int, BuktiError], bool]
    lease_s: Callable[[Context], float]


def run(stage: Stage, ctx: Context, row_id: int) -> None:
    """Run a stage on one row; never raises for what the row holds."""
    most = ctx.settings.max_tries
    with ctx.ledger() as session:
        tries = claim(session, stage.row, row_id, start=stage.start, lease_s=stage.lease_s(ctx))
        if tries is None:
            return
        if tries > most:
            stage.give_up(session, row_id, Trouble("stopped-too-often", tries=most))
            return
    try:
        stage.work(ctx, row_id)
    except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes ends in the ledger
        _went_wrong(stage, ctx, row_id, _as_ours(error, stage.task, row_id), last=tries >= most)


def _as_ours(error: Exception, task: str, row_id: int) -> BuktiError:
    if is_full(error) or (isinstance(error, Trouble) and error.code == _FULL):
        sizes = never_fits(error)
        return Trouble(_TOO_SMALL, **sizes) if sizes else Trouble(_FULL)
    if isinstance(error, BuktiError):
        return error
    if isinstance(error, SoftTimeLimitExceeded):
        return Trouble("work-timeout")
    log.error("stage-failed", task=task, id=row_id, exc_info=error)
    return Trouble("work-failed")


def _went_wrong(stage: Stage, ctx: Context, row_id: int, error: BuktiError, *, last: bool) -> None:
    log.warning("stage-trouble", task=stage.task, id=row_id, code=error.code, last=last)
    for pause_s in _PATIENCE_S:
        try:
            _settle(stage, ctx, row_id, error, last=last)
        except OperationalError:
            # The database itself may be what went wrong; should it stay away, the lease runs out.
            time.sleep(pause_s)
        else:
            return


def _settle(stage: Stage, ctx: Context, row_id: int, error: BuktiError, *, last: bool) -> None:
    with ctx.ledger() as session:
        if error.code == _FULL:
            _wait(stage, ctx, session, row_id)
            return
        if last or isinstance(error, Rejected) or error.code == _TOO_SMALL:
            stage.give_up(session, row_id, error)
            return
        release(session, stage.row, row_id, code=error.code)
        hint(session, stage.task, row_id, delay_s=_RETRY_DELAY_S)


def _wait(stage: Stage, ctx: Context, session: Session, row_id: int) -> None:
    since = wait_for_room(session, stage.row, row_id, code=_FULL)
    hours = ctx.settings.full_disk_hours
    if now() - since >= timedelta(hours=hours):
        log.error("disk-stayed-full", task=stage.task, id=row_id, hours=hours)
        stage.give_up(session, row_id, Trouble("disk-stayed-full", hours=hours))
