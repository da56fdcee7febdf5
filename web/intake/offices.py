"""Which office a sender means: the own one, or one named by id, code or name."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.tables import Office
from web.auth.identity import Identity
from web.visibility import find_visible, visible


def get_office_id(session: Session, user: Identity, wanted: str) -> int:
    """Give the office's id; empty text means the user's own.

    Raises:
        Refused: `office-needed` for a user without one, `office-unknown` for one that may not be seen.
    """
    if not wanted:
        if user.office_id is None:
            raise Refused("office-needed")
        return user.office_id
    # Ids end where the databases' integers do; a longer number can only be a code.
    if (
        wanted.isdecimal()
        and len(wanted) < 16
        and (by_id := find_visible(session, Office, int(wanted), user))
    ):
        return by_id.id
    by_name = session.scalar(
        select(Office.id).where((Office.code == wanted) | (Office.name == wanted), visible(Office, user))
    )
    if by_name is None:
        raise Refused("office-unknown", office=wanted)
    return by_name
