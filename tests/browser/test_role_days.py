"""A day of each role in a real browser with real parts, from log-in to finish; then every page there is.

The tests are one story, in this order, on one Bukti: a clerk's upload, the review, BKPP's answer, the
admin's import. Each page they come to is judged by axe-core in both themes.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
from actors import SCANS, Person, World
from openpyxl import load_workbook
from pixels import ink, share_of
from playwright.sync_api import Locator, Route, expect
from walk import pages

from commands.demo.seed import SAMPLES

AtBrowser = Callable[[str], Person]
READ_MS = 120_000
MAX_BYTES = 200_000
ASKEW, TWO_SIDES, DIGITAL = "surat-miring.jpg", "sttpp-dua-sisi.pdf", "e-sertifikat.pdf"
HOURS = 36  # what the askew letter says


def test_a_clerk_uploads_through_a_cut_and_mends_pages(at_browser: AtBrowser, tmp_path: Path) -> None:
    clerk = at_browser("tu1")
    clerk.check_accessible()
    word = tmp_path / "surat.docx"
    word.write_bytes(b"PK no pages in here")
    cuts = _cut_once(clerk)
    _choose(clerk, *(SCANS / name for name in (ASKEW, TWO_SIDES, DIGITAL)), word)
    rows = clerk.page.locator("#sending-list li")
    expect(rows.filter(has_text="sampai")).to_have_count(3, timeout=READ_MS)
    expect(rows.filter(has_text="ditolak")).to_have_count(1)
    assert len(cuts) == 1
    clerk.check_accessible()
    clerk.page.get_by_role("link", name="Lihat kiriman").click()
    # The batch page moves by itself, without a reload, and names what cannot be used with its remedy.
    expect(clerk.page.get_by_text("Selesai dibaca")).to_have_count(3, timeout=READ_MS)
    expect(clerk.page.get_by_text("Jenis berkas ini tidak diterima")).to_be_visible()
    clerk.check_accessible()

    clerk.page.get_by_role("link", name=TWO_SIDES).click()
    clerk.check_accessible()
    documents = clerk.page.locator("section[aria-labelledby^='d']")
    expect(documents).to_have_count(1)
    clerk.page.get_by_role("button", name="Pisah setelah halaman 1").click()
    expect(documents).to_have_count(2, timeout=READ_MS)
    undo = clerk.page.get_by_role("button", name="Urungkan perubahan terakhir")
    expect(undo).to_be_enabled(timeout=READ_MS)
    undo.click()
    expect(documents).to_have_count(1, timeout=READ_MS)
    expect(documents.get_by_text("Menunggu pemeriksa")).to_be_visible(timeout=READ_MS)


def _cut_once(person: Person) -> list[str]:
    """Let the first piece of an upload be lost on its way; give the addresses that was done to."""
    lost: list[str] = []

    def cut(route: Route) -> None:
        if route.request.method == "PATCH" and not lost:
            lost.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    person.page.route("**/kiriman/*", cut)
    return lost


def _choose(person: Person, *paths: Path) -> None:
    person.go("/unggah")
    with person.page.expect_file_chooser() as chooser:
        person.page.locator('label[for="files"]').click()
    chooser.value.set_files(paths)


def test_a_reviewer_confirms_with_one_key_in_bulk_and_to_the_last(
    at_browser: AtBrowser, world: World
) -> None:
    reviewer = at_browser("peninjau")
    reviewer.go("/tinjau?siap=ya")
    reviewer.check_accessible()
    rows = reviewer.page.locator("tbody tr")
    expect(rows).to_have_count(3)
    # One in bulk; a share of every bulk, here all of it, is set aside for a second look.
    rows.filter(has_text="Webinar").get_by_role("checkbox").check()
    reviewer.page.get_by_role("button", name="Sahkan yang siap").click()
    reviewer.page.get_by_role("button", name="Sahkan sekarang").click()
    expect(reviewer.page.get_by_text("1 dokumen disahkan, 1 di antaranya")).to_be_visible()
    reviewer.page.get_by_role("link", name="Uji petik").first.click()
    reviewer.check_accessible()
    reviewer.page.get_by_role("button", name="Benar").click()
    expect(reviewer.page.locator("tbody").get_by_text("Benar")).to_be_visible()

    # One is taken on, and one key confirms it: the focus stands on "confirm" when nothing is doubtful.
    reviewer.go("/tinjau?siap=ya")
    rows.first.get_by_role("checkbox").check()
    reviewer.page.get_by_role("button", name="Tugaskan").first.click()
    reviewer.check_accessible()
    reviewer.page.get_by_role("dialog").get_by_role("button", name="Tugaskan").click()
    expect(reviewer.page.get_by_text("1 dokumen kini tugas Reviewer Demo")).to_be_visible()
    reviewer.page.get_by_role("link", name="Mulai memeriksa").click()
    reviewer.check_accessible()
    first = reviewer.page.url
    expect(reviewer.page.get_by_role("button", name="Sahkan")).to_be_focused()
    reviewer.page.keyboard.press("Enter")
    expect(reviewer.page.locator("#toasts")).to_contain_text("disahkan")
    expect(reviewer.page).not_to_have_url(first)
    took_ms = reviewer.page.evaluate("performance.getEntriesByName('bukti-next').at(-1).duration")
    print(f"next document shown after {took_ms:.0f} ms")
    # The aim is 200 ms on an idle machine (bench); a loaded one must still not make anybody wait.
    assert took_ms < 2_000

    # After the last one the list says what became of it, and a key takes it back.
    last = int(reviewer.page.locator("article.review").get_attribute("data-document") or 0)
    reviewer.page.keyboard.press("Enter")
    expect(reviewer.page.get_by_role("heading", name="Antrean pemeriksaan")).to_be_visible()
    expect(reviewer.page.locator("#toasts")).to_contain_text(f"Dokumen #{last} disahkan")
    reviewer.check_accessible()
    reviewer.page.keyboard.press("u")
    expect(reviewer.page.get_by_role("button", name="Sahkan")).to_be_focused()
    assert world.client("peninjau").get(f"documents/{last}")["status"] == "AWAITING_REVIEW"
    reviewer.page.keyboard.press("Enter")
    expect(reviewer.page.locator("#toasts")).to_contain_text(f"Dokumen #{last} disahkan")


def test_bkpp_accepts_and_returns_and_the_office_sees_why(at_browser: AtBrowser) -> None:
    clerk = at_browser("tu1")
    clerk.page.get_by_role("link", name="Kirim ke BKPP").first.click()
    clerk.check_accessible()
    clerk.page.get_by_role("button", name="dokumen ke BKPP").click()
    expect(clerk.page.get_by_text("diserahkan ke BKPP")).to_be_visible()

    bkpp = at_browser("bkpp")
    bkpp.check_accessible()
    bkpp.page.get_by_role("link", name="Serahan #").first.click()
    bkpp.check_accessible()
    package = bkpp.page.get_by_role("link", name="Unduh paket")
    _reload_until(bkpp, package)
    archive = zipfile.ZipFile(io.BytesIO(_downloaded(bkpp, package)))
    assert json.loads(archive.read("manifest.json"))
    record = bkpp.page.locator("tbody tr").filter(has_text="Webinar")
    record.get_by_role("checkbox").check()
    bkpp.page.get_by_role("button", name="Kembalikan").first.click()
    dialog = bkpp.page.get_by_role("dialog", name="Kembalikan rekaman terpilih")
    bkpp.check_accessible()
    dialog.get_by_label("JP keliru").check()
    dialog.get_by_role("button", name="Kembalikan").click()
    expect(bkpp.page.get_by_text("1 rekaman dikembalikan")).to_be_visible()
    bkpp.page.wait_for_load_state()  # what opens dialogs runs once the page is there
    bkpp.page.get_by_role("button", name="Terima semua").click()
    bkpp.page.get_by_role("dialog").get_by_role("button", name="Terima").click()
    expect(bkpp.page.get_by_text("rekaman diterima.")).to_be_visible()
    bkpp.page.get_by_role("link", name="Statistik").click()
    bkpp.check_accessible()
    book = load_workbook(
        io.BytesIO(_downloaded(bkpp, bkpp.page.get_by_role("link", name="Unduh XLSX"))), read_only=True
    )
    assert len(book.sheetnames) == 3

    clerk.go("/unggah")
    expect(clerk.page.get_by_text("JP keliru")).to_be_visible()
    clerk.check_accessible()
    clerk.page.get_by_role("button", name="Ajukan lagi").click()
    expect(clerk.page.get_by_text("diajukan lagi")).to_be_visible()


def _reload_until(person: Person, wanted: Locator) -> None:
    """Look again until it is there: what the worker makes comes in its own time."""
    for _ in range(60):
        if wanted.count():
            return
        person.page.wait_for_timeout(1000)
        person.page.reload()
    raise AssertionError(f"not there: {wanted}")


def _downloaded(person: Person, link: Locator) -> bytes:
    with person.page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_bytes()


def test_a_point_leads_to_its_rule_its_record_and_its_print(at_browser: AtBrowser, world: World) -> None:
    api = world.client("peninjau")
    (document,) = (d for d in api.get("documents")["documents"] if d["file"] == ASKEW)
    reviewer = at_browser("peninjau")
    reviewer.go(f"/pegawai/{document['people'][0]['match']['nip']}?tampil=confirmed")
    point = reviewer.page.locator("li.point", has=reviewer.page.locator(f'a[href*="{document["id"]}"]'))
    _reload_until(reviewer, point)
    assert float(point.locator(".point-value").inner_text().split("/")[0].replace(",", ".")) > 0
    expect(point.get_by_text("Peraturan BKN")).to_be_visible()  # the rule says where it stands
    reviewer.check_accessible()
    # The sheet is one page on paper.
    assert len(pypdfium2.PdfDocument(reviewer.page.pdf(prefer_css_page_size=True))) == 1
    file = pypdfium2.PdfDocument(_downloaded(reviewer, reviewer.page.get_by_role("link", name="Unduh PDF")))
    assert len(file) == 1
    assert f"{HOURS}" in file[0].get_textpage().get_text_bounded()

    point.get_by_role("link").first.click()
    hours = reviewer.page.locator('.look[data-field="jp"]')
    expect(hours).to_contain_text(str(HOURS))
    expect(hours).to_be_focused()  # the link leads to the very field
    mark = reviewer.page.locator('svg.marks rect[data-mark="jp"]')
    expect(mark).to_have_class("is-now")
    # A photograph that lies askew: its boxes are those of the upright page.
    assert share_of(reviewer, mark) == [round(edge, 2) for edge in document["jp"]["box"]]
    assert ink(reviewer, document["jp"]["box"]) > 0.03
    assert ink(reviewer, [0.0, 0.0, 1.0, 1.0]) < ink(reviewer, document["jp"]["box"])


def test_an_admin_imports_after_a_preview_and_makes_a_user(at_browser: AtBrowser, tmp_path: Path) -> None:
    head, first, *rest = (SAMPLES / "register.csv").read_text(encoding="utf-8").splitlines()
    changed = tmp_path / "pegawai.csv"
    changed.write_text("\n".join([head, first.replace("Raha", "Kendari"), *rest[:-1]]), encoding="utf-8")
    admin = at_browser("admin")
    admin.go("/admin/impor")
    admin.page.get_by_label("Berkas", exact=True).set_input_files(changed)
    admin.page.get_by_role("button", name="Lihat pratinjau").click()
    apply = admin.page.get_by_role("button", name="Terapkan")
    expect(apply).to_be_visible(timeout=READ_MS)
    (person,) = admin.page.get_by_role("region", name="Berubah").locator("tbody tr").all()
    expect(person).to_contain_text(first.partition(",")[0][:8])
    change = person.get_by_role("listitem")
    expect(change).to_contain_text("Tempat lahir")
    expect(change.locator("del")).to_contain_text("Raha")
    expect(change.locator("ins")).to_contain_text("Kendari")
    admin.check_accessible()
    apply.click()
    expect(apply).to_have_count(0, timeout=READ_MS)

    admin.go("/admin/pengguna")
    admin.page.get_by_role("button", name="Pengguna baru").click()
    admin.page.get_by_label("Nama lengkap").fill("Peninjau Dua")
    admin.page.get_by_label("Nama pengguna").fill("peninjau2")
    admin.page.get_by_label("Peran", exact=True).select_option("reviewer")
    admin.check_accessible()
    admin.page.get_by_role("button", name="Buat pengguna").click()
    expect(admin.page.get_by_text("hanya ditampilkan sekali")).to_be_visible()
    admin.check_accessible()
    admin.go("/admin/pengaturan")
    admin.page.get_by_label("Bagian uji petik (%)").fill("10")
    admin.page.get_by_role("button", name="Simpan").click()
    expect(admin.page.get_by_text("langsung berlaku")).to_be_visible()
    admin.go("/admin/jejak")
    admin.page.get_by_label("Perbuatan").select_option("setting-changed")
    expect(admin.page.locator("tbody tr")).to_have_count(1)


def test_every_page_is_accessible_narrow_and_light(at_browser: AtBrowser, world: World) -> None:
    people: dict[str, Person] = {}
    walked = 0
    for username, path in pages(world):
        person = people.get(username) or people.setdefault(username, at_browser(username))
        weights: list[int] = []
        weigh = lambda request, into=weights: into.append(_weight(request))  # noqa: E731 - taken off below
        person.page.on("requestfinished", weigh)
        person.page.set_viewport_size({"width": 1360, "height": 850})
        person.go(path)
        person.page.wait_for_load_state("networkidle")
        person.page.remove_listener("requestfinished", weigh)
        assert sum(weights) <= MAX_BYTES, (path, sum(weights))
        person.check_accessible()
        person.page.set_viewport_size({"width": 360, "height": 740})
        wide = person.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, (path, wide)
        walked += 1
    assert walked > 30


def test_english_is_one_click_away_and_stays(at_browser: AtBrowser) -> None:
    person = at_browser("tu1")
    person.page.get_by_role("link", name="Switch to English").click()
    expect(person.page.get_by_role("heading", name="Upload evidence")).to_be_visible()
    person.go("/pegawai")
    expect(person.page.get_by_role("heading", name="Employees")).to_be_visible()


def _weight(request: Any) -> int:
    if request.resource_type == "image":
        return 0
    sizes = request.sizes()
    return int(sizes["responseBodySize"]) + int(sizes["responseHeadersSize"])
