"""The employee register, recorded training, and the imports both come from."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from records.states import ImportKind, ImportState
from records.tables.access import Office
from records.tables.base import Base, Id, Json, Leased, Sha256, Text, Time, now, parts_index, state_of

KEY_LENGTH = 160
"""Longer blocking keys are cut, when stored and when looked up alike."""


class Employee(Base):
    """A register row in the agency's own terms.

    `index_wanted` is raised by whatever could change the index, `index_done` follows when it was computed.
    """

    __tablename__ = "employees"
    __table_args__ = (
        Index("ix_employees_office_name", "office_id", "nama"),
        parts_index("ix_employees_nama_parts", "nama"),
        Index(
            "ix_employees_index_stale",
            "id",
            sqlite_where=text("index_wanted > index_done"),
            postgresql_where=text("index_wanted > index_done"),
        ),
    )

    id: Mapped[Id]
    nip: Mapped[str] = mapped_column(String(18), unique=True)
    nama: Mapped[str] = mapped_column(String(200), index=True)
    gelar_depan: Mapped[str] = mapped_column(String(80), default="")
    gelar_belakang: Mapped[str] = mapped_column(String(120), default="")
    jenis_kelamin: Mapped[str] = mapped_column(String(20), default="")
    tempat_lahir: Mapped[str] = mapped_column(String(120), default="")
    tanggal_lahir: Mapped[date | None] = mapped_column(default=None)
    golongan: Mapped[str] = mapped_column(String(20), default="")
    pangkat: Mapped[str] = mapped_column(String(80), default="")
    jenis_jabatan: Mapped[str] = mapped_column(String(80), default="")
    jabatan: Mapped[str] = mapped_column(String(250), default="")
    bidang_tugas: Mapped[str] = mapped_column(String(120), default="")
    unit_kerja: Mapped[str] = mapped_column(String(200), default="")
    pendidikan: Mapped[str] = mapped_column(String(80), default="")
    nilai_kinerja: Mapped[str] = mapped_column(String(40), default="")
    hukuman_disiplin: Mapped[str] = mapped_column(String(80), default="")
    nip_lama: Mapped[str] = mapped_column(String(20), default="", index=True)
    pns_id: Mapped[str] = mapped_column(String(80), default="")
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"), default=None)
    active: Mapped[bool] = mapped_column(default=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("register_imports.id"), default=None)
    index_wanted: Mapped[int] = mapped_column(default=1)
    index_done: Mapped[int] = mapped_column(default=0)
    updated_at: Mapped[Time] = mapped_column(default=now)

    office: Mapped[Office | None] = relationship()


class EmployeeKey(Base):
    """A blocking key of an employee: the match looks candidates up by these, never by reading all rows."""

    __tablename__ = "employee_keys"

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employees.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class TermCount(Base):
    """How often a name word (`kind` word) or an office (`unit`) stands in the register.

    A match on a rare name says more than one on a common name.
    """

    __tablename__ = "term_counts"

    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    term: Mapped[str] = mapped_column(String(200), primary_key=True)
    count: Mapped[int]


class RegisterImport(Leased, Base):
    """An uploaded register or training history: previewed first, applied by a person's word."""

    __tablename__ = "register_imports"

    id: Mapped[Id]
    kind: Mapped[ImportKind] = mapped_column(state_of(ImportKind))
    name: Mapped[str] = mapped_column(String(255))
    blob: Mapped[Sha256]
    state: Mapped[ImportState] = mapped_column(
        state_of(ImportState), default=ImportState.RECEIVED, index=True
    )
    preview: Mapped[Json | None] = mapped_column(default=None)
    counts: Mapped[Json | None] = mapped_column(default=None)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    created_at: Mapped[Time] = mapped_column(default=now)
    applied_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    applied_at: Mapped[Time | None] = mapped_column(default=None)


class Training(Base):
    """A training already recorded for an employee (SIASN riwayat kursus or diklat)."""

    __tablename__ = "trainings"
    __table_args__ = (UniqueConstraint("employee_id", "fingerprint"),)

    id: Mapped[Id]
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), index=True)
    course: Mapped[Text]
    organiser: Mapped[Text] = mapped_column(default="")
    number: Mapped[str] = mapped_column(String(200), default="")
    start: Mapped[date | None] = mapped_column(default=None)
    end: Mapped[date | None] = mapped_column(default=None)
    year: Mapped[int | None] = mapped_column(default=None)
    jp: Mapped[int | None] = mapped_column(default=None)
    jenis_diklat: Mapped[int | None] = mapped_column(default=None)
    latihan_struktural: Mapped[int | None] = mapped_column(default=None)
    linear: Mapped[bool | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(String(40), default="import")
    fingerprint: Mapped[Sha256]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("register_imports.id"), default=None)


class Precedent(Base):
    """A reviewer's word on whether a course is linear with a post, remembered for the next of the same."""

    __tablename__ = "precedents"
    __table_args__ = (UniqueConstraint("course_key", "post_key"),)

    id: Mapped[Id]
    course_key: Mapped[str] = mapped_column(String(300))
    post_key: Mapped[str] = mapped_column(String(300))
    linear: Mapped[bool]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    decided_at: Mapped[Time] = mapped_column(default=now)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), default=None)


class Period(Base):
    """A collection period with its two deadlines and the rule set its index is computed by."""

    __tablename__ = "periods"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(120), unique=True)
    deadline_tu: Mapped[date | None] = mapped_column(default=None)
    deadline_bkpp: Mapped[date | None] = mapped_column(default=None)
    rule_set: Mapped[str | None] = mapped_column(String(200), default=None)  # with all its options
    as_of: Mapped[date | None] = mapped_column(default=None)
    current: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Time] = mapped_column(default=now)
