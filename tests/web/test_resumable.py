from __future__ import annotations

import base64
import fcntl
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from world import Browser, World

from records.blobs import BlobStore
from records.database import reading, transaction
from records.tables import File, Upload
from web.intake.parts import part_path

Login = Callable[[str], Browser]
PDF = b"%PDF-1.7 " + bytes(range(256)) * 40


def _b64(text: object) -> str:
    return base64.b64encode(str(text).encode()).decode()


def announce(browser: Browser, batch: int, size: int, name: str = "😀 scan.pdf") -> Any:
    headers = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(size),
        "Upload-Metadata": f"filename {_b64(name)},batch {_b64(batch)}",
    }
    return browser.send("POST", "/kiriman", headers=headers)


def patch(browser: Browser, where: str, offset: int, data: bytes) -> Any:
    return browser.send(
        "PATCH",
        where,
        headers={"Upload-Offset": str(offset)},
        data=data,
        content_type="application/offset+octet-stream",
    )


@pytest.fixture
def sender(login: Login) -> Browser:
    return login("tu-a")


def test_an_upload_goes_on_after_a_cut(world: World, sender: Browser) -> None:
    made = announce(sender, world.a.batch, len(PDF))
    assert made.status_code == 201, made.text
    where = made.headers["Location"]
    first = patch(sender, where, 0, PDF[:1000])
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "1000")
    # The browser was closed; a new one asks how much arrived.
    asked = sender.client.head(where)
    assert (asked.status_code, asked.headers["Upload-Offset"]) == (200, "1000")
    last = patch(sender, where, 1000, PDF[1000:])
    assert (last.status_code, last.headers["Bukti-State"]) == (204, "RECEIVED")
    with reading(world.url) as session:
        file = session.get_one(File, int(last.headers["Bukti-File"]))
    assert (file.name, file.batch_id, file.office_id) == ("😀 scan.pdf", world.a.batch, world.a.office)
    store = BlobStore(world.settings.get_blob_dir())
    assert store.get(file.sha256) == PDF
    assert list((store.root / "uploads").iterdir()) == []
    # Asking once more changes nothing.
    again = patch(sender, where, len(PDF), b"")
    assert again.headers["Bukti-File"] == last.headers["Bukti-File"]


def test_a_process_that_died_before_the_rows_is_made_good_by_asking(world: World, sender: Browser) -> None:
    where = announce(sender, world.a.batch, len(PDF)).headers["Location"]
    upload_id = where.rsplit("/", 1)[1]
    part_path(BlobStore(world.settings.get_blob_dir()), upload_id).write_bytes(PDF)
    asked = sender.client.head(where)
    assert asked.headers["Bukti-State"] == "RECEIVED"


def test_the_wrong_place_is_told_and_nothing_written(small_world: World, sender: Browser) -> None:
    where = announce(sender, small_world.a.batch, len(PDF)).headers["Location"]
    patch(sender, where, 0, PDF[:500])
    answer = patch(sender, where, 300, PDF[300:])
    assert (answer.status_code, answer.json["code"]) == (409, "upload-offset")
    assert sender.client.head(where).headers["Upload-Offset"] == "500"


def test_more_than_announced_is_refused(small_world: World, sender: Browser) -> None:
    where = announce(sender, small_world.a.batch, 10).headers["Location"]
    answer = patch(sender, where, 0, PDF)
    assert (answer.status_code, answer.json["code"]) == (413, "upload-too-large")


def test_two_writers_do_not_mix(small_world: World, sender: Browser) -> None:
    where = announce(sender, small_world.a.batch, len(PDF)).headers["Location"]
    path = part_path(BlobStore(small_world.settings.get_blob_dir()), where.rsplit("/", 1)[1])
    with path.open("r+b") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        answer = patch(sender, where, 0, PDF)
    assert (answer.status_code, answer.json["code"]) == (409, "upload-busy")


def test_an_empty_or_wrong_file_has_its_row_like_any_other(small_world: World, sender: Browser) -> None:
    empty = announce(sender, small_world.a.batch, 0, "kosong.pdf")
    assert empty.headers["Bukti-Error"] == "file-empty"
    where = announce(sender, small_world.a.batch, 4, "x.exe").headers["Location"]
    assert patch(sender, where, 0, b"MZ\x90\x00").headers["Bukti-Error"] == "file-type-unknown"


def test_a_file_over_the_limit_is_named_at_once(small_world: World, sender: Browser) -> None:
    answer = announce(sender, small_world.a.batch, small_world.settings.max_upload_bytes + 1, "besar.pdf")
    assert (answer.status_code, answer.json["code"]) == (413, "file-too-large")
    with reading(small_world.url) as session:
        assert session.scalars(select(File.error_code).where(File.name == "besar.pdf")).all() == [
            "file-too-large"
        ]


def test_only_the_own_offices_batches_take_uploads(world: World, sender: Browser, login: Login) -> None:
    assert announce(sender, world.b.batch, 5).status_code == 404
    where = announce(sender, world.a.batch, 5).headers["Location"]
    assert login("tu-b").client.head(where).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Upload-Length": "-1"},
        {"Upload-Length": "5", "Upload-Metadata": "filename !!"},
        {"Upload-Length": "5", "Upload-Metadata": f"batch {_b64('x')}"},
    ],
)
def test_bad_headers_are_refused(small_world: World, sender: Browser, headers: dict[str, str]) -> None:
    answer = sender.send("POST", "/kiriman", headers=headers)
    assert (answer.status_code, answer.json["code"]) == (400, "upload-header")


def test_an_upload_can_be_given_up_and_old_ones_are_forgotten(small_world: World, sender: Browser) -> None:
    from datetime import timedelta

    from records.tables import now

    store = BlobStore(small_world.settings.get_blob_dir())
    where = announce(sender, small_world.a.batch, 5).headers["Location"]
    assert sender.send("DELETE", where).status_code == 204
    assert sender.client.head(where).status_code == 404
    old = announce(sender, small_world.a.batch, 5).headers["Location"].rsplit("/", 1)[1]
    with transaction(small_world.url) as session:
        session.get_one(Upload, old).created_at = now() - timedelta(days=3)
    announce(sender, small_world.a.batch, 5)
    assert not part_path(store, old).exists()
    with reading(small_world.url) as session:
        assert session.get(Upload, old) is None
