"""Who is asking: a frozen picture of the user's row, the same for pages and for the API."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g
from flask_login import UserMixin, current_user
from sqlalchemy.orm import Session, joinedload

from records.errors import Refused
from records.states import Role
from records.tables import User

SEES_ALL = frozenset({Role.REVIEWER, Role.BKPP, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Identity(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A logged-in user or the owner of an API token. `office_name` is empty where there is no office."""

    id: int
    username: str
    name: str
    role: Role
    office_id: int | None
    office_name: str
    language: str
    epoch: int

    def get_id(self) -> str:
        """Give what the session cookie holds: raising the row's epoch makes old cookies worthless."""
        return f"{self.id}:{self.epoch}"

    @property
    def sees_all_offices(self) -> bool:
        """Whether rows of every office may be shown."""
        return self.role in SEES_ALL

    def has_role(self, *roles: Role) -> bool:
        """Say whether the user has one of `roles`."""
        return self.role in roles


def identity_of(user: User) -> Identity:
    """Take the picture of a user's row; its session must still be open."""
    return Identity(
        id=user.id,
        username=user.username,
        name=user.name,
        role=user.role,
        office_id=user.office_id,
        office_name=user.office.name if user.office else "",
        language=user.language,
        epoch=user.session_epoch,
    )


def find_identity(session: Session, session_id: str) -> Identity | None:
    """Find who a session cookie belongs to; None once the user is inactive or the epoch was raised."""
    user_id, _, epoch = session_id.partition(":")
    if not user_id.isdecimal():
        return None
    user = session.get(User, int(user_id), options=[joinedload(User.office)])
    if user is None or not user.active or str(user.session_epoch) != epoch:
        return None
    return identity_of(user)


def find_me() -> Identity | None:
    """Give who is asking, None for a stranger: the token's owner in the API, the session's user elsewhere."""
    if "identity" in g:
        found = g.identity
        if found is None:
            return None
    elif current_user and current_user.is_authenticated:
        found = current_user._get_current_object()  # noqa: SLF001 - the proxy's own public way
    else:
        return None
    assert isinstance(found, Identity)  # noqa: S101 - narrows for the type checker
    return found


def me() -> Identity:
    """Give who is asking.

    Raises:
        Refused: `login-needed`; the guard answers strangers before any view runs.
    """
    found = find_me()
    if found is None:
        raise Refused("login-needed")
    return found
