"""Engines and sessions for SQLite (embedded) and PostgreSQL, and the schema's way up."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

_BUSY_TIMEOUT_MS = 30_000


_engines: OrderedDict[str, Engine] = OrderedDict()
_engines_lock = Lock()
_MAX_ENGINES = 8


def engine_for(url: str) -> Engine:
    """Give the process's engine for `url`; made once. The one unused longest closes its connections."""
    with _engines_lock:
        if url not in _engines:
            _engines[url] = _make_engine(url)
        _engines.move_to_end(url)
        if len(_engines) > _MAX_ENGINES:
            _engines.popitem(last=False)[1].dispose()
        return _engines[url]


def _make_engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed)
        event.listen(engine, "connect", _tune_sqlite)
        event.listen(engine, "begin", _begin)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed, pool_pre_ping=True)
    event.listen(engine, "connect", _tune_postgres)
    return engine


def _tune_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # We send BEGIN ourselves: the driver's late BEGIN turns reads into writes and fails when busy.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _tune_postgres(connection: psycopg.Connection[Any], _record: object) -> None:
    # Our queries are short: compiling one costs more than it saves. And a page fetched by an index costs no
    # more than its neighbour on any disk of today; the default is of the day of turning platters.
    for setting in ("jit = off", "random_page_cost = 1.1"):
        connection.execute(f"SET {setting}")
    connection.commit()


def _begin(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _factory(url: str) -> sessionmaker[Session]:
    return sessionmaker(engine_for(url), expire_on_commit=False)


def _reader_factory(url: str) -> sessionmaker[Session]:
    return sessionmaker(engine_for(url).execution_options(read_only=True), expire_on_commit=False)


@contextmanager
def transaction(url: str) -> Iterator[Session]:
    """One short write transaction: committed when the block ends well, rolled back when it raises."""
    with _factory(url).begin() as session:
        yield session


@contextmanager
def reading(url: str) -> Iterator[Session]:
    """One session for reading; it never blocks writers and anything written in it is dropped."""
    with _reader_factory(url)() as session:
        yield session


def upgrade(url: str) -> None:
    """Bring the schema at `url` to the newest migration; doing it twice changes nothing."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine_for(url)
    command.upgrade(config, "head")
