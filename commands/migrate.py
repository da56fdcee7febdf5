"""`bukti migrate`: bring the database's schema to the newest version."""

from __future__ import annotations

import click

from records.database import upgrade
from records.settings import settings


@click.command()
def migrate() -> None:
    """Perbarui skema basis data. Bring the database schema up to date; doing it twice changes nothing."""
    upgrade(settings().get_database_url())
    click.echo("OK")
