"""The next document stands there before the server has answered; what the server refuses comes back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from actors import Person, World
from playwright.sync_api import Route, expect
from sqlalchemy import select

from records.database import reading, transaction
from records.ledger import review
from records.tables import Document

AtBrowser = Callable[[str], Person]
SCANS = ("e-sertifikat.pdf", "surat-miring.jpg", "menyamping.png", "jam-bertentangan.jpg")


@pytest.fixture(scope="module")
def ready(world: World) -> list[int]:
    world.read("tu1", *SCANS)
    with reading(world.settings.get_database_url()) as session:
        found = session.scalars(select(Document.id).where(Document.ready).order_by(Document.probability))
        return list(found)


def _open(reviewer: Person, document: int) -> None:
    with reviewer.page.expect_response("**sebagian=1*"):
        reviewer.go(f"/tinjau/{document}")
    expect(reviewer.page.get_by_role("button", name="Sahkan")).to_be_focused()
    reviewer.page.wait_for_load_state("networkidle")


def test_a_late_answer_does_not_replace_what_comes_next(
    at_browser: AtBrowser, world: World, ready: list[int]
) -> None:
    first, second = ready[:2]
    reviewer = at_browser("peninjau")
    _open(reviewer, first)
    page = reviewer.page
    shown = page.locator("article.review")
    confirmation, following = "**/sahkan", re.compile(rf"sesudah={second}&")
    held: dict[str, Route] = {}
    page.route(confirmation, lambda route: held.update(sent=route))
    page.route(following, lambda route: held.update(asked=route))
    page.keyboard.press("Enter")
    # The second stands there and asks what follows it, while the server still thinks about the first.
    expect(shown).to_have_attribute("data-document", str(second))
    while len(held) < 2:
        page.wait_for_timeout(20)
    with page.expect_response(re.compile(rf"/{second}\?.*sebagian=1")):
        held["sent"].abort()
    expect(shown).to_have_attribute("data-document", str(first))
    page.unroute(confirmation)
    with page.expect_response(following):
        held["asked"].continue_()
    # Time enough to fetch what that answer names, should the page believe it.
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="Sahkan").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text(f"Dokumen #{first} disahkan")
    expect(shown).to_have_attribute("data-document", str(second))
    page.keyboard.press("u")
    expect(shown).to_have_attribute("data-document", str(first))
    expect(page.locator("#toasts")).to_contain_text("diurungkan")


def test_what_was_changed_meanwhile_comes_back_with_the_reason(
    at_browser: AtBrowser, world: World, ready: list[int]
) -> None:
    assert len(ready) > 1
    document = ready[0]
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    with transaction(world.settings.get_database_url()) as session:
        review.return_document(session, document, user_id=_holder(world, document), reason_code="other")
        review.undo(session, document, user_id=None)
    reviewer.page.keyboard.press("Enter")
    expect(reviewer.page.locator("#toasts")).to_contain_text("diubah orang lain")
    expect(reviewer.page.locator("article.review")).to_have_attribute("data-document", str(document))
    assert world.client("peninjau").get(f"documents/{document}")["status"] == "AWAITING_REVIEW"
    # It is there as it is now, and one key confirms it.
    reviewer.page.wait_for_load_state("networkidle")
    reviewer.page.get_by_role("button", name="Sahkan").focus()
    reviewer.page.keyboard.press("Enter")
    expect(reviewer.page.locator("#toasts")).to_contain_text(f"Dokumen #{document} disahkan")
    expect(reviewer.page.locator("article.review")).to_have_attribute("data-document", str(ready[1]))
    assert world.client("peninjau").get(f"documents/{document}")["status"] == "CONFIRMED"


def test_a_key_held_down_confirms_one_document_only(
    at_browser: AtBrowser, world: World, ready: list[int]
) -> None:
    document = ready[1]
    reviewer = at_browser("peninjau")
    _open(reviewer, document)
    # Playwright sends auto-repeats for a key that is down already.
    for _ in range(5):
        reviewer.page.keyboard.down("Enter")
    reviewer.page.keyboard.up("Enter")
    expect(reviewer.page.locator("#toasts")).to_contain_text(f"Dokumen #{document} disahkan")
    reviewer.page.wait_for_load_state("networkidle")
    statuses = [world.client("peninjau").get(f"documents/{one}")["status"] for one in ready]
    assert statuses[:2] == ["CONFIRMED", "CONFIRMED"]
    assert set(statuses[2:]) <= {"AWAITING_REVIEW"}


def _holder(world: World, document: int) -> int | None:
    with reading(world.settings.get_database_url()) as session:
        return session.get_one(Document, document).lock_user_id
