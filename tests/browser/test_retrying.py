"""What failed through no fault of the scan is tried again by a clerk: one file, then all of a batch."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from actors import Person, World
from playwright.sync_api import expect
from sqlalchemy import select, update

from records.database import transaction
from records.states import DocumentState, FileState, PageState
from records.tables import Document, File, Page

AtBrowser = Callable[[str], Person]
READ_MS = 120_000
WHOLE, PAGE, DOCUMENT, GOOD = "e-sertifikat.pdf", "sttpp-dua-sisi.pdf", "menyamping.png", "senama.png"


@pytest.fixture(scope="module")
def batch(world: World) -> int:
    world.read("tu1", WHOLE, PAGE, DOCUMENT, GOOD)
    with transaction(world.settings.get_database_url()) as session:
        return session.scalars(select(File.batch_id).limit(1)).one()


def _fail(world: World) -> None:
    """Leave rows as a worker leaves them that gave up: on a whole file, on one page, on one document."""
    with transaction(world.settings.get_database_url()) as session:
        ids = {file.name: file.id for file in session.scalars(select(File))}
        session.execute(
            update(File)
            .where(File.id == ids[WHOLE])
            .values(state=FileState.FAILED, error_code="work-failed", tries=3)
        )
        session.execute(
            update(Page)
            .where(Page.file_id == ids[PAGE], Page.number == 2)
            .values(state=PageState.FAILED, error_code="work-timeout", tries=3)
        )
        session.execute(
            update(Document)
            .where(Document.file_id == ids[DOCUMENT], Document.state == DocumentState.AWAITING_REVIEW)
            .values(state=DocumentState.FAILED, error_code="work-failed", tries=3)
        )


def test_one_by_one(at_browser: AtBrowser, world: World, batch: int) -> None:
    _fail(world)
    clerk = at_browser("tu1")
    clerk.go(f"/paket/{batch}")
    page = clerk.page
    clerk.check_accessible()
    expect(
        page.get_by_text("Pengolahan gagal karena kesalahan kami; berkas asli tetap tersimpan")
    ).to_have_count(2)
    expect(page.get_by_text("1 halaman gagal dibaca")).to_be_visible()
    expect(page.get_by_role("button", name=f"Ulangi {GOOD}")).to_have_count(0)
    for name in (WHOLE, PAGE, DOCUMENT):
        button = page.get_by_role("button", name=f"Ulangi {name}")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("1 berkas dicoba lagi")).to_be_visible()
        expect(button).to_have_count(0)
    _all_read(clerk, world)


def test_all_of_a_batch(at_browser: AtBrowser, world: World, batch: int) -> None:
    _fail(world)
    clerk = at_browser("tu1")
    clerk.go(f"/paket/{batch}")
    button = clerk.page.get_by_role("button", name="Ulangi 3 yang gagal")
    button.focus()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.get_by_text("3 berkas dicoba lagi")).to_be_visible()
    expect(button).to_have_count(0)
    _all_read(clerk, world)


def _all_read(clerk: Person, world: World) -> None:
    """Wait on the page, without a reload, until all was read; no trouble is left on it."""
    page = clerk.page
    expect(page.get_by_text("Selesai dibaca")).to_have_count(4, timeout=READ_MS)
    expect(page.locator(".documents").get_by_text("Menunggu pemeriksa")).to_have_count(4, timeout=READ_MS)
    expect(page.locator(".file-error")).to_have_count(0)
    with transaction(world.settings.get_database_url()) as session:
        assert not session.scalars(select(Page.id).where(Page.state == PageState.FAILED)).all()
