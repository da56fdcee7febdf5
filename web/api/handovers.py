"""`/handovers`: confirmed evidence goes to BKPP as a package."""

from __future__ import annotations

from flask import Response, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.ledger.handover import request_handover
from records.states import Role
from records.tables import Handover, HandoverRecord, Period
from web import data
from web.api.models.handovers import HandoverIn, HandoverOut, PackageOut, RecordOut
from web.api.operations import Answer, operation
from web.api.said import find_said
from web.auth.identity import Identity, me
from web.intake.offices import get_office_id
from web.packages import send_package
from web.visibility import get_visible, scoped

_HANDERS = (Role.TATA_USAHA, Role.REVIEWER, Role.ADMIN)


@operation(
    "POST",
    "/handovers",
    "create-handover",
    HandoverOut,
    status=202,
    body=HandoverIn,
    roles=_HANDERS,
    problems=(409, 422),
)
def create(body: HandoverIn) -> Answer:
    """Hand over the confirmed documents of an office."""
    user = me()
    with data.writing() as session:
        handover = request_handover(
            session,
            office_id=_office(session, user, (body.office or "").strip()),
            user_id=user.id,
            period_id=session.scalar(select(Period.id).where(Period.current).limit(1)),
            note=body.note,
        )
        shown = _out(session, handover, user)
    return Answer(shown, headers={"Location": url_for("api.get-handover", handover_id=shown.id)})


def _office(session: Session, user: Identity, wanted: str) -> int | None:
    if not wanted and user.sees_all_offices:
        return None
    return get_office_id(session, user, wanted)


@operation("GET", "/handovers/<int:handover_id>", "get-handover", HandoverOut, problems=(404,))
def get(handover_id: int) -> Answer:
    """Show a hand-over and BKPP's answers."""
    user = me()
    with data.reading() as session:
        return Answer(_out(session, get_visible(session, Handover, handover_id, user), user))


@operation(
    "GET",
    "/handovers/<int:handover_id>/package",
    "get-package",
    "application/zip",
    problems=(404, 409),
    etag=True,
)
def package(handover_id: int) -> Response:
    """Give the package: records, evidence and manifest in a ZIP."""
    return send_package(handover_id, me())


def _out(session: Session, handover: Handover, user: Identity) -> HandoverOut:
    wanted = select(HandoverRecord).where(HandoverRecord.handover_id == handover.id)
    records = session.scalars(scoped(wanted, HandoverRecord, user).order_by(HandoverRecord.ordinal))
    return HandoverOut(
        id=handover.id,
        status=handover.state,
        office=handover.office_id,
        note=handover.note,
        created_at=handover.created_at,
        packed_at=handover.packed_at,
        records_total=handover.records_total,
        records=[_record(record) for record in records],
        package=_package(handover),
        error=find_said(handover.error_code, handover.error_values),
    )


def _record(record: HandoverRecord) -> RecordOut:
    return RecordOut(
        ordinal=record.ordinal,
        document=record.document_id,
        evidence=record.evidence_member,
        status=record.state,
        reason=record.reason_code,
        text=record.reason_text,
    )


def _package(handover: Handover) -> PackageOut | None:
    if handover.package_blob is None:
        return None
    return PackageOut(
        href=url_for("api.get-package", handover_id=handover.id),
        sha256=handover.package_blob,
        size_bytes=handover.package_bytes or 0,
    )
