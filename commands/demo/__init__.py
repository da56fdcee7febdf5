"""`bukti demo`: the main job on fictitious scans, from upload to package."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from records.database import transaction, upgrade
from records.settings import Settings
from records.states import Role
from records.texts import text

_LOG_LINES = 15


@click.command()
@click.option(
    "--check", "check_it", is_flag=True, help="Sampai paket jadi, lalu berhenti. Go all the way and end."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Porta; 0: yang bebas. 0: any free one."
)
def demo(*, check_it: bool, port: int) -> None:
    """Coba Bukti dengan pindaian rekaan. Try Bukti on fictitious scans; nothing outlives the command."""
    # A demo must not touch what the environment points at: its own folder, database, Redis and port.
    for name in [name for name in os.environ if name.startswith("BUKTI_")]:
        if name not in ("BUKTI_LANGUAGE", "BUKTI_TIMEZONE", "BUKTI_STRONG_ENGINE"):
            del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="bukti-demo-") as folder:
        settings = Settings(home=Path(folder), bind_port=port, api_rate="100000 per minute")
        try:
            _run(settings, Path(folder), check_it=check_it)
        except KeyboardInterrupt:
            click.echo("", err=True)
        except Exception:
            _show_logs(Path(folder))
            raise


def _show_logs(folder: Path) -> None:
    """The folder goes away with the demo: what its parts said last must be seen now."""
    for log in sorted(folder.glob("run/*.log")):
        last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_LINES:]
        if last:
            click.echo("\n".join([f"── {log.name}", *last]), err=True)


def _run(settings: Settings, folder: Path, *, check_it: bool) -> None:
    from commands.demo.check import check
    from commands.demo.client import Client
    from commands.demo.seed import Account, seed
    from commands.demo.watch import wait_until_read
    from commands.services import running, wait_for_interrupt

    url = settings.get_database_url()
    upgrade(url)
    with transaction(url) as session:
        accounts: Sequence[Account] = seed(session, datetime.now(settings.zone).date())
    with running(settings) as parts:
        clients = {account.username: Client(parts.address, account.token) for account in accounts}
        batches = [
            (clients[account.username], clients[account.username].upload(list(account.scans), "demo"))
            for account in accounts
            if account.scans
        ]
        if not check_it:
            _show(accounts, parts.address, settings.language)
        wait_until_read(batches, parts, settings.language)
        if check_it:
            by_role = {account.role: clients[account.username] for account in accounts}
            summary = check(by_role[Role.REVIEWER], by_role[Role.BKPP], batches, folder)
            click.echo(json.dumps(summary, ensure_ascii=False, indent=1))
            return
        click.echo(text("demo.waiting", settings.language, address=parts.address))
        wait_for_interrupt(parts)


def _show(accounts: Sequence[object], address: str, language: str) -> None:
    from commands.demo.seed import PASSWORD, Account

    click.echo(text("demo.address", language, address=address, password=PASSWORD))
    for account in accounts:
        assert isinstance(account, Account)  # noqa: S101 - narrows for the type checker
        click.echo(f"  {account.username:<10} {account.role.value:<12} {account.office}")
