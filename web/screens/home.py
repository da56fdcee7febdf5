"""The door: `/` leads each role to where its day starts; the language switch remembers the choice."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from records.states import Role
from records.texts import LANGUAGES
from web.auth.identity import me
from web.screens.speech import LANGUAGE_COOKIE

blueprint = Blueprint("home", __name__)

_YEAR_S = 365 * 24 * 3600
_STARTS = {
    Role.TATA_USAHA: "office.home",
    Role.REVIEWER: "review.queue",
    Role.BKPP: "bkpp.inbox",
    Role.ADMIN: "admin.overview",
}


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """Go to the first page of the user's role."""
    return redirect(url_for(_STARTS[me().role]))


@blueprint.get("/bahasa/<language>")
def choose_language(language: str) -> ResponseReturnValue:
    """Remember the language and go back to where the user was."""
    if language not in LANGUAGES:
        abort(404)
    answer = redirect(_own_path(request.args.get("next", "/")))
    answer.set_cookie(LANGUAGE_COOKIE, language, max_age=_YEAR_S, samesite="Lax")
    return answer


def _own_path(path: str) -> str:
    # Only paths of this site: "//elsewhere" and "/\elsewhere" would lead away.
    return path if path.startswith("/") and path[1:2] not in ("/", "\\") else "/"
