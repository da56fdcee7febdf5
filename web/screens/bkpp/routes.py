"""Addresses of BKPP's pages."""

from __future__ import annotations

import io

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from records import audit
from records.ledger.handover import accept_records, retry_handover, return_records
from records.states import RecordState, Role
from records.tables import Handover, HandoverRecord
from web.auth.identity import me
from web.data import reading, store, writing
from web.guards import roles
from web.screens.bkpp.blueprint import blueprint
from web.screens.bkpp.figures import progress_rows, statistics
from web.screens.bkpp.inbox import handover_view, inbox_view
from web.screens.bkpp.workbook import workbook
from web.screens.office.deadline import current_period, deadline_of
from web.screens.speech import angka, t
from web.visibility import get_visible

_bkpp = roles(Role.BKPP, Role.ADMIN)
_senders = roles(Role.TATA_USAHA, Role.BKPP, Role.ADMIN)

RETURN_REASONS = (
    "siasn-known",
    "siasn-refused",
    "evidence-wrong",
    "hours-wrong",
    "dates-wrong",
    "person-moved",
    "other",
)


@blueprint.get("/bkpp")
@_bkpp
def inbox() -> ResponseReturnValue:
    """List the hand-overs."""
    with reading() as session:
        view = inbox_view(session, me(), request.args)
    return render_template("bkpp/inbox.html", inbox=view)


@blueprint.get("/bkpp/serahan/<int:handover_id>")
@_senders
def handover(handover_id: int) -> ResponseReturnValue:
    """Show one hand-over: BKPP answers it, its office reads the answers."""
    with reading() as session:
        found = get_visible(session, Handover, handover_id, me())
        view = handover_view(session, found, request.args.get("hal", "1"))
    may_answer = me().has_role(Role.BKPP, Role.ADMIN)
    return render_template(
        "bkpp/handover.html", view=view, may_answer=may_answer, return_reasons=RETURN_REASONS
    )


@blueprint.get("/bkpp/serahan/<int:handover_id>/paket")
@_senders
def package(handover_id: int) -> ResponseReturnValue:
    """Give the package; who took it is logged."""
    with writing() as session:
        found = get_visible(session, Handover, handover_id, me())
        sha256 = found.package_blob or abort(404)
        audit.log(session, "package-downloaded", "handovers", handover_id, user_id=me().id)
    return send_file(
        store().path_of(sha256),
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"bukti-serahan-{handover_id}.zip",
    )


@blueprint.post("/bkpp/serahan/<int:handover_id>/kemas")
@_senders
def pack_again(handover_id: int) -> ResponseReturnValue:
    """Make a package that failed once more."""
    with writing() as session:
        get_visible(session, Handover, handover_id, me())
        retry_handover(session, handover_id, user_id=me().id)
    return redirect(url_for("bkpp.handover", handover_id=handover_id), 303)


@blueprint.post("/bkpp/serahan/<int:handover_id>/jawab")
@_bkpp
def answer(handover_id: int) -> ResponseReturnValue:
    """Accept or return the ticked records, or all that are open."""
    form = request.form
    reason = form.get("reason_code", "")
    with writing() as session:
        get_visible(session, Handover, handover_id, me())
        wanted = select(HandoverRecord.id).where(
            HandoverRecord.handover_id == handover_id, HandoverRecord.state == RecordState.SENT
        )
        if form.get("semua") != "ya":
            ticked = [int(i) for i in form.getlist("rekaman") if i.isdecimal()]
            wanted = wanted.where(HandoverRecord.id.in_(ticked))
        ids = session.scalars(wanted).all()
        if form.get("jawaban") == "terima":
            count, key = accept_records(session, ids, user_id=me().id), "bkpp.accepted"
        else:
            text = form.get("reason_text", "")
            reason = reason if reason in RETURN_REASONS else ""
            count = return_records(session, ids, user_id=me().id, reason_code=reason, reason_text=text)
            key = "bkpp.returned"
    flash(t(key, count=angka(count)), "success")
    return redirect(url_for("bkpp.handover", handover_id=handover_id), 303)


@blueprint.get("/bkpp/kemajuan")
@_bkpp
def progress() -> ResponseReturnValue:
    """Show how far every office is against the deadline."""
    with reading() as session:
        rows = progress_rows(session)
        deadline = deadline_of(current_period(session), bkpp=True)
    return render_template("bkpp/progress.html", rows=rows, deadline=deadline)


@blueprint.get("/bkpp/statistik")
@_bkpp
def statistics_page() -> ResponseReturnValue:
    """Show the charts."""
    with reading() as session:
        view = statistics(session)
    return render_template("bkpp/statistics.html", stats=view)


@blueprint.get("/bkpp/statistik.xlsx")
@_bkpp
def statistics_file() -> ResponseReturnValue:
    """Give the charts' numbers."""
    with reading() as session:
        content = workbook(statistics(session))
    return send_file(
        io.BytesIO(content),
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_attachment=True,
        download_name="bukti-statistik.xlsx",
    )
