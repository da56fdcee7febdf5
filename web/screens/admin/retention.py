"""The end of retention: what is due, erased on the admin's word, and what was erased before."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.erasure import cutoff, due_count, due_files, erase_due
from records.preferences import in_force
from records.states import Role
from records.tables import AuditEntry, Office, User
from web.auth.identity import me
from web.data import reading, settings, store
from web.guards import roles
from web.screens.speech import angka, t
from web.views.admin import DueRow, ErasedRow, RetentionView

_admins = roles(Role.ADMIN)
_SHOWN = 50
# Counting goes no further: beyond it the number no longer matters, the time to count does.
_COUNTED = 10_000
# One press erases so many at most, so that the page answers; the command knows no such bound.
MOST_AT_ONCE = 200


def add_to(blueprint: Blueprint) -> None:
    """Put these addresses on the admin's blueprint."""
    blueprint.get("/retensi")(retention)
    blueprint.post("/retensi")(erase)


@_admins
def retention() -> ResponseReturnValue:
    """Show what is due; nothing is erased by looking."""
    with reading() as session:
        view = retention_view(session)
    return render_template("admin/retention.html", view=view)


@_admins
def erase() -> ResponseReturnValue:
    """Erase what is due, once the box was ticked."""
    if request.form.get("mengerti") != "ya":
        flash(t("retention.tick-first"), "error")
        return redirect(url_for("admin.retention"), 303)
    with reading() as session:
        current = in_force(session, settings())
    url = settings().get_database_url()
    done = erase_due(url, store(), cutoff(current), most=MOST_AT_ONCE, user_id=me().id)
    flash(t("retention.done", files=angka(done.files), pages=angka(done.pages)), "success")
    return redirect(url_for("admin.retention"), 303)


def retention_view(session: Session) -> RetentionView:
    """Give what is due now and the last erasures."""
    current = in_force(session, settings())
    before = cutoff(current)
    offices = dict(session.execute(select(Office.id, Office.name)).all())
    due = due_files(session, before, limit=_SHOWN)
    return RetentionView(
        days=current.retention_days,
        before=before,
        due=due_count(session, before, most=_COUNTED) if len(due) == _SHOWN else len(due),
        counted_to=_COUNTED,
        rows=tuple(
            DueRow(one.file_id, offices.get(one.office_id, ""), one.pages, one.size_bytes, one.decided_at)
            for one in due
        ),
        past=_past(session),
        at_once=MOST_AT_ONCE,
    )


def _past(session: Session) -> tuple[ErasedRow, ...]:
    rows = session.execute(
        select(AuditEntry, User.name)
        .outerjoin(User, User.id == AuditEntry.user_id)
        .where(AuditEntry.verb == "file-erased")
        .order_by(AuditEntry.id.desc())
        .limit(_SHOWN)
    )
    return tuple(
        ErasedRow(entry.subject_id or 0, entry.at, name or "", details["sha256"], details["pages"])
        for entry, name in rows
        for details in [entry.details or {"sha256": "", "pages": 0}]
    )
