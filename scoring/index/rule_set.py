"""Rule sets of the index as data: TOML files beside this module, one reading of the rules each."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any

from records.errors import Refused

INDICATORS = ("leadership", "functional", "technical", "seminar")
POST_KINDS = ("struktural", "fungsional", "pelaksana")
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "categories.edge": ("above", "from"),
    "technical.counting": ("threshold", "proportional"),
    "windows.counting": ("calendar", "rolling"),
}


@dataclass(frozen=True, slots=True)
class Band:
    """Points for performance scores above `over`."""

    over: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Windows:
    """How many years back records count, 0 without limit; `rolling` from day to day, else calendar years."""

    rolling: bool
    years: Mapping[str, int]
    discipline_years: int
    performance_years_back: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One reading of the index rules. `digest` tells two contents apart, for recomputing."""

    name: str
    title: Mapping[str, str]
    sources: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    qualification: Mapping[str, Decimal]
    competence: Mapping[str, Mapping[str, Decimal]]
    competence_ceiling: Decimal
    required_jp: int
    proportional: bool
    bands: tuple[Band, ...]
    performance_lowest: Decimal
    performance_none: Decimal
    predicates: Mapping[str, Decimal]
    discipline: Mapping[str, Decimal]
    categories: tuple[tuple[str, Decimal], ...]
    lowest_category: str
    edge_included: bool
    windows: Windows
    feeds: Mapping[int, str]
    leadership_levels: Mapping[str, tuple[int, ...]]
    digest: str

    def holds_on(self, day: date) -> bool:
        """Whether the rules are in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def most(self, indicator: str, post_kind: str) -> Decimal:
        """Most points an indicator can give to a kind of post; 0 where it does not apply."""
        return self.competence[indicator].get(post_kind, Decimal(0))


def rule_set_names() -> tuple[str, ...]:
    """Give the names of all rule sets, in order."""
    return tuple(
        sorted(p.name.removesuffix(".toml") for p in _folder().iterdir() if p.name.endswith(".toml"))
    )


def get_rule_set(name: str, **options: str) -> RuleSet:
    """Load a rule set, with options laid over it.

    Args:
        name: a rule set's name, with options after it if any: "bkn-8-2019;categories.edge=from".
        options: the same options as keywords, underscores doubled for dots: `categories__edge="from"`.

    Raises:
        Refused: `rule-set-unknown` or `rule-set-option-unknown`.
    """
    plain, _, rest = name.partition(";")
    chosen = dict(part.partition("=")[::2] for part in rest.split(";") if part)
    chosen |= {key.replace("__", "."): value for key, value in options.items()}
    return _load(plain, tuple(sorted(chosen.items())))


@lru_cache(maxsize=32)
def _load(name: str, options: tuple[tuple[str, str], ...]) -> RuleSet:
    data = _data(name)
    for key, value in options:
        if value not in OPTIONS.get(key, ()):
            raise Refused("rule-set-option-unknown", option=f"{key}={value}")
        section, _, entry = key.partition(".")
        data[section] = {**data[section], entry: value}
    full = ";".join([name, *(f"{key}={value}" for key, value in options)])
    return _rule_set(full, data)


def _folder() -> Any:
    return resources.files("scoring.index").joinpath("rule_sets")


def _data(name: str) -> dict[str, Any]:
    if name not in rule_set_names():
        raise Refused("rule-set-unknown", name=name, known=", ".join(rule_set_names()))
    data = tomllib.loads(_folder().joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return _laid_over(_data(data["extends"]), data) if "extends" in data else data


def _laid_over(base: dict[str, Any], top: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in top.items():
        nested = isinstance(value, dict) and isinstance(base.get(key), dict) and key != "title"
        merged[key] = _laid_over(base[key], value) if nested else value
    return merged


def _rule_set(name: str, data: Mapping[str, Any]) -> RuleSet:
    technical, performance, categories = data["technical"], data["performance"], data["categories"]
    edge = categories["edge"]
    digest = hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()
    return RuleSet(
        name=name,
        title=data["title"],
        sources=tuple(data["sources"]),
        valid_from=data["valid_from"],
        valid_until=data.get("valid_until"),
        qualification=_decimals(data["qualification"]["points"]),
        competence={indicator: _decimals(data["competence"][indicator]) for indicator in INDICATORS},
        competence_ceiling=Decimal(data["competence"]["ceiling"]),
        required_jp=technical["required_jp"],
        proportional=technical["counting"] == "proportional",
        bands=tuple(Band(Decimal(b["over"]), Decimal(b["points"])) for b in performance["bands"]),
        performance_lowest=Decimal(performance["lowest"]),
        performance_none=Decimal(performance["none"]),
        predicates=_decimals(performance["predicates"]),
        discipline=_decimals(data["discipline"]["points"]),
        categories=tuple((c["name"], Decimal(c[edge])) for c in categories["lower_bounds"]),
        lowest_category=categories["lowest"],
        edge_included=edge == "from",
        windows=_windows(data["windows"]),
        feeds={code: indicator for indicator in INDICATORS for code in data["feeds"][indicator]},
        leadership_levels={echelon: tuple(codes) for echelon, codes in data["leadership_levels"].items()},
        digest=digest,
    )


def _windows(data: Mapping[str, Any]) -> Windows:
    return Windows(
        rolling=data["counting"] == "rolling",
        years={indicator: data[f"{indicator}_years"] for indicator in INDICATORS},
        discipline_years=data["discipline_years"],
        performance_years_back=data["performance_years_back"],
    )


def _decimals(data: Mapping[str, str]) -> Mapping[str, Decimal]:
    return {key: Decimal(value) for key, value in data.items()}
