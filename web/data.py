"""Where request handlers get settings, rows and scans from; the one place that knows how they are opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from flask import current_app
from sqlalchemy.orm import Session

from records import database
from records.blobs import BlobStore
from records.settings import Settings
from worker.queues import ledger

CONFIG_KEY = "BUKTI"


def settings() -> Settings:
    """Give the settings this app was made with."""
    found = current_app.config[CONFIG_KEY]
    assert isinstance(found, Settings)  # noqa: S101 - narrows for the type checker
    return found


def reading() -> AbstractContextManager[Session]:
    """Open a session that only reads and never blocks writers."""
    return database.reading(settings().get_database_url())


@contextmanager
def writing() -> Iterator[Session]:
    """Open one short write transaction; hints for the workers are sent once it is committed."""
    with ledger(settings()) as session:
        yield session


def store() -> BlobStore:
    """Give the scan store."""
    return BlobStore(settings().get_blob_dir())
