"""Every bad input gets its own code and sentence, the rest of the batch goes on, nothing is lost."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select
from world import Browser, World

from records.blobs import BlobStore
from records.database import reading
from records.settings import Settings
from records.states import FileState
from records.tables import AuditEntry, Batch, File
from web.app import create_app

Login = Callable[[str], Browser]
FETCH = {"X-Requested-With": "fetch"}
PDF = b"%PDF-1.7 kecil"


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


# What is told from the first bytes is refused at the door; what only opening tells is taken in and left to
# the worker, which answers with its own codes.
AT_THE_DOOR = {
    "kosong.pdf": (b"", "file-empty"),
    "surat.docx": (_zip(**{"[Content_Types].xml": b"<x/>"}), "file-type-unknown"),
    "jahat.exe": (b"MZ\x90\x00", "file-type-unknown"),
    "catatan.pdf": (b"bukan pdf", "file-type-unknown"),
}
FOR_THE_WORKER = {
    "terkunci.pdf": _encrypted(),
    "rusak.pdf": b"%PDF-1.7\nsampah",
    "besar.png": b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR\x00\x00N \x00\x00N ",
    "keluar.zip": _zip(**{"../../etc/passwd": b"x"}),
    "bom.zip": _zip(nol=bytes(1_000_000)),
    "sertifikat 😀 ijazah.pdf": PDF,
}


def _form(*named: tuple[str, bytes], **more: str) -> dict[str, Any]:
    return {"files": [(io.BytesIO(data), name) for name, data in named], **more}


def test_each_bad_file_has_its_row_and_code_and_the_rest_goes_on(
    world: World, app: Flask, login: Login
) -> None:
    everything = {name: data for name, (data, _) in AT_THE_DOOR.items()} | FOR_THE_WORKER
    answer = login("tu-a").post("/unggah", _form(*everything.items()), headers=FETCH)
    assert answer.status_code == 202, answer.text
    with reading(world.url) as session:
        rows = {
            row.name: row for row in session.scalars(select(File).where(File.batch_id == answer.json["id"]))
        }
    assert set(rows) == set(everything)
    for name, (data, code) in AT_THE_DOOR.items():
        assert (rows[name].state, rows[name].error_code) == (FileState.REJECTED, code)
        assert rows[name].size_bytes == len(data)
    store = BlobStore(world.settings.get_blob_dir())
    for name, data in FOR_THE_WORKER.items():
        assert (rows[name].state, rows[name].error_code) == (FileState.RECEIVED, None)
        assert store.get(rows[name].sha256) == data


def test_a_file_over_the_limit_is_turned_away_alone(small_world: World) -> None:
    settings = Settings(**(small_world.settings.model_dump() | {"max_upload_bytes": 1000}))
    browser = Browser(create_app(settings).test_client())
    browser.log_in("tu-a")
    sent = _form(("besar.pdf", PDF + bytes(1000)), ("kecil.pdf", PDF))
    answer = browser.post("/unggah", sent, headers=FETCH)
    assert [one["error"] for one in answer.json["files"]] == ["file-too-large", None]


def test_a_whole_request_over_the_limit_is_refused_with_a_sentence(small_world: World) -> None:
    settings = Settings(**(small_world.settings.model_dump() | {"max_request_bytes": 5000}))
    app = create_app(settings)
    answer = app.test_client().post(
        "/api/v1/batches", data=_form(("a.pdf", bytes(9000))), headers=small_world.bearer("tu-a")
    )
    assert (answer.status_code, answer.json["code"]) == (413, "request-too-large")


def test_a_known_file_is_linked_and_another_offices_copy_is_not(world: World, login: Login) -> None:
    first = login("tu-a").post("/unggah", _form(("a.pdf", PDF)), headers=FETCH).json["files"][0]
    again = login("tu-a").post("/unggah", _form(("b.pdf", PDF)), headers=FETCH).json["files"][0]
    other = login("tu-b").post("/unggah", _form(("a.pdf", PDF)), headers=FETCH).json["files"][0]
    assert (first["state"], again["state"], again["same_as"]) == ("RECEIVED", "LINKED", first["id"])
    assert (other["state"], other["same_as"]) == ("RECEIVED", None)


def test_the_same_file_twice_at_once_is_read_once(world: World, app: Flask) -> None:
    answers: list[Any] = []
    together = threading.Barrier(4)

    def send() -> None:
        client = app.test_client()
        together.wait()
        sent = _form(("kembar.pdf", PDF + b"!"))
        answers.append(client.post("/api/v1/batches", data=sent, headers=world.bearer("tu-a")).json)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = sorted(answer["files"][0]["status"] for answer in answers)
    assert states == ["LINKED", "LINKED", "LINKED", "RECEIVED"]


def test_one_request_twice_at_once_makes_one_batch(world: World, app: Flask) -> None:
    answers: list[Any] = []
    together = threading.Barrier(3)
    headers = world.bearer("tu-a") | {"Idempotency-Key": "sekali"}

    def send() -> None:
        client = app.test_client()
        together.wait()
        answers.append(client.post("/api/v1/batches", data=_form(("k.pdf", PDF)), headers=headers))

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json["id"] for answer in answers}) == 1


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\scan\\hasil 1.pdf", "hasil 1.pdf"),
        ("sertifikat\x00\n.pdf", "sertifikat.pdf"),
        ("x" * 900 + ".pdf", "x" * 500),
        ("ijazah 😀 أحمد.pdf", "ijazah 😀 أحمد.pdf"),
    ],
)
def test_names_are_kept_as_names_only(small_world: World, app: Flask, sent: str, kept: str) -> None:
    # Written by hand: test clients would clean the name before it is sent.
    escaped = sent.replace("\\", "\\\\").replace('"', "%22").replace("\n", "%0A")
    body = (
        f'--x\r\nContent-Disposition: form-data; name="files"; filename="{escaped}"\r\n\r\n'.encode()
        + PDF
        + b"\r\n--x--\r\n"
    )
    answer = app.test_client().post(
        "/api/v1/batches",
        data=body,
        content_type="multipart/form-data; boundary=x",
        headers=small_world.bearer("tu-a"),
    )
    assert answer.status_code == 202, answer.text
    with reading(small_world.url) as session:
        name = session.get_one(File, answer.json["files"][0]["id"]).name
    assert name.replace("%0A", "") == kept


def test_nothing_is_opened_for_nothing(world: World, login: Login) -> None:
    answer = login("tu-a").post("/unggah", {}, headers=FETCH)
    assert (answer.status_code, answer.json["code"]) == (422, "batch-empty")
    with reading(world.url) as session:
        assert session.scalars(select(Batch.id)).all() == [world.a.batch, world.b.batch]


def test_files_join_an_open_batch(world: World, login: Login) -> None:
    browser = login("tu-a")
    opened = browser.post("/unggah/paket", {"note": "Seminar"}, headers=FETCH)
    assert opened.status_code == 202
    added = browser.post(f"/unggah/{opened.json['id']}", _form(("a.pdf", PDF)), headers=FETCH)
    assert (added.status_code, added.json["id"]) == (202, opened.json["id"])
    with reading(world.url) as session:
        batch = session.get_one(Batch, opened.json["id"])
        log = session.scalars(select(AuditEntry.verb).where(AuditEntry.user_id == world.users["tu-a"])).all()
    assert (batch.note, batch.office_id, batch.user_id) == ("Seminar", world.a.office, world.users["tu-a"])
    assert {"batch-opened", "file-received"} <= set(log)


def test_a_browsers_form_ends_on_the_batchs_page(small_world: World, login: Login) -> None:
    answer = login("tu-a").post("/unggah", _form(("a.pdf", PDF)))
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/3")


def test_a_hint_goes_to_the_worker_after_the_commit(small_world: World, redis_url: str) -> None:
    import redis

    settings = Settings(**(small_world.settings.model_dump() | {"redis_url": redis_url}))
    client = create_app(settings).test_client()
    answer = client.post("/api/v1/batches", data=_form(("a.pdf", PDF)), headers=small_world.bearer("tu-a"))
    with redis.Redis.from_url(redis_url) as broker:
        (message,) = broker.lrange("pages", 0, -1)
    assert b"bukti.open_file" in message
    assert answer.json["files"][0]["status"] == "RECEIVED"


def test_a_dead_broker_stops_no_upload(small_world: World) -> None:
    settings = Settings(**(small_world.settings.model_dump() | {"redis_url": "redis://127.0.0.1:1/0"}))
    client = create_app(settings).test_client()
    answer = client.post("/api/v1/batches", data=_form(("a.pdf", PDF)), headers=small_world.bearer("tu-a"))
    assert answer.status_code == 202
