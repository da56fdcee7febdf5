"""Where the broker is: the operator's Redis, or the private one of the embedded default on a unix socket."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import redis

from records.settings import Settings

# A unix socket's path may have 107 bytes (unix(7)); deep home folders get a short one.
_MAX_SOCKET_PATH = 100
_TIMEOUT_S = 3.0


def socket_path(settings: Settings) -> Path:
    """Where the private redis-server listens; the same for every process with the same home folder."""
    home = settings.home.resolve()
    path = home / "run" / "redis.sock"
    if len(str(path).encode()) <= _MAX_SOCKET_PATH:
        return path
    short = hashlib.sha256(str(home).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"bukti-{short}" / "redis.sock"


def broker_url(settings: Settings) -> str:
    """Give the broker's URL as Celery writes it."""
    return settings.redis_url or f"redis+socket://{socket_path(settings)}"


def connect(settings: Settings) -> redis.Redis:
    """Open a connection that gives up after a few seconds."""
    url = broker_url(settings).replace("redis+socket://", "unix://", 1)
    return redis.Redis.from_url(url, socket_timeout=_TIMEOUT_S, socket_connect_timeout=_TIMEOUT_S)
