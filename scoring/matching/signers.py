"""Is the subject a signer read from the wrong place? Signs that need no second look at the scan.

A signer taken for the subject bears a true number and a true name: nothing in the register speaks against
him. So certainty is taken away wherever the paper itself leaves the possibility open.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from records.values import DocumentReading, Employee, Field, Match, PersonReading
from scoring.matching.names import name_tokens, skeleton

_WORDS = tomllib.loads(resources.files("scoring.matching").joinpath("words.toml").read_text(encoding="utf-8"))
_SIGNS = tuple(_WORDS["signing_posts"])
_ACTING = re.compile(r"^(?:(?:plt|plh|pj|pjs|a n|an|u b|ub)\s+)+")
_NEAR_NUMBER = 2
_ALIKE = 0.85
_FEW = 2


def signing_doubts(
    document: DocumentReading, person: PersonReading, match: Match, employee: Employee | None
) -> Iterator[str]:
    """Give stable codes for what speaks for `person` being a signer; `employee` is the match's register row.

    `signer-is-subject`: a signer of the paper bears his number or his name. `person-among-signers`: he was
    read below the day of issue. `person-holds-signing-post`: the register gives him the post the paper is
    signed with, or a post that signs, and no signer was found on the paper at all.
    """
    if any(_is_same(signer, person, match) for signer in document.signers):
        yield "signer-is-subject"
    if _below(document.issued, person.name) or _below(document.issued, person.nip):
        yield "person-among-signers"
    if employee is not None and _holds_signing_post(document, employee):
        yield "person-holds-signing-post"


def signs_papers(post: str) -> bool:
    """Whether holders of a post sign papers about others ("Plt. Kepala Dinas Kesehatan")."""
    return _ACTING.sub("", _folded(post)).startswith(_SIGNS)


def _is_same(signer: PersonReading, person: PersonReading, match: Match) -> bool:
    """By number, a slip or two aside where the names agree; by name where a number is not printed."""
    theirs = signer.nip.value
    ours = [number for number in (person.nip.value, match.nip) if number]
    if theirs and theirs in ours:
        return True
    if not _same_name(signer.name.value, person.name.value):
        return False
    printed = person.nip.value
    return not theirs or not printed or _near(theirs, printed) or any(_near(theirs, own) for own in ours)


def _near(one: str, two: str) -> bool:
    return Levenshtein.distance(one, two, score_cutoff=_NEAR_NUMBER) <= _NEAR_NUMBER


def _same_name(one: str | None, two: str | None) -> bool:
    a, b = (" ".join(skeleton(token) for token in name_tokens(name or "")) for name in (one, two))
    return bool(a and b) and Levenshtein.normalized_similarity(a, b) >= _ALIKE


def _below(issued: Field[Any], own: Field[Any]) -> bool:
    """Whether something stands lower on the same page than place and day of issue: signers sign there."""
    if issued.box is None or own.box is None or issued.page != own.page:
        return False
    return own.box.top >= issued.box.bottom - 0.2 * issued.box.height


def _holds_signing_post(document: DocumentReading, employee: Employee) -> bool:
    if not signs_papers(employee.jabatan):
        return False
    if not document.signers:
        # heads take part in courses as well, and stand on lists like everybody else
        return len(document.people) <= _FEW
    ours = f"{_folded(employee.jabatan)} {_folded(employee.unit_kerja)}"
    nameless = [s.post.value for s in document.signers if s.post.value and not s.nip.value]
    return any(fuzz.token_set_ratio(_ACTING.sub("", _folded(post)), ours) >= 90 for post in nameless)


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())
