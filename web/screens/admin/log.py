"""The audit log, searched by verb, subject, user and day; paged by id so that it stays fast."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.tables import AuditEntry, User
from web.data import settings
from web.screens.lists import choices
from web.screens.speech import t, t_or
from web.views.admin import LogRow, LogView
from web.views.typing import parse_date

_PER_PAGE = 100
_SUBJECTS = (
    *("batches", "files", "pages", "documents", "handovers", "handover_records"),
    *("employees", "users", "offices", "register_imports", "periods", "preferences"),
)


def log_view(session: Session, args: Mapping[str, str]) -> LogView:
    """Give one page of the log, newest first."""
    rows = _find(session, args)
    users = session.execute(select(User.id, User.name).order_by(User.name)).all()
    names: dict[int | None, str] = dict(users)
    verbs = _verbs(session)
    shown = rows[:_PER_PAGE]
    kept: dict[str, Any] = {name: value for name, value in args.items() if value and name != "sebelum"}
    return LogView(
        rows=tuple(_row(entry, names) for entry in shown),
        next_href=url_for("admin.log", **kept, sebelum=shown[-1].id) if len(rows) > _PER_PAGE else None,
        verbs=choices([("", t("log.any")), *((v, verb_text(v)) for v in verbs)], args.get("perbuatan", "")),
        subjects=choices(
            [("", t("log.any")), *((s, t_or(f"log.subject-{s}", s)) for s in _SUBJECTS)],
            args.get("perihal", ""),
        ),
        users=choices(
            [("", t("log.any")), *((str(key), name) for key, name in users)], args.get("siapa", "")
        ),
        subject_id=args.get("nomor", ""),
        day=args.get("hari", ""),
    )


def _verbs(session: Session) -> list[str]:
    """Give the verbs there are, hopping from one to the next: the log has millions of lines and few verbs."""
    first = select(func.min(AuditEntry.verb).label("verb")).cte("verbs", recursive=True)
    following = select(func.min(AuditEntry.verb)).where(AuditEntry.verb > first.c.verb).scalar_subquery()
    verbs = first.union_all(select(following).where(first.c.verb.is_not(None)))
    return list(session.scalars(select(verbs.c.verb).where(verbs.c.verb.is_not(None))))


def verb_text(verb: str) -> str:
    """Say a verb in words."""
    return t_or(f"log.{verb}", verb.replace("-", " "))


def _find(session: Session, args: Mapping[str, str]) -> list[AuditEntry]:
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(_PER_PAGE + 1)
    if verb := args.get("perbuatan"):
        query = query.where(AuditEntry.verb == verb)
    if subject := args.get("perihal"):
        query = query.where(AuditEntry.subject_type == subject)
    for name, column in (("nomor", AuditEntry.subject_id), ("siapa", AuditEntry.user_id)):
        if (number := args.get(name, "")).isdecimal():
            query = query.where(column == int(number))
    if (before := args.get("sebelum", "")).isdecimal():
        query = query.where(AuditEntry.id < int(before))
    if day := _day(args.get("hari", "")):
        start = datetime.combine(day, time(), settings().zone)
        query = query.where(AuditEntry.at >= start, AuditEntry.at < start + timedelta(days=1))
    return list(session.scalars(query))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except Refused:
        return None


# Whose state a log line tells of, as the catalogue names it.
_AREAS = {
    "batches": "batch",
    "documents": "document",
    "files": "file",
    "handover_records": "record",
    "handovers": "handover",
    "pages": "page",
}


def _states(entry: AuditEntry) -> tuple[str, ...]:
    return tuple(state for state in (entry.from_state, entry.to_state) if state)


def _state(subject_type: str, state: str) -> str:
    return t_or(f"state.{_AREAS.get(subject_type, subject_type)}.{state}", state)


def _row(entry: AuditEntry, names: Mapping[int | None, str]) -> LogRow:
    return LogRow(
        id=entry.id,
        at=entry.at,
        who=names.get(entry.user_id, t("screen.nobody")),
        verb=verb_text(entry.verb),
        subject=t_or(f"log.subject-{entry.subject_type}", entry.subject_type),
        subject_id=entry.subject_id,
        states=" → ".join(_state(entry.subject_type, state) for state in _states(entry)),
        details=json.dumps(entry.details, ensure_ascii=False) if entry.details else "",
    )
