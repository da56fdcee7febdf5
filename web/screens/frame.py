"""What every page's template may use: language, navigation, who is logged in, small HTML pieces."""

from __future__ import annotations

from typing import Any

from flask import Flask, request, url_for

from records.states import Role
from web.auth.identity import Identity, find_me
from web.screens import dress, speech
from web.views.frame import Me, NavItem

THEME_COOKIE = "tema"
_THEMES = ("auto", "light", "dark")
_SHORT_NAME = 22

# Role → (endpoint, catalogue key, icon); a page belongs to the item whose blueprint it is in.
_NAV: dict[Role, tuple[tuple[str, str, str], ...]] = {
    Role.TATA_USAHA: (
        ("office.home", "nav.upload", "upload"),
        ("office.batches", "nav.batches", "layers"),
        ("employees.people", "nav.people", "users"),
        ("office.send", "nav.send", "send"),
    ),
    Role.REVIEWER: (
        ("review.queue", "nav.queue", "list-checks"),
        ("review.audit", "nav.audit", "dices"),
        ("employees.people", "nav.people", "users"),
    ),
    Role.BKPP: (
        ("bkpp.inbox", "nav.inbox", "inbox"),
        ("bkpp.progress", "nav.progress", "target"),
        ("bkpp.statistics_page", "nav.statistics", "chart-column"),
        ("employees.people", "nav.people", "users"),
    ),
    Role.ADMIN: (
        ("admin.overview", "nav.admin", "sliders-horizontal"),
        ("admin.users", "nav.users", "users"),
        ("admin.imports", "nav.imports", "file-up"),
        ("admin.periods", "nav.periods", "calendar-days"),
        ("admin.log", "nav.log", "history"),
        ("review.queue", "nav.queue", "list-checks"),
        ("bkpp.inbox", "nav.inbox", "inbox"),
        ("employees.people", "nav.people", "book-open"),
    ),
}


def init(app: Flask) -> None:
    """Teach the app's templates the functions and values of every page."""
    app.context_processor(_context)
    app.jinja_env.globals.update(
        angka=speech.angka,
        badge=dress.badge,
        code=speech.code,
        icon=dress.icon,
        nip_groups=speech.nip_groups,
        notice=dress.notice,
        persen=speech.persen,
        sejak=speech.sejak,
        state_badge=dress.state_badge,
        t=speech.t,
        t_or=speech.t_or,
        tanggal=speech.tanggal,
        ukuran=speech.ukuran,
        waktu=speech.waktu,
    )


def _context() -> dict[str, Any]:
    user = find_me()
    lang = speech.language()
    other = "en" if lang == "id" else "id"
    theme = request.cookies.get(THEME_COOKIE, "auto")
    return {
        "lang": lang,
        "other_language": other,
        "other_language_href": url_for("home.choose_language", language=other, next=request.full_path),
        "theme": theme if theme in _THEMES else "auto",
        "me": _me(user) if user else None,
        "nav": _nav(user) if user else (),
        "js_words": speech.script_words(lang),
    }


def _me(user: Identity) -> Me:
    plain = user.name.split(",")[0]
    short = plain if len(plain) <= _SHORT_NAME else " ".join(plain.split()[:2])[:_SHORT_NAME]
    return Me(user.name, short, user.role, user.office_name, user.office_id)


def _nav(user: Identity) -> tuple[NavItem, ...]:
    here = request.endpoint or ""
    return tuple(
        NavItem(url_for(endpoint), speech.t(key), icon, current=_is_at(here, endpoint))
        for endpoint, key, icon in _NAV[user.role]
    )


# Pages that no item names belong to the item their work starts from.
_UNDER = {
    "office.batch": "office.batches",
    "office.file": "office.batches",
    "office.handover": "office.send",
    "review.document": "review.queue",
    "bkpp.handover": "bkpp.inbox",
    "employees.sheet": "employees.people",
    "admin.preferences": "admin.overview",
    "admin.retention": "admin.overview",
    "admin.user": "admin.users",
    "admin.import_page": "admin.imports",
}


def _is_at(here: str, endpoint: str) -> bool:
    return endpoint in (here, _UNDER.get(here))
