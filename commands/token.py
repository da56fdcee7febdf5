"""`bukti token add`: give a user a token for the REST API."""

from __future__ import annotations

import click
from sqlalchemy import select

from records.accounts import issue_token
from records.database import transaction
from records.errors import Refused
from records.settings import settings
from records.tables import User


@click.group()
def token() -> None:
    """Token API. Tokens of the REST API."""


@token.command()
@click.argument("username")
@click.option("--name", default="cli", help="Untuk apa. What it is for.")
@click.option("--days", type=click.IntRange(1), default=365, show_default=True)
def add(*, username: str, name: str, days: int) -> None:
    """Buat token; hanya ditampilkan sekali. Make a token; it is shown this once."""
    with transaction(settings().get_database_url()) as session:
        user = session.scalar(select(User).where(User.username == username))
        if user is None:
            raise Refused("user-unknown", username=username)
        click.echo(issue_token(session, user, name, valid_days=days))
