"""Many ready documents confirmed at once, with a random sample set aside for a second look."""

from __future__ import annotations

import secrets
from urllib.parse import parse_qsl

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from records import audit as log
from records.errors import Refused
from records.ledger import review as verbs
from records.preferences import in_force
from records.states import Role
from records.tables import AuditSample, Document, DocumentPerson, User, now
from web.auth.identity import me
from web.data import reading, settings, writing
from web.guards import roles
from web.screens.review.queue import Filters, in_order, narrowed
from web.screens.review.sampling import rate_over_time
from web.screens.speech import angka, t
from web.views.audit import AuditRow, AuditView

# One click confirms so many at most: a transaction stays short, and a person can still look over the list.
MOST_AT_ONCE = 200
_SHOWN = 100

_reviewers = roles(Role.REVIEWER, Role.ADMIN)


def add_to(blueprint: Blueprint) -> None:
    """Put these pages on the review's blueprint."""
    blueprint.post("/sahkan-siap")(confirm_ready)
    blueprint.get("/uji-petik")(audit)
    blueprint.post("/uji-petik/<int:document_id>")(judge)


@_reviewers
def confirm_ready() -> ResponseReturnValue:
    """Confirm the documents ticked, or the first ready ones under the filters."""
    query = request.form.get("filters", "")
    ticked = [int(i) for i in request.form.getlist("dokumen") if i.isdecimal()][:MOST_AT_ONCE]
    with reading() as session:
        wanted = in_order(narrowed(select(Document.id), Filters.of(dict(parse_qsl(query)))))
        wanted = wanted.where(Document.ready.is_(True)).limit(MOST_AT_ONCE)
        ids = list(session.scalars(wanted.where(Document.id.in_(ticked)) if ticked else wanted))
    done = [i for i in ids if _confirmed(i)]
    drawn = _draw(done)
    flash(t("queue.bulk-done", count=angka(len(done)), drawn=angka(drawn)), "success")
    if len(done) < len(ids):
        flash(t("queue.bulk-left", count=angka(len(ids) - len(done))), "error")
    return redirect(url_for("review.queue") + (f"?{query}" if query else ""), 303)


def _confirmed(document_id: int) -> bool:
    try:
        with writing() as session:
            verbs.confirm(session, document_id, user_id=me().id)
    except Refused:
        # Someone holds it, or it changed meanwhile: it stays in the queue for a person.
        return False
    return True


def _draw(ids: list[int]) -> int:
    """Set a random share aside; even a single batch gives at least one when the share is not zero."""
    with reading() as session:
        share = in_force(session, settings()).audit_share
    if not ids or share <= 0:
        return 0
    sample = secrets.SystemRandom().sample(ids, min(len(ids), max(1, round(len(ids) * share))))
    with writing() as session:
        known = set(
            session.scalars(select(AuditSample.document_id).where(AuditSample.document_id.in_(sample)))
        )
        session.add_all(AuditSample(document_id=i, drawn_by=me().id) for i in sample if i not in known)
        log.log(session, "audit-drawn", "documents", None, user_id=me().id, count=len(sample))
    return len(sample)


def judge_sample(session: Session, document_id: int, user_id: int, *, right: bool) -> None:
    """Keep the verdict of a second look, if the document was drawn and nobody looked yet."""
    session.execute(
        update(AuditSample)
        .where(AuditSample.document_id == document_id, AuditSample.verdict.is_(None))
        .values(verdict=right, checked_by=user_id, checked_at=now())
    )


@_reviewers
def audit() -> ResponseReturnValue:
    """List the sample and what second looks found so far."""
    with reading() as session:
        view = _audit_view(session, request.args.get("per", ""))
    return render_template("review/audit.html", audit=view)


@_reviewers
def judge(document_id: int) -> ResponseReturnValue:
    """Say whether a drawn document is right; a wrong one goes back to the queue."""
    right = request.form.get("benar") == "ya"
    with writing() as session:
        judge_sample(session, document_id, me().id, right=right)
        log.log(session, "audit-judged", "documents", document_id, user_id=me().id, right=right)
    if right:
        return redirect(url_for("review.audit"), 303)
    try:
        with writing() as session:
            verbs.undo(session, document_id, user_id=me().id)
    except Refused:
        # Handed over already: the verdict is kept, the record must come back through BKPP.
        flash(t("audit.too-late", id=document_id), "error")
        return redirect(url_for("review.audit"), 303)
    return redirect(url_for("review.document", document_id=document_id), 303)


def _audit_view(session: Session, per: str) -> AuditView:
    # Which ones first: joined and sorted at once, every confirmed document would be read.
    shown = session.scalars(
        select(AuditSample)
        .order_by(AuditSample.verdict.is_not(None), AuditSample.drawn_at.desc())
        .limit(_SHOWN)
    ).all()
    documents = {
        document.id: (document, name)
        for document, name in session.execute(
            select(Document, User.name)
            .outerjoin(User, User.id == Document.confirmed_by)
            .where(Document.id.in_([sample.document_id for sample in shown]))
        )
    }
    rows = [(sample, *documents[sample.document_id]) for sample in shown]
    names = dict(
        session.execute(
            select(DocumentPerson.document_id, func.min(DocumentPerson.name))
            .where(DocumentPerson.document_id.in_([document.id for _, document, _ in rows]))
            .group_by(DocumentPerson.document_id)
        ).all()
    )
    verdicts = dict(
        session.execute(select(AuditSample.verdict, func.count()).group_by(AuditSample.verdict)).all()
    )
    return AuditView(
        rows=tuple(
            AuditRow(
                id=document.id,
                course=document.course or "",
                person=names.get(document.id) or "",
                jp=document.jp,
                confirmed_by=name or "",
                drawn_at=sample.drawn_at,
                verdict=sample.verdict,
            )
            for sample, document, name in rows
        ),
        open=verdicts.get(None, 0),
        right=verdicts.get(True, 0),
        wrong=verdicts.get(False, 0),
        share=in_force(session, settings()).audit_share,
        over_time=rate_over_time(session, per),
    )
