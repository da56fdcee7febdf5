"""A session ends while a reviewer types; after a log-in in another tab the page goes on as it stands."""

from __future__ import annotations

from collections.abc import Callable

from actors import Person, World
from playwright.sync_api import expect

from commands.demo.seed import PASSWORD

AtBrowser = Callable[[str], Person]
SCAN = "jam-bertentangan.jpg"


def test_what_was_typed_survives_the_end_of_the_session(at_browser: AtBrowser, world: World) -> None:
    document = world.read("tu1", SCAN)[0]
    reviewer = at_browser("peninjau")
    page = reviewer.page
    reviewer.go(f"/tinjau/{document}")
    hours = page.get_by_role("textbox", name="JP")
    expect(hours).to_be_focused()
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()
    page.keyboard.type("32")
    while page.locator("[data-stop]:not(.is-passed)").count():
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Isian Anda tetap ada di halaman ini")
    reviewer.check_accessible()
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Masuk lagi").click()
    tab = opened.value
    tab.get_by_label("Nama pengguna").fill("peninjau")
    tab.get_by_label("Kata sandi").fill(PASSWORD)
    tab.get_by_role("button", name="Masuk").click()
    tab.get_by_role("navigation", name="Menu utama").first.wait_for()
    tab.close()
    expect(hours).to_have_value("32")
    page.get_by_role("button", name="Sahkan").click()
    expect(page.locator("#toasts")).to_contain_text(f"Dokumen #{document} disahkan")
    assert world.client("peninjau").get(f"documents/{document}")["jp"]["value"] == 32


def test_the_log_in_says_why_it_stands_there_and_leads_back(at_browser: AtBrowser) -> None:
    clerk = at_browser("tu1")
    clerk.page.wait_for_load_state("networkidle")  # an answer on its way would bring the cookie back
    clerk.page.context.clear_cookies()
    clerk.go("/pegawai?urut=gain")
    expect(clerk.page.get_by_text("sesi Anda berakhir; yang sudah disimpan tetap aman")).to_be_visible()
    clerk.check_accessible()
    clerk.page.get_by_label("Nama pengguna").fill("tu1")
    clerk.page.get_by_label("Kata sandi").fill(PASSWORD)
    clerk.page.get_by_role("button", name="Masuk").click()
    expect(clerk.page.get_by_role("heading", name="Pegawai", level=1)).to_be_visible()
    assert "urut=gain" in clerk.page.url
