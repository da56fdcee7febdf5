"""Every page of every role: judged by axe-core in both themes, no sideways scrolling at 360 px, light."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from actors import Person
from playwright.sync_api import expect

AtBrowser = Callable[[str], Person]
MAX_BYTES = 200_000

PAGES = {
    "": ["/masuk", "/masuk?next=/pegawai"],
    "tu1": ["/unggah", "/paket", "/pegawai", "/pegawai?cari=a&perlu=short", "/kirim", "/sandi", "/tidak-ada"],
    "peninjau": ["/tinjau", "/tinjau?cari=tidakadaorangnya", "/tinjau/uji-petik?per=bulan", "/paket"],
    "bkpp": ["/bkpp", "/bkpp/kemajuan", "/bkpp/statistik", "/pegawai?urut=lowest", "/simulasi/1"],
    "admin": [
        *("/admin", "/admin/pengguna", "/admin/pengguna/1", "/admin/impor", "/admin/periode", "/admin/jejak"),
        *("/admin/pengaturan", "/admin/retensi", "/token"),
        *("/admin/jejak?perbuatan=logged-in", "/tinjau", "/bkpp"),
    ],
}


@pytest.mark.parametrize("username", PAGES)
def test_pages_are_accessible_narrow_and_light(at_browser: AtBrowser, username: str) -> None:
    person = at_browser(username)
    weights: list[int] = []
    person.page.on("requestfinished", lambda request: weights.append(_weight(request)))
    for path in PAGES[username]:
        weights.clear()
        person.page.set_viewport_size({"width": 1360, "height": 850})
        person.go(path)
        person.page.wait_for_load_state("networkidle")
        assert sum(weights) <= MAX_BYTES, (path, sum(weights))
        person.check_accessible()
        person.page.set_viewport_size({"width": 360, "height": 740})
        wide = person.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, (path, wide)


def test_an_employee_sheet_is_accessible_and_prints(at_browser: AtBrowser) -> None:
    person = at_browser("tu1")
    person.go("/pegawai")
    person.page.locator("tbody th a").first.click()
    person.check_accessible()
    person.page.emulate_media(media="print")
    assert not person.page.get_by_role("navigation", name="Menu utama").is_visible()


def test_english_is_one_click_away_and_stays(at_browser: AtBrowser) -> None:
    person = at_browser("tu1")
    person.go("/unggah")
    person.page.get_by_role("link", name="Switch to English").click()
    expect(person.page.get_by_role("heading", name="Upload evidence")).to_be_visible()
    person.go("/pegawai")
    expect(person.page.get_by_role("heading", name="Employees")).to_be_visible()


def _weight(request: object) -> int:
    sizes = request.sizes()  # type: ignore[attr-defined]
    return int(sizes["responseBodySize"]) + int(sizes["responseHeadersSize"])
