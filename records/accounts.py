"""Users, their passwords and their API tokens; only hashes are kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.states import Role
from records.tables import ApiToken, Office, User
from records.tables.base import now

MIN_PASSWORD_LENGTH = 10
_TOKEN_PREFIX = "bukti_"  # noqa: S105 - a public prefix that secret scanners can look for


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def hash_password(password: str) -> str:
    """Give the Argon2id hash of a password.

    Raises:
        Refused: `password-short` below ten characters.
    """
    if len(password) < MIN_PASSWORD_LENGTH:
        raise Refused("password-short", length=MIN_PASSWORD_LENGTH)
    return _hasher().hash(password)


def is_password(user: User | None, password: str) -> bool:
    """Say whether `password` is the user's; an absent user costs the same time as a wrong password."""
    try:
        return _hasher().verify(user.password_hash if user else _nobody_hash(), password) and user is not None
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobody_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def add_user(
    session: Session, *, username: str, name: str, role: Role, password: str, office: Office | None = None
) -> User:
    """Add a user.

    Raises:
        Refused: `user-exists`, `office-needed` (Tata Usaha belongs to one office) or `password-short`.
    """
    username = username.strip().lower()
    if session.scalar(select(User).where(User.username == username)):
        raise Refused("user-exists", username=username)
    if role is Role.TATA_USAHA and office is None:
        raise Refused("office-needed")
    user = User(username=username, name=name, role=role, password_hash=hash_password(password), office=office)
    session.add(user)
    session.flush()
    return user


def issue_token(session: Session, user: User, name: str, *, valid_days: int | None = 365) -> str:
    """Make an API token and give it in clear, the only time it can be seen."""
    token = _TOKEN_PREFIX + secrets.token_urlsafe(32)
    expires = now() + timedelta(days=valid_days) if valid_days else None
    session.add(ApiToken(user=user, name=name, token_sha256=token_sha256(token), expires_at=expires))
    session.flush()
    return token


def token_sha256(token: str) -> str:
    """Give what is kept of a token; it is long and random, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_token_user(session: Session, token: str) -> User | None:
    """Find the active user behind a token that is neither revoked nor expired."""
    row = session.scalar(select(ApiToken).where(ApiToken.token_sha256 == token_sha256(token)))
    if row is None or row.revoked_at or (row.expires_at and row.expires_at <= now()):
        return None
    return row.user if row.user.active else None
