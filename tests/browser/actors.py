"""A running Bukti as its people see it: the machine that reads, and somebody at a browser."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT as _AXE
from playwright.sync_api import Page

from commands.demo.client import Client
from commands.demo.seed import PASSWORD, SAMPLES, Account
from records.settings import Settings

SCANS = SAMPLES / "scans"
_ALL_RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
# A theme changes colours and nothing else.
_COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
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
        """Let axe-core judge the page as it stands: by all rules, and in the dark by those of colours."""
        for theme, rules in (("light", _ALL_RULES), ("dark", _COLOUR_RULES)):
            self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            if not self.page.evaluate("'axe' in window"):
                self.page.evaluate(_AXE)
            # Of what passes one node a rule is told, not all of them: most of the time went into telling.
            options = {"runOnly": rules, "resultTypes": ["violations"]}
            found = self.page.evaluate("options => axe.run(options).then(told => told.violations)", options)
            broken = [
                (rule["id"], node["target"], node.get("failureSummary", "")[:300])
                for rule in found
                for node in rule["nodes"]
            ]
            assert not broken, f"{theme} {self.page.url}: {broken}"
        self.page.emulate_media(color_scheme="light")
