"""BKPP's inbox and one hand-over with its records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from records.states import RecordState
from records.tables import Handover, HandoverRecord, Office, User
from web.auth.identity import Identity
from web.screens.errors import sentence
from web.screens.lists import PER_PAGE, choices, page_number, paging
from web.screens.office.deadline import current_period, deadline_of
from web.screens.speech import t
from web.views.bkpp import HandoverView, InboxView, RecordRow
from web.views.office import HandoverRow
from web.visibility import scoped


def inbox_view(session: Session, user: Identity, args: Mapping[str, str]) -> InboxView:
    """Give a page of hand-overs, newest first."""
    number = page_number(args.get("hal", "1"))
    office = args.get("kantor", "")
    wanted = scoped(select(Handover), Handover, user)
    if office.isdecimal():
        wanted = wanted.where(Handover.office_id == int(office))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    found = session.scalars(
        wanted.order_by(Handover.id.desc()).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    ).all()
    rows = handover_rows(session, found)
    open_records = session.scalar(
        scoped(select(func.count(HandoverRecord.id)), HandoverRecord, user).where(
            HandoverRecord.state == RecordState.SENT
        )
    )
    offices = session.execute(select(Office.id, Office.name).order_by(Office.name))
    return InboxView(
        rows=rows,
        paging=paging(number, len(rows), total),
        offices=choices(
            [("", t("screen.all-offices")), *((str(key), name) for key, name in offices)], office
        ),
        open_records=open_records or 0,
        deadline=deadline_of(current_period(session), bkpp=True),
    )


def handover_rows(session: Session, handovers: Sequence[Handover]) -> tuple[HandoverRow, ...]:
    """Give list rows with what was answered so far: three queries."""
    counts = {
        row.handover_id: row
        for row in session.execute(
            select(
                HandoverRecord.handover_id,
                func.sum(case((HandoverRecord.state == RecordState.ACCEPTED, 1), else_=0)).label("accepted"),
                func.sum(case((HandoverRecord.state == RecordState.RETURNED, 1), else_=0)).label("returned"),
            )
            .where(HandoverRecord.handover_id.in_([h.id for h in handovers]))
            .group_by(HandoverRecord.handover_id)
        )
    }
    offices = _names(session, Office, {h.office_id for h in handovers})
    users = _names(session, User, {h.created_by for h in handovers})
    return tuple(
        HandoverRow(
            id=h.id,
            office=offices.get(h.office_id, t("screen.all-offices")),
            created_at=h.created_at,
            by=users.get(h.created_by, ""),
            state=h.state,
            records=h.records_total,
            accepted=counts[h.id].accepted if h.id in counts else 0,
            returned=counts[h.id].returned if h.id in counts else 0,
            size_bytes=h.package_bytes,
            error=sentence(h.error_code, h.error_values) if h.error_code else "",
        )
        for h in handovers
    )


def _names(session: Session, rows: Any, ids: set[int | None]) -> dict[int | None, str]:
    found = session.execute(select(rows.id, rows.name).where(rows.id.in_({i for i in ids if i})))
    return dict(found.all())


def handover_view(session: Session, handover: Handover, page: str) -> HandoverView:
    """Give one hand-over with a page of its records, unanswered ones first."""
    number = page_number(page)
    (row,) = handover_rows(session, [handover])
    records = session.execute(
        select(HandoverRecord, User.name)
        .outerjoin(User, User.id == HandoverRecord.decided_by)
        .where(HandoverRecord.handover_id == handover.id)
        .order_by(HandoverRecord.state != RecordState.SENT, HandoverRecord.ordinal)
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    ).all()
    return HandoverView(
        row=row,
        note=handover.note,
        records=tuple(_record(record, name) for record, name in records),
        paging=paging(number, len(records), handover.records_total),
        open=row.records - row.accepted - row.returned,
        packed=handover.package_blob is not None,
    )


def _record(record: HandoverRecord, by: str | None) -> RecordRow:
    fields, person = record.record["fields"], record.record["person"]
    start = fields.get("tanggalKursus") or fields.get("tanggal") or ""
    end = fields.get("tanggalSelesaiKursus") or fields.get("tanggalSelesai") or ""
    return RecordRow(
        id=record.id,
        ordinal=record.ordinal,
        document_id=record.document_id,
        nip=person["nip"],
        name=person["nama"],
        course=fields.get("namaKursus") or t("bkpp.leadership"),
        organiser=fields.get("institusiPenyelenggara") or "",
        dates=f"{start} – {end}" if end and end != start else start,
        jp=fields.get("jumlahJam"),
        state=record.state,
        reason=record.reason_code or "",
        reason_text=record.reason_text,
        by=by or "",
    )
