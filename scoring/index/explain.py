"""Why an index is what it is, in sentences: each point with its rule, the text behind it and its records."""

from __future__ import annotations

from dataclasses import dataclass

from records.texts import text
from scoring.index.compute import IndexResult
from scoring.index.facts import Missing
from scoring.index.rules import RULES, Points, plain

_SOURCES = {rule.name: rule.source for rule in RULES}


@dataclass(frozen=True, slots=True)
class Line:
    """One rule's points in words; `points` is "?" where not known, `references` lead to the records."""

    rule: str
    dimension: str
    points: str
    most: str
    sentence: str
    source: str
    references: tuple[str, ...]


def explain(result: IndexResult, language: str = "id") -> tuple[Line, ...]:
    """Give a line for each rule, in the rules' order."""
    return tuple(_line(points, language) for points in result.points)


def explain_missing(missing: tuple[Missing, ...], language: str = "id") -> tuple[str, ...]:
    """Give a sentence for each thing that is missing, without repeats."""
    return tuple(dict.fromkeys(text(f"index.missing-{m.code}", language) for m in missing))


def _line(points: Points, language: str) -> Line:
    return Line(
        rule=points.rule,
        dimension=points.dimension,
        points="?" if points.value is None else plain(points.value),
        most=plain(points.most),
        sentence=text(f"index.{points.code}", language, **points.values),
        source=_SOURCES[points.rule],
        references=points.references,
    )
