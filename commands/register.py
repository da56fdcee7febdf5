"""`bukti register import`: the employee register from the agency's own export."""

from __future__ import annotations

from pathlib import Path

import click

from records.database import transaction, upgrade
from records.settings import settings
from records.texts import text

_SHOWN_NOTES = 20


@click.group()
def register() -> None:
    """Register pegawai. The employee register."""


@register.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Hanya tampilkan perubahan. Show the changes only.")
def import_(*, path: Path, dry_run: bool) -> None:
    """Impor register (csv atau xlsx). Employees absent from the file become inactive; nothing is deleted."""
    from scoring.register_file import read_register
    from worker.register_rows import apply_employees, compare

    current = settings()
    found = read_register(path)
    upgrade(current.get_database_url())
    with transaction(current.get_database_url()) as session:
        change = (
            compare(session, found.employees) if dry_run else apply_employees(session, found.employees, None)
        )
    counts = {
        "new": len(change.new),
        "changed": len(change.changed),
        "gone": len(change.gone),
        "back": len(change.back),
        "same": change.same,
        "rejected": len(found.rejected),
        "warnings": len(found.warnings),
    }
    click.echo(text("register.preview" if dry_run else "register.applied", current.language, **counts))
    for note in [*found.rejected, *found.warnings][:_SHOWN_NOTES]:
        click.echo(
            text("register.note", current.language, row=note.row, column=note.column, code=note.code),
            err=True,
        )
