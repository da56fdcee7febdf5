"""Cross-checks of one document: each looks at values that must agree and gives stable codes of doubt.

A check stays silent where a value is missing; that is another check's business. Every code has its sentence
in the catalogue under `reason.<code>`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from records.values import DocumentReading, Employee, Match, MatchStatus

MAX_JP_A_DAY = 12
_LATEST_ISSUE = timedelta(days=730)  # certificates are printed late, but hardly by more than two years
_SCRAP = 3
# Words that may well stand behind one that ends as they do: "Data Pribadi di Instansi".
_SMALL_WORDS = frozenset(
    {"di", "ke", "dan", "in", "on", "at", "to", "or", "the", "and", "per", "as", "is", "it"}
)
_OLDEST = date(1975, 1, 1)
_FEW = 2  # more people make a list, and on lists heads stand like everybody else
_SIGNING = ("signer-is-subject", "person-among-signers", "person-holds-signing-post")
_LONE_LETTER = re.compile(r"(?<![\w/.])[IlO|](?![\w/.])")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands beside the document: register rows of matched people by NIP, and the day of judging.

    `signers`: those of the people's numbers that stand under other papers as the signer's.
    """

    employees: Mapping[str, Employee] = field(default_factory=dict)
    today: date | None = None
    signers: frozenset[str] = frozenset()


Check = Callable[[DocumentReading, Sequence[Match], Evidence], Iterator[str]]


def dates_in_order(document: DocumentReading, _: Sequence[Match], evidence: Evidence) -> Iterator[str]:
    """The end is not before the start, and nothing lies in the future or before civil-service training."""
    start, end = document.start.value, document.end.value
    if start and end and end < start:
        yield "end-before-start"
    if start and end and (end - start).days > 400:
        yield "course-very-long"
    days = [day for day in (start, end) if day]
    if evidence.today and any(day > evidence.today for day in days):
        yield "date-in-future"
    if any(day < _OLDEST for day in days):
        yield "date-too-old"


def days_are_digits(document: DocumentReading, _: Sequence[Match], __: Evidence) -> Iterator[str]:
    """A day read as a lone letter ("I s.d. 14 Mei") may have lost a stroke: 1 or 11."""
    for name, day in (("start", document.start), ("end", document.end)):
        if day.value and _LONE_LETTER.search(day.raw or ""):
            yield f"{name}-unsure"


def course_is_whole(document: DocumentReading, _: Sequence[Match], __: Evidence) -> Iterator[str]:
    """Pieces of a word read twice where two lines meet leave a scrap of it: "Pelayanan an Prima"."""
    words = (document.course.value or "").split()
    for before, word in pairwise(words):
        scrap = len(word) <= _SCRAP and word.isalpha() and len(before) > len(word)
        if (scrap and word not in _SMALL_WORDS and before.endswith(word)) or (
            word.islower() and word == before
        ):
            yield "course-unsure"


def issued_plausible(document: DocumentReading, _: Sequence[Match], evidence: Evidence) -> Iterator[str]:
    """A certificate is issued on or after the last day, and within two years of it."""
    issued, end = document.issued.value, document.end.value
    if not issued or not end:
        return
    if issued < end:
        yield "issued-before-end"
    elif issued - end > _LATEST_ISSUE:
        yield "issued-long-after"
    if evidence.today and issued > evidence.today:
        yield "date-in-future"


def hours_fit_days(document: DocumentReading, _: Sequence[Match], __: Evidence) -> Iterator[str]:
    """At most twelve JP fit in a day; a course has at least one."""
    jp, start, end = document.jp.value, document.start.value, document.end.value
    if jp is not None and jp <= 0:
        yield "jp-not-positive"
    if jp and start and end and end >= start and jp > MAX_JP_A_DAY * ((end - start).days + 1):
        yield "jp-too-many-for-days"


def number_year_fits(document: DocumentReading, _: Sequence[Match], __: Evidence) -> Iterator[str]:
    """A year inside the number is that of the course or the issue, give or take one."""
    found = re.findall(r"(?<!\d)(?:19[7-9]\d|20[0-4]\d)(?!\d)", document.number.value or "")
    years = {day.year for day in (document.start.value, document.end.value, document.issued.value) if day}
    if found and years and not any(abs(int(f) - year) <= 1 for f in found for year in years):
        yield "number-year-disagrees"


def births_agree(document: DocumentReading, matches: Sequence[Match], evidence: Evidence) -> Iterator[str]:
    """The printed birth date is that of the register's person; of the printed NIP where nobody was matched.

    Registers contradict themselves at times: their NIP's day and their birth date are both good.
    """
    for person, match in zip(document.people, matches, strict=False):
        born = person.birth_date.value
        known = {(match.nip or person.nip.value or "")[:8]} - {""}
        employee = evidence.employees.get(match.nip or "")
        if employee and employee.tanggal_lahir:
            known.add(employee.tanggal_lahir.strftime("%Y%m%d"))
        if born and known and born.strftime("%Y%m%d") not in known:
            yield "birth-date-disagrees"


def signer_is_no_subject(
    document: DocumentReading, matches: Sequence[Match], evidence: Evidence
) -> Iterator[str]:
    """Nobody signs for himself: neither by number on this paper, nor, where it shows no signer, elsewhere."""
    signers = {signer.nip.value for signer in document.signers if signer.nip.value}
    subjects = {person.nip.value for person in document.people} | {match.nip for match in matches}
    if signers & subjects:
        yield "signer-is-subject"
    if not signers and len(document.people) <= _FEW and evidence.signers & subjects:
        yield "person-signs-other-papers"


def people_once(_: DocumentReading, matches: Sequence[Match], __: Evidence) -> Iterator[str]:
    """One list names nobody twice."""
    counts = Counter(match.nip for match in matches if match.nip)
    if any(count > 1 for count in counts.values()):
        yield "same-person-twice"


def people_certain(document: DocumentReading, matches: Sequence[Match], _: Evidence) -> Iterator[str]:
    """Somebody is named, and everybody named is certain."""
    if not document.people:
        yield "person-missing"
    if len(matches) < len(document.people):
        yield "person-not-matched"
    for match in matches:
        if match.status is MatchStatus.CERTAIN:
            continue
        yield _doubt(match)


def _doubt(match: Match) -> str:
    named = {MatchStatus.NONE: "not-in-register", MatchStatus.AMBIGUOUS: "namesakes"}.get(match.status)
    why = next((code for code in (*_SIGNING, "nip-name-disagree") if code in match.why), None)
    return named or why or "person-not-certain"


CHECKS: tuple[Check, ...] = (
    people_certain,
    people_once,
    signer_is_no_subject,
    births_agree,
    dates_in_order,
    days_are_digits,
    course_is_whole,
    issued_plausible,
    hours_fit_days,
    number_year_fits,
)
