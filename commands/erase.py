"""`bukti erase`: erase scans whose retention ended; without --yes it only says what would be erased."""

from __future__ import annotations

import json

import click

from records.blobs import BlobStore
from records.database import reading, upgrade
from records.erasure import cutoff, due_files, erase_due
from records.preferences import in_force
from records.settings import settings
from records.texts import text

_MOST = 100_000


@click.command()
@click.option(
    "--yes", is_flag=True, help="Hapus sungguh-sungguh. Erase for good; without it nothing is touched."
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=_MOST, show_default=True, help="Most files erased."
)
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON. JSON output.")
def erase(*, yes: bool, limit: int, as_json: bool) -> None:
    """Hapus pindaian yang masa simpannya berakhir. Erase scans whose retention ended.

    Only files all of whose documents were accepted by BKPP or set aside longer ago than the retention in
    force, and files turned away or found to hold no document as long ago. The audit log keeps what was
    erased, with its sha256.
    """
    current = settings()
    url = current.get_database_url()
    upgrade(url)
    with reading(url) as session:
        rules = in_force(session, current)
        before = cutoff(rules)
        due = due_files(session, before, limit=limit)
    found: dict[str, object] = {
        "retention_days": rules.retention_days,
        "before": before.date().isoformat(),
        "due": len(due),
        "pages": sum(one.pages for one in due),
        "bytes": sum(one.size_bytes for one in due),
        "erased": None,
    }
    if yes:
        from worker.workplaces import sweep_workplaces

        # What a killed worker left of a package says of people what is erased here.
        sweep_workplaces(current)
        done = erase_due(url, BlobStore(current.get_blob_dir()), before, most=limit, user_id=None)
        found["erased"] = {"files": done.files, "pages": done.pages, "blobs": done.blobs, "bytes": done.bytes}
    if as_json:
        click.echo(json.dumps(found))
        return
    for language in ("id", "en"):
        click.echo(text("erase.due", language, **found))
        click.echo(text("erase.done" if yes else "erase.dry", language, **(found["erased"] or {})))  # type: ignore[arg-type]
