"""A whole Bukti with real Redis, worker and web server, and a real chromium to drive it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from commands.demo.client import Client
from commands.demo.seed import PASSWORD, SAMPLES, Account, seed
from commands.services import running
from records.database import engine_for, transaction, upgrade
from records.settings import Settings

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCANS = SAMPLES / "scans"
READ_TIMEOUT_S = 180


@dataclass(frozen=True, slots=True)
class World:
    """A running Bukti: where it answers and who may log in."""

    address: str
    settings: Settings
    accounts: dict[str, Account]

    def client(self, username: str) -> Client:
        """Give the REST API as `username`'s program sees it."""
        return Client(self.address, self.accounts[username].token)

    def read(self, username: str, *names: str) -> list[int]:
        """Hand sample scans in by the API, wait until they were read, and give their documents."""
        client = self.client(username)
        batch = client.upload([SCANS / name for name in names], "uji")
        deadline = time.monotonic() + READ_TIMEOUT_S
        while time.monotonic() < deadline:
            found = client.get("documents", batch=batch)["documents"]
            done = client.get(f"batches/{batch}")
            if found and all(d["status"] == "AWAITING_REVIEW" for d in found) and _is_read(done):
                return [int(d["id"]) for d in found]
            time.sleep(0.5)
        raise AssertionError(f"not read in {READ_TIMEOUT_S} s: {done}")


def _is_read(batch: dict[str, Any]) -> bool:
    return all(file["status"] in ("FOUND", "LINKED", "UNPACKED", "REJECTED") for file in batch["files"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not Path(CHROMIUM).exists():
                item.add_marker(pytest.mark.skip(reason="chromium is not installed"))


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("bukti")
    settings = Settings(home=home, bind_port=0, login_rate="1000 per minute", worker_processes=1)
    upgrade(settings.get_database_url())
    with transaction(settings.get_database_url()) as session:
        accounts = seed(session, datetime.now(settings.zone).date())
    with running(settings) as parts:
        yield World(parts.address, settings, {account.username: account for account in accounts})
    engine_for(settings.get_database_url()).dispose()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


class Person:
    """Somebody at a browser; every page error and refused script fails the test at its end."""

    def __init__(self, page: Page, world: World) -> None:
        self.page = page
        self.world = world
        self.trouble: list[str] = []
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.trouble.append(message.text)

    def go(self, path: str) -> None:
        self.page.goto(self.world.address + path)

    def log_in(self, username: str) -> None:
        self.go("/masuk")
        self.page.get_by_label("Nama pengguna").fill(username)
        self.page.get_by_label("Kata sandi").fill(PASSWORD)
        self.page.get_by_role("button", name="Masuk").click()
        self.page.get_by_role("navigation", name="Menu utama").first.wait_for()

    def check_accessible(self) -> None:
        """Let axe-core judge the page as it stands, in both themes."""
        for theme in ("light", "dark"):
            self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            found = Axe().run(
                self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
            )
            broken = [
                (rule["id"], node["target"], node.get("failureSummary", "")[:300])
                for rule in found.response["violations"]
                for node in rule["nodes"]
            ]
            assert not broken, f"{theme} {self.page.url}: {broken}"
        self.page.emulate_media(color_scheme="light")


@pytest.fixture
def at_browser(chromium: Browser, world: World) -> Iterator[Callable[[str], Person]]:
    contexts: list[Any] = []
    people: list[Person] = []

    def open_for(username: str) -> Person:
        context = chromium.new_context(viewport={"width": 1360, "height": 850}, reduced_motion="reduce")
        contexts.append(context)
        person = Person(context.new_page(), world)
        people.append(person)
        if username:
            person.log_in(username)
        return person

    yield open_for
    for context in contexts:
        context.close()
    assert not [line for person in people for line in person.trouble]
