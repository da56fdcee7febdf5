"""What a stage works with: settings, ledger, blobs, limits, engines, and the register. One a process."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy.orm import Session

from ocr.engine import Engines
from ocr.limits import DEFAULT_LIMITS, Limits
from records.blobs import BlobStore
from records.database import reading
from records.settings import Settings, settings
from worker import queues
from worker.sql_register import SqlRegister


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a stage may reach for; made once a process by `context()`, by hand in tests."""

    settings: Settings
    _register: list[SqlRegister] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Database URL."""
        return self.settings.get_database_url()

    @property
    def store(self) -> BlobStore:
        """Where scans and page images are."""
        return BlobStore(self.settings.get_blob_dir())

    def ledger(self) -> AbstractContextManager[Session]:
        """One short write transaction whose hints are sent after the commit."""
        return queues.ledger(self.settings)

    def reading(self) -> AbstractContextManager[Session]:
        """One session for reading."""
        return reading(self.url)

    @property
    def limits(self) -> Limits:
        """Bounds for opening files, from the settings."""
        return Limits(
            max_bytes=self.settings.max_upload_bytes,
            max_pages=self.settings.max_pages,
            max_decode_pixels=max(self.settings.max_page_pixels, DEFAULT_LIMITS.max_page_pixels),
            page_timeout_s=float(self.settings.page_timeout_s),
            memory_bytes=self.settings.page_memory_bytes,
        )

    @property
    def engines(self) -> Engines:
        """Which engines read."""
        return Engines(ppocr=self.settings.strong_engine)

    def register(self) -> SqlRegister:
        """Give the employee register as it stands now; its counts are kept until an import changes it."""
        with self.reading() as session:
            version = SqlRegister.version_of(session)
        if not self._register or self._register[0].version != version:
            self._register[:] = [SqlRegister.load(self.url, version)]
        return self._register[0]


@lru_cache(maxsize=1)
def context() -> Context:
    """Give this process's context."""
    return Context(settings())
