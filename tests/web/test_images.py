from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from sqlalchemy import select, update
from world import Browser, World

from records.blobs import BlobStore
from records.database import reading, transaction
from records.tables import Page, ScanView

Login = Callable[[str], Browser]


def test_a_page_its_thumbnail_and_a_crop_are_shown(world: World, login: Login) -> None:
    browser, here = login("tu-a"), f"/halaman/{world.a.page}"
    sizes = {}
    for what in ("gambar", "kecil", "potongan?box=0.25,0.5,0.75,0.6"):
        answer = browser.get(f"{here}/{what}")
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
        sizes[what[:5]] = Image.open(io.BytesIO(answer.data)).size
    assert sizes["gamba"] == (200, 300)
    assert sizes["kecil"] == (240, 360)
    width, height = sizes["poton"]
    assert 100 <= width <= 140
    assert 30 <= height <= 60
    words = browser.get(f"{here}/kata")
    assert (words.status_code, words.json) == (200, [])


def test_browsers_ask_each_time_and_pay_once(small_world: World, login: Login) -> None:
    browser = login("tu-a")
    for what in ("gambar", "kecil", "kata", "potongan?box=0,0,1,0.1"):
        answer = browser.get(f"/halaman/{small_world.a.page}/{what}")
        assert answer.headers["Cache-Control"] == "private, no-cache"
        again = browser.get(
            f"/halaman/{small_world.a.page}/{what}", headers={"If-None-Match": answer.headers["ETag"]}
        )
        assert (again.status_code, again.data) == (304, b"")


def test_every_look_is_logged_once_a_minute(world: World, login: Login) -> None:
    clerk, reviewer = login("tu-a"), login("reviewer")
    for what in ("gambar", "kecil", "gambar", "kata"):
        clerk.get(f"/halaman/{world.a.page}/{what}")
    reviewer.get(f"/halaman/{world.a.page}/gambar?document={world.a.awaiting}")
    # A document of another file is not believed.
    reviewer.get(f"/halaman/{world.b.page}/gambar?document={world.a.awaiting}")
    with reading(world.url) as session:
        looks = session.execute(
            select(ScanView.user_id, ScanView.page_id, ScanView.document_id).order_by(ScanView.id)
        ).all()
    assert looks == [
        (world.users["tu-a"], world.a.page, None),
        (world.users["reviewer"], world.a.page, world.a.awaiting),
        (world.users["reviewer"], world.b.page, None),
    ]


def test_a_cached_look_is_logged_too(small_world: World, login: Login) -> None:
    browser, here = login("tu-a"), f"/halaman/{small_world.a.page}/gambar"
    etag = browser.get(here).headers["ETag"]
    with transaction(small_world.url) as session:
        session.query(ScanView).delete()
    assert browser.get(here, headers={"If-None-Match": etag}).status_code == 304
    with reading(small_world.url) as session:
        assert len(session.scalars(select(ScanView.id)).all()) == 1


@pytest.mark.parametrize("box", ["", "1,2,3", "0.5,0,0.4,1", "0,0,2,1", "nan,0,1,1", "a,b,c,d"])
def test_a_box_outside_the_page_is_refused(small_world: World, login: Login, box: str) -> None:
    answer = login("tu-a").send("GET", f"/halaman/{small_world.a.page}/potongan?box={box}")
    assert (answer.status_code, answer.json["code"]) == (422, "box-bad")


def test_a_page_not_read_yet_has_no_picture(small_world: World, login: Login) -> None:
    with transaction(small_world.url) as session:
        session.execute(update(Page).values(image_blob=None))
    assert login("tu-a").get(f"/halaman/{small_world.a.page}/gambar").status_code == 404


def test_a_lost_scan_is_said_and_not_hidden(small_world: World, login: Login) -> None:
    with reading(small_world.url) as session:
        sha256 = session.get_one(Page, small_world.a.page).image_blob
    assert sha256 is not None
    BlobStore(small_world.settings.get_blob_dir()).drop(sha256)
    answer = login("tu-a").send("GET", f"/halaman/{small_world.a.page}/gambar")
    assert (answer.status_code, answer.json["code"]) == (503, "blob-missing")
