"""The next document stands there before the server has answered; what the server refuses comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from actors import Person, World
from playwright.sync_api import expect
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
