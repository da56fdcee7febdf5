"""Make the pictures of the README and the guides from a real, running Bukti: `./run screenshots`.

Everything shown is made up (`samples/`). It starts its own parts, hands the sample scans in, plays a reviewer
and a clerk, and takes each page once; so the pictures are as current as the code.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from commands.demo.client import Client
from commands.demo.seed import PASSWORD, Account, seed
from commands.services import running
from records.database import transaction, upgrade
from records.settings import Settings

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_READ_TIMEOUT_S = 900
_COLOURS = 128  # a palette keeps the pictures small; screens have few colours


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who looks, at what, how wide, in which theme."""

    name: str
    username: str
    path: str
    width: int = 1360
    height: int = 850
    dark: bool = False
    whole: bool = False


SHOTS = (
    Shot("masuk", "", "/masuk", height=700),
    Shot("unggah", "tu1", "/unggah", height=900),
    Shot("kiriman", "tu1", "/paket/1", height=900),
    Shot("halaman", "peninjau", "/berkas/{adf}", height=900),
    Shot("pegawai", "tu1", "/pegawai?urut=gain"),
    Shot("lembar", "tu1", "/pegawai/{nip}", height=1100),
    Shot("kirim", "tu1", "/kirim"),
    Shot("antrean", "peninjau", "/tinjau"),
    Shot("periksa-siap", "peninjau", "/tinjau/{ready}"),
    Shot("periksa-ragu", "peninjau", "/tinjau/{doubtful}"),
    Shot("periksa-gelap", "peninjau", "/tinjau/{doubtful}", dark=True),
    Shot("ponsel", "tu1", "/unggah", width=390, height=844),
    Shot("kotak-masuk", "bkpp", "/bkpp"),
    Shot("serahan", "bkpp", "/bkpp/serahan/1"),
    Shot("kemajuan", "bkpp", "/bkpp/kemajuan"),
    Shot("statistik", "bkpp", "/bkpp/statistik", height=900),
    Shot("admin", "admin", "/admin/pengguna"),
    Shot("pengaturan", "admin", "/admin/pengaturan", height=900),
    Shot("jejak", "admin", "/admin/jejak"),
)


def main() -> None:
    """Start a Bukti of its own, play the day through, take the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bukti-pictures-") as folder:
        settings = Settings(home=Path(folder), bind_port=0, login_rate="1000 per minute")
        upgrade(settings.get_database_url())
        with transaction(settings.get_database_url()) as session:
            accounts = {
                account.username: account for account in seed(session, datetime.now(settings.zone).date())
            }
        with running(settings) as parts, sync_playwright() as play:
            clients = {name: Client(parts.address, a.token) for name, a in accounts.items()}
            _hand_in(clients, accounts.values())
            places = _play(clients)
            browser = play.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
            for shot in SHOTS:
                _take(browser, parts.address, shot, places)
            browser.close()


def _hand_in(clients: dict[str, Client], accounts: Sequence[Account] | object) -> None:
    batches = [
        (clients[account.username], clients[account.username].upload(list(account.scans), "Map pertama"))
        for account in accounts  # type: ignore[attr-defined]
        if account.scans
    ]
    deadline = time.monotonic() + _READ_TIMEOUT_S
    while any(client.get(f"batches/{batch}")["status"] == "WORKING" for client, batch in batches):
        if time.monotonic() > deadline:
            raise TimeoutError("the samples were not read in time")
        time.sleep(2)


def _play(clients: dict[str, Client]) -> dict[str, str]:
    """Confirm some, return one, hand over; give the numbers the pictures need."""
    reviewer = clients["peninjau"]
    waiting = reviewer.get("documents", status="AWAITING_REVIEW", limit=100)["documents"]
    ready = [d for d in waiting if d["ready"]]
    doubtful = [d for d in waiting if not d["ready"] and d["kind"] != "other" and len(d["people"]) == 1]
    own = clients["tu1"].get("documents", status="AWAITING_REVIEW", limit=100)["documents"]
    of_first = [d for d in own if d["ready"]]
    done = [document["id"] for document in of_first[:3]]
    for document in of_first[:3]:
        reviewer.post(f"documents/{document['id']}/confirm")
    reviewer.post(
        f"documents/{doubtful[-1]['id']}/return",
        {"reason": "unreadable", "text": "Bagian tanggal tertutup cap."},
    )
    clients["tu1"].post("handovers")
    # Kept for the picture: confirmed, not handed over yet.
    reviewer.post(f"documents/{of_first[-1]['id']}/confirm")
    adf = next(d["file_id"] for d in waiting if d["file"].endswith("adf.pdf"))
    person = of_first[0]["people"][0]["match"]["nip"]
    time.sleep(10)  # the package and the indexes
    return {
        "ready": str(next(d["id"] for d in ready if d["id"] not in (*done, of_first[-1]["id"]))),
        "doubtful": str(doubtful[0]["id"]),
        "adf": str(adf),
        "nip": person,
    }


def _take(browser: Browser, address: str, shot: Shot, places: dict[str, str]) -> None:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if shot.username:
        _log_in(page, address, shot.username)
    page.goto(address + shot.path.format(**places))
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=shot.whole))).convert("RGB")
    picture.quantize(_COLOURS).save(PICTURES / f"{shot.name}.png", optimize=True)
    context.close()


def _log_in(page: Page, address: str, username: str) -> None:
    page.goto(f"{address}/masuk")
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.click("form button.primary")
    page.wait_for_load_state()


if __name__ == "__main__":
    main()
