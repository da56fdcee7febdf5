"""Two documents side by side: what each says, and where on its scan it says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from web.views.fields import FieldBox


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One value here and in the other copy."""

    name: str
    here: str
    there: str

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.here == self.there


@dataclass(frozen=True, slots=True)
class SheetView:
    """A page image with the places to look at, as page fractions: left, top, width, height."""

    number: int
    href: str
    boxes: tuple[FieldBox, ...] = ()


@dataclass(frozen=True, slots=True)
class PairView:
    """A page here and a page there that say something of the same fields; none where it is said nowhere."""

    fields: tuple[str, ...]
    here: SheetView | None
    there: SheetView | None


@dataclass(frozen=True, slots=True)
class RepeatView:
    """The other copy of this document, side by side: what differs first (`pairs`), then all its pages."""

    document_id: int
    kind: str
    why: tuple[str, ...]
    file: str
    state: str
    at: datetime
    office: str
    rows: tuple[CompareRow, ...]
    pairs: tuple[PairView, ...]
    pages: tuple[SheetView, ...]
