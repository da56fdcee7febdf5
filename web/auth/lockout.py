"""The brake on guessing one user's password: after some wrong tries the name is shut for a while.

Only a person's own tries count against the name; the brake on one address guessing many names is the rate
limit of `web.auth.limits`. Both answer alike, and alike for names that do not exist.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from records import audit
from records.accounts import is_password
from records.errors import Refused
from records.tables import User, now

_TRIES = 8
_SHUT = timedelta(minutes=15)


def check_password(session: Session, username: str, password: str) -> User | None:
    """Give the user whose password this is, None for any other pair; wrong tries are counted.

    Raises:
        Refused: `login-locked` while the name is shut, whatever the password.
    """
    user = session.scalar(
        select(User).where(User.username == username.strip().lower()).with_for_update(of=User)
    )
    moment = now()
    if user and user.locked_until and user.locked_until > moment:
        raise Refused("login-locked", minutes=int(_SHUT.total_seconds() // 60))
    right = is_password(user, password)
    if user is None:
        return None
    if not right or not user.active:
        _count_wrong(session, user)
        return None
    user.failed_logins, user.locked_until, user.last_login_at = 0, None, moment
    audit.log(session, "logged-in", "users", user.id, user_id=user.id)
    return user


def _count_wrong(session: Session, user: User) -> None:
    user.failed_logins += 1
    audit.log(session, "login-failed", "users", user.id, tries=user.failed_logins)
    if user.failed_logins >= _TRIES:
        user.failed_logins, user.locked_until = 0, now() + _SHUT
        audit.log(session, "login-locked", "users", user.id)
