"""Who may enter: strangers reach the written public list only, roles what their views ask for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, abort, request

from records.errors import Refused
from records.states import Role
from web.auth.identity import find_me, me
from web.public_routes import PUBLIC

P = ParamSpec("P")
R = TypeVar("R")


def init(app: Flask) -> None:
    """Let nobody past before it is known who asks."""
    app.before_request(_stop_strangers)


def _stop_strangers() -> None:
    # An unknown address falls through to 404 for everybody: it has no endpoint to guard.
    if request.endpoint is None or request.endpoint in PUBLIC or request.method == "OPTIONS":
        return
    if find_me() is None:
        raise Refused("login-needed")


def roles(*allowed: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let only these roles into a view; to others it does not exist."""

    def wrap(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not me().has_role(*allowed):
                abort(404)
            return view(*args, **kwargs)

        return guarded

    return wrap
