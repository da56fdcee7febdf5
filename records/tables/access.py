"""Who may do what: offices, users and their API tokens."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from records.states import Role
from records.tables.base import Base, Id, Sha256, Time, now, state_of


class Office(Base):
    """An office (SKPD). `name` is the register's `unit_kerja`; employees are joined to it by that name."""

    __tablename__ = "offices"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    active: Mapped[bool] = mapped_column(default=True)


class User(Base):
    """A person who logs in. Raising `session_epoch` ends all sessions (new password, log-out everywhere)."""

    __tablename__ = "users"

    id: Mapped[Id]
    username: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(state_of(Role))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id"), index=True, default=None)
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(String(5), default="id")
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[Time | None] = mapped_column(default=None)
    last_login_at: Mapped[Time | None] = mapped_column(default=None)
    password_changed_at: Mapped[Time] = mapped_column(default=now)
    session_epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Time] = mapped_column(default=now)

    office: Mapped[Office | None] = relationship()


class ApiToken(Base):
    """A token of the REST API; only its sha256 is kept."""

    __tablename__ = "api_tokens"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(String(120))
    token_sha256: Mapped[Sha256] = mapped_column(unique=True)
    created_at: Mapped[Time] = mapped_column(default=now)
    expires_at: Mapped[Time | None] = mapped_column(default=None)
    revoked_at: Mapped[Time | None] = mapped_column(default=None)
    last_used_at: Mapped[Time | None] = mapped_column(default=None)

    user: Mapped[User] = relationship()
