"""What the server keeps out of the garbage collector's sight."""

from __future__ import annotations

import gc

import pytest
from world import World

from commands.web_server import WebServer


def test_a_server_freezes_what_it_has_loaded(small_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["bukti"])
    before = gc.get_freeze_count()
    try:
        WebServer(small_world.settings).load()
        assert gc.get_freeze_count() > before + 10_000
    finally:
        gc.unfreeze()
