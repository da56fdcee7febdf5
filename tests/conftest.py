"""Fixtures shared by all tests: real databases and a real broker."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, text

from records.database import engine_for, upgrade
from records.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))

import order
import servers

_numbers = itertools.count(1)

# As in `./run`: the programs that tests start must not compile every module anew, each of them.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    kept = os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(__file__).parents[1] / ".venv" / "bytecode"))
    sys.pycache_prefix, sys.dont_write_bytecode = kept, False

# A busy machine is no fault of the code: properties are judged by what they find, never by the clock.
hypothesis_settings.register_profile(
    "bukti", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.load_profile("bukti")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="also run the tests that take minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # The longest files first, so that no worker is left alone with one of them at the end.
    items.sort(key=lambda item: order.place(item.path))
    if config.getoption("--slow"):
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="takes minutes; run with --slow"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL server without a database, with a migrated template in it."""
    home = servers.find_postgres()
    if home is None:
        pytest.skip("PostgreSQL is not installed")
    with servers.postgres(home) as url:
        _run(url, "CREATE DATABASE template_bukti")
        upgrade(f"{url}/template_bukti")
        engine_for(f"{url}/template_bukti").dispose()
        yield url


def _run(url: str, statement: str) -> None:
    engine = create_engine(f"{url}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    upgrade(f"sqlite:///{path}")
    engine_for(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> Iterator[str]:
    """A fresh migrated SQLite database."""
    path = tmp_path / "bukti.sqlite3"
    shutil.copyfile(sqlite_template, path)
    yield f"sqlite:///{path}"
    engine_for(f"sqlite:///{path}").dispose()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A fresh migrated PostgreSQL database."""
    name = f"test_{next(_numbers)}"
    _run(postgres_server, f"CREATE DATABASE {name} TEMPLATE template_bukti")
    yield f"{postgres_server}/{name}"
    engine_for(f"{postgres_server}/{name}").dispose()
    _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated database, once of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """A real broker, empty."""
    import redis

    with redis.Redis.from_url(redis_server) as broker:
        broker.flushall()
    return redis_server


@pytest.fixture
def make_settings(tmp_path: Path) -> Callable[..., Settings]:
    """Settings with a home of their own."""

    def make(**values: object) -> Settings:
        return Settings(home=tmp_path / "home", **values)

    return make
