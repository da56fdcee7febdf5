"""Who calls: the owner of the token in `Authorization: Bearer …`; cookies are never looked at here."""

from __future__ import annotations

from datetime import timedelta

from flask import g, request
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from records.accounts import find_token_user, token_sha256
from records.errors import Refused
from records.fullness import database_is_full
from records.tables import ApiToken, now
from web import data
from web.auth.identity import identity_of
from web.auth.limits import bearer_token
from web.errors import API_PREFIX
from web.public_routes import PUBLIC

# When a token was last used is kept to this grain: a write for each call would slow every one.
_GRAIN = timedelta(minutes=5)


def identify() -> None:
    """Set the request's identity from its token.

    Raises:
        Refused: `token-invalid` for one that is unknown, revoked or expired.
    """
    if not request.path.startswith(API_PREFIX):
        return
    g.identity = None
    token = bearer_token()
    if token is None or request.endpoint in PUBLIC:
        return
    with data.reading() as session:
        user = find_token_user(session, token)
        if user is None:
            raise Refused("token-invalid")
        g.identity = identity_of(user)
        stale = _is_stale(session, token)
    if stale:
        _mark_used(token)


def _mark_used(token: str) -> None:
    try:
        with data.writing() as session:
            session.execute(
                update(ApiToken)
                .where(ApiToken.token_sha256 == token_sha256(token))
                .values(last_used_at=now())
            )
    except DBAPIError as error:
        # What stands in a full database can still be read; only this moment goes unrecorded.
        if not database_is_full(error):
            raise


def _is_stale(session: Session, token: str) -> bool:
    used = session.scalar(select(ApiToken.last_used_at).where(ApiToken.token_sha256 == token_sha256(token)))
    return used is None or used < now() - _GRAIN
