"""From a clerk's upload to BKPP's answer, in a real browser with real parts, each page judged by axe-core."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from actors import SCANS, Person
from playwright.sync_api import expect

AtBrowser = Callable[[str], Person]
READ_MS = 120_000


def _upload(clerk: Person, *names: str) -> None:
    clerk.go("/unggah")
    with clerk.page.expect_file_chooser() as chooser:
        clerk.page.locator('label[for="files"]').click()
    chooser.value.set_files([SCANS / name for name in names])
    clerk.page.get_by_role("link", name="Lihat kiriman").wait_for()
    expect(clerk.page.locator("#sending-list .badge.good")).to_have_count(len(names), timeout=READ_MS)


def test_a_scan_becomes_a_record_at_bkpp(at_browser: AtBrowser, tmp_path: Path) -> None:
    clerk = at_browser("tu1")
    clerk.check_accessible()
    _upload(clerk, "surat-miring.jpg", "sttpp-dua-sisi.pdf")
    clerk.check_accessible()
    clerk.page.get_by_role("link", name="Lihat kiriman").click()
    # The batch page moves by itself, without a reload.
    expect(clerk.page.get_by_text("Menunggu pemeriksa").first).to_be_visible(timeout=READ_MS)
    expect(clerk.page.get_by_text("Selesai dibaca")).to_have_count(2, timeout=READ_MS)
    clerk.check_accessible()

    reviewer = at_browser("peninjau")
    reviewer.go("/tinjau?siap=ya")
    reviewer.check_accessible()
    expect(reviewer.page.get_by_role("row")).not_to_have_count(0)
    reviewer.page.get_by_role("link", name="Mulai memeriksa").click()
    reviewer.check_accessible()
    first = reviewer.page.url
    # One key: the focus stands on "confirm" when nothing is doubtful.
    expect(reviewer.page.get_by_role("button", name="Sahkan")).to_be_focused()
    reviewer.page.keyboard.press("Enter")
    expect(reviewer.page.get_by_text("disahkan").first).to_be_visible()
    expect(reviewer.page).not_to_have_url(first)
    took_ms = reviewer.page.evaluate("performance.getEntriesByName('bukti-next').at(-1).duration")
    print(f"next document shown after {took_ms:.0f} ms")
    # The aim is 200 ms on an idle machine (bench); a loaded one must still not make anybody wait.
    assert took_ms < 2_000

    clerk.page.get_by_role("link", name="Kirim ke BKPP").first.click()
    clerk.check_accessible()
    clerk.page.get_by_role("button", name="dokumen ke BKPP").click()
    expect(clerk.page.get_by_text("diserahkan ke BKPP")).to_be_visible()

    bkpp = at_browser("bkpp")
    bkpp.check_accessible()
    bkpp.page.get_by_role("link", name="Serahan #").first.click()
    bkpp.check_accessible()
    handover = bkpp.page.url
    package = bkpp.page.get_by_role("link", name="Unduh paket")
    for _ in range(60):
        if package.count():
            break
        bkpp.page.wait_for_timeout(1000)
        bkpp.page.goto(handover)
    with bkpp.page.expect_download() as download:
        package.click()
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "manifest.json" in archive.namelist()
    assert json.loads(archive.read("manifest.json"))
    bkpp.page.get_by_role("button", name="Terima semua").click()
    bkpp.page.get_by_role("dialog").get_by_role("button", name="Terima").click()
    expect(bkpp.page.get_by_text("rekaman diterima.")).to_be_visible()
    bkpp.page.get_by_role("link", name="Lihat bukti").first.click()
    bkpp.check_accessible()
