"""What a person waits for, measured in a browser: `./run bench screens --browser`.

next document   from the key that confirms a ready document until the next one's scan is painted, over 500
                documents, the reviewer looking at each for a little more than half a second
first page      from the end of an upload of 200 files with 600 pages until the page shows one finished page

Web, worker and Redis run as in the embedded default, on this machine alone.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import img2pdf
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from commands.demo.client import Client
from commands.demo.seed import PASSWORD, SAMPLES, Account, seed
from commands.services import running
from records import tables as rows
from records.database import transaction, upgrade
from records.settings import Settings

CHROMIUM = "/usr/bin/chromium"
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCANS = SAMPLES / "scans"
_READ = ("e-sertifikat.pdf", "surat-miring.jpg", "sttpp-dua-sisi.pdf", "menyamping.png", "faks.tif")
_PICTURES = ("surat-miring.jpg", "arsip-pertama.jpg", "jam-bertentangan.jpg")
_READ_TIMEOUT_S = 600
_LOOK_MS = 600
Row = TypeVar("Row", bound=rows.Base)

_WATCH_NEXT = """() => {
  window.took = [];
  let since = 0;
  addEventListener("keydown", (event) => { if (event.key === "Enter") since = performance.now(); }, true);
  new MutationObserver(async () => {
    const scan = document.querySelector("#review .sheet:not([hidden]) img");
    if (!since || !scan) return;
    const from = since;
    since = 0;
    await scan.decode();
    requestAnimationFrame(() => requestAnimationFrame(() => window.took.push(performance.now() - from)));
  }).observe(document.getElementById("review"), { childList: true });
}"""
_WATCH_UPLOAD = """() => {
  window.marks = {};
  document.addEventListener("bukti:uploaded", () => { window.marks.uploaded = performance.now(); });
  const look = () => {
    const bar = document.querySelector("#live progress");
    if (bar && bar.value > 0) window.marks.shown ??= performance.now();
    requestAnimationFrame(look);
  };
  look();
}"""


@dataclass(frozen=True, slots=True)
class Place:
    """A running Bukti with the demo's people."""

    address: str
    settings: Settings
    accounts: dict[str, Account]

    def log_in(self, browser: Browser, username: str) -> Page:
        """Give a page with somebody logged in."""
        page = browser.new_context(viewport={"width": 1360, "height": 850}).new_page()
        page.goto(f"{self.address}/masuk")
        page.get_by_label("Nama pengguna").fill(username)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.get_by_role("navigation", name="Menu utama").first.wait_for()
        return page


def measure(documents: int = 500, rounds: int = 200, files: int = 200) -> list[dict[str, Any]]:
    """Measure both and print them."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        found = [_next_document(browser, documents, rounds), _first_page(browser, files)]
        browser.close()
    for one in found:
        print(one)
    return found


@contextmanager
def _place() -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="bukti-bench-") as home:
        settings = Settings(home=Path(home), bind_port=0, login_rate="1000 per minute")
        upgrade(settings.get_database_url())
        with transaction(settings.get_database_url()) as session:
            accounts = seed(session, datetime.now(settings.zone).date())
        with running(settings) as parts:
            yield Place(parts.address, settings, {account.username: account for account in accounts})


def _next_document(browser: Browser, documents: int, rounds: int) -> dict[str, Any]:
    with _place() as place:
        _read_some(place, "tu1", _READ)
        _copy_ready(place.settings, documents)
        page = place.log_in(browser, "peninjau")
        page.goto(f"{place.address}/tinjau?siap=ya")
        page.get_by_role("link", name="Mulai memeriksa").click()
        page.get_by_role("button", name="Sahkan").wait_for()
        page.evaluate(_WATCH_NEXT)
        for number in range(1, rounds + 1):
            page.wait_for_timeout(_LOOK_MS)
            page.keyboard.press("Enter")
            _wait(page, f"window.took.length === {number}", 30)
        took = sorted(page.evaluate("window.took"))
    return {
        "measured": "next document",
        "documents": documents,
        "confirmed": rounds,
        "keys": 1,
        "p50_ms": round(statistics.median(took)),
        "p95_ms": round(took[int(len(took) * 0.95)]),
        "max_ms": round(took[-1]),
    }


def _wait(page: Page, condition: str, timeout_s: float) -> None:
    """Wait without leaving anything in the page: its content policy lets no script in to watch."""
    deadline = time.monotonic() + timeout_s
    while not page.evaluate(condition):
        if time.monotonic() > deadline:
            raise SystemExit(f"{condition}: not in {timeout_s} s")
        page.wait_for_timeout(20)


def _read_some(place: Place, username: str, names: Sequence[str]) -> None:
    client = Client(place.address, place.accounts[username].token)
    batch = client.upload([SCANS / name for name in names], "bench")
    deadline = time.monotonic() + _READ_TIMEOUT_S
    while time.monotonic() < deadline:
        if client.get(f"batches/{batch}")["status"] == "AWAITING_REVIEW":
            return
        time.sleep(0.5)
    raise SystemExit("the scans were not read in time")


def _copy_ready(settings: Settings, wanted: int) -> None:
    """Copy the ready documents until so many wait; each copy is a file of its own with the same pages."""
    with transaction(settings.get_database_url()) as session:
        ready = session.scalars(
            select(rows.Document)
            .where(rows.Document.ready)
            .options(selectinload(rows.Document.people), selectinload(rows.Document.file))
        ).all()
        for number in range(len(ready), wanted):
            old = ready[number % len(ready)]
            file = _copy(old.file, content_key=None, name=f"{number}.pdf")
            session.add(file)
            session.flush()
            pages = session.scalars(select(rows.Page).where(rows.Page.file_id == old.file_id)).all()
            session.add_all(_copy(page, file_id=file.id) for page in pages)
            people = [_copy(person) for person in old.people]
            session.add(_copy(old, file_id=file.id, people=people, repeat_of_id=None, repeat_kind=None))


def _copy(row: Row, **changes: Any) -> Row:
    columns = {
        c.key: getattr(row, c.key) for c in row.__table__.columns if c.key not in ("id", "document_id")
    }
    return type(row)(**{**columns, **changes})


def _first_page(browser: Browser, files: int) -> dict[str, Any]:
    with _place() as place, tempfile.TemporaryDirectory(prefix="bukti-bench-") as folder:
        pictures = [(SCANS / name).read_bytes() for name in _PICTURES]
        paths = [Path(folder) / f"{number:03d}.pdf" for number in range(files)]
        for number, path in enumerate(paths):
            path.write_bytes(img2pdf.convert(pictures, title=str(number)))
        _read_some(
            place, "tu2", _READ[:1]
        )  # the readers' models are loaded, as on any day but the first minute
        page = place.log_in(browser, "tu1")
        page.goto(f"{place.address}/unggah")
        page.evaluate(_WATCH_UPLOAD)
        began = page.evaluate("performance.now()")
        page.locator("#files").set_input_files(paths)
        _wait(page, "window.marks.uploaded && window.marks.shown", _READ_TIMEOUT_S)
        marks = page.evaluate("window.marks")
    return {
        "measured": "first page",
        "files": files,
        "pages": files * len(_PICTURES),
        "upload_s": round((marks["uploaded"] - began) / 1000, 1),
        "shown_after_upload_s": round((marks["shown"] - marks["uploaded"]) / 1000, 1),
    }
