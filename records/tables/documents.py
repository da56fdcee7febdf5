"""Documents found in files, the people on them, and everything people said about them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from records.states import DocumentState, PersonDecision, RepeatKind
from records.tables.base import Base, Code, Id, Json, Leased, Text, Time, now, parts_index, state_of
from records.tables.intake import File
from records.tables.register import Employee
from records.values import Kind, MatchStatus


class Document(Leased, Base):
    """One document.

    `reading` is what the machine read, in the reading format, and is never overwritten; the columns hold the
    values as they stand after corrections. `pages` are page numbers of the file. `version` rises with every
    change a person could be looking at: screens send it back, stale ones are refused. `generation` counts
    how often the file's pages were taken apart anew. `judge_wanted` is raised by whatever beside the document
    could change what is said of it, `judge_done` follows when it was judged again. `register_version` is the
    register its people were last looked up in.
    """

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("file_id", "generation", "ordinal"),
        Index("ix_documents_queue", "state", "ready", "probability", "id"),
        Index("ix_documents_office_state", "office_id", "state", "id"),
        Index("ix_documents_state_moved", "state", "moved_at"),
        Index("ix_documents_batch_id_id", "batch_id", "id"),
        Index("ix_documents_waiting", "state", "created_at", "ready"),
        Index("ix_documents_confirmed_at", "confirmed_at"),
        Index(
            "ix_documents_judge_again",
            "id",
            sqlite_where=text("judge_wanted > judge_done"),
            postgresql_where=text("judge_wanted > judge_done"),
        ),
        Index("ix_documents_state_register", "state", "register_version"),
        parts_index("ix_documents_course_parts", "course"),
    )

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    ordinal: Mapped[int]
    generation: Mapped[int] = mapped_column(default=1)
    pages: Mapped[Json]
    kind: Mapped[Kind] = mapped_column(state_of(Kind))
    state: Mapped[DocumentState] = mapped_column(state_of(DocumentState), default=DocumentState.FOUND)
    ready: Mapped[bool] = mapped_column(default=False)
    reasons: Mapped[Json] = mapped_column(default=list)
    probability: Mapped[float | None] = mapped_column(default=None)
    reading: Mapped[Json]
    number: Mapped[str | None] = mapped_column(String(300), default=None)
    course: Mapped[Text | None] = mapped_column(default=None)
    organiser: Mapped[Text | None] = mapped_column(default=None)
    start: Mapped[date | None] = mapped_column(default=None)
    end: Mapped[date | None] = mapped_column(default=None)
    issued: Mapped[date | None] = mapped_column(default=None)
    jp: Mapped[int | None] = mapped_column(default=None)
    jenis_diklat: Mapped[int | None] = mapped_column(default=None)
    latihan_struktural: Mapped[int | None] = mapped_column(default=None)
    repeat_of_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True, default=None)
    repeat_kind: Mapped[RepeatKind | None] = mapped_column(state_of(RepeatKind), default=None)
    repeat_why: Mapped[Json | None] = mapped_column(default=None)
    lock_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    locked_until: Mapped[Time | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1)
    judge_wanted: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    judge_done: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    register_version: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    confirmed_at: Mapped[Time | None] = mapped_column(default=None)
    created_at: Mapped[Time] = mapped_column(default=now)

    file: Mapped[File] = relationship()
    people: Mapped[list[DocumentPerson]] = relationship(
        order_by="DocumentPerson.ordinal", back_populates="document"
    )
    repeat_of: Mapped[Document | None] = relationship(remote_side="Document.id")


class DocumentPerson(Base):
    """One person a document is about.

    `added`: a reviewer put the person there, the machine had missed it. `reading` is as read; `name` and
    `nip` as they stand after corrections. `match_*` is the machine's word, `employee_id` with `decision`
    what holds: the match's own employee until a person says otherwise. `linear` None: nobody decided,
    `linear_proposed` is used.
    """

    __tablename__ = "document_people"
    __table_args__ = (
        UniqueConstraint("document_id", "ordinal"),
        Index("ix_document_people_employee", "employee_id"),
        parts_index("ix_document_people_name_parts", "name"),
    )

    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    ordinal: Mapped[int]
    name: Mapped[str | None] = mapped_column(String(300), default=None)
    nip: Mapped[str | None] = mapped_column(String(40), default=None)
    added: Mapped[bool] = mapped_column(default=False, server_default=false())
    reading: Mapped[Json]
    match_nip: Mapped[str | None] = mapped_column(String(18), default=None)
    match_status: Mapped[MatchStatus] = mapped_column(state_of(MatchStatus), default=MatchStatus.NONE)
    match_probability: Mapped[float] = mapped_column(default=0.0)
    match_why: Mapped[Json] = mapped_column(default=list)
    match_others: Mapped[Json] = mapped_column(default=list)
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"), default=None)
    decision: Mapped[PersonDecision] = mapped_column(state_of(PersonDecision), default=PersonDecision.OPEN)
    linear_proposed: Mapped[bool | None] = mapped_column(default=None)
    linear_why: Mapped[Json] = mapped_column(default=list)
    linear: Mapped[bool | None] = mapped_column(default=None)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    decided_at: Mapped[Time | None] = mapped_column(default=None)
    training_id: Mapped[int | None] = mapped_column(ForeignKey("trainings.id"), default=None)

    document: Mapped[Document] = relationship(back_populates="people")
    employee: Mapped[Employee | None] = relationship()


class DocumentKey(Base):
    """A key under which a document handed in again finds its earlier copies."""

    __tablename__ = "document_keys"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Correction(Base):
    """A new value with its author; `old` stays readable. `person_ordinal` None: a field of the document."""

    __tablename__ = "corrections"
    __table_args__ = (Index("ix_corrections_document", "document_id", "id"),)

    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    person_ordinal: Mapped[int | None] = mapped_column(default=None)
    field: Mapped[Code]
    old: Mapped[Json | None] = mapped_column(default=None)
    new: Mapped[Json | None] = mapped_column(default=None)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    at: Mapped[Time] = mapped_column(default=now)
    undone: Mapped[bool] = mapped_column(default=False)


class Decision(Base):
    """What a person said of a document: confirm, return, set aside, reopen; undone ones stay readable."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_document", "document_id", "id"),)

    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    verb: Mapped[Code]
    reason_code: Mapped[Code | None] = mapped_column(default=None)
    reason_text: Mapped[str] = mapped_column(String(1000), default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    at: Mapped[Time] = mapped_column(default=now)
    undone_at: Mapped[Time | None] = mapped_column(default=None)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    undo: Mapped[Json | None] = mapped_column(default=None)


class Surgery(Base):
    """Pages turned, split, joined, reordered or dropped by hand, with what is needed to undo it."""

    __tablename__ = "surgeries"
    __table_args__ = (Index("ix_surgeries_file", "file_id", "id"),)

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    verb: Mapped[Code]
    before: Mapped[Json]
    after: Mapped[Json]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    at: Mapped[Time] = mapped_column(default=now)
    undone_at: Mapped[Time | None] = mapped_column(default=None)


class Assignment(Base):
    """Whose document it is to review; kept once it is decided, for it may come back."""

    __tablename__ = "assignments"
    __table_args__ = (Index("ix_assignments_user", "user_id", "document_id"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    assigned_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    at: Mapped[Time] = mapped_column(default=now)


class AuditSample(Base):
    """A bulk-confirmed document drawn at random for a second look. `verdict` None: nobody looked yet."""

    __tablename__ = "audit_samples"

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    drawn_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    drawn_at: Mapped[Time] = mapped_column(default=now)
    verdict: Mapped[bool | None] = mapped_column(default=None)
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    checked_at: Mapped[Time | None] = mapped_column(default=None)
