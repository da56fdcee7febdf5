"""Migrations keep what is there, on both databases."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

import records
from records.database import engine_for, upgrade
from scoring.index.rule_set import get_rule_set

LONG = get_rule_set(
    "bkn-8-2019-proportional",
    categories__edge="from",
    technical__counting="threshold",
    windows__counting="rolling",
).name


def _down_to(url: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(records.__file__).parent / "migrations"))
    config.attributes["engine"] = engine_for(url)
    command.downgrade(config, revision)


def test_periods_that_batches_name_take_long_rule_sets_and_keep_their_own(database_url: str) -> None:
    _down_to(database_url, "0008")
    with engine_for(database_url).begin() as connection:
        for statement in (
            "INSERT INTO offices (id, code, name, active) VALUES (1, 'A', 'A', true)",
            (
                "INSERT INTO periods (id, name, rule_set, current, created_at)"
                " VALUES (1, '2019', 'bkn-8-2019', true, '2019-01-01 00:00:00')"
            ),
            (
                "INSERT INTO batches (id, office_id, period_id, note, created_at)"
                " VALUES (1, 1, 1, '', '2019-01-01 00:00:00')"
            ),
        ):
            connection.execute(text(statement))
    upgrade(database_url)
    with engine_for(database_url).begin() as connection:
        kept = text("SELECT periods.rule_set FROM batches JOIN periods ON periods.id = batches.period_id")
        assert connection.execute(kept).scalars().all() == ["bkn-8-2019"]
        assert len(LONG) > 64
        connection.execute(text("UPDATE periods SET rule_set = :name"), {"name": LONG})
        assert connection.execute(kept).scalars().all() == [LONG]
