"""The baseline's regexes for numbers, titles, days and hours in running text."""

# ruff: noqa: E501 - alternatives of a regex read best unbroken

from __future__ import annotations

import re
from datetime import date

from bench.families.dates import ENGLISH
from samples.words import MONTHS as INDONESIAN

MONTHS = {name.lower(): i + 1 for names in (INDONESIAN, ENGLISH) for i, name in enumerate(names)}
MONTH = "|".join(MONTHS)
LINK = r"(?:s\.?\s?/?d\.?|sampai(?: dengan)?|hingga|-|–|to)"
RANGE = re.compile(
    rf"(\d{{1,2}})(?:\s+({MONTH}))?(?:\s+(\d{{4}}))?\s*{LINK}\s*(?:tanggal\s+)?(\d{{1,2}})\s+({MONTH})\s+(\d{{4}})",
    re.IGNORECASE,
)
SINGLE = re.compile(rf"tanggal\s+(\d{{1,2}})\s+({MONTH})\s+(\d{{4}})", re.IGNORECASE)
ISSUED = re.compile(rf"^.*?,\s*(\d{{1,2}})\s+({MONTH})\s+(\d{{4}})\s*$", re.IGNORECASE)
HOURS = re.compile(
    r"(\d{1,3})\s*(?:\([^)]*\))?\s*(?:JPL?\b|jam\s+(?:pelajaran|pelatihan)|(?:training|lesson) hours)",
    re.IGNORECASE,
)
TOTAL = re.compile(r"(?:TOTAL|JUMLAH)(?: JPL?| Jam)?(?: Pelajaran)?\s(\d{1,3})\b", re.IGNORECASE)
NUMBER = re.compile(r"\b(?:nomor|no|number)\b\.?\s*[:;.]?\s*(\S*\d\S*[/.-]\S+)", re.IGNORECASE)
STOP = (
    r"\s+(?:yang (?:di|ber)\w+|pada tanggal|tanggal|pada|selama|setara|di lingkungan|dari tanggal|held|organi[sz]ed|"
    r"conducted|dengan|sebanyak)\b"
)
COURSE = re.compile(
    rf"(?:dalam kegiatan|mengikuti kegiatan|telah mengikuti|mengikuti|melaksanakan|dalam|pada|completed the|"
    rf"participated in the)\s+[\"“']?((?:Pelatihan|Bim|Work|Semin|Webin|Diklat|Pendidikan|Sosial|Training|Kursus|"
    rf"Lokakarya|Short).{{5,160}}?)[\"”']?{STOP}",
    re.IGNORECASE,
)
BY = re.compile(
    r"(?:diselenggarakan|dilaksanakan|organi[sz]ed|conducted) (?:oleh|by) (.{5,120}?)\s+"
    r"(?:di\b|pada|tanggal|dari|setara|selama|mulai|held|from)",
    re.IGNORECASE,
)


def find_number(lines: list[str]) -> str | None:
    """Give the document's number near the top."""
    found = next((m for m in map(NUMBER.search, lines[:14]) if m), None)
    return found[1].rstrip(".,") if found else None


def find_course(text: str) -> str | None:
    """Give the title after "mengikuti" and the like."""
    found = COURSE.search(text)
    return found[1].strip(" \"“”'") if found else None


def find_organiser(text: str, lines: list[str]) -> str | None:
    """Give who held it, else the first line."""
    found = BY.search(text)
    return found[1] if found else (lines[0] if lines else None)


def find_hours(text: str) -> int | None:
    """Give the lesson hours, else the total of a table."""
    found = HOURS.search(text) or TOTAL.search(text)
    return int(found[1]) if found else None


def find_range(text: str) -> tuple[str | None, str | None]:
    """Give the first and last day as ISO text."""
    if found := RANGE.search(text):
        first, month, year, last, last_month, last_year = found.groups()
        end = _iso(last, last_month, last_year)
        start = _iso(first, month or last_month, year or last_year)
        if start and end and start > end:
            start = _iso(first, month or last_month, str(int(last_year) - 1))
        return start, end
    if single := SINGLE.search(text):
        day = _iso(*single.groups())
        return day, day
    return None, None


def find_issued(lines: list[str]) -> str | None:
    """Give the last "Place, day month year"."""
    found = [m for m in map(ISSUED.match, lines) if m]
    return _iso(*found[-1].groups()) if found else None


def _iso(day: str, month: str, year: str) -> str | None:
    try:
        return date(int(year), MONTHS[month.lower()], int(day)).isoformat()
    except ValueError:
        return None
