"""The front door: `bukti COMMAND …`. Commands are loaded when called, so that each starts fast."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from records import __version__
from records.errors import BuktiError
from records.texts import has_text, text

# Name → module of `commands` and the attribute that holds the click command.
_COMMANDS = {
    "demo": ("commands.demo", "demo"),
    "doctor": ("commands.doctor", "doctor"),
    "erase": ("commands.erase", "erase"),
    "migrate": ("commands.migrate", "migrate"),
    "read": ("commands.read", "read"),
    "register": ("commands.register", "register"),
    "score": ("commands.score", "score"),
    "serve": ("commands.serve", "serve"),
    "token": ("commands.token", "token"),
    "user": ("commands.user", "user"),
    "worker": ("commands.worker", "worker"),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in _COMMANDS:
            return None
        module, attribute = _COMMANDS[cmd_name]
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - narrows for the type checker
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bukti", message="%(prog)s %(version)s")
def main() -> None:
    """Bukti: dari pindaian bukti diklat menjadi jam pelajaran terkonfirmasi.

    Turns loose scans of training evidence into confirmed lesson hours.
    """


def run() -> None:
    """Run the command line; errors with a code become two sentences and exit status 1."""
    try:
        main()
    except BuktiError as error:
        key = f"error.{error.code}" if has_text(f"error.{error.code}") else "error.unknown"
        for language in ("id", "en"):
            click.echo(text(key, language, **{"code": error.code, **error.values}), err=True)
        sys.exit(1)


if __name__ == "__main__":
    run()
