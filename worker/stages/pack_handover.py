"""REQUESTED → PACKED: the package of a hand-over, built from its records and their documents' pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from records.errors import Trouble
from records.handover import Member, build_package
from records.ledger.handover import fail_handover, record_package
from records.ledger.moves import extend
from records.states import HandoverState
from records.tables import Document, Handover, HandoverRecord, Office, Page
from worker.context import Context
from worker.evidence.making import Evidence, PagePicture, make_evidence
from worker.stages.stage import Stage
from worker.workplaces import workplace

_PAGE_LEASE_S = 180.0


def work(ctx: Context, handover_id: int) -> None:
    """Build and store one package."""
    with ctx.reading() as session:
        handover = session.get_one(Handover, handover_id)
        about = _about(session, handover)
        records = _records(session, handover_id)
        evidence = {record.document_id: _evidence(ctx, session, record.document) for record in records}
    with workplace(ctx, "package") as folder:
        made = _make_all(ctx, handover_id, evidence, folder)
        members = [Member(record.evidence_member, made[record.document_id]) for record in records]
        target = folder / "package.zip"
        build_package(target, about, [_entry(record) for record in records], members)
        with target.open("rb") as stream:
            blob = ctx.store.put_stream(stream, target.stat().st_size)
    with ctx.ledger() as session:
        record_package(session, handover_id, blob.sha256, blob.size_bytes)


def _about(session: Session, handover: Handover) -> dict[str, object]:
    office = session.get(Office, handover.office_id) if handover.office_id else None
    return {
        "handover": handover.id,
        "office": {"code": office.code, "name": office.name} if office else None,
        "requested_at": handover.created_at.isoformat(timespec="seconds"),
    }


def _records(session: Session, handover_id: int) -> Sequence[HandoverRecord]:
    return session.scalars(
        select(HandoverRecord)
        .where(HandoverRecord.handover_id == handover_id)
        .options(selectinload(HandoverRecord.document).selectinload(Document.file))
        .order_by(HandoverRecord.ordinal)
    ).all()


def _entry(record: HandoverRecord) -> dict[str, object]:
    document = record.document
    return {
        **record.record,
        "evidence": record.evidence_member,
        "source": {"document": document.id, "sha256": document.file.sha256, "pages": document.pages},
    }


def _evidence(ctx: Context, session: Session, document: Document) -> Evidence:
    pages = session.scalars(
        select(Page).where(Page.file_id == document.file_id, Page.number.in_(document.pages))
    ).all()
    by_number = {page.number: page for page in pages}
    return Evidence(
        ctx.store.path_of(document.file.sha256),
        document.file.media_type,
        tuple(_picture(ctx, by_number[number]) for number in document.pages),
    )


def _picture(ctx: Context, page: Page) -> PagePicture:
    if page.image_blob is None:
        raise Trouble("page-gone")
    turn = page.rotation if page.rotated_by_hand is None else page.rotated_by_hand
    return PagePicture(page.number, turn, ctx.store.path_of(page.image_blob))


def _make_all(ctx: Context, handover_id: int, evidence: dict[int, Evidence], folder: Path) -> dict[int, Path]:
    made = {}
    for document_id, wanted in evidence.items():
        made[document_id] = folder / f"{document_id}.pdf"
        make_evidence(wanted, made[document_id])
        with ctx.ledger() as session:
            if not extend(session, Handover, handover_id, lease_s=_PAGE_LEASE_S):
                raise Trouble("handover-taken-over")
    return made


STAGE = Stage(
    "pack_handover",
    Handover,
    (HandoverState.REQUESTED,),
    work,
    fail_handover,
    lambda _: _PAGE_LEASE_S,
)
