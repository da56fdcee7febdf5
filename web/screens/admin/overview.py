"""The admin's first page: how much there is, what stands still, what is in force."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.preferences import in_force
from records.settings import Settings
from records.states import DocumentState, FileState, HandoverState, PageState
from records.tables import Document, Employee, File, Handover, Office, Page, Period, User
from web.data import settings
from web.screens.speech import angka, persen, t, ukuran
from web.views.admin import OverviewView, PeriodRow

# What an admin asks about: limits, retention, trust. Secrets and addresses stay out of pages.
_SHOWN = (
    *("max_upload_bytes", "max_request_bytes", "max_pages", "max_page_pixels", "page_timeout_s", "max_tries"),
    *("strong_engine", "ready_error_per_1000", "audit_share", "lock_minutes", "session_idle_minutes"),
    *("retention_days", "rule_set", "language", "timezone", "login_rate", "api_rate"),
)


def overview(session: Session) -> OverviewView:
    """Give counts, trouble and settings in force."""
    current = in_force(session, settings())
    return OverviewView(
        counts=(
            ("employees", _count(session, Employee, Employee.active)),
            ("offices", _count(session, Office, Office.active)),
            ("users", _count(session, User, User.active)),
            ("documents", _count(session, Document, Document.state != DocumentState.REPLACED)),
        ),
        stuck=(
            ("files", _count(session, File, File.state == FileState.FAILED)),
            ("pages", _count(session, Page, Page.state == PageState.FAILED)),
            ("documents", _count(session, Document, Document.state == DocumentState.FAILED)),
            ("handovers", _count(session, Handover, Handover.state == HandoverState.FAILED)),
            ("indexes", _count(session, Employee, Employee.index_wanted > Employee.index_done)),
        ),
        settings=tuple(_setting(current, name) for name in _SHOWN),
        rule_sets=rule_sets(),
    )


def _count(session: Session, rows: type, condition: object) -> int:
    return session.scalar(select(func.count()).select_from(rows).where(condition)) or 0  # type: ignore[arg-type]


def _setting(current: Settings, name: str) -> tuple[str, str, str]:
    meaning = type(current).model_fields[name].description or ""
    return name, _value(name, getattr(current, name)), meaning


def _value(name: str, value: object) -> str:
    if isinstance(value, bool):
        return t("screen.yes" if value else "screen.no")
    if isinstance(value, int):
        return ukuran(value) if name.endswith("_bytes") else angka(value)
    if name == "audit_share" and isinstance(value, float):
        return persen(value)
    return angka(value, 4) if isinstance(value, float) else str(value)


@lru_cache(maxsize=1)
def rule_sets() -> tuple[str, ...]:
    """Name the rule sets there are: they are data files, so no rule is run to know their names."""
    folder = resources.files("scoring").joinpath("index", "rule_sets")
    names = (
        tomllib.loads(path.read_text(encoding="utf-8"))["name"]
        for path in folder.iterdir()
        if path.name.endswith(".toml")
    )
    return tuple(sorted(str(name) for name in names))


def period_rows(session: Session) -> tuple[PeriodRow, ...]:
    """Give all periods, newest first."""
    return tuple(
        PeriodRow(p.id, p.name, p.deadline_tu, p.deadline_bkpp, p.as_of, p.rule_set or "", p.current)
        for p in session.scalars(select(Period).order_by(Period.id.desc()))
    )
