"""`bukti serve`: everything in one go — web, worker and a private Redis — or the web alone for servers."""

from __future__ import annotations

import click

from records.database import upgrade
from records.settings import settings


@click.command()
@click.option("--web-only", is_flag=True, help="Hanya web; pekerja dan Redis dijalankan terpisah. Web alone.")
@click.option("--host", default=None, help="Alamat; bawaan BUKTI_BIND_HOST. Address.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=None, help="Porta; bawaan BUKTI_BIND_PORT. Port."
)
def serve(*, web_only: bool, host: str | None, port: int | None) -> None:
    """Jalankan Bukti sampai Ctrl-C. Run Bukti until Ctrl-C."""
    wanted = {"bind_host": host, "bind_port": port}
    current = settings().model_copy(update={k: v for k, v in wanted.items() if v is not None})
    if web_only:
        from commands.web_server import WebServer

        WebServer(current).run()
        return
    from commands.services import running, wait_for_interrupt

    upgrade(current.get_database_url())
    with running(current) as parts:
        click.echo(f"Bukti: {parts.address}")
        wait_for_interrupt(parts)
