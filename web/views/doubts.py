"""Which field a doubt code points at, so that the reviewer's eyes go there first."""

from __future__ import annotations

from collections.abc import Iterable

PERSON, KIND, REPEAT, WHOLE = "person", "kind", "repeat", "whole"

# Codes name what they are about in their first word or two; the longest prefix wins.
_ABOUT = {
    "jp": "jp",
    "table-total": "jp",
    "hours": "jp",
    "start": "start",
    "end": "end",
    "date": "start",
    "dates": "start",
    "issue": "issued",
    "issued": "issued",
    "year": "issued",
    "course": "course",
    "number": "number",
    "organiser": "organiser",
    "nip": PERSON,
    "name": PERSON,
    "namesake": PERSON,
    "namesakes": PERSON,
    "person": PERSON,
    "people": PERSON,
    "match": PERSON,
    "birth": PERSON,
    "birthdate": PERSON,
    "unit": PERSON,
    "signer": PERSON,
    "not-in-register": PERSON,
    "neighbour": PERSON,
    "neighbours": PERSON,
    "nobody": PERSON,
    "handed-in": REPEAT,
    "same": REPEAT,
    "other-person": REPEAT,
    "other-hours": REPEAT,
    "other-dates": REPEAT,
    "already": REPEAT,
    "recorded": REPEAT,
    "repeat": REPEAT,
    "kind": KIND,
    "not-evidence": KIND,
}


def about(code: str) -> str:
    """Name the field a doubt code is about: a document field, "person", "kind", "repeat" or "whole"."""
    parts = code.split("-")
    for length in range(len(parts), 0, -1):
        if (found := _ABOUT.get("-".join(parts[:length]))) is not None:
            return found
    return WHOLE


def by_field(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Sort codes by the field they are about, each list in the order given."""
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(about(code), []).append(code)
    return {name: tuple(codes) for name, codes in found.items()}
