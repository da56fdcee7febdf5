"""A flow over each database, with a real broker behind it that nobody empties."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from records.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))

from flow import Flow


@pytest.fixture
def flow(database_url: str, redis_url: str, make_settings: Callable[..., Settings]) -> Flow:
    return Flow(make_settings(database_url=database_url, redis_url=redis_url))


@pytest.fixture
def sqlite_flow(sqlite_url: str, redis_url: str, make_settings: Callable[..., Settings]) -> Flow:
    return Flow(make_settings(database_url=sqlite_url, redis_url=redis_url))
