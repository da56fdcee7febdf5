"""Pages set right by keyboard alone: turned, split, joined, reordered, dropped, and each undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from actors import Person, World
from playwright.sync_api import Locator, expect
from sqlalchemy import select

from records.database import reading
from records.states import DocumentState
from records.tables import Document, File, Page

AtBrowser = Callable[[str], Person]
READ_MS = 120_000
SCAN = "sttpp-dua-sisi.pdf"


@pytest.fixture(scope="module")
def file(world: World) -> int:
    """A file of two pages that are one document."""
    (document,) = world.read("tu1", SCAN)
    with reading(world.settings.get_database_url()) as session:
        return session.scalars(select(Document.file_id).where(Document.id == document)).one()


def _open(at_browser: AtBrowser, file: int) -> Person:
    clerk = at_browser("tu1")
    clerk.go(f"/berkas/{file}")
    expect(_documents(clerk).first).to_be_visible()
    return clerk


def _documents(clerk: Person) -> Locator:
    return clerk.page.locator("section[aria-labelledby^='d']:not([aria-labelledby='dropped'])")


def _press(clerk: Person, name: str) -> None:
    """Press a button by keyboard, once the file is read and it may be pressed."""
    button = clerk.page.get_by_role("button", name=name)
    expect(button).to_be_enabled(timeout=READ_MS)
    button.focus()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.get_by_text("Perubahan disimpan")).to_be_visible()


def _undo(clerk: Person) -> None:
    _press(clerk, "Urungkan perubahan terakhir")


def _shown(world: World, file: int) -> list[list[int]]:
    with reading(world.settings.get_database_url()) as session:
        rows = session.scalars(
            select(Document.pages).where(Document.file_id == file, Document.state != DocumentState.REPLACED)
        )
        return sorted(list(pages) for pages in rows)


def _read(clerk: Person, documents: int) -> None:
    """Wait until the page shows, by itself, that the file is read, and so many documents."""
    expect(clerk.page.get_by_text("Berkas ini masih dibaca")).to_have_count(0, timeout=READ_MS)
    expect(_documents(clerk)).to_have_count(documents, timeout=READ_MS)
    expect(_documents(clerk).get_by_text("Menunggu pemeriksa")).to_have_count(documents, timeout=READ_MS)


def test_a_page_is_split_off_joined_again_and_both_are_undone(
    at_browser: AtBrowser, world: World, file: int
) -> None:
    clerk = _open(at_browser, file)
    _press(clerk, "Pisah setelah halaman 1")
    _read(clerk, 2)
    assert _shown(world, file) == [[1], [2]]
    _press(clerk, "Gabung dokumen 2 dengan yang di atas")
    _read(clerk, 1)
    assert _shown(world, file) == [[1, 2]]
    _undo(clerk)
    _read(clerk, 2)
    clerk.check_accessible()
    _undo(clerk)
    _read(clerk, 1)
    assert _shown(world, file) == [[1, 2]]


def test_a_page_moves_earlier_and_back(at_browser: AtBrowser, world: World, file: int) -> None:
    clerk = _open(at_browser, file)
    leaves = clerk.page.locator("li.leaf")
    expect(leaves).to_contain_text(["Halaman 1", "Halaman 2"])
    _press(clerk, "Majukan halaman 2")
    expect(leaves).to_contain_text(["Halaman 2", "Halaman 1"], timeout=READ_MS)
    _read(clerk, 1)
    assert _shown(world, file) == [[2, 1]]
    _undo(clerk)
    expect(leaves).to_contain_text(["Halaman 1", "Halaman 2"], timeout=READ_MS)
    _read(clerk, 1)
    assert _shown(world, file) == [[1, 2]]


def test_a_page_is_dropped_and_taken_back(at_browser: AtBrowser, world: World, file: int) -> None:
    clerk = _open(at_browser, file)
    _press(clerk, "Buang halaman 2")
    dropped = clerk.page.get_by_role("region", name="Halaman yang dibuang")
    expect(dropped.get_by_text("Halaman 2")).to_be_visible()
    _read(clerk, 1)
    clerk.check_accessible()
    assert _shown(world, file) == [[1]]
    _undo(clerk)
    expect(dropped).to_have_count(0, timeout=READ_MS)
    _read(clerk, 1)
    assert _shown(world, file) == [[1, 2]]


def test_the_last_page_can_be_dropped_and_comes_back(at_browser: AtBrowser, world: World, file: int) -> None:
    clerk = _open(at_browser, file)
    _press(clerk, "Buang halaman 1")
    _read(clerk, 1)
    _press(clerk, "Buang halaman 2")
    expect(_documents(clerk)).to_have_count(0, timeout=READ_MS)
    expect(clerk.page.locator("section[aria-labelledby='dropped'] li.leaf")).to_have_count(2)
    clerk.check_accessible()
    _undo(clerk)
    _read(clerk, 1)
    _undo(clerk)
    _read(clerk, 1)
    assert _shown(world, file) == [[1, 2]]


def test_a_page_is_turned_and_turned_back(at_browser: AtBrowser, world: World, file: int) -> None:
    clerk = _open(at_browser, file)
    picture = clerk.page.locator("li.leaf img").first
    upright = _shape(picture)
    _press(clerk, "Putar halaman 1 ke kanan")
    _read(clerk, 1)
    assert (_shape(picture) > 1) is not (upright > 1)
    _undo(clerk)
    _read(clerk, 1)
    assert _shape(picture) == pytest.approx(upright, rel=0.05)
    # A document somebody confirmed has no tools any more, and the page says why.
    (document,) = _standing(world, file)
    world.client("peninjau").post(f"documents/{document}/confirm")
    clerk.page.reload()
    expect(clerk.page.get_by_text("Sudah diperiksa, tidak bisa diubah di sini")).to_be_visible()
    expect(clerk.page.get_by_role("button", name="Buang halaman 1")).to_have_count(0)


def _shape(picture: Locator) -> float:
    """Give how wide the picture is for its height, once it is loaded."""
    picture.scroll_into_view_if_needed()
    found: float = picture.evaluate(
        "async (img) => { await img.decode(); return img.naturalWidth / img.naturalHeight; }"
    )
    return found


def _standing(world: World, file: int) -> list[int]:
    with reading(world.settings.get_database_url()) as session:
        assert session.get_one(File, file).pages_total == len(
            session.scalars(select(Page.id).where(Page.file_id == file)).all()
        )
        return list(
            session.scalars(
                select(Document.id).where(
                    Document.file_id == file, Document.state == DocumentState.AWAITING_REVIEW
                )
            )
        )
