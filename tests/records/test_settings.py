import os
import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from records.errors import Misconfigured
from records.settings import Settings


def test_unset_settings_give_the_embedded_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [key for key in os.environ if key.startswith("BUKTI_")]:
        monkeypatch.delenv(name)
    settings = Settings(home=tmp_path)
    assert settings.get_database_url() == f"sqlite:///{tmp_path / 'bukti.sqlite3'}"
    assert settings.embedded_redis
    assert settings.get_blob_dir() == tmp_path / "blobs"


def test_the_session_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    key = Settings(home=tmp_path).get_secret_key()
    assert len(key) >= 32
    assert Settings(home=tmp_path).get_secret_key() == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="secret-key-short"):
        Settings(home=tmp_path, secret_key="pendek").get_secret_key()  # type: ignore[arg-type]  # pydantic wraps it


def test_an_unknown_time_zone_is_named() -> None:
    with pytest.raises(ValidationError, match="Asia/Pangkalan"):
        Settings(timezone="Asia/Pangkalan")


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUKTI_MAX_PAGES", "7")
    assert Settings().max_pages == 7
