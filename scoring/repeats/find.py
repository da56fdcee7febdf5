"""Was this handed in before? By number and person, by person, course and dates; never by looks alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from records.values import SIGNER_KEY, DocumentReading, Match, MatchStatus, PersonReading
from scoring.matching.names import name_tokens, skeleton
from scoring.repeats.likeness import course_words, courses_alike, number_key, numbers_alike

_SAME_NUMBER = 0.88  # a slip or two in a printed number of ordinary length
_SAME_COURSE = 0.85
_SAME_NAME = 0.85
_LIKE_NAME = 0.6


class Verdict(StrEnum):
    """SAME: the same evidence again. CONFLICT: they contradict. PARTLY: some of its people were handed in."""

    SAME = "same"
    CONFLICT = "conflict"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class Handed:
    """A document that was handed in, with its matches; `reference` is whatever the caller knows it by."""

    reference: str
    document: DocumentReading
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """An earlier document that this one repeats or contradicts, and stable codes that say why."""

    reference: str
    verdict: Verdict
    why: tuple[str, ...]
    strength: float


def fingerprint(document: DocumentReading, matches: Sequence[Match]) -> tuple[str, ...]:
    """Give keys to store a document under; two repeats share at least one.

    `n:` number; `s:`/`e:` person and first or last day; `c:` person and course words; `w:` a word of a name
    and the first day; `g:` a signer's NIP, which makes no repeat. Empty for no evidence.
    """
    if not document.kind.is_evidence:
        return ()
    keys = []
    if document.number.value and len(number_key(document.number.value)) >= 6:
        keys.append("n:" + number_key(document.number.value))
    for name in sorted({name for person in _people(document, matches) for name in person.names()}):
        if document.start.value:
            keys.append(f"s:{name}@{document.start.value.isoformat()}")
        if document.end.value:
            keys.append(f"e:{name}@{document.end.value.isoformat()}")
        if document.course.value:
            keys.append(f"c:{name}@{course_words(document.course.value)[:24]}")
    if document.start.value:
        words = {word for person in _people(document, matches) for word in person.name.split()}
        keys += [f"w:{word}@{document.start.value.isoformat()}" for word in sorted(words) if len(word) > 3]
    keys += signer_keys(signer.nip.value for signer in document.signers)
    return tuple(dict.fromkeys(keys))


def signer_keys(nips: Iterable[str | None]) -> tuple[str, ...]:
    """Give the keys under which papers stand that somebody signed; they find signers, never repeats."""
    return tuple(dict.fromkeys(SIGNER_KEY + nip for nip in nips if nip))


def find_repeats(new: Handed, earlier: Iterable[Handed]) -> tuple[Repeat, ...]:
    """Compare a document with earlier ones that share a fingerprint key; the strongest first."""
    found = (_compare(new, old) for old in earlier if old.reference != new.reference)
    return tuple(sorted((r for r in found if r), key=lambda r: (r.verdict is not Verdict.SAME, -r.strength)))


def _compare(new: Handed, old: Handed) -> Repeat | None:
    if not (new.document.kind.is_evidence and old.document.kind.is_evidence):
        return None
    share = _shared_people(new, old)
    number = _numbers(new.document, old.document)
    if share == 0:
        return _other_person(new, old, number)
    course = courses_alike(new.document.course.value or "", old.document.course.value or "")
    dates = _dates(new.document, old.document)
    by_number = number >= _SAME_NUMBER and (course >= 0.6 or dates > 0)
    by_course = course >= _SAME_COURSE and dates > 0
    if not (by_number or by_course):
        return None
    why = [
        code for code, holds in (("same-number", by_number), ("same-person-and-course", by_course)) if holds
    ]
    strength = share + number + course + dates
    if _differ(new.document.jp.value, old.document.jp.value):
        return Repeat(old.reference, Verdict.CONFLICT, (*why, "other-hours"), strength)
    if by_number and dates < 0 and not by_course:
        return Repeat(old.reference, Verdict.CONFLICT, (*why, "other-dates"), strength)
    return Repeat(old.reference, Verdict.SAME if share >= 0.5 else Verdict.PARTLY, tuple(why), strength)


def _other_person(new: Handed, old: Handed, number: float) -> Repeat | None:
    """One number belongs to one person: an equal number under another name is a conflict worth a look."""
    sure = (
        all(h.document.people for h in (new, old)) and len(number_key(new.document.number.value or "")) >= 6
    )
    if number < 1 or not sure:
        return None
    return Repeat(old.reference, Verdict.CONFLICT, ("same-number", "other-person"), number)


def _numbers(new: DocumentReading, old: DocumentReading) -> float:
    one, two = new.number.value, old.number.value
    if not one or not two or min(len(number_key(one)), len(number_key(two))) < 4:
        return 0.0
    return numbers_alike(one, two)


def _dates(new: DocumentReading, old: DocumentReading) -> float:
    """1 when both days agree, 0.5 when one does and the other is missing or misread, -1 when none does."""
    pairs = [(new.start.value, old.start.value), (new.end.value, old.end.value)]
    known = [(a, b) for a, b in pairs if a and b]
    agree = sum(a == b for a, b in known)
    return 0.0 if not known else 1.0 if agree == 2 else 0.5 if agree else -1.0


def _differ(one: int | None, two: int | None) -> bool:
    return one is not None and two is not None and one != two


def _shared_people(new: Handed, old: Handed) -> float:
    """Share of people the two documents have in common, of the longer list."""
    ours, theirs = _people(new.document, new.matches), _people(old.document, old.matches)
    if not ours or not theirs:
        return 0.0
    shared = sum(any(one.is_same(two) for two in theirs) for one in ours)
    return shared / max(len(ours), len(theirs))


@dataclass(frozen=True, slots=True)
class _Known:
    """A person as he goes here: his register NIP once settled, and what is printed."""

    settled: str
    nip: str
    name: str

    def is_same(self, other: _Known) -> bool:
        """Settled people by their NIPs; others by what is printed, a slip or two aside."""
        if self.settled and other.settled:
            return self.settled == other.settled
        ours, theirs = self.settled or self.nip, other.settled or other.nip
        alike = Levenshtein.normalized_similarity(self.name, other.name) if self.name and other.name else 0.0
        if ours and theirs:
            # Colleagues bear numbers a digit apart: names that differ outweigh numbers that are near.
            near = Levenshtein.distance(ours, theirs, score_cutoff=2) <= 2
            return near and (alike >= _LIKE_NAME or not (self.name and other.name))
        return alike >= _SAME_NAME

    def names(self) -> Iterator[str]:
        """Give what to look him up by."""
        yield from dict.fromkeys(part for part in (self.settled, self.nip, self.name) if part)


def _people(document: DocumentReading, matches: Sequence[Match]) -> list[_Known]:
    padded = [*matches, *[None] * (len(document.people) - len(matches))]
    return [_known(person, match) for person, match in zip(document.people, padded, strict=False)]


def _known(person: PersonReading, match: Match | None) -> _Known:
    name = " ".join(sorted(skeleton(token) for token in name_tokens(person.name.value or "")))
    settled = match.nip if match and match.status in (MatchStatus.CERTAIN, MatchStatus.PROBABLE) else None
    return _Known(settled or "", person.nip.value or "", name)
