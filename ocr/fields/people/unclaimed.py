"""A NIP on the paper that nobody was given: the sign of a person who was overlooked or given another's."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from ocr.fields.draft import PersonDraft
from ocr.fields.people.marks import nips_in
from ocr.fields.scene import Scene

_SAME = 3  # figures in which two readings of one NIP may differ


def has_nobodys_nip(scene: Scene, given: Sequence[PersonDraft]) -> bool:
    """Whether a row holds a whole NIP that none of `given`, people and signers, has."""
    known = [p.nip.value for p in given if p.nip is not None]
    return any(
        span.plausible and not any(_near(span.digits, nip) for nip in known)
        for index in range(len(scene.rows))
        for span in nips_in(scene, index)
    )


def _near(one: str, other: str) -> bool:
    return Levenshtein.distance(one, other, score_cutoff=_SAME) <= _SAME
