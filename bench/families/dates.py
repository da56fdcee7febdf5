"""A course's days in the many ways papers write them; every function takes first and last day."""

from __future__ import annotations

from datetime import date, timedelta

from samples.words import DAYS, MONTHS, date_range, long_date, spell

ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def short(start: date, end: date, link: str = "s.d.") -> str:
    """Give "5 s.d. 7 Maret 2019"."""
    return date_range(start, end, link)


def full(start: date, end: date, link: str = "sampai dengan") -> str:
    """Give both days in full: "5 Maret 2019 sampai dengan 7 Maret 2019"."""
    return long_date(start) if start == end else f"{long_date(start)} {link} {long_date(end)}"


def listed(start: date, end: date) -> str:
    """Give "5, 6 dan 7 Maret 2019" for up to four days in a month, else the short range."""
    span = (end - start).days
    if not 0 < span < 4 or start.month != end.month:
        return short(start, end, "s/d")
    days = [str((start + timedelta(days=i)).day) for i in range(span + 1)]
    return f"{', '.join(days[:-1])} dan {days[-1]} {MONTHS[end.month - 1]} {end.year}"


def weekdays(start: date, end: date, link: str = "s.d.") -> str:
    """Give "Senin s.d. Rabu, 4 s.d. 6 Maret 2019"."""
    if start == end:
        return f"{DAYS[start.weekday()]}, {long_date(start)}"
    if (end - start).days > 6:
        return short(start, end, link)
    return f"{DAYS[start.weekday()]} {link} {DAYS[end.weekday()]}, {short(start, end, link)}"


def each_weekday(start: date, end: date, link: str = "s.d.") -> str:
    """Give "Selasa, 5 Maret 2019 s.d. Kamis, 7 Maret 2019"."""
    one, two = (f"{DAYS[d.weekday()]}, {long_date(d)}" for d in (start, end))
    return one if start == end else f"{one} {link} {two}"


def padded(start: date, end: date, link: str = "s/d") -> str:
    """Give "05 s/d 07 Maret 2019"."""
    last = f"{end.day:02d} {MONTHS[end.month - 1]} {end.year}"
    if start == end:
        return last
    first = f"{start.day:02d}"
    first += "" if (start.year, start.month) == (end.year, end.month) else f" {MONTHS[start.month - 1]}"
    first += "" if start.year == end.year else f" {start.year}"
    return f"{first} {link} {last}"


def numeric(start: date, end: date, mark: str = "-", link: str = "s/d") -> str:
    """Give "12-03-2019 s/d 14-03-2019"."""
    form = f"%d{mark}%m{mark}%Y"
    return f"{start:{form}}" if start == end else f"{start:{form}} {link} {end:{form}}"


def spelt(start: date, end: date) -> str:
    """Give days, month and year in words."""
    year = f"tahun {spell(end.year)}"
    if start == end:
        return f"{spell(start.day)} bulan {MONTHS[start.month - 1]} {year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{spell(start.day)} sampai dengan {spell(end.day)} bulan {MONTHS[end.month - 1]} {year}"
    first = f"{spell(start.day)} bulan {MONTHS[start.month - 1]}"
    first += f" tahun {spell(start.year)}" if start.year != end.year else ""
    return f"{first} sampai dengan {spell(end.day)} bulan {MONTHS[end.month - 1]} {year}"


def abbreviated(start: date, end: date, link: str = "-") -> str:
    """Give "05 Mar 2019 - 07 Mar 2019"."""
    one, two = (f"{d.day:02d} {MONTHS[d.month - 1][:3]} {d.year}" for d in (start, end))
    return one if start == end else f"{one} {link} {two}"


def english(start: date, end: date) -> str:
    """Give "March 5-7, 2019" or "March 28 - April 2, 2019"."""
    first, last = (f"{ENGLISH[d.month - 1]} {d.day}" for d in (start, end))
    if start == end:
        return f"{last}, {end.year}"
    if start.year != end.year:
        return f"{first}, {start.year} - {last}, {end.year}"
    if start.month != end.month:
        return f"{first} - {last}, {end.year}"
    return f"{first}-{end.day}, {end.year}"


def british(start: date, end: date) -> str:
    """Give "5 to 7 March 2019"."""
    first, last = (f"{d.day} {ENGLISH[d.month - 1]}" for d in (start, end))
    if start == end:
        return f"{last} {end.year}"
    if start.year != end.year:
        return f"{first} {start.year} to {last} {end.year}"
    if start.month != end.month:
        return f"{first} to {last} {end.year}"
    return f"{start.day} to {last} {end.year}"


def ordinal(day: date) -> str:
    """Give "March 7th, 2019"."""
    return f"{ENGLISH[day.month - 1]} {_nth(day.day)}, {day.year}"


def ordinals(start: date, end: date, link: str = "to") -> str:
    """Give "5th March 2019 to 7th March 2019", also where both are one day."""
    one, two = (f"{_nth(d.day)} {ENGLISH[d.month - 1]} {d.year}" for d in (start, end))
    return f"{one} {link} {two}"


def english_days(start: date, end: date, link: str = "to") -> str:
    """Give "Tuesday, 5 March 2019 to Thursday, 7 March 2019"."""
    one, two = (f"{ENGLISH_DAYS[d.weekday()]}, {d.day} {ENGLISH[d.month - 1]} {d.year}" for d in (start, end))
    return one if start == end else f"{one} {link} {two}"


def iso(start: date, end: date, link: str = "/") -> str:
    """Give "2019-03-05/2019-03-07"."""
    return f"{start:%Y-%m-%d}" if start == end else f"{start:%Y-%m-%d}{link}{end:%Y-%m-%d}"


def _nth(n: int) -> str:
    tail = "th" if 10 < n < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{tail}"
