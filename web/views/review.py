"""The review screen's values: one document with its pages, fields, people, doubts and history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from web.views.compare import CompareRow, RepeatView
from web.views.fields import FieldBox, FieldView
from web.views.people import PersonView


@dataclass(frozen=True, slots=True)
class PageView:
    """One upright page to look at. `notes` are page note codes."""

    id: int
    number: int
    href: str
    words_href: str
    width_px: int
    height_px: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One doubt: its code, the field it is about, and whether it must be ticked off by itself."""

    code: str
    about: str
    stop: bool

    @property
    def loose(self) -> bool:
        """Whether it stands at no field or person, and so must be said at the head of the document."""
        return self.stop or self.about in ("whole", "kind")


@dataclass(frozen=True, slots=True)
class EventView:
    """One thing that happened to the document: who, when, what, and the values it changed."""

    at: datetime
    who: str
    verb: str
    reason: str
    text: str
    changes: tuple[CompareRow, ...]
    undone: bool


@dataclass(frozen=True, slots=True)
class LockView:
    """Who holds the document and until when."""

    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Everything the review screen shows of one document."""

    id: int
    version: int
    state: str
    kind: str
    ready: bool
    probability: float | None
    office: str
    file: str
    batch_id: int
    created_at: datetime
    reasons: tuple[ReasonView, ...]
    fields: tuple[FieldView, ...]
    people: tuple[PersonView, ...]
    pages: tuple[PageView, ...]
    repeat: RepeatView | None
    history: tuple[EventView, ...]
    lock: LockView | None
    assigned: str
    undoable: bool
    erased: bool = False

    @property
    def open(self) -> bool:
        """Whether a reviewer may decide now."""
        return self.state == "AWAITING_REVIEW"

    @property
    def moving(self) -> bool:
        """Whether the machine is at it: a person was added or taken off a moment ago."""
        return self.state in ("FOUND", "MATCHED", "SCORED")

    @property
    def stops(self) -> int:
        """Count what must be looked at before confirming."""
        return (
            sum(field.is_stop for field in self.fields)
            + sum(person.stop for person in self.people)
            + sum(reason.stop for reason in self.reasons)
            + (self.repeat is not None and self.repeat.kind == "same")
        )

    @property
    def boxes(self) -> tuple[tuple[int, str, FieldBox], ...]:
        """Give every field's place: page number, field key, box."""
        fields = [*self.fields, *(f for p in self.people for f in (p.name, p.nip))]
        return tuple((f.page, f.key, f.box) for f in fields if f.page is not None and f.box is not None)
