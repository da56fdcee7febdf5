"""The brake on guessing one user's password: after some wrong tries the name is shut for a while.

Only a person's own tries count against the name; the brake on one address guessing many names is the rate
limit of `web.auth.limits`. Nothing in the answer tells a shut name from a wrong password or an unknown name.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from records import audit
from records.accounts import is_password
from records.tables import User, now

TRIES = 8
SHUT_MINUTES = 15


def check_password(session: Session, username: str, password: str) -> User | None:
    """Give the user whose password this is, None for any other pair and while the name is shut.

    Wrong tries are counted. A shut name, an unknown name and a wrong password cost the same time.
    """
    user = session.scalar(
        select(User).where(User.username == username.strip().lower()).with_for_update(of=User)
    )
    right, moment = is_password(user, password), now()
    if user is None or (user.locked_until and user.locked_until > moment):
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
    if user.failed_logins >= TRIES:
        user.failed_logins, user.locked_until = 0, now() + timedelta(minutes=SHUT_MINUTES)
        audit.log(session, "login-locked", "users", user.id)
