"""A user's own API tokens: made, shown once, ended."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from records import audit
from records.accounts import issue_token
from records.tables import ApiToken, User, now
from web import data
from web.auth.identity import me
from web.auth.limits import limiter, login_rate
from web.screens.speech import t

blueprint = Blueprint("tokens", __name__, url_prefix="/token")


@blueprint.get("")
def own() -> str:
    """List the own tokens."""
    return _page()


@blueprint.post("")
@limiter.limit(login_rate)
def make() -> ResponseReturnValue:
    """Make a token and show it, the only time it can be seen."""
    name = request.form.get("name", "").strip()[:120] or "API"
    with data.writing() as session:
        token = issue_token(session, session.get_one(User, me().id), name)
        audit.log(session, "token-made", "users", me().id, user_id=me().id)
    return _page(token), 201


@blueprint.post("/<int:token_id>/cabut")
def revoke(token_id: int) -> ResponseReturnValue:
    """End a token at once."""
    with data.writing() as session:
        token = session.scalars(
            select(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == me().id)
        ).one_or_none() or abort(404)
        token.revoked_at = token.revoked_at or now()
        audit.log(session, "token-revoked", "api_tokens", token_id, user_id=me().id)
    flash(t("admin.token-revoked"), "success")
    return redirect(url_for("tokens.own"), 303)


def _page(fresh: str = "") -> str:
    with data.reading() as session:
        wanted = select(ApiToken).where(ApiToken.user_id == me().id).order_by(ApiToken.id.desc())
        tokens = session.scalars(wanted).all()
    return render_template("tokens.html", tokens=tokens, fresh=fresh)
