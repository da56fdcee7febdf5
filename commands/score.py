"""`bukti score`: the IP ASN index of a table of facts."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from records.settings import settings
from records.texts import text


@click.command()
@click.argument("facts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--ruleset", default=None, help="Nama set aturan. Rule set, e.g. bkn-8-2019.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), default=None, help="Berkas CSV. CSV file."
)
def score(*, facts: Path, ruleset: str | None, output: Path | None) -> None:
    """Hitung indeks dari tabel fakta. Score a table of facts; exit status 1 when a cell could not be used.

    Unknown values are named by row and column and their rows keep an empty index: nothing is guessed.
    """
    from scoring.index.facts_table import read_facts, score_table, write_table
    from scoring.index.rule_set import get_rule_set

    current = settings()
    table = score_table(read_facts(facts), get_rule_set(ruleset or current.rule_set))
    if output:
        write_table(table, output)
    else:
        writer = csv.DictWriter(sys.stdout, table.columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(table.rows)
    for problem in table.problems:
        sentence = text(
            "score.cell-unusable",
            current.language,
            row=problem.row,
            column=problem.column,
            value=problem.value,
        )
        click.echo(sentence, err=True)
    sys.exit(bool(table.problems))
