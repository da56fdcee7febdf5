"""The people of one document matched together: what holds for most of a list helps with the rest of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from records.values import DocumentReading, Match, MatchStatus
from scoring.matching.match import MatchContext, match_person
from scoring.matching.names import name_tokens
from scoring.matching.register import Register

_SHARED = 0.7  # a list in which so many work in one office is that office's list


def match_people(
    document: DocumentReading, register: Register, context: MatchContext | None = None
) -> tuple[Match, ...]:
    """Match a document's people, in their order.

    A list that is one office's own speaks for that office where somebody is unsure. Nobody is certain twice,
    and nobody is certain who bears a signer's number: such a person was read from the wrong place.
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
    return tuple(_without_signers(document, _once(matches)))


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


def _without_signers(document: DocumentReading, matches: Sequence[Match]) -> list[Match]:
    signers = {signer.nip.value for signer in document.signers if signer.nip.value}
    names = {name_tokens(signer.name.value) for signer in document.signers if signer.name.value}
    return [
        _doubted(match, "signer-is-subject")
        if match.nip in signers or (not person.nip.value and name_tokens(person.name.value or "") in names)
        else match
        for person, match in zip(document.people, matches, strict=True)
    ]


def _doubted(match: Match, code: str) -> Match:
    status = MatchStatus.PROBABLE if match.status is MatchStatus.CERTAIN else match.status
    return replace(match, status=status, why=(*match.why, code))
