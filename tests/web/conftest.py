from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from werkzeug.test import TestResponse

from records.database import engine_for
from records.settings import Settings
from web.app import create_app

sys.path.insert(0, str(Path(__file__).parent))

import world as county

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def sqlite_county(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> county.World:
    """The county made once; tests get copies."""
    home = tmp_path_factory.mktemp("county")
    shutil.copyfile(sqlite_template, home / "bukti.sqlite3")
    made = county.build(_settings(home, f"sqlite:///{home / 'bukti.sqlite3'}"))
    engine_for(made.url).dispose()
    return made


@pytest.fixture
def small_world(sqlite_county: county.World, tmp_path: Path) -> Iterator[county.World]:
    """Two offices with everything in SQLite, for what cannot depend on the kind of database."""
    home = tmp_path / "home"
    shutil.copytree(sqlite_county.settings.home, home)
    url = f"sqlite:///{home / 'bukti.sqlite3'}"
    yield replace(sqlite_county, settings=_settings(home, url))
    engine_for(url).dispose()


@pytest.fixture(scope="session")
def postgres_county(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> county.World:
    """The county made once in PostgreSQL; tests get copies."""
    _run(postgres_server, "CREATE DATABASE county TEMPLATE template_bukti")
    made = county.build(_settings(tmp_path_factory.mktemp("county"), f"{postgres_server}/county"))
    engine_for(made.url).dispose()
    return made


@pytest.fixture
def postgres_world(
    postgres_county: county.World, postgres_server: str, tmp_path: Path
) -> Iterator[county.World]:
    home, name = tmp_path / "home", f"county_{next(_numbers)}"
    shutil.copytree(postgres_county.settings.home, home)
    _run(postgres_server, f"CREATE DATABASE {name} TEMPLATE county")
    url = f"{postgres_server}/{name}"
    yield replace(postgres_county, settings=_settings(home, url))
    engine_for(url).dispose()
    _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: str, statement: str) -> None:
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest) -> county.World:
    """The same, in each kind of database."""
    name = "small_world" if request.param == "sqlite" else "postgres_world"
    return request.getfixturevalue(name)


def _settings(home: Path, url: str) -> Settings:
    return Settings(home=home, database_url=url, login_rate="1000 per minute")


class _BufferedClient(FlaskClient):
    """Reads each answer to its end, as browsers do, so that sent files are closed."""

    def open(self, *args: Any, **more: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **more})


@pytest.fixture
def app(request: pytest.FixtureRequest) -> Flask:
    name = "world" if "world" in request.fixturenames else "small_world"
    made = create_app(request.getfixturevalue(name).settings)
    made.test_client_class = _BufferedClient
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def login(app: Flask) -> Callable[[str], county.Browser]:
    """Log somebody in and give the browser."""

    def enter(username: str) -> county.Browser:
        browser = county.Browser(app.test_client())
        browser.log_in(username)
        return browser

    return enter


@pytest.fixture
def spec(app: Flask) -> dict[str, Any]:
    """The API's own description."""
    answer = app.test_client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json
