"""`bukti user add`: make the people who log in; the first admin is made here."""

from __future__ import annotations

import secrets
import sys

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.accounts import add_user
from records.database import transaction, upgrade
from records.errors import Refused
from records.settings import settings
from records.states import Role
from records.tables import Office


@click.group()
def user() -> None:
    """Pengguna. The people who log in."""


@user.command("add")
@click.argument("username")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", default=None, help="Nama lengkap. Full name.")
@click.option("--office", default=None, help="Kode atau nama kantor, wajib untuk tata_usaha. Office.")
@click.option("--password-stdin", is_flag=True, help="Kata sandi dari masukan standar. Read it from stdin.")
def add(*, username: str, role: str, name: str | None, office: str | None, password_stdin: bool) -> None:
    """Tambah pengguna. Add a user; without --password-stdin a random password is made and shown once."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(12)
    url = settings().get_database_url()
    upgrade(url)
    with transaction(url) as session:
        add_user(
            session,
            username=username,
            name=name or username,
            role=Role(role),
            password=password,
            office=_get_office(session, office),
        )
    click.echo(f"{username}  {role}" + ("" if password_stdin else f"  {password}"))


def _get_office(session: Session, wanted: str | None) -> Office | None:
    if wanted is None:
        return None
    office = session.scalar(select(Office).where((Office.code == wanted) | (Office.name == wanted)))
    if office is None:
        raise Refused("office-unknown", office=wanted)
    return office
