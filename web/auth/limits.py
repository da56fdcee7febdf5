"""Rate limits: log-in tries for an address, API calls for a token.

They live in the operator's Redis, or in memory where the web is one process (the embedded default). A Redis
that is away must not lock everybody out, so counting goes on in memory then.
"""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from records.accounts import token_sha256
from records.settings import Settings
from web import data

_TIMEOUT_S = 2


def caller() -> str:
    """Name who calls the API: the token, else the address; tokens are hashed so that none lies in Redis."""
    token = bearer_token()
    return f"token:{token_sha256(token)[:24]}" if token else get_remote_address()


def bearer_token() -> str | None:
    """Give the token a request carries, None where it carries none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


limiter = Limiter(key_func=get_remote_address, headers_enabled=True, default_limits=[])


def init(app: Flask, settings: Settings) -> None:
    """Set up counting."""
    app.config.update(
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_STORAGE_OPTIONS=(
            {"socket_connect_timeout": _TIMEOUT_S, "socket_timeout": _TIMEOUT_S} if settings.redis_url else {}
        ),
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,
        RATELIMIT_KEY_PREFIX="bukti",
    )
    limiter.init_app(app)


def login_rate() -> str:
    """Give the log-in limit as the operator wrote it."""
    return data.settings().login_rate


def api_rate() -> str:
    """Give the API limit as the operator wrote it."""
    return data.settings().api_rate
