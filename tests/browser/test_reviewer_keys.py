"""The reviewer's day without a mouse: doubtful values, people to choose, return, undo, help."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from actors import Person, World
from playwright.sync_api import Locator, expect
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from records.database import reading
from records.states import PersonDecision
from records.tables import DocumentPerson

AtBrowser = Callable[[str], Person]


@pytest.fixture(scope="module")
def doubtful(world: World) -> dict[str, int]:
    """Documents by the doubt they were made for."""
    names = ("jam-bertentangan.jpg", "senama.png", "pengantar.pdf", "e-sertifikat.pdf")
    return {name: world.read("tu1", name)[0] for name in names}


def _stop(reviewer: Person) -> Locator:
    return reviewer.page.locator("[data-stop]:not(.is-passed)").first


def _open(reviewer: Person, document: int) -> None:
    reviewer.go(f"/tinjau/{document}")
    reviewer.page.locator("article.review").wait_for()


def _done(reviewer: Person, document: int) -> None:
    expect(reviewer.page.locator("#toasts")).to_contain_text(f"Dokumen #{document}")


def test_a_contradicted_number_of_hours_takes_its_digits_and_two_enters(
    at_browser: AtBrowser, world: World, doubtful: dict[str, int]
) -> None:
    document = doubtful["jam-bertentangan.jpg"]
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    # Straight to the doubtful value; its box on the scan is marked.
    expect(reviewer.page.get_by_role("textbox", name="JP")).to_be_focused()
    expect(reviewer.page.locator("rect.is-now")).to_have_count(1)
    reviewer.check_accessible()
    keys = 0
    reviewer.page.keyboard.type("32")
    while reviewer.page.locator("[data-stop]:not(.is-passed)").count():
        reviewer.page.keyboard.press("Enter")
        keys += 1
    reviewer.page.keyboard.press("Enter")
    assert keys + 1 <= 4
    _done(reviewer, document)
    kept = world.client("peninjau").get(f"documents/{document}")
    assert kept["status"] == "CONFIRMED"
    assert kept["jp"]["value"] == 32


def test_undo_brings_the_document_back(at_browser: AtBrowser, world: World, doubtful: dict[str, int]) -> None:
    document = doubtful["jam-bertentangan.jpg"]
    assert world.client("peninjau").get(f"documents/{document}")["status"] == "CONFIRMED"
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    reviewer.page.keyboard.press("u")
    expect(reviewer.page.locator("#toasts")).to_contain_text("diurungkan")
    expect(reviewer.page.get_by_role("button", name="Sahkan")).to_be_visible()
    assert world.client("peninjau").get(f"documents/{document}")["status"] == "AWAITING_REVIEW"


def test_undo_works_from_inside_a_field_of_the_next_document(
    at_browser: AtBrowser, world: World, doubtful: dict[str, int]
) -> None:
    document = doubtful["jam-bertentangan.jpg"]
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    keyboard = reviewer.page.keyboard
    keyboard.type("32")
    while reviewer.page.locator("[data-stop]:not(.is-passed)").count():
        keyboard.press("Enter")
    keyboard.press("Enter")
    _done(reviewer, document)
    expect(reviewer.page.locator(f'article[data-document="{document}"]')).to_have_count(0)
    first, second = (reviewer.page.locator("textarea.input").nth(i) for i in (0, 1))
    before = first.input_value()
    # In a field the letter is a letter, and Ctrl+Z takes back the typing.
    first.focus()
    keyboard.press("Control+End")
    keyboard.press("u")
    expect(first).to_have_value(f"{before}u")
    keyboard.press("Control+z")
    expect(first).to_have_value(before)
    assert world.client("peninjau").get(f"documents/{document}")["status"] == "CONFIRMED"
    # In a field nobody typed in, Ctrl+Z takes back the decision.
    second.focus()
    keyboard.press("Control+z")
    expect(reviewer.page.locator("#toasts")).to_contain_text("diurungkan")
    expect(reviewer.page.locator(f'article[data-document="{document}"]')).to_have_count(1)
    assert world.client("peninjau").get(f"documents/{document}")["status"] == "AWAITING_REVIEW"
    keyboard.press("Escape")
    keyboard.press("?")
    help_ = reviewer.page.get_by_role("dialog", name="Pintasan papan ketik")
    expect(help_).to_contain_text("Urungkan, juga dari dalam isian")


def test_namesakes_wait_for_a_choice(at_browser: AtBrowser, world: World, doubtful: dict[str, int]) -> None:
    document = doubtful["senama.png"]
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    choice = reviewer.page.locator("[data-stop='person']")
    expect(choice.locator("input:checked")).to_have_count(0)
    # Enter alone must never take somebody.
    while _stop(reviewer).get_attribute("data-stop") != "person":
        reviewer.page.keyboard.press("Enter")
    reviewer.page.keyboard.press("Enter")
    expect(choice.locator("input:checked")).to_have_count(0)
    reviewer.check_accessible()
    reviewer.page.keyboard.press("2")
    reviewer.page.keyboard.press("Enter")
    while reviewer.page.locator("[data-stop]:not(.is-passed)").count():
        reviewer.page.keyboard.press("Enter")
    reviewer.page.keyboard.press("Enter")
    _done(reviewer, document)
    kept = world.client("peninjau").get(f"documents/{document}")
    assert kept["status"] == "CONFIRMED"
    with reading(world.settings.get_database_url()) as session:
        person = session.scalars(
            select(DocumentPerson)
            .options(joinedload(DocumentPerson.employee))
            .where(DocumentPerson.document_id == document)
        ).one()
    # The second candidate was taken, not the machine's first.
    assert person.decision is PersonDecision.TAKEN
    assert person.employee is not None
    assert person.employee.nip != person.match_nip


def test_a_cover_letter_is_set_aside_from_the_return_dialog(
    at_browser: AtBrowser, world: World, doubtful: dict[str, int]
) -> None:
    document = doubtful["pengantar.pdf"]
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    reviewer.page.keyboard.press("Escape")
    reviewer.page.keyboard.press("k")
    dialog = reviewer.page.get_by_role("dialog", name="Kembalikan ke kantor")
    expect(dialog).to_be_visible()
    reviewer.check_accessible()
    dialog.get_by_role("button", name="Sisihkan").focus()
    reviewer.page.keyboard.press("Enter")
    _done(reviewer, document)
    assert world.client("peninjau").get(f"documents/{document}")["status"] == "SET_ASIDE"


def test_a_returned_document_comes_back_to_its_office_with_the_reason(
    at_browser: AtBrowser, doubtful: dict[str, int]
) -> None:
    document = doubtful["e-sertifikat.pdf"]
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    reviewer.page.keyboard.press("Escape")
    reviewer.page.keyboard.press("k")
    reviewer.page.keyboard.press("3")
    reviewer.page.keyboard.press("Enter")
    _done(reviewer, document)
    clerk = at_browser("tu1")
    clerk.go("/unggah")
    expect(clerk.page.get_by_text("Jam pelajaran tidak tertulis")).to_be_visible()
    clerk.check_accessible()
    clerk.page.get_by_role("button", name="Ajukan lagi").first.click()
    expect(clerk.page.get_by_text("diajukan lagi")).to_be_visible()


def test_help_tells_the_keys_and_switches_letters_off(
    at_browser: AtBrowser, doubtful: dict[str, int]
) -> None:
    reviewer = at_browser("peninjau")
    _open(reviewer, doubtful["e-sertifikat.pdf"])
    reviewer.page.keyboard.press("Escape")
    reviewer.page.keyboard.press("?")
    help_ = reviewer.page.get_by_role("dialog", name="Pintasan papan ketik")
    expect(help_).to_be_visible()
    reviewer.check_accessible()
    help_.get_by_label("Pakai pintasan satu huruf").uncheck()
    reviewer.page.keyboard.press("Escape")
    reviewer.page.keyboard.press("k")
    expect(reviewer.page.get_by_role("dialog")).to_have_count(0)


def test_two_reviewers_never_hold_one_document(at_browser: AtBrowser, doubtful: dict[str, int]) -> None:
    document = doubtful["e-sertifikat.pdf"]
    first, second = at_browser("peninjau"), at_browser("admin")
    with first.page.expect_response("**/pegang"):
        _open(first, document)
    _open(second, document)
    expect(second.page.get_by_text("Sedang diperiksa oleh")).to_be_visible()
    expect(second.page.get_by_role("button", name="Sahkan")).to_be_disabled()
    second.check_accessible()
    second.page.get_by_role("button", name="Ambil alih").click()
    expect(second.page.get_by_role("button", name="Sahkan")).to_be_enabled()
