"""The people of one document matched together: what holds for most of a list helps with the rest of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from records.values import DocumentReading, Match, MatchStatus
from scoring.matching.match import MatchContext, match_person
from scoring.matching.register import Register
from scoring.matching.signers import signing_doubts

_SHARED = 0.7  # a list in which so many work in one office is that office's list


def match_people(
    document: DocumentReading, register: Register, context: MatchContext | None = None
) -> tuple[Match, ...]:
    """Match a document's people, in their order.

    A list that is one office's own speaks for that office where somebody is unsure. Nobody is certain twice,
    and nobody is certain who may have been read from where the signer stands (see `signers`).
    """
    known = context or MatchContext()
    matches = [match_person(person, register, known) for person in document.people]
    office = "" if known.unit else _shared_office(matches, register)
    if office:
        helped = replace(known, unit=office)
        matches = [
            match if match.status is MatchStatus.CERTAIN else match_person(person, register, helped)
            for person, match in zip(document.people, matches, strict=True)
        ]
    return tuple(_without_signers(document, _once(matches), register))


def _shared_office(matches: Sequence[Match], register: Register) -> str:
    """Give the office in which most of at least three certain people work; "" when there is none."""
    nips = [match.nip for match in matches if match.nip and match.status is MatchStatus.CERTAIN]
    if len(nips) < 3 or len(nips) == len(matches):
        return ""
    units = Counter(
        e.unit_kerja for e in register.find_by_nips(np.array([int(nip) for nip in nips], dtype=np.int64))
    )
    unit, count = units.most_common(1)[0] if units else ("", 0)
    return unit if count >= _SHARED * len(nips) else ""


def _once(matches: Sequence[Match]) -> list[Match]:
    """Leave nobody certain who stands in two places: one of them was misread."""
    counts = Counter(match.nip for match in matches if match.nip)
    return [_doubted(m, "same-person-twice") if m.nip and counts[m.nip] > 1 else m for m in matches]


def _without_signers(
    document: DocumentReading, matches: Sequence[Match], register: Register
) -> Iterator[Match]:
    certain = [int(match.nip) for match in matches if match.nip and match.status is MatchStatus.CERTAIN]
    rows = {e.nip: e for e in register.find_by_nips(np.array(certain, dtype=np.int64))}
    for person, match in zip(document.people, matches, strict=True):
        codes = signing_doubts(document, person, match, rows.get(match.nip or ""))
        for code in codes:
            match = _doubted(match, code)  # noqa: PLW2901 - one doubt upon the other
        yield match


def _doubted(match: Match, code: str) -> Match:
    status = MatchStatus.PROBABLE if match.status is MatchStatus.CERTAIN else match.status
    return replace(match, status=status, why=(*match.why, code))
