"""What a rule is: a name, a dimension, the text it implements, and a function from tally to points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.index.facts import Tally
from scoring.index.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class Points:
    """Points given by one rule, with why.

    `value` None: not known. `most`: the most this rule can give this employee. `code` and `values` fill the
    catalogue's sentence `index.<code>`; `references` name the records behind it.
    """

    rule: str
    dimension: str
    value: Decimal | None
    most: Decimal
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the index. `source` cites the text it implements."""

    name: str
    dimension: str
    source: str
    apply: Callable[[Tally, RuleSet], Points]


def plain(value: Decimal) -> str:
    """Write a number without trailing zeros or exponent ("22.5", "100")."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
