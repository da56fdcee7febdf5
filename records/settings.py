"""Settings from the environment, `BUKTI_…`, each with its meaning.

`docs/settings.md` lists them all; a test holds that table complete.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from records.errors import Misconfigured


class Settings(BaseSettings):
    """All knobs an operator has. Unset: SQLite, a private Redis, a local folder."""

    model_config = SettingsConfigDict(env_prefix="BUKTI_", frozen=True, extra="ignore")

    home: Path = Field(Path("var"), description="Folder for everything Bukti keeps when nothing else is set")
    database_url: str = Field("", description="SQLAlchemy URL; empty: SQLite file in the home folder")
    redis_url: str = Field("", description="Redis URL; empty: a private redis-server child")
    blob_dir: Path | None = Field(
        None, description="Folder for scans, content-addressed; empty: blobs/ in home"
    )
    secret_key: SecretStr = Field(
        SecretStr(""), description="Signs sessions; empty: made once and kept in the home folder"
    )

    bind_host: str = Field("127.0.0.1", description="Address the web server listens on")
    bind_port: int = Field(
        8765, ge=0, le=65535, description="Port the web server listens on; 0: any free one"
    )
    web_threads: int = Field(8, ge=1, description="Request threads of the web process")
    secure_cookies: bool = Field(default=False, description="Session cookies over HTTPS only")
    trusted_proxies: int = Field(0, ge=0, description="How many reverse proxies stand before the web server")
    session_idle_minutes: int = Field(60, ge=1, description="Log out after so many idle minutes")
    login_rate: str = Field("10 per minute", description="Log-in tries allowed an address")
    api_rate: str = Field("600 per minute", description="API calls allowed a token")

    language: Literal["id", "en"] = Field("id", description="Language of pages until a user chooses")
    timezone: str = Field("Asia/Pontianak", description="IANA time zone in which times are shown")

    max_upload_bytes: int = Field(200_000_000, ge=1, description="Largest single file taken in")
    max_request_bytes: int = Field(2_000_000_000, ge=1, description="Largest whole upload request")
    max_pages: int = Field(1_000, ge=1, description="Most pages a file may have")
    max_page_pixels: int = Field(120_000_000, ge=1, description="Most pixels an image page may have")
    page_timeout_s: int = Field(60, ge=1, description="Seconds after which a page's reading is stopped")
    page_memory_bytes: int = Field(2_000_000_000, ge=1, description="Memory the page-opening child may take")
    max_tries: int = Field(3, ge=1, description="Tries a page or file gets before it is FAILED")
    full_disk_hours: int = Field(
        72, ge=1, description="Hours work waits for room on a full disk before it is FAILED"
    )
    stale_after_s: int = Field(120, ge=1, description="Seconds without a move before the sweeper sends again")
    sweep_every_s: int = Field(30, ge=1, description="Seconds between sweeps")
    worker_processes: int = Field(0, ge=0, description="Reading processes of a worker; 0: one a core")

    strong_engine: bool = Field(
        default=True, description="Use PP-OCR beside Tesseract; false saves memory, costs accuracy"
    )
    ready_error_per_1000: float = Field(
        1.0, gt=0, description="Wrong documents in 1,000 allowed among those ready for one-key confirmation"
    )
    audit_share: float = Field(
        0.05, ge=0, le=1, description="Share of bulk-confirmed documents set aside for a second look"
    )
    lock_minutes: int = Field(10, ge=1, description="A reviewer's hold on a document lasts so long")
    rule_set: str = Field("bkn-8-2019", description="Index rule set used where a period names none")
    retention_days: int = Field(1825, ge=1, description="Days scans are kept after acceptance")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError) as error:
            raise ValueError(f"no such time zone: {value}") from error
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The time zone times are shown in."""
        return ZoneInfo(self.timezone)

    @property
    def embedded_redis(self) -> bool:
        """Whether this process must run its own redis-server."""
        return not self.redis_url

    def get_database_url(self) -> str:
        """Database URL, the embedded SQLite file where none is set."""
        return self.database_url or f"sqlite:///{self.home.resolve() / 'bukti.sqlite3'}"

    def get_blob_dir(self) -> Path:
        """Folder of the blob store."""
        return self.blob_dir or self.home / "blobs"

    def get_secret_key(self) -> str:
        """Session signing key; made once and kept readable by the owner alone where none is set.

        Raises:
            Misconfigured: `secret-key-short` when the set key has under 32 characters.
        """
        key = self.secret_key.get_secret_value()
        if key:
            if len(key) < 32:
                raise Misconfigured("secret-key-short")
            return key
        return _kept_key(self.home)


def _kept_key(home: Path) -> str:
    home.mkdir(parents=True, exist_ok=True)
    path = home / "secret-key"
    if not path.exists():
        # Written aside and linked into place: two starting processes must agree on one whole key.
        with tempfile.NamedTemporaryFile("w", dir=home, prefix=".secret-key-") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text(encoding="ascii")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the settings of this process, once."""
    return Settings()
