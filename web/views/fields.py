"""One field as a reviewer sees it: the value in force, how sure the machine was, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

# Below this calibrated chance a value is pointed out to the reviewer: one in twenty would be wrong. Values
# that no index depends on stop the reviewer only when one in five would be.
DOUBT_BELOW, MINOR_DOUBT_BELOW = 0.95, 0.80

# A crop shows a little of the paper around the value, in fractions of the page.
_PAD_X, _PAD_Y = 0.015, 0.008

FieldBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CropView:
    """A magnified piece of a page: image address, its size in px, and the part shown as an SVG viewBox."""

    href: str
    width_px: int
    height_px: int
    view_box: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field with its evidence.

    `key` is how the form names it ("jp", "people.0.nip"). `trust` is "sure", "doubt", "missing", "edited",
    "typed" (nothing was read, but a value is there) or "absent" (the page does not say, nor need it). `value`
    is what the input holds, `read` what the machine read, in the same writing.
    """

    key: str
    name: str
    kind: str
    value: str
    read: str
    raw: str
    confidence: float | None
    trust: str
    page: int | None = None
    box: FieldBox | None = None
    alternatives: tuple[str, ...] = ()
    crop: CropView | None = None
    why: tuple[str, ...] = ()

    @property
    def is_stop(self) -> bool:
        """Whether the reviewer must look at it before confirming."""
        return self.trust in ("doubt", "missing")

    @property
    def says_share(self) -> bool:
        """Whether the chance goes with the trust: one that is high says nothing of a doubt from elsewhere."""
        if self.confidence is None:
            return False
        return self.trust == "sure" or (self.trust == "doubt" and self.confidence < DOUBT_BELOW)

    @property
    def box_text(self) -> str:
        """Give the box as scripts read it: four fractions with spaces between."""
        return " ".join(f"{v:.4f}" for v in self.box) if self.box else ""


def typed(value: object) -> str:
    """Write a value as the reviewer types it: dates day first, the rest as it is."""
    if value is None:
        return ""
    return value.strftime("%d-%m-%Y") if isinstance(value, date) else str(value)


def as_value(kind: str, value: Any) -> Any:
    """Bring a value of the reading format to what the row's column holds."""
    if value is None or kind != "date" or isinstance(value, date):
        return value
    return date.fromisoformat(value)


@dataclass(frozen=True, slots=True)
class PageOf:
    """What a crop needs to know of a page."""

    number: int
    href: str
    width_px: int
    height_px: int


def crop_of(page: PageOf | None, box: FieldBox | None) -> CropView | None:
    """Cut the box out of its page with a little air around it; None where the value has no place."""
    if page is None or box is None:
        return None
    left, top = max(0.0, box[0] - _PAD_X), max(0.0, box[1] - _PAD_Y)
    right, bottom = min(1.0, box[2] + _PAD_X), min(1.0, box[3] + _PAD_Y)
    if right <= left or bottom <= top:
        return None
    w, h = page.width_px, page.height_px
    shown = (left * w, top * h, (right - left) * w, (bottom - top) * h)
    return CropView(page.href, w, h, " ".join(str(round(v)) for v in shown))


def _trust(
    value: object, read: object, confidence: float | None, *, edited: bool, why: bool, need: bool
) -> str:
    if edited:
        return "edited"
    if value is None:
        return "missing" if need or why else "absent"
    lowest = DOUBT_BELOW if need else MINOR_DOUBT_BELOW
    if why or (confidence is not None and confidence < lowest):
        return "doubt"
    return "sure" if read is not None else "typed"


def field_view(
    key: str,
    kind: str,
    value: Any,
    reading: Mapping[str, Any],
    page_of: Callable[[int | None], PageOf | None],
    *,
    edited: bool = False,
    why: tuple[str, ...] = (),
    needed: bool = False,
    calm: bool = False,
) -> FieldView:
    """Join the value in force with what the machine read.

    `reading` is the field in the reading format (may be empty). `why` are doubt codes that point at it,
    `needed` says a document cannot do without it, `calm` that the document as a whole is trusted.
    """
    read = as_value(kind, reading.get("value"))
    confidence = reading.get("confidence") if read is not None else None
    number, box = reading.get("page"), reading.get("box")
    place = tuple(float(v) for v in box) if box and len(box) == 4 and any(box) else None
    trust = _trust(value, read, confidence, edited=edited, why=bool(why), need=needed)
    return FieldView(
        key=key,
        name=key.rsplit(".", 1)[-1],
        kind=kind,
        value=typed(value),
        read=typed(read),
        raw=str(reading.get("raw") or ""),
        confidence=confidence,
        trust="sure" if calm and trust == "doubt" else trust,
        page=number,
        box=place,  # type: ignore[arg-type]  # four fractions, checked above
        alternatives=tuple(
            dict.fromkeys(
                typed(as_value(kind, other)) for other in reading.get("alternatives", ()) if other is not None
            )
        ),
        crop=crop_of(page_of(number), place),  # type: ignore[arg-type]  # as box
        why=why,
    )
