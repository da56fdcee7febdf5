"""Numbers and dates as Indonesian letters print them."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
UNITS = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def spell(n: int) -> str:
    """Spell 1..9999 in Indonesian."""
    if n < 12:
        return UNITS[n]
    for size, one, many in ((1000, "seribu", "ribu"), (100, "seratus", "ratus")):
        if n >= size:
            head = one if n < 2 * size else f"{spell(n // size)} {many}"
            return f"{head} {spell(n % size)}".strip()
    if n < 20:
        return f"{spell(n - 10)} belas"
    return f"{spell(n // 10)} puluh {spell(n % 10)}".strip()


def long_date(day: date) -> str:
    """Give "5 Maret 2019"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_range(start: date, end: date, link: str = "sampai dengan") -> str:
    """Give a range with nothing said twice: "5 s.d. 7 Maret 2019", "28 Maret s.d. 2 April 2019"."""
    if start == end:
        return long_date(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} {link} {long_date(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} {link} {long_date(end)}"
    return f"{long_date(start)} {link} {long_date(end)}"


def grouped(nip: str) -> str:
    """Give a NIP in its 8 6 1 3 groups."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
