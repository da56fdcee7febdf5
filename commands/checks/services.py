"""Checks of what Bukti keeps its data in and talks through."""

from __future__ import annotations

import shutil
import tempfile

import redis
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from commands.checks.finding import Finding, State
from records.database import engine_for
from records.errors import Misconfigured
from records.settings import Settings

_LOW_DISK_BYTES = 2_000_000_000
_TIMEOUT_S = 5


def check_broker(settings: Settings) -> Finding:
    """Whether Redis answers, or a private one can be started."""
    if settings.embedded_redis:
        program = shutil.which("redis-server")
        if program is None:
            return Finding("broker", State.BAD, "—", "redis-server")
        return Finding("broker", State.GOOD, program)
    try:
        redis.Redis.from_url(settings.redis_url, socket_timeout=_TIMEOUT_S).ping()
    except redis.RedisError as error:
        return Finding("broker", State.BAD, type(error).__name__, "redis-url")
    return Finding("broker", State.GOOD, "PONG")


def check_database(settings: Settings) -> Finding:
    """Whether the database answers and its schema is ours."""
    url = settings.get_database_url()
    shown = make_url(url).render_as_string(hide_password=True)
    try:
        with engine_for(url).connect() as connection:
            connection.execute(text("select version_num from alembic_version"))
    except SQLAlchemyError as error:
        if _answers(url):
            return Finding("database", State.WARNING, shown, "migrate")
        return Finding("database", State.BAD, f"{shown}: {type(error).__name__}", "database")
    return Finding("database", State.GOOD, shown)


def _answers(url: str) -> bool:
    try:
        with engine_for(url).connect() as connection:
            connection.execute(text("select 1"))
    except SQLAlchemyError:
        return False
    return True


def check_store(settings: Settings) -> Finding:
    """Whether the scan folder can be written and has room."""
    folder = settings.get_blob_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free_bytes = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding("store", State.BAD, f"{folder}: {error.strerror}", "store", {"folder": folder})
    detail = f"{folder} ({free_bytes / 1e9:.0f} GB free)"
    if free_bytes < _LOW_DISK_BYTES:
        return Finding("store", State.WARNING, detail, "disk", {"folder": folder})
    return Finding("store", State.GOOD, detail)


def check_secret_key(settings: Settings) -> Finding:
    """Whether sessions can be signed."""
    try:
        settings.get_secret_key()
    except (Misconfigured, OSError):
        return Finding("secret-key", State.BAD, "—", "secret-key")
    source = (
        "BUKTI_SECRET_KEY" if settings.secret_key.get_secret_value() else str(settings.home / "secret-key")
    )
    return Finding("secret-key", State.GOOD, source)
