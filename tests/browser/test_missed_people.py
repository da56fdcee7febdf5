"""A reviewer puts somebody on a document whom the machine missed, by keys alone, and takes it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from actors import Person, World
from playwright.sync_api import Locator, expect
from sqlalchemy import select

from records.database import reading
from records.tables import Employee

AtBrowser = Callable[[str], Person]
MATCHED_MS = 30_000


@pytest.fixture(scope="module")
def document(world: World) -> int:
    return world.read("tu1", "surat-miring.jpg")[0]


@pytest.fixture(scope="module")
def missed(world: World, document: int) -> Employee:
    there = world.client("peninjau").get(f"documents/{document}")["people"]
    taken = {person["employee_nip"] for person in there} | {person["match"]["nip"] for person in there}
    with reading(world.settings.get_database_url()) as session:
        wanted = select(Employee).where(Employee.nip.not_in(taken)).order_by(Employee.nama)
        return session.scalars(wanted.limit(1)).one()


def _open(reviewer: Person, document: int) -> None:
    reviewer.go(f"/tinjau/{document}")
    reviewer.page.locator("article.review").wait_for()
    expect(reviewer.page.locator("article[data-moving]")).to_have_count(0)


def _search(reviewer: Person, missed: Employee) -> Locator:
    reviewer.page.keyboard.press("Escape")
    reviewer.page.keyboard.press("t")
    dialog = reviewer.page.get_by_role("dialog", name="Tambah orang yang terlewat")
    expect(dialog).to_be_visible()
    reviewer.page.keyboard.type(missed.nip)
    expect(dialog.get_by_role("radio")).to_have_count(1)
    return dialog


def _added(reviewer: Person) -> Locator:
    expect(reviewer.page.locator("#toasts")).to_contain_text("Orang ditambahkan")
    expect(reviewer.page.locator("article[data-moving]")).to_have_count(0, timeout=MATCHED_MS)
    card = reviewer.page.locator(".person", has_text="Ditambahkan oleh pemeriksa")
    expect(card).to_have_count(1)
    return card


def test_a_person_is_added_by_keys_alone_and_undone_from_inside_a_field(
    at_browser: AtBrowser, document: int, missed: Employee, world: World
) -> None:
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    jp = reviewer.page.get_by_role("textbox", name="JP", exact=True)
    jp.fill("31")
    dialog = _search(reviewer, missed)
    reviewer.check_accessible()
    reviewer.page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("radio")).to_be_focused()
    reviewer.page.keyboard.press("Enter")
    card = _added(reviewer)
    expect(card).to_contain_text(missed.nama)
    # What was typed before is kept.
    expect(jp).to_have_value("31")
    reviewer.check_accessible()
    kept = world.client("peninjau").get(f"documents/{document}")
    assert [person.get("added", False) for person in kept["people"]] == [
        *(False for _ in kept["people"][1:]),
        True,
    ]
    # From within a field, where the letter U is a letter.
    jp.focus()
    reviewer.page.keyboard.press("Alt+u")
    expect(reviewer.page.locator("#toasts")).to_contain_text("diurungkan")
    expect(reviewer.page.locator("article[data-moving]")).to_have_count(0, timeout=MATCHED_MS)
    expect(reviewer.page.get_by_text("Ditambahkan oleh pemeriksa")).to_have_count(0)
    after = world.client("peninjau").get(f"documents/{document}")
    assert after["status"] == "AWAITING_REVIEW"
    assert len(after["people"]) == len(kept["people"]) - 1


def test_the_place_is_marked_on_the_scan(
    at_browser: AtBrowser, document: int, missed: Employee, world: World
) -> None:
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    dialog = _search(reviewer, missed)
    dialog.get_by_label("tandai tempatnya").check()
    dialog.get_by_role("radio").focus()
    reviewer.page.keyboard.press("Enter")
    expect(reviewer.page.locator("#toasts")).to_contain_text("Tarik kotak")
    sheet = reviewer.page.locator(".sheet:not([hidden])").bounding_box()
    assert sheet is not None
    mouse = reviewer.page.mouse
    mouse.move(sheet["x"] + sheet["width"] * 0.2, sheet["y"] + sheet["height"] * 0.3)
    mouse.down()
    mouse.move(sheet["x"] + sheet["width"] * 0.6, sheet["y"] + sheet["height"] * 0.35, steps=4)
    mouse.up()
    card = _added(reviewer)
    expect(card.locator("svg.crop")).to_have_count(1)
    person = world.client("peninjau").get(f"documents/{document}")["people"][-1]
    assert person["name"]["page"] == 1
    assert person["name"]["box"] == pytest.approx([0.2, 0.3, 0.6, 0.35], abs=0.02)


def test_the_page_fits_a_phone(at_browser: AtBrowser, document: int) -> None:
    reviewer = at_browser("peninjau")
    reviewer.page.set_viewport_size({"width": 360, "height": 740})
    _open(reviewer, document)
    assert reviewer.page.evaluate("document.documentElement.scrollWidth") <= 360
    reviewer.page.get_by_role("button", name="Tambah orang").click()
    dialog = reviewer.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    box = dialog.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
