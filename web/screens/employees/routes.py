"""Addresses of the people pages and of one document to look at."""

from __future__ import annotations

import io

from flask import Blueprint, abort, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from records import audit
from records.tables import Document, Employee
from web.auth.identity import me
from web.data import reading, writing
from web.screens.employees.paper import sheet_pdf
from web.screens.employees.sheet import sheet_view
from web.screens.employees.table import people_view
from web.screens.review.load import review_view
from web.visibility import get_visible, scoped

blueprint = Blueprint("employees", __name__)


@blueprint.get("/pegawai")
def people() -> ResponseReturnValue:
    """List the employees the user may see."""
    with reading() as session:
        view = people_view(session, me(), request.args)
    return render_template("employees/people.html", people=view)


@blueprint.get("/pegawai/<nip>")
def sheet(nip: str) -> ResponseReturnValue:
    """Show one employee's sheet, made to be printed."""
    with reading() as session:
        view = sheet_view(session, _employee(session, nip), request.args.get("tampil", "pending"))
    return render_template("employees/sheet.html", sheet=view)


@blueprint.get("/pegawai/<nip>/lembar.pdf")
def sheet_file(nip: str) -> ResponseReturnValue:
    """Give the sheet as a PDF; who took it is logged, for it is about one person."""
    with writing() as session:
        employee = _employee(session, nip)
        view = sheet_view(session, employee, request.args.get("tampil", "pending"))
        audit.log(session, "sheet-downloaded", "employees", employee.id, user_id=me().id)
    return send_file(
        io.BytesIO(sheet_pdf(view)),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"lembar-verifikasi-{employee.nip}.pdf",
    )


def _employee(session: Session, nip: str) -> Employee:
    found = session.scalars(scoped(select(Employee).where(Employee.nip == nip), Employee, me()))
    return found.one_or_none() or abort(404)


@blueprint.get("/dokumen/<int:document_id>")
def document(document_id: int) -> ResponseReturnValue:
    """Show one document with its scan, to look at and not to decide."""
    with reading() as session:
        get_visible(session, Document, document_id, me())
        view = review_view(session, document_id, me().id) or abort(404)
    return render_template("employees/document.html", doc=view, back_href=_back_href())


def _back_href() -> str:
    """Give the page of ours the user came from, else the first one."""
    came_from = request.referrer or ""
    return came_from if came_from.startswith(request.host_url) else url_for("home.start")
