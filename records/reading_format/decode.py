"""JSON in the reading format back to values; what was stored comes back equal but for rounding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from records.values import (
    Box,
    DocumentReading,
    Field,
    Kind,
    Oddity,
    PageText,
    PersonReading,
    Rule,
    Word,
)

T = TypeVar("T")
Json = Mapping[str, Any]


def _box(values: list[float]) -> Box:
    left, top, right, bottom = values
    return Box(left, top, right, bottom)


def _field(data: Json | None, convert: Callable[[Any], T]) -> Field[T]:
    if not data:
        return Field()
    value = data.get("value")
    box = data.get("box")
    return Field(
        value=None if value is None else convert(value),
        confidence=data.get("confidence", 0.0),
        page=data.get("page"),
        box=_box(box) if box else None,
        raw=data.get("raw"),
        engine=data.get("engine"),
        alternatives=tuple(convert(a) for a in data.get("alternatives", ())),
    )


def _person(data: Json) -> PersonReading:
    return PersonReading(
        name=_field(data.get("name"), str),
        nip=_field(data.get("nip"), str),
        birth_date=_field(data.get("birth_date"), date.fromisoformat),
        unit=_field(data.get("unit"), str),
        post=_field(data.get("post"), str),
        golongan=_field(data.get("golongan"), str),
    )


def document_from_json(data: Json) -> DocumentReading:
    """One stored document reading."""
    return DocumentReading(
        pages=tuple(data["pages"]),
        kind=Kind(data["kind"]),
        kind_confidence=data.get("kind_confidence", 0.0),
        number=_field(data.get("number"), str),
        course=_field(data.get("course"), str),
        organiser=_field(data.get("organiser"), str),
        start=_field(data.get("start"), date.fromisoformat),
        end=_field(data.get("end"), date.fromisoformat),
        issued=_field(data.get("issued"), date.fromisoformat),
        jp=_field(data.get("jp"), int),
        people=tuple(_person(p) for p in data.get("people", ())),
        signers=tuple(_person(p) for p in data.get("signers", ())),
        reasons=tuple(data.get("reasons", ())),
    )


def _word(data: Json) -> Word:
    return Word(data["text"], _box(data["box"]), data["confidence"], data["line"], data["engine"])


def page_from_json(data: Json) -> PageText:
    """One stored page with its words."""
    return PageText(
        number=data["number"],
        width_px=data["width_px"],
        height_px=data["height_px"],
        words=tuple(_word(w) for w in data["words"]),
        rotation=data["rotation"],
        skew_deg=data["skew_deg"],
        blank=data["blank"],
        quality=data["quality"],
        source=data["source"],
        notes=tuple(data["notes"]),
        rules=tuple(Rule(_box(b)) for b in data.get("rules", ())),
        oddities=tuple(Oddity(odd["code"], _box(odd["box"])) for odd in data.get("oddities", ())),
    )
