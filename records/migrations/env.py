"""Alembic's entry: runs migrations on the engine `records.database.upgrade` hands over."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Engine

from records.tables import Base


def run(engine: Engine) -> None:
    """Migrate in one transaction; SQLite changes tables by copying them (batch mode)."""
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=engine.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run(context.config.attributes["engine"])
