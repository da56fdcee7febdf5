"""How pages speak: the user's language, and dates, numbers and times as its writers write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date, format_timedelta, get_month_names
from babel.numbers import format_decimal, format_percent
from flask import g, request

from records.texts import LANGUAGES, catalogue, has_text, text
from web.auth.identity import find_me
from web.data import settings

LANGUAGE_COOKIE = "bahasa"
_LOCALES = {"id": "id_ID", "en": "en_GB"}


def language() -> str:
    """Give the language of this request: the one just chosen, else the user's, else the setting's."""
    known: str | None = g.get("language")
    if known is None:
        user = find_me()
        own = user.language if user else None
        wanted = (request.cookies.get(LANGUAGE_COOKIE), own, settings().language)
        known = g.language = next(str(name) for name in wanted if name in LANGUAGES)
    return known


def t(key: str, /, **values: object) -> str:
    """Give the catalogue's sentence for `key` in the request's language."""
    return text(key, language(), **values)


def t_or(key: str, default: str, /, **values: object) -> str:
    """Give the sentence for `key`, or `default` where the catalogue has none (a code from elsewhere)."""
    return t(key, **values) if has_text(key) else default


def code(area: str, name: str) -> str:
    """Give the sentence of a stable code; one nobody wrote yet is shown readable, never hidden."""
    return t_or(f"{area}.{name}", t_or(f"reason.{name}", name.replace("-", " ")))


@lru_cache(maxsize=4)
def script_words(lang: str) -> dict[str, str]:
    """Give the sentences scripts say, by their key without `js.`."""
    return {
        key.removeprefix("js."): entry[lang] for key, entry in catalogue().items() if key.startswith("js.")
    }


def tanggal(value: date | datetime | None, style: str = "d MMM y") -> str:
    """Write a calendar date ("5 Mar 2019"); a time is first brought to the shown zone."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = value.astimezone(settings().zone)
    day = value.date() if isinstance(value, datetime) else value
    return _day(day, style, language())


@lru_cache(maxsize=4096)
def _day(day: date, style: str, lang: str) -> str:
    return format_date(day, style, locale=_LOCALES[lang])


def waktu(value: datetime | None) -> str:
    """Write a moment in the shown zone ("5 Mar 2019 14.05")."""
    if value is None:
        return "–"
    here, lang = value.astimezone(settings().zone), language()
    # By hand: a list writes a hundred of them, and the general way takes ten times as long.
    clock = f"{here:%H.%M}" if lang == "id" else f"{here:%H:%M}"
    return f"{here.day} {_months(lang)[here.month]} {here.year} {clock}"


@lru_cache(maxsize=4)
def _months(lang: str) -> dict[int, str]:
    return dict(get_month_names("abbreviated", locale=_LOCALES[lang]))


def sejak(value: datetime | None) -> str:
    """Say how long ago a moment was ("3 jam yang lalu")."""
    if value is None:
        return "–"
    gone = value - datetime.now(UTC)
    if abs(gone) < timedelta(seconds=45):
        return t("screen.just-now")
    return _since(_rounded_s(int(gone.total_seconds())), language())


def _rounded_s(gone_s: int) -> int:
    """Round to minutes within a day and to hours beyond: nobody reads more, and lists say it alike."""
    step = 60 if abs(gone_s) < 24 * 3600 else 3600
    return round(gone_s / step) * step


@lru_cache(maxsize=4096)
def _since(gone_s: int, lang: str) -> str:
    return format_timedelta(timedelta(seconds=gone_s), add_direction=True, locale=_LOCALES[lang])


def angka(value: float | None, digits: int = 0) -> str:
    """Write a number with the language's separators; `digits` is the most decimals shown."""
    if value is None:
        return "–"
    return _number(value, digits, language())


@lru_cache(maxsize=8192)
def _number(value: float, digits: int, lang: str) -> str:
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=_LOCALES[lang])


def persen(value: float | None) -> str:
    """Write a share 0..1 as a whole percentage, never rounding a doubt away to 100 %."""
    if value is None:
        return "–"
    return _share(min(value, 0.99) if value < 1 else value, language())


@lru_cache(maxsize=1024)
def _share(value: float, lang: str) -> str:
    return format_percent(value, format="#,##0 %", locale=_LOCALES[lang])


def ukuran(size_bytes: int) -> str:
    """Write a file's size ("3,4 MB")."""
    if size_bytes < 1_000_000:
        return f"{angka(max(1, size_bytes // 1000))} kB"
    return f"{angka(size_bytes / 1_000_000, 1)} MB"


def nip_groups(nip: str | None) -> str:
    """Write a NIP as people read it, 8 6 1 3 digits; anything else as it is."""
    if not nip or len(nip) != 18:
        return nip or "–"
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
