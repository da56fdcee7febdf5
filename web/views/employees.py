"""The people table and the employee's sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from web.views.frame import Choice, Paging


@dataclass(frozen=True, slots=True)
class EmployeeRow:
    """One employee in the table; figures are None until the index was computed. `missing` are codes."""

    id: int
    nip: str
    name: str
    post: str
    office: str
    jp_recorded: int | None
    jp_evidence: int | None
    before: float | None
    after: float | None
    category: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """A page of the table with its filters."""

    rows: tuple[EmployeeRow, ...]
    paging: Paging
    search: str
    filtered: bool
    offices: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    needs: tuple[Choice, ...]
    orders: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class RecordLink:
    """The record a point comes from: the document, and where on which page it stands."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class PointView:
    """One rule's points in words, with its source and records; `value` None: not known."""

    rule: str
    dimension: str
    value: float | None
    most: float
    sentence: str
    source: str
    records: tuple[RecordLink, ...]


@dataclass(frozen=True, slots=True)
class DimensionView:
    """One of the four dimensions: points of the most there are, and its lines."""

    name: str
    value: float
    most: float
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class VariantView:
    """The index under one variant."""

    name: str
    total: float
    category: str
    jp: int


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One training of the employee, from a document or from the recorded history."""

    course: str
    organiser: str
    number: str
    start: date | None
    end: date | None
    jp: int | None
    state: str
    href: str
    file: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """The whole sheet ("lembar verifikasi") of one employee."""

    nip: str
    name: str
    rank: str
    post: str
    unit: str
    education: str
    born: date | None
    variants: tuple[VariantView, ...]
    dimensions: tuple[DimensionView, ...]
    shown: str
    trainings: tuple[TrainingRow, ...]
    missing: tuple[str, ...]
    shortest: tuple[str, ...]
    ways: tuple[str, ...]
    rule_set: str
    as_of: date | None
    computed_at: datetime | None
    current: bool

    @property
    def variant(self) -> VariantView | None:
        """Give the variant whose points are shown."""
        return next((v for v in self.variants if v.name == self.shown), None)
