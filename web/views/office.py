"""What a Tata Usaha clerk sees: batches, files, returned documents, the deadline, the check list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from web.views.frame import Paging


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """The current period's deadline for the office; `days_left` is negative once it passed."""

    period: str
    deadline: date
    days_left: int


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of a batch as the ledger knows it; `error` is the catalogue's sentence, or empty."""

    id: int
    name: str
    state: str
    size_bytes: int
    pages_done: int
    pages_total: int | None
    pages_failed: int
    documents: int
    error: str
    retryable: bool
    moving: bool
    same_as_id: int | None
    same_as_batch_id: int | None
    member: bool


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch in a list. Percentages are whole numbers."""

    id: int
    created_at: datetime
    note: str
    office: str
    by: str
    state: str
    files: int
    pages_done: int
    pages_total: int
    documents: int
    awaiting: int
    confirmed: int
    returned: int
    problems: int
    members: int
    failed: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document found in a batch."""

    id: int
    file_id: int
    kind: str
    state: str
    course: str
    people: str
    jp: int | None
    pages: str
    error: str


@dataclass(frozen=True, slots=True)
class BatchView:
    """One batch with its files, page by page."""

    batch: BatchRow
    files: tuple[FileRow, ...]
    documents: tuple[DocumentRow, ...]
    paging: Paging
    moving: bool
    failed: int


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A document that came back: who sent it back, when and why."""

    id: int
    batch_id: int
    file: str
    course: str
    people: str
    reason_code: str
    reason_text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HomeView:
    """The clerk's first page."""

    deadline: DeadlineView | None
    batches: tuple[BatchRow, ...]
    returned: tuple[ReturnedRow, ...]
    returned_total: int
    awaiting: int
    confirmed: int
    sent: int
    moving: bool


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One point of the check list: `ok` True, False, or None for "look, but it does not stop you"."""

    name: str
    ok: bool | None
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """One package that was sent."""

    id: int
    office: str
    created_at: datetime
    by: str
    state: str
    records: int
    accepted: int
    returned: int
    size_bytes: int | None
    error: str


@dataclass(frozen=True, slots=True)
class SendView:
    """What would be handed over now, and what was."""

    deadline: DeadlineView | None
    checks: tuple[CheckRow, ...]
    documents: int
    people: int
    jp: int
    handovers: tuple[HandoverRow, ...]

    @property
    def ready(self) -> bool:
        """Whether there is something to send."""
        return self.documents > 0
