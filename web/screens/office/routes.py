"""Addresses of the clerk's pages."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from records.ledger.handover import request_handover
from records.ledger.intake import retry_batch, retry_file
from records.ledger.review import reopen
from records.states import Role
from records.tables import Batch, Document, File
from web.auth.identity import me
from web.data import reading, settings, writing
from web.guards import roles
from web.screens.lists import page_number, paging
from web.screens.office.batches import batch_rows, batch_view
from web.screens.office.deadline import current_period
from web.screens.office.home import home_view
from web.screens.office.send import send_view
from web.screens.speech import angka, t
from web.visibility import get_visible, scoped

blueprint = Blueprint("office", __name__)
_clerks = roles(Role.TATA_USAHA)
# Each shows how far its pages are, which are counted: fewer to a page than other lists have.
_BATCHES = 20

_lookers = roles(Role.TATA_USAHA, Role.REVIEWER, Role.ADMIN)


@blueprint.get("/unggah")
@_clerks
def home() -> ResponseReturnValue:
    """Show the upload and what is under way."""
    with reading() as session:
        view = home_view(session, me())
    template = "office/home_live.html" if request.args.get("sebagian") else "office/home.html"
    return render_template(template, home=view, max_bytes=settings().max_upload_bytes)


@blueprint.get("/paket")
@_lookers
def batches() -> ResponseReturnValue:
    """List the office's batches, newest first."""
    number = page_number(request.args.get("hal", "1"))
    with reading() as session:
        total = session.scalar(scoped(select(func.count(Batch.id)), Batch, me())) or 0
        found = session.scalars(
            scoped(select(Batch), Batch, me())
            .order_by(Batch.id.desc())
            .limit(_BATCHES)
            .offset((number - 1) * _BATCHES)
        ).all()
        rows = batch_rows(session, found)
    return render_template(
        "office/batches.html", rows=rows, paging=paging(number, len(rows), total, per_page=_BATCHES)
    )


@blueprint.get("/paket/<int:batch_id>")
@_lookers
def batch(batch_id: int) -> ResponseReturnValue:
    """Show one batch, file by file; `sebagian` gives the part that moves, for asking again and again."""
    with reading() as session:
        found = get_visible(session, Batch, batch_id, me())
        view = batch_view(session, found, page_number(request.args.get("hal", "1")))
    template = "office/batch_live.html" if request.args.get("sebagian") else "office/batch.html"
    return render_template(template, view=view)


@blueprint.post("/paket/<int:batch_id>/ulangi")
@_lookers
def retry_all(batch_id: int) -> ResponseReturnValue:
    """Try everything of the batch that failed once more."""
    with writing() as session:
        get_visible(session, Batch, batch_id, me())
        count = retry_batch(session, batch_id, user_id=me().id)
    flash(t("batch.retried", count=angka(count)), "success")
    return redirect(url_for("office.batch", batch_id=batch_id), 303)


@blueprint.post("/berkas/<int:file_id>/ulangi")
@_lookers
def retry_one(file_id: int) -> ResponseReturnValue:
    """Try one failed file once more."""
    with writing() as session:
        file = get_visible(session, File, file_id, me())
        retry_file(session, file_id, user_id=me().id)
    flash(t("batch.retried", count=1), "success")
    return redirect(url_for("office.batch", batch_id=file.batch_id), 303)


@blueprint.post("/dokumen/<int:document_id>/ajukan")
@_clerks
def hand_in_again(document_id: int) -> ResponseReturnValue:
    """Put a returned document before the reviewer again, what was wrong being mended."""
    with writing() as session:
        get_visible(session, Document, document_id, me())
        reopen(session, document_id, user_id=me().id)
    flash(t("home.reopened", id=document_id), "success")
    return redirect(url_for("office.home"), 303)


@blueprint.get("/kirim")
@_clerks
def send() -> ResponseReturnValue:
    """Show the check list before a hand-over."""
    with reading() as session:
        view = send_view(session, me())
    return render_template("office/send.html", send=view)


@blueprint.post("/kirim")
@_clerks
def send_now() -> ResponseReturnValue:
    """Hand over all that is confirmed."""
    with writing() as session:
        period = current_period(session)
        handover = request_handover(
            session,
            office_id=me().office_id,
            user_id=me().id,
            period_id=period.id if period else None,
            note=request.form.get("note", ""),
        )
        count = handover.records_total
    flash(t("send.done", count=angka(count)), "success")
    return redirect(url_for("office.send"), 303)
