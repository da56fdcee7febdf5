"""Uploads on a full disk: refused in words, kept whole or not at all, taken when there is room."""

from __future__ import annotations

import base64
import contextlib
import gc
import io
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import servers
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.test import EnvironBuilder
from world import Browser, World

from records.database import engine_for, reading, transaction
from records.settings import Settings
from records.tables import Batch, File
from web.app import create_app

PDF = b"%PDF-1.7 " + bytes(range(256)) * 1000
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def disk() -> Iterator[Path]:
    with servers.small_disk(20_000_000) as folder:
        yield folder


@pytest.fixture
def small_store(small_world: World, disk: Path) -> World:
    """A county whose scans lie on the small disk."""
    shutil.copytree(small_world.settings.get_blob_dir(), disk / "blobs")
    values = small_world.settings.model_dump() | {"blob_dir": disk / "blobs"}
    return replace(small_world, settings=Settings(**values))


@pytest.fixture
def small_database(small_world: World, disk: Path) -> Iterator[World]:
    """A county whose database lies on the small disk."""
    shutil.copyfile(small_world.settings.home / "bukti.sqlite3", disk / "bukti.sqlite3")
    url = f"sqlite:///{disk / 'bukti.sqlite3'}"
    values = small_world.settings.model_dump() | {"database_url": url}
    yield replace(small_world, settings=Settings(**values))
    engine_for(url).dispose()


def post(client: FlaskClient, world: World, *, key: str = "sekali") -> Any:
    headers = world.bearer("tu-a") | {"Idempotency-Key": key}
    return client.post("/api/v1/batches", data={"files": [(io.BytesIO(PDF), "a.pdf")]}, headers=headers)


def counts(world: World) -> tuple[int, ...]:
    with reading(world.url) as session:
        return tuple(session.scalar(select(func.count()).select_from(row)) or 0 for row in (Batch, File))


def test_an_upload_is_refused_whole_and_taken_when_there_is_room(small_store: World, disk: Path) -> None:
    client = create_app(small_store.settings).test_client()
    before = counts(small_store)
    ballast = servers.fill(disk)
    refused = post(client, small_store)
    assert (refused.status_code, refused.json["code"]) == (507, "store-full")
    assert refused.json["title"] == "Insufficient Storage"
    assert "tersimpan" in refused.json["detail"]
    assert "Keep the originals" in refused.json["detail_en"]
    assert counts(small_store) == before
    assert not list((disk / "blobs" / "incoming").iterdir())
    ballast.unlink()
    assert post(client, small_store).status_code == 202
    assert counts(small_store) == (before[0] + 1, before[1] + 1)


def test_people_read_the_same_on_a_page(small_store: World, disk: Path) -> None:
    browser = _log_in(create_app(small_store.settings))
    servers.fill(disk)
    form = {"files": [(io.BytesIO(PDF), "a.pdf")]}
    answer = browser.post("/unggah", form, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (507, "text/html")
    assert "mengosongkan ruang" in answer.text


def test_an_office_reads_that_its_file_waits_for_room(small_world: World) -> None:
    browser = _log_in(create_app(small_world.settings))
    page = f"/paket/{small_world.a.batch}"
    assert "Disk server penuh" not in browser.get(page).text
    with transaction(small_world.url) as session:
        waiting = File.id == small_world.a.file
        session.execute(update(File).where(waiting).values(state="RECEIVED", error_code="disk-full"))
    assert "Disk server penuh" in browser.get(page).text


def test_an_upload_under_way_keeps_what_arrived_and_goes_on(small_store: World, disk: Path) -> None:
    browser = _log_in(create_app(small_store.settings))
    named = f"filename {_b64('a.pdf')},batch {_b64(small_store.a.batch)}"
    headers = TUS | {"Upload-Length": str(len(PDF)), "Upload-Metadata": named}
    where = browser.send("POST", "/kiriman", headers=headers).headers["Location"]
    assert _patch(browser, where, 0, PDF[:1000]).status_code == 204
    ballast = servers.fill(disk)
    refused = _patch(browser, where, 1000, PDF[1000:])
    assert (refused.status_code, refused.json["code"]) == (507, "store-full")
    ballast.unlink()
    arrived = int(browser.client.head(where, headers=TUS).headers["Upload-Offset"])
    assert 1000 <= arrived < len(PDF)
    done = _patch(browser, where, arrived, PDF[arrived:])
    assert (done.status_code, done.headers["Bukti-State"]) == (204, "RECEIVED")
    with reading(small_store.url) as session:
        file = session.get_one(File, int(done.headers["Bukti-File"]))
    stored = (disk / "blobs" / file.sha256[:2] / file.sha256[2:4] / file.sha256).read_bytes()
    assert stored == PDF


def test_a_full_database_refuses_the_step_and_keeps_the_rest(small_database: World, disk: Path) -> None:
    client = create_app(small_database.settings).test_client()
    before = counts(small_database)
    ballast = servers.fill(disk)
    refused = post(client, small_database)
    assert (refused.status_code, refused.json["code"]) == (507, "database-full")
    assert "what was saved before is kept" in refused.json["detail_en"]
    assert counts(small_database) == before
    shown = client.get(f"/api/v1/batches/{small_database.a.batch}", headers=small_database.bearer("tu-a"))
    assert shown.status_code == 200
    ballast.unlink()
    assert post(client, small_database).status_code == 202
    assert counts(small_database) == (before[0] + 1, before[1] + 1)


# Werkzeug leaves the file it could not finish to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
def test_a_full_temporary_folder_is_told_as_well(
    small_world: World, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(small_world.settings).test_client()
    # Larger than what is held in memory while a form is taken apart.
    form = EnvironBuilder(
        path="/api/v1/batches",
        method="POST",
        data={"files": [(io.BytesIO(PDF * 3), "a.pdf")]},
        headers=small_world.bearer("tu-a"),
    )
    with contextlib.closing(form.get_request()) as sent:
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        servers.fill(disk)
        refused = client.open(sent.environ)
        assert (refused.status_code, refused.json["code"]) == (507, "store-full")
        sent.environ["wsgi.input"].close()
    del sent, refused, form
    gc.collect()


def _log_in(app: Flask) -> Browser:
    browser = Browser(app.test_client())
    browser.log_in("tu-a")
    return browser


def _b64(value: object) -> str:
    return base64.b64encode(str(value).encode()).decode()


def _patch(browser: Browser, where: str, offset: int, data: bytes) -> Any:
    headers = TUS | {"Upload-Offset": str(offset)}
    kind = "application/offset+octet-stream"
    return browser.send("PATCH", where, headers=headers, data=data, content_type=kind)
