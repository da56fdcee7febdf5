from __future__ import annotations

from pathlib import Path

from world import World

from records.settings import Settings
from web.app import create_app


def test_the_probes_answer_without_a_log_in(world: World) -> None:
    client = create_app(world.settings).test_client()
    assert client.get("/sehat").json == {"status": "ok"}
    assert client.get("/siap").json == {"status": "ok", "database": True, "store": True}


def test_a_database_without_schema_is_not_ready(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'new.sqlite3'}")
    answer = create_app(settings).test_client().get("/siap")
    assert (answer.status_code, answer.json["database"]) == (503, False)


def test_a_bug_is_answered_without_its_details(world: World) -> None:
    app = create_app(world.settings)

    def broken() -> str:
        raise RuntimeError("Siti Aminah 197904122005011004")

    app.view_functions["health.alive"] = broken
    for headers in ({}, {"X-Requested-With": "fetch"}):
        answer = app.test_client().get("/sehat", headers=headers)
        assert answer.status_code == 500
        assert "Siti" not in answer.text
        assert "gangguan" in answer.text
