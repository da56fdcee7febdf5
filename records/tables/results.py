"""What comes out: index results with their reasons, and hand-overs to BKPP."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from records.states import HandoverState, RecordState, Variant
from records.tables.base import Base, Code, Id, Json, Leased, Sha256, Time, now, state_of
from records.tables.documents import Document, DocumentPerson


class IndexResult(Base):
    """An employee's index under one variant; `explanation` leads every point to rule, record and box."""

    __tablename__ = "index_results"
    __table_args__ = (
        UniqueConstraint("employee_id", "variant"),
        Index(None, "variant", "total"),
        # For lists by what people gain and lack: read by the index alone, in the order they are joined in.
        Index("ix_index_results_figures", "variant", "employee_id", "total", "jp"),
    )

    id: Mapped[Id]
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"))
    variant: Mapped[Variant] = mapped_column(state_of(Variant))
    rule_set: Mapped[str] = mapped_column(String(200))  # with all its options
    as_of: Mapped[date]
    total: Mapped[float] = mapped_column(Numeric(6, 2, asdecimal=False))
    kualifikasi: Mapped[float] = mapped_column(Numeric(6, 2, asdecimal=False))
    kompetensi: Mapped[float] = mapped_column(Numeric(6, 2, asdecimal=False))
    kinerja: Mapped[float] = mapped_column(Numeric(6, 2, asdecimal=False))
    disiplin: Mapped[float] = mapped_column(Numeric(6, 2, asdecimal=False))
    category: Mapped[Code]
    jp: Mapped[int] = mapped_column(default=0)
    missing: Mapped[Json] = mapped_column(default=list)
    explanation: Mapped[Json]
    inputs_sha256: Mapped[Sha256]
    computed_at: Mapped[Time] = mapped_column(default=now)


class Figures(Base):
    """Figures counted ahead of time (`records.figures`), and the moment they are as of."""

    __tablename__ = "figures"

    key: Mapped[Code] = mapped_column(primary_key=True)
    value: Mapped[Json]
    at: Mapped[Time] = mapped_column(default=now)


class Handover(Leased, Base):
    """A package of confirmed records for BKPP; `office_id` None: all offices."""

    __tablename__ = "handovers"

    id: Mapped[Id]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"), index=True, default=None)
    period_id: Mapped[int | None] = mapped_column(ForeignKey("periods.id"), default=None)
    state: Mapped[HandoverState] = mapped_column(
        state_of(HandoverState), default=HandoverState.REQUESTED, index=True
    )
    package_blob: Mapped[Sha256 | None] = mapped_column(default=None)
    package_bytes: Mapped[int | None] = mapped_column(default=None)
    records_total: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(500), default="")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    created_at: Mapped[Time] = mapped_column(default=now)
    packed_at: Mapped[Time | None] = mapped_column(default=None)

    records: Mapped[list[HandoverRecord]] = relationship(
        order_by="HandoverRecord.ordinal", back_populates="handover"
    )


class HandoverRecord(Base):
    """One training of one person in a package. `record` holds the SIASN fields as they were sent."""

    __tablename__ = "handover_records"
    __table_args__ = (
        UniqueConstraint("handover_id", "document_id", "person_id"),
        Index("ix_handover_records_answers", "handover_id", "state", "ordinal"),
        Index("ix_handover_records_open", "state", "office_id"),
    )

    id: Mapped[Id]
    handover_id: Mapped[int] = mapped_column(ForeignKey("handovers.id"))
    ordinal: Mapped[int]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("document_people.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), index=True)
    record: Mapped[Json]
    evidence_member: Mapped[str] = mapped_column(String(200))
    state: Mapped[RecordState] = mapped_column(state_of(RecordState), default=RecordState.SENT)
    reason_code: Mapped[Code | None] = mapped_column(default=None)
    reason_text: Mapped[str] = mapped_column(String(1000), default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    decided_at: Mapped[Time | None] = mapped_column(default=None)

    handover: Mapped[Handover] = relationship(back_populates="records")
    document: Mapped[Document] = relationship()
    person: Mapped[DocumentPerson] = relationship()
