"""One person printed twice: a name apart from its NIP, or a signer at head and foot of a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Indel, Levenshtein

from ocr.fields.draft import PersonDraft
from ocr.fields.scene import Scene
from ocr.fields.zones import Zone
from ocr.grammar.names import looks_like_name
from ocr.grammar.slips import fold

_NEAR = 3  # rows between a name and the NIP below it


def merged(found: Sequence[PersonDraft]) -> list[PersonDraft]:
    """Join a name that stands without NIP to the NIP of the same name, or to a nameless one right below."""
    out: list[PersonDraft] = []
    for person in sorted(found, key=lambda p: p.row):
        twin = next((i for i, p in enumerate(out) if _same(p, person)), None)
        if twin is None:
            out.append(person)
        else:
            out[twin] = _joined(out[twin], person)
    return out


def _same(one: PersonDraft, other: PersonDraft) -> bool:
    if (
        (one.nip is None) == (other.nip is None)
        or one.signer != other.signer
        or "table" in (one.source, other.source)
    ):
        return False
    if one.name is not None and other.name is not None:
        return alike(one.name.value, other.name.value)
    return one.nip is None and other.name is None and other.row - one.row <= _NEAR


def _joined(one: PersonDraft, other: PersonDraft) -> PersonDraft:
    parts = ("name", "nip", "birth_date", "unit", "post", "golongan")
    held = {part: getattr(one, part) or getattr(other, part) for part in parts}
    return replace(one, **held)


def alike(one: str, other: str) -> bool:
    """Whether two printed names are the same but for slips and degrees."""
    a, b = fold(one.split(",", maxsplit=1)[0]), fold(other.split(",", maxsplit=1)[0])
    return Indel.normalized_similarity(a, b) > 0.86


def signs_below(scene: Scene, person: PersonDraft, found: Sequence[PersonDraft]) -> bool:
    """Whether a person named at the head of a paper is the one who signs at its foot.

    Somebody in a table stays a subject: heads of office stand in their own lists, too.
    """
    if person.signer or person.source == "table":
        return person.signer
    if scene.zones[person.row] is Zone.SUBJECT and any(
        p.signer and scene.zones[p.row] is Zone.SIGNER for p in found
    ):
        return False  # a form names its signer first; whom it is about signs beside him
    at_foot = [p for p in found if p.signer and p.row > person.row]
    if person.nip is not None and any(p.nip and _near(p.nip.value, person.nip.value) for p in at_foot):
        return True
    if person.name is None or len([p for p in found if not p.signer]) < 2:
        return False
    return any(alike(name, person.name.value) for name in _names_at_foot(scene))


def _near(one: str, other: str) -> bool:
    return Levenshtein.distance(one, other, score_cutoff=3) <= 3


def _names_at_foot(scene: Scene) -> Iterator[str]:
    for index, row in enumerate(scene.rows):
        if scene.zones[index] is Zone.SIGNATURE:
            for segment in row.segments:
                if looks_like_name(segment.text):
                    yield segment.text
