"""`bukti doctor`: check every outside part, say what is wrong and how to mend it."""

from __future__ import annotations

import json
import sys

import click

from commands.checks import CHECKS, Finding, State
from records.settings import settings
from records.texts import text

_MARKS = {State.GOOD: "✓", State.WARNING: "!", State.BAD: "✗"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON. JSON output.")
@click.option("--language", type=click.Choice(["id", "en"]), default=None)
def doctor(*, as_json: bool, language: str | None) -> None:
    """Periksa semua bagian luar. Check every outside part; exit status 1 when one is unusable."""
    current = settings()
    findings = [check(current) for check in CHECKS]
    if as_json:
        click.echo(json.dumps([_as_dict(f) for f in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            _show(finding, language or current.language)
    sys.exit(any(finding.state is State.BAD for finding in findings))


def _as_dict(finding: Finding) -> dict[str, object]:
    return {
        "part": finding.part,
        "state": finding.state.value,
        "detail": finding.detail,
        "remedy": finding.remedy,
    }


def _show(finding: Finding, language: str) -> None:
    click.echo(f"{_MARKS[finding.state]} {text(f'doctor.{finding.part}', language)}: {finding.detail}")
    if finding.remedy:
        click.echo(f"    → {text(f'doctor.remedy.{finding.remedy}', language, **finding.values)}")
