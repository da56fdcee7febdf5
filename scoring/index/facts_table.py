"""Score a table of plain facts, one employee a row, as `bukti score` does: nothing is guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

from records.errors import Rejected
from scoring.index.compute import DIMENSIONS, score
from scoring.index.education import education_level
from scoring.index.facts import Tally
from scoring.index.rule_set import POST_KINDS, RuleSet
from scoring.index.rules import discipline, performance, plain
from scoring.sheets import RowNote

T = TypeVar("T")
COLUMNS = (
    "post_kind", "education", "leadership", "functional", "technical_jp", "seminars", "performance",
    "discipline",
)  # fmt: skip
ADDED = ("ip", *DIMENSIONS, "category")


@dataclass(frozen=True, slots=True)
class ScoredTable:
    """Rows with the index added, and the cells that could not be used (row from 1, column, value).

    A row with such a cell keeps its `ip` and `category` empty.
    """

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    problems: tuple[RowNote, ...]


def score_table(rows: Sequence[Mapping[str, str]], rules: RuleSet) -> ScoredTable:
    """Score rows of facts (columns as in `COLUMNS`, others kept).

    Raises:
        Rejected: `table-lacks-columns`.
    """
    missing = [name for name in COLUMNS if rows and name not in rows[0]]
    if missing:
        raise Rejected("table-lacks-columns", columns=", ".join(missing), filename="")
    problems: list[RowNote] = []
    scored = tuple(_score_row(number, row, rules, problems) for number, row in enumerate(rows, 1))
    kept = tuple(name for name in rows[0] if name not in ADDED) if rows else COLUMNS
    return ScoredTable((*kept, *ADDED), scored, tuple(problems))


def read_facts(path: Path) -> list[dict[str, str]]:
    """Read a csv of facts.

    Raises:
        Rejected: `table-unreadable`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        return [
            {key: value or "" for key, value in row.items() if key is not None}
            for row in csv.DictReader(io.StringIO(text, newline=""))
        ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Rejected("table-unreadable", filename=path.name) from error


def write_table(table: ScoredTable, path: Path) -> None:
    """Write the scored rows as csv."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, table.columns)
        writer.writeheader()
        writer.writerows(table.rows)


def _score_row(
    number: int, row: Mapping[str, str], rules: RuleSet, problems: list[RowNote]
) -> Mapping[str, str]:
    before = len(problems)

    def read(column: str, parse: Callable[[str], T]) -> T:
        value = parse(row[column].strip())
        if value is None:
            problems.append(RowNote(number, column, "facts-value-unknown", row[column]))
        return value

    done = read("performance", partial(performance.readable, rules=rules))
    counted = Tally(
        post_kind=read("post_kind", _post_kind),
        education=read("education", education_level),
        leadership=read("leadership", _yes_or_no),
        functional=read("functional", _yes_or_no),
        technical_jp=read("technical_jp", _whole),
        seminars=read("seminars", _whole),
        performance=done,
        discipline=read("discipline", partial(discipline.readable, rules=rules)),
    )
    added = _added(counted, rules, usable=len(problems) == before)
    return {**{key: value for key, value in row.items() if key not in ADDED}, **added}


def _added(counted: Tally, rules: RuleSet, *, usable: bool) -> dict[str, str]:
    result = score(counted, rules)
    known = {
        name: all(p.value is not None for p in result.points if p.dimension == name) for name in DIMENSIONS
    }
    cells = {name: plain(result.dimensions[name]) if known[name] else "" for name in DIMENSIONS}
    return {"ip": plain(result.ip) if usable else "", **cells, "category": result.category if usable else ""}


def _post_kind(text: str) -> str | None:
    return text.lower() if text.lower() in POST_KINDS else None


def _yes_or_no(text: str) -> bool | None:
    return {"1": True, "0": False, "ya": True, "tidak": False}.get(text.lower())


def _whole(text: str) -> int | None:
    try:
        value = Decimal(text)
    except ArithmeticError:
        return None
    return int(value) if value.is_finite() and value >= 0 and value == value.to_integral_value() else None
