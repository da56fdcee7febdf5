"""Which drafts of a reading are right, field by field, by the rules of the shared scorer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rapidfuzz.distance import Levenshtein

from ocr.documents.drafting import Drafts
from ocr.fields.draft import Draft, PersonDraft


def fold(text: str | None) -> str:
    """Fold as the scorer does: letters and figures only."""
    return re.sub(r"[^a-z0-9]+", " ", unicodedata.normalize("NFKD", text or "").lower()).strip()


def alike(one: str | None, other: str | None) -> float:
    """Likeness 0..1 of two texts after folding."""
    a, b = fold(one), fold(other)
    return 1 - Levenshtein.distance(a, b) / max(len(a), len(b), 1)


def right_fields(
    truth: Sequence[Mapping[str, Any]], found: Sequence[Drafts]
) -> Iterator[tuple[str, Draft[Any] | dict[str, float], bool]]:
    """Yield (field, draft or signs, right?) for every field read on a document the truth knows."""
    for drafts in found:
        entry = next((t for t in truth if sorted(t["pages"]) == list(drafts.pages)), None)
        if entry is None:
            continue
        signs = {"bias": 1.0, "clarity": drafts.guess.clarity}
        yield "kind", signs, drafts.guess.kind.value == entry["kind"]
        if entry["kind"] != "other":
            yield from _fields(entry, drafts)


def _fields(entry: Mapping[str, Any], d: Drafts) -> Iterator[tuple[str, Draft[Any], bool]]:
    dates = {"start": d.when.start, "end": d.when.end, "issued": d.when.issued}
    for name, draft in dates.items():
        if draft is not None and (name != "issued" or entry.get("issued")):
            yield name, draft, _iso(draft.value) == entry.get(name)
    if d.hours.draft is not None and not entry.get("jp_conflict"):
        yield "jp", d.hours.draft, d.hours.draft.value == entry.get("jp")
    if d.course is not None:
        yield "course", d.course, alike(d.course.value, entry["course"]) >= 0.95
    if d.organiser is not None and entry.get("organiser"):
        yield "organiser", d.organiser, alike(d.organiser.value, entry["organiser"]) >= 0.9
    if d.number is not None:
        yield "number", d.number, fold(d.number.value) == fold(entry.get("number"))
    for person in d.people:
        yield from _person(entry["people"], person)


def _person(people: Sequence[Mapping[str, Any]], p: PersonDraft) -> Iterator[tuple[str, Draft[Any], bool]]:
    nip, name = p.nip.value if p.nip else None, p.name.value if p.name else None
    twin = next((q for q in people if nip and q["nip_as_printed"] == nip), None)
    twin = twin or max(people, key=lambda q: alike(name, q["name_as_printed"]), default=None)
    if twin is None:
        return
    if p.nip is not None:
        yield "nip", p.nip, nip == twin["nip_as_printed"]
    if p.name is not None:
        yield "name", p.name, alike(name, twin["name_as_printed"]) >= 0.95


def _iso(day: date) -> str:
    return day.isoformat()
