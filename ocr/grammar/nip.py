"""The civil servant's number (NIP): finding it among look-alike letters and judging its structure.

18 digits: birth date YYYYMMDD, appointment YYYYMM, sex, serial of three; no check digit. For PPPK digits 9-14
are a year and a running number. Old numbers have nine digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ocr.grammar.slips import digit_of

_LOOK = r"[0-9OoQDlIi|!\]SsBbZzGgqA]"
LABEL = re.compile(
    r"(?<![A-Za-z])(?:N\s?\.?\s?[IL1l|!]\s?\.?\s?P(?:\s?\.?\s?P\s?\.?\s?P\s?\.?\s?K)?"
    r"|N\s?\.?\s?R\s?\.?\s?P|NI\s?PPPK"
    r"|NIP(?:PK|3K)|Nip|nip|NlP|N1P|M[iI]P|NIPY|Employee\s+(?:ID|No\.?|Number)|Civil\s+Servant\s+(?:ID"
    r"|Number)"
    r"|(?:Civil\s+)?Service\s+(?:ID|No\.?|Number)|Staff\s+(?:ID|No\.?|Number)"
    r"|(?:Nomor|No\s?\.?)\s+Induk(?:\s+(?:Pegawai(?:\s+Negeri\s+Sipil)?|PPPK|PNS|ASN))?)(?![A-Za-z])"
    r"(?:\s*/\s*(?:N\s?[IR]\s?P(?:PPK)?|NI\s?PPPK|NIPPPK|NIK))*\s*[.:;,\-=]*\s*(?:[:;.]\s*)?"
)
_RUN = re.compile(rf"{_LOOK}(?:[ .\-·']{{0,2}}{_LOOK}){{7,21}}")
_PLAIN_RUN = re.compile(r"(?<![\w/])\d(?:[ .\-]{0,2}[\dOolI|]){16,20}(?![\w/])")
_FIRST_BIRTH_YEAR, _LAST_BIRTH_YEAR = 1935, 2012


@dataclass(frozen=True, slots=True)
class NipSpan:
    """A NIP found at text[begin:end]: its digits, other readings best first, and how it was found."""

    begin: int
    end: int
    digits: str
    alternatives: tuple[str, ...]
    labelled: bool
    slips: int

    @property
    def plausible(self) -> bool:
        """Whether the digits have the structure of a NIP."""
        return is_plausible(self.digits)


def birth_date_of(digits: str) -> date | None:
    """Give the birth date in the first eight digits, None when they are no date."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return born if _FIRST_BIRTH_YEAR <= born.year <= _LAST_BIRTH_YEAR else None


def is_plausible(digits: str) -> bool:
    """Say whether `digits` could be a NIP of today: 18 digits, a birth date, an appointment, a sex."""
    born = birth_date_of(digits) if len(digits) == 18 else None
    if born is None:
        return False
    appointed = int(digits[8:12])
    return born.year + 14 <= appointed <= 2045 and digits[14] in "12"


def structure_score(digits: str) -> float:
    """Rate from 0 to 1 how much of the NIP structure `digits` shows."""
    if len(digits) != 18 or not digits.isdecimal():
        return 0.0
    born = birth_date_of(digits)
    appointed, month = int(digits[8:12]), int(digits[12:14])
    parts = (
        born is not None,
        born is not None and born.year + 14 <= appointed <= born.year + 60,
        1960 <= appointed <= 2045,
        1 <= month <= 12,
        digits[14] in "12",
    )
    return sum(parts) / len(parts)


def _windows(digits: str) -> list[str]:
    """All 18-digit readings of a run that is too long: a colon read as a digit, or a doubled digit."""
    if len(digits) <= 18:
        return [digits]
    ends = [digits[i : i + 18] for i in range(len(digits) - 17)]
    doubled = [digits[:i] + digits[i + 1 :] for i in range(1, len(digits)) if digits[i] == digits[i - 1]]
    return list(dict.fromkeys([*ends[::-1], *(d for d in doubled if len(d) == 18)]))


def _read(raw: str, begin: int, *, labelled: bool) -> NipSpan | None:
    digits = "".join(d for d in map(digit_of, raw) if d)
    slips = sum(1 for c in raw if not c.isdecimal() and digit_of(c))
    if slips > 5:
        return None
    if not labelled and (len(digits) not in (18, 19) or max(map(structure_score, _windows(digits))) < 0.8):
        return None
    if labelled and not (8 <= len(digits) <= 10 or 15 <= len(digits) <= 21):
        return None
    readings = sorted(_windows(digits), key=structure_score, reverse=True)
    best = readings[0]
    if len(digits) == 10 and digits[0] == "1":
        best = digits[1:]
    others = tuple(r for r in readings[1:4] if structure_score(r) >= 0.8)
    return NipSpan(begin, begin + len(raw), best, others, labelled, slips)


def _trim(run: str) -> str:
    """Cut a run at a break after which letters begin, so that words after the number stay out."""
    parts = re.split(r"(\s+)", run)
    while len(parts) > 1 and not any(c.isdecimal() for c in parts[-1]):
        parts = parts[:-2]
    return "".join(parts)


def _whole(run: str) -> str:
    """Cut a run where a space follows a whole and sound number: figures behind it are other print."""
    parts = re.split(r"(\s+)", run)
    for stop in range(1, len(parts), 2):
        begun = "".join(parts[:stop])
        if structure_score("".join(d for d in map(digit_of, begun) if d)) == 1.0:
            return begun
    return run


def _behind_number(run: str) -> int:
    """Where in a run a whole and sound number begins behind the running number of its row ("10. 1980…")."""
    parts = re.split(r"(\s+)", run)
    for start in range(2, len(parts), 2):
        rest = "".join(parts[start:])
        if structure_score("".join(d for d in map(digit_of, _whole(rest)) if d)) == 1.0:
            return len("".join(parts[:start]))
    return 0


def find_nips(text: str) -> tuple[NipSpan, ...]:
    """Find NIPs in one line of unfolded `text`, labelled ones first in claim, in text order."""
    found: list[NipSpan] = []
    for label in LABEL.finditer(text):
        run = _RUN.match(text, label.end())
        span = run and _read(_whole(_trim(run.group())), run.start(), labelled=True)
        if span:
            found.append(span)
    for run in _PLAIN_RUN.finditer(text):
        if all(run.end() <= f.begin or run.start() >= f.end for f in found):
            whole = _whole(run.group())
            skipped = _behind_number(run.group()) if whole == run.group() else 0
            span = _read(_whole(run.group()[skipped:]), run.start() + skipped, labelled=False)
            if span:
                found.append(span)
    return tuple(sorted(found, key=lambda s: s.begin))
