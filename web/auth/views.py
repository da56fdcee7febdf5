"""The way in and out, and the password's change."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from records import audit
from records.accounts import hash_password, is_password
from records.errors import Refused
from records.tables import User, now
from web import data
from web.auth.identity import Identity, find_me, identity_of, me
from web.auth.limits import limiter, login_rate
from web.auth.lockout import SHUT_MINUTES, TRIES, check_password
from web.auth.login_manager import end_session, start_session
from web.errors import sentence
from web.screens.speech import t

blueprint = Blueprint("auth", __name__)

_LONGEST_PASSWORD = 1000  # Argon2 reads all of it; a megabyte of "password" would be an attack


@blueprint.route("/masuk", methods=["GET", "POST"])
@limiter.limit(login_rate, methods=["POST"])
def login() -> ResponseReturnValue:
    """Let a user in, or say that name and password do not fit, never which of the two."""
    if request.method == "GET":
        return redirect(_next()) if find_me() else _form()
    username = request.form.get("username", "")[:80]
    try:
        user = _check(username, request.form.get("password", "")[:_LONGEST_PASSWORD])
    except Refused as error:
        return _form(username, sentence(error)), 401
    start_session(user)
    return redirect(_next(), 303)


def _form(username: str = "", problem: str = "") -> str:
    return render_template(
        "login.html", next=request.values.get("next", ""), username=username, problem=problem
    )


def _check(username: str, password: str) -> Identity:
    with data.writing() as session:
        user = check_password(session, username, password)
        found = identity_of(user) if user else None
    # Raised outside the transaction: the count of wrong tries must be kept.
    if found is None:
        raise Refused("login-failed", tries=TRIES, minutes=SHUT_MINUTES)
    return found


@blueprint.post("/keluar")
def logout() -> ResponseReturnValue:
    """End the session in this browser."""
    end_session()
    return redirect("/masuk", 303)


@blueprint.route("/sandi", methods=["GET", "POST"])
@limiter.limit(login_rate, methods=["POST"])
def password() -> ResponseReturnValue:
    """Change the own password; all other sessions of the user end."""
    problem = ""
    if request.method == "POST":
        try:
            start_session(_change(request.form))
        except Refused as error:
            problem = sentence(error)
        else:
            flash(t("server.password-changed"), "success")
            return redirect("/", 303)
    return render_template("password.html", problem=problem), 422 if problem else 200


def _change(form: dict[str, str]) -> Identity:
    new = form.get("new", "")[:_LONGEST_PASSWORD]
    if new != form.get("again", "")[:_LONGEST_PASSWORD]:
        raise Refused("passwords-differ")
    with data.writing() as session:
        user = session.scalars(select(User).where(User.id == me().id)).one()
        if not is_password(user, form.get("old", "")[:_LONGEST_PASSWORD]):
            raise Refused("password-wrong")
        user.password_hash, user.password_changed_at = hash_password(new), now()
        user.session_epoch += 1
        audit.log(session, "password-changed", "users", user.id, user_id=user.id)
        return identity_of(user)


def _next() -> str:
    """Give the page asked for before the log-in, if it is one of ours."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    # A second slash or a backslash would lead browsers to another host.
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return wanted if ours and "\\" not in wanted else "/"
