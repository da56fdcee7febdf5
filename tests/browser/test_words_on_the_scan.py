"""A click on a word of the scan fills the field the reviewer stands in; with Shift it is added."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from actors import Person, World
from playwright.sync_api import Locator, expect

AtBrowser = Callable[[str], Person]
SCAN = "e-sertifikat.pdf"


@pytest.fixture(scope="module")
def document(world: World) -> int:
    return world.read("tu1", SCAN)[0]


def _open(reviewer: Person, document: int) -> None:
    reviewer.go(f"/tinjau/{document}")
    expect(reviewer.page.get_by_role("button", name="Sahkan")).to_be_focused()


def _word(person: Person, text: str) -> Locator:
    return person.page.locator(f'.sheet:not([hidden]) .words rect[data-word="{text}"]').first


def _click(person: Person, text: str, *, shift: bool = False) -> None:
    word = _word(person, text)
    box = word.bounding_box()
    assert box
    if shift:
        person.page.keyboard.down("Shift")
    person.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    if shift:
        person.page.keyboard.up("Shift")


def _show_whole(reviewer: Person) -> None:
    """See the whole page, its words loaded by the pointer that comes over it."""
    reviewer.page.get_by_role("button", name="Seluruh halaman").click()
    view = reviewer.page.locator(".stage-view").bounding_box()
    assert view
    reviewer.page.mouse.move(view["x"] + view["width"] / 2, view["y"] + 40)
    reviewer.page.mouse.move(view["x"] + view["width"] / 2, view["y"] + 60)
    expect(reviewer.page.locator(".words rect").nth(5)).to_be_attached()


def test_words_fill_the_field_in_focus(at_browser: AtBrowser, document: int) -> None:
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    course = reviewer.page.get_by_role("textbox", name="Nama pelatihan")
    course.focus()
    _show_whole(reviewer)
    _click(reviewer, "Webinar")
    expect(course).to_have_value("Webinar")
    _click(reviewer, "Keamanan", shift=True)
    expect(course).to_have_value("Webinar Keamanan")
    # The field keeps the focus: typing goes on where the word was put.
    course.focus()
    _click(reviewer, "Data", shift=True)
    expect(course).to_be_focused()
    reviewer.page.keyboard.press("End")
    reviewer.page.keyboard.type("!")
    expect(course).to_have_value("Webinar Keamanan Data!")
    # Dragging moves the page and fills nothing.
    box = _word(reviewer, "Webinar").bounding_box()
    assert box
    reviewer.page.mouse.move(box["x"] + 5, box["y"] + 5)
    reviewer.page.mouse.down()
    reviewer.page.mouse.move(box["x"] + 60, box["y"] + 45, steps=4)
    reviewer.page.mouse.up()
    expect(course).to_have_value("Webinar Keamanan Data!")


def test_without_a_field_the_click_says_what_to_do(at_browser: AtBrowser, document: int) -> None:
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    _show_whole(reviewer)
    _click(reviewer, "Webinar")
    expect(reviewer.page.locator("#toasts")).to_contain_text("Pilih isian dulu")


def test_a_first_tap_fills_as_well(at_browser: AtBrowser, document: int) -> None:
    """A finger does not hover: the words are not there yet when it comes down."""
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    _show_whole(reviewer)
    box = _word(reviewer, "Webinar").bounding_box()
    assert box
    _open(reviewer, document)
    reviewer.page.get_by_role("button", name="Seluruh halaman").click()
    hours = reviewer.page.get_by_role("textbox", name="Nama pelatihan")
    reviewer.page.get_by_label("Ikuti isian").uncheck()
    hours.focus()
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    reviewer.page.evaluate(
        """({x, y}) => {
            const at = document.elementFromPoint(x, y);
            const how = {clientX: x, clientY: y, bubbles: true, pointerType: "touch"};
            for (const type of ["pointerdown", "pointerup"]) at.dispatchEvent(new PointerEvent(type, how));
        }""",
        point,
    )
    expect(hours).to_have_value("Webinar")
