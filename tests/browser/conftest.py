"""A whole Bukti with real Redis, worker and web server, and a real chromium to drive it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from actors import Person, World
from playwright.sync_api import Browser, sync_playwright

from commands.demo.seed import seed
from commands.services import running
from records.database import engine_for, transaction, upgrade
from records.settings import Settings

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not Path(CHROMIUM).exists():
                item.add_marker(pytest.mark.skip(reason="chromium is not installed"))


@pytest.fixture(scope="module")
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
