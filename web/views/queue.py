"""The reviewer's queue as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from web.views.frame import Choice, Paging


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One document that awaits review; `reasons` are doubt codes.

    `holder` works on it now, `assigned` is whose it is; empty where nobody.
    """

    id: int
    kind: str
    course: str
    people: str
    more_people: int
    jp: int | None
    office: str
    ready: bool
    reasons: tuple[str, ...]
    created_at: datetime
    holder: str
    assigned: str


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue page. `ready` and `doubtful` count what awaits under the filters.

    `mine` counts what was assigned to whoever looks, `first_id` is where their review starts.
    """

    rows: tuple[QueueRow, ...]
    paging: Paging
    ready: int
    doubtful: int
    filtered: bool
    search: str
    offices: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    ready_choices: tuple[Choice, ...]
    ages: tuple[Choice, ...]
    assignees: tuple[Choice, ...]
    reviewers: tuple[Choice, ...]
    mine: int
    first_id: int | None
    sample_open: int
    audit_percent: float
    done_today: int
