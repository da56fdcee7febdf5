"""What BKPP sees: hand-overs, their records, progress of the offices, statistics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from web.views.frame import Choice, Paging
from web.views.office import DeadlineView, HandoverRow


@dataclass(frozen=True, slots=True)
class InboxView:
    """Hand-overs by office, those that wait for an answer first."""

    rows: tuple[HandoverRow, ...]
    paging: Paging
    offices: tuple[Choice, ...]
    open_records: int
    deadline: DeadlineView | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record of a package: the training of one person, with the link to its evidence."""

    id: int
    ordinal: int
    document_id: int
    nip: str
    name: str
    course: str
    organiser: str
    dates: str
    jp: int | None
    state: str
    reason: str
    reason_text: str
    by: str


@dataclass(frozen=True, slots=True)
class HandoverView:
    """One package with its records."""

    row: HandoverRow
    note: str
    records: tuple[RecordRow, ...]
    paging: Paging
    open: int
    packed: bool


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """How far one office is."""

    office_id: int
    office: str
    employees: int
    documents: int
    awaiting: int
    confirmed: int
    sent: int
    accepted: int
    returned: int
    last_sent: datetime | None

    @property
    def done_share(self) -> float:
        """Give the share of its documents that are at BKPP, 0..1."""
        return (self.sent + self.accepted) / self.documents if self.documents else 0.0


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """One office's mean index and mean hours, as recorded and with pending evidence."""

    office_id: int
    office: str
    employees: int
    before: float
    after: float
    jp_before: float
    jp_after: float


@dataclass(frozen=True, slots=True)
class CategoryFigures:
    """How many employees are in a category, before and after."""

    category: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class DimensionFigures:
    """The mean points of a dimension, before and after, and the most there are."""

    name: str
    before: float
    after: float
    most: float


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """The figures behind the charts, counted at `as_of`; the same numbers stand in the XLSX."""

    offices: tuple[OfficeFigures, ...]
    categories: tuple[CategoryFigures, ...]
    dimensions: tuple[DimensionFigures, ...]
    employees: int
    before: float | None
    after: float | None
    as_of: datetime
