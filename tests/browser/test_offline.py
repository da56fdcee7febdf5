"""The network goes and comes back: the page says so, loses nothing typed or dropped, goes on by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from actors import SCANS, Person, World
from playwright.sync_api import Locator, expect

AtBrowser = Callable[[str], Person]
READ_MS = 120_000
CERTIFICATE, LETTER, DOUBTFUL = "e-sertifikat.pdf", "surat-miring.jpg", "jam-bertentangan.jpg"
FIRST_DROP, SECOND_DROP = ("senama.png", "arsip-pertama.jpg"), "menyamping.png"


@pytest.fixture(scope="module")
def read(world: World) -> dict[str, int]:
    return {name: world.read("tu1", name)[0] for name in (CERTIFICATE, LETTER, DOUBTFUL)}


def _notice(person: Person) -> Locator:
    return person.page.get_by_text("Sambungan ke peladen terputus")


def _cut(person: Person) -> None:
    person.page.wait_for_load_state()  # a page whose scripts are still on their way can say nothing
    person.page.context.set_offline(True)
    expect(_notice(person)).to_be_visible()


def _mend(person: Person) -> None:
    person.page.context.set_offline(False)
    expect(_notice(person)).to_be_hidden()


def _open(reviewer: Person, document: int) -> None:
    reviewer.go(f"/tinjau/{document}")
    reviewer.page.wait_for_load_state("networkidle")


def test_dropped_files_wait_for_the_network(at_browser: AtBrowser) -> None:
    clerk = at_browser("tu2")
    clerk.go("/unggah")
    clerk.page.wait_for_load_state("networkidle")
    _cut(clerk)
    clerk.check_accessible()
    clerk.page.locator("#files").set_input_files([SCANS / name for name in FIRST_DROP])
    rows = clerk.page.locator("#sending-list li")
    expect(rows.filter(has_text="menunggu sambungan")).to_have_count(2)
    # A second drop joins the first: one batch, not two.
    clerk.page.locator("#files").set_input_files(SCANS / SECOND_DROP)
    _mend(clerk)
    expect(rows.filter(has_text="sampai")).to_have_count(3, timeout=READ_MS)
    clerk.page.get_by_role("link", name="Lihat kiriman").click()
    expect(clerk.page.locator("li.file")).to_have_count(3)
    # What moves by itself goes on by itself as well.
    _cut(clerk)
    _mend(clerk)
    expect(clerk.page.get_by_text("Selesai dibaca")).to_have_count(3, timeout=READ_MS)
    clerk.go("/paket")
    expect(clerk.page.locator("li.batch-row")).to_have_count(1)


def test_what_failed_is_sent_again_into_one_batch(at_browser: AtBrowser) -> None:
    clerk = at_browser("tu3")
    clerk.go("/unggah")
    clerk.page.wait_for_load_state("networkidle")
    clerk.page.route("**/unggah/paket", lambda route: route.fulfill(status=500, body="proxy"))
    clerk.page.locator("#files").set_input_files([SCANS / name for name in FIRST_DROP])
    rows = clerk.page.locator("#sending-list li")
    expect(rows.filter(has_text="gagal")).to_have_count(2, timeout=15_000)
    # The reason stands in the row itself, not in a hint that only a mouse finds.
    expect(rows.filter(has_text="Peladen tidak dapat menjawab")).to_have_count(2)
    clerk.check_accessible()
    clerk.page.unroute("**/unggah/paket")
    clerk.page.get_by_role("button", name="Ulangi yang gagal").click()
    expect(rows.filter(has_text="sampai").or_(rows.filter(has_text="sudah pernah"))).to_have_count(
        2, timeout=READ_MS
    )
    clerk.go("/paket")
    expect(clerk.page.locator("li.batch-row")).to_have_count(1)


def test_a_form_is_kept_until_it_can_be_sent(at_browser: AtBrowser) -> None:
    admin = at_browser("admin")
    admin.go("/admin/pengaturan")
    share = admin.page.get_by_label("Bagian uji petik (%)")
    _cut(admin)
    share.fill("17")
    admin.page.get_by_role("button", name="Simpan").click()
    expect(admin.page.get_by_text("jadi belum dikirim")).to_be_visible()
    expect(share).to_have_value("17")
    _mend(admin)
    admin.page.get_by_role("button", name="Simpan").click()
    expect(admin.page.get_by_text("langsung berlaku")).to_be_visible()
    expect(share).to_have_value("17")


def test_a_decision_is_neither_lost_nor_believed(
    at_browser: AtBrowser, world: World, read: dict[str, int]
) -> None:
    document = read[CERTIFICATE]
    reviewer = at_browser("peninjau")
    page = reviewer.page
    shown = page.locator("article.review")
    _open(reviewer, document)
    expect(page.get_by_role("button", name="Sahkan")).to_be_focused()
    # Gone at this very moment: the next document stood there already, and this one comes back.
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Sambungan terputus")
    expect(shown).to_have_attribute("data-document", str(document))
    assert page.url.split("?")[0].endswith(f"/{document}")
    expect(_notice(reviewer)).to_be_visible()
    page.keyboard.press("Enter")
    expect(shown).to_have_attribute("data-document", str(document))
    _mend(reviewer)
    page.get_by_role("button", name="Sahkan").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text(f"Dokumen #{document} disahkan")
    expect(shown).not_to_have_attribute("data-document", str(document))
    assert world.client("peninjau").get(f"documents/{document}")["status"] == "CONFIRMED"
    # The browser's way back asks the server as well.
    _cut(reviewer)
    page.evaluate("history.back()")
    expect(page.locator("#toasts")).to_contain_text("Sambungan terputus")


def test_typed_values_and_the_reason_of_a_return_stay(
    at_browser: AtBrowser, world: World, read: dict[str, int]
) -> None:
    document = read[DOUBTFUL]
    reviewer = at_browser("peninjau")
    page = reviewer.page
    _open(reviewer, document)
    hours = page.get_by_role("textbox", name="JP")
    expect(hours).to_be_focused()
    page.keyboard.type("32")
    _cut(reviewer)
    while page.locator("[data-stop]:not(.is-passed)").count():
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Sambungan terputus")
    expect(hours).to_have_value("32")

    page.get_by_role("button", name="Kembalikan").first.click()
    dialog = page.get_by_role("dialog", name="Kembalikan ke kantor")
    dialog.get_by_label("Catatan (boleh kosong)").fill("Jam pada lembar kedua lain.")
    dialog.get_by_role("button", name="Kembalikan").click()
    expect(page.locator("#toasts")).to_contain_text("Sambungan terputus")
    page.get_by_role("button", name="Kembalikan").first.click()
    expect(dialog.get_by_label("Catatan (boleh kosong)")).to_have_value("Jam pada lembar kedua lain.")
    page.keyboard.press("Escape")
    expect(hours).to_have_value("32")
    _mend(reviewer)
    page.get_by_role("button", name="Sahkan").click()
    expect(page.locator("#toasts")).to_contain_text(f"Dokumen #{document} disahkan")
    assert world.client("peninjau").get(f"documents/{document}")["jp"]["value"] == 32


def test_a_search_says_that_it_cannot_and_goes_on(at_browser: AtBrowser, read: dict[str, int]) -> None:
    reviewer = at_browser("peninjau")
    _open(reviewer, read[LETTER])
    reviewer.page.get_by_role("button", name="Tambah orang").click()
    dialog = reviewer.page.get_by_role("dialog")
    reviewer.page.context.set_offline(True)
    dialog.get_by_role("searchbox").fill("an")
    expect(dialog.get_by_text("Sambungan terputus")).to_be_visible()
    reviewer.page.context.set_offline(False)
    expect(dialog.get_by_role("radio").first).to_be_visible(timeout=15_000)
