"""What a reviewer types, turned into values: dates day first, hours as whole numbers, NIPs as digits."""

from __future__ import annotations

import re
from datetime import date

from records.errors import Refused

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari peb february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu agt ags august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov nopember nop",
            "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_DATE = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2}|[a-z]+)[\s./-]+(\d{2}|\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_RUN = re.compile(r"^(\d{2})(\d{2})(\d{4}|\d{2})$")
_MAX_JP = 2_000


def parse_date(typed: str, field: str = "") -> date | None:
    """Read "5 Maret 2019", "05-03-2019", "5/3/19", "05032019" or "2019-03-05"; empty text is None.

    Raises:
        Refused: `date-unreadable`.
    """
    plain = " ".join(typed.lower().split())
    if not plain:
        return None
    try:
        if iso := _ISO.match(plain):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if found := _DATE.match(plain) or _RUN.match(plain):
            day, month, year = found.groups()
            number = int(month) if month.isdecimal() else _MONTHS[month]
            return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except (ValueError, KeyError) as error:
        raise Refused("date-unreadable", typed=typed, field=field) from error
    raise Refused("date-unreadable", typed=typed, field=field)


def parse_jp(typed: str, field: str = "jp") -> int | None:
    """Read lesson hours ("20", "20 JP"); empty text is None.

    Raises:
        Refused: `jp-unreadable` when it is no whole number from 1 to 2,000.
    """
    plain = re.sub(r"\s*(jp|jam( pelajaran)?)\.?$", "", typed.strip().lower())
    if not plain:
        return None
    if not plain.isdecimal() or not 1 <= int(plain) <= _MAX_JP:
        raise Refused("jp-unreadable", typed=typed, field=field)
    return int(plain)


def parse_nip(typed: str, field: str = "nip") -> str | None:
    """Read a NIP's digits, whatever stands between them; empty text is None.

    Raises:
        Refused: `nip-unreadable` when something other than digits remains, or not 18 (or the old 9) of them.
    """
    digits = re.sub(r"[\s.·-]", "", typed)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal()) or len(digits) not in (9, 18):
        raise Refused("nip-unreadable", typed=typed, field=field)
    return digits


def parse_text(typed: str) -> str | None:
    """Read a line of text: runs of blanks become one; empty text is None."""
    return " ".join(typed.split()) or None
