"""The report of what was taken but is not recorded: an office's, on screen and as XLSX."""

from __future__ import annotations

import io

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from records import audit
from records.states import Role
from records.tables import Document, Office
from records.unrecorded import Unrecorded, unrecorded
from web.auth.identity import me
from web.data import reading, writing
from web.guards import roles
from web.screens.bkpp.blueprint import blueprint
from web.screens.bkpp.workbook import one_sheet
from web.screens.speech import t
from web.views.fields import typed
from web.visibility import get_visible, visible

_allowed = roles(Role.TATA_USAHA, Role.BKPP, Role.ADMIN)
_SHOWN = 500
_HEAD = (
    *("people.name", "field.nip", "field.course", "field.number", "field.organiser", "field.start"),
    *("field.end", "field.jp", "unrecorded.state"),
)


@blueprint.get("/belum-tercatat/<int:office_id>")
@_allowed
def unrecorded_page(office_id: int) -> ResponseReturnValue:
    """Show the report; a long one whole only as XLSX."""
    with reading() as session:
        office = get_visible(session, Office, office_id, me())
        rows = list(unrecorded(session, office_id, visible(Document, me())))
    return render_template(
        "bkpp/unrecorded.html",
        office=office.name,
        office_id=office_id,
        rows=rows[:_SHOWN],
        count=len(rows),
        people=len({row.nip for row in rows}),
        jp=sum(row.jp or 0 for row in rows),
    )


@blueprint.get("/belum-tercatat/<int:office_id>.xlsx")
@_allowed
def unrecorded_file(office_id: int) -> ResponseReturnValue:
    """Give the report as a workbook; who took it is logged, for it names people."""
    with writing() as session:
        get_visible(session, Office, office_id, me())
        rows = list(unrecorded(session, office_id, visible(Document, me())))
        audit.log(session, "unrecorded-downloaded", "offices", office_id, user_id=me().id, rows=len(rows))
    return send_file(
        io.BytesIO(one_sheet(t("unrecorded.title"), [t(key) for key in _HEAD], [_cells(r) for r in rows])),
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_attachment=True,
        download_name=f"bukti-belum-tercatat-{office_id}.xlsx",
    )


def _cells(row: Unrecorded) -> tuple[str | int | None, ...]:
    return (
        *(row.name, row.nip, row.course, row.number, row.organiser, typed(row.start), typed(row.end)),
        *(row.jp, t(f"state.document.{row.state}")),
    )
