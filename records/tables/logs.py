"""What happened: the audit log, looks at scans, and values an admin set on screen."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from records.tables.base import Base, Code, Id, Json, Time, now


class AuditEntry(Base):
    """One state move or deed. Ids only: never a name, never a NIP. `user_id` None: the worker."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_subject", "subject_type", "subject_id", "id"),)

    id: Mapped[Id]
    at: Mapped[Time] = mapped_column(default=now, index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True, default=None)
    verb: Mapped[Code] = mapped_column(index=True)
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None] = mapped_column(default=None)
    from_state: Mapped[str | None] = mapped_column(String(24), default=None)
    to_state: Mapped[str | None] = mapped_column(String(24), default=None)
    details: Mapped[Json | None] = mapped_column(default=None)


class ScanView(Base):
    """One look at a page image by a user."""

    __tablename__ = "scan_views"
    __table_args__ = (Index("ix_scan_views_user_at", "user_id", "at"),)

    id: Mapped[Id]
    at: Mapped[Time] = mapped_column(default=now)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), default=None)


class Preference(Base):
    """A value an admin set on screen in place of the environment's (limits, retention, audit share)."""

    __tablename__ = "preferences"

    key: Mapped[Code] = mapped_column(primary_key=True)
    value: Mapped[Json]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    at: Mapped[Time] = mapped_column(default=now)
