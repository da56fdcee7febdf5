"""Sessions: signed cookies that end when idle, after a working day, or when the user's epoch is raised.

What a page asks for by itself (`UNATTENDED`) does not count as being used: a forgotten screen logs out.
"""

from __future__ import annotations

import time
from datetime import timedelta

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, login_user, logout_user

from records.settings import Settings
from web import data
from web.auth.identity import Identity, find_identity

# A cookie that is kept alive without end would outlive the working day it was made for.
_LONGEST_S = 12 * 3600
_SINCE = "since"
_PICTURES = "images"  # the blueprint's name
UNATTENDED = "X-Bukti-Unattended"

manager = LoginManager()
# "strong" would log clerks out whenever their phone changes network.
manager.session_protection = "basic"


class _Attended(SecureCookieSessionInterface):
    """Prolongs a session only for what a person did."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Set the cookie again, with a new time in it, unless the page asked by itself or loads its pictures.

        A picture is asked for with the session of the moment and may arrive later than a form's answer: its
        cookie would undo what that answer said or, after a log-out, the log-out.
        """
        if UNATTENDED in request.headers or request.blueprint == _PICTURES:
            return session.modified
        return super().should_set_cookie(app, session)


def init(app: Flask, settings: Settings) -> None:
    """Set up session cookies."""
    app.session_interface = _Attended()
    app.config.update(
        SECRET_KEY=settings.get_secret_key(),
        SESSION_COOKIE_NAME="bukti",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=settings.session_idle_minutes),
    )
    manager.init_app(app)


@manager.user_loader  # type: ignore[misc, untyped-decorator, unused-ignore]  # Flask-Login has no types
def _load(session_id: str) -> Identity | None:
    if time.time() - session.get(_SINCE, 0) > _LONGEST_S:
        return None
    with data.reading() as rows:
        return find_identity(rows, session_id)


def start_session(user: Identity) -> None:
    """Begin a session with nothing of the one before: neither its contents nor its CSRF secret."""
    session.clear()
    session.permanent = True
    session[_SINCE] = int(time.time())
    login_user(user)


def end_session() -> None:
    """Forget everything about the session in this browser."""
    logout_user()
    session.clear()
