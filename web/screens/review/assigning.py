"""A part of the queue given to a reviewer: the documents ticked, or the first ones under the filters."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from records.ledger.assigning import assign
from records.states import Role
from records.tables import Document, User
from web.auth.identity import me
from web.data import reading, writing
from web.guards import roles
from web.screens.review.bulk import MOST_AT_ONCE
from web.screens.review.queue import Filters, in_order, narrowed
from web.screens.speech import angka, t

_reviewers = roles(Role.REVIEWER, Role.ADMIN)


def add_to(blueprint: Blueprint) -> None:
    """Put this address on the review's blueprint."""
    blueprint.post("/tugaskan")(give)


@_reviewers
def give() -> ResponseReturnValue:
    """Give documents to a reviewer, or to nobody, and go back to the list."""
    query = request.form.get("filters", "")
    ticked = [int(i) for i in request.form.getlist("dokumen") if i.isdecimal()][:MOST_AT_ONCE]
    chosen = request.form.get("petugas", "")
    to = int(chosen) if chosen.isdecimal() and len(chosen) < 16 else None
    with reading() as session:
        wanted = in_order(narrowed(select(Document.id), Filters.of(dict(parse_qsl(query)))))
        ids = ticked or list(session.scalars(wanted.limit(MOST_AT_ONCE)))
        name = session.scalar(select(User.name).where(User.id == to))
    with writing() as session:
        count = assign(session, ids, to, user_id=me().id)
    said = (
        t("queue.assigned", count=angka(count), name=name)
        if to
        else t("queue.unassigned", count=angka(count))
    )
    flash(said, "success")
    return redirect(url_for("review.queue") + (f"?{query}" if query else ""), 303)
