"""The shortest way up: what would raise an index, and the least that reaches the next category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from records.texts import text
from scoring.index.compute import category, score
from scoring.index.facts import Facts, Tally, Training
from scoring.index.rule_set import RuleSet
from scoring.index.rules import plain
from scoring.index.tally import tally


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that would raise the index by `gain` points.

    `code` fills the sentence `index.way-<code>` with `values`; `jp` is the lesson hours it takes (0: none, or
    one short course).
    """

    code: str
    gain: Decimal
    jp: int
    values: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, language: str = "id") -> str:
        """Say it ("Kurang 4 JP diklat teknis untuk 22,5 poin.")."""
        values = dict(self.values) | {"gain": _number(self.gain, language), "jp": str(self.jp)}
        return text(f"index.way-{self.code}", language, **values)


def ways_up(counted: Tally, rules: RuleSet) -> tuple[Way, ...]:
    """Give the single steps that raise an index, the least hours first, then the greatest gain."""
    now = score(counted, rules).ip
    ways = [Way(code, score(step, rules).ip - now, jp) for code, jp, step in _steps(counted, rules)]
    return tuple(sorted((w for w in ways if w.gain > 0), key=lambda w: (w.jp, -w.gain)))


def shortest_way(counted: Tally, rules: RuleSet) -> tuple[Way, ...]:
    """Give the fewest steps (of those, the fewest hours) that reach a better category; empty if none do."""
    ways = ways_up(counted, rules)
    now = score(counted, rules)
    for size in range(1, len(ways) + 1):
        enough = [w for w in combinations(ways, size) if _category(now.ip, w, rules) != now.category]
        if enough:
            return min(enough, key=lambda w: (sum(way.jp for way in w), -sum(way.gain for way in w)))
    return ()


def open_decisions(facts: Facts, rules: RuleSet, as_of: date) -> Way | None:
    """Say what the index would gain if every open decision on its trainings went in the employee's favour."""
    open_ones = [training for training in facts.trainings if _undecided(training, rules)]
    favoured = tuple(_favour(t) if t in open_ones else t for t in facts.trainings)
    after = score(tally(replace(facts, trainings=favoured), rules, as_of), rules).ip
    gain = after - score(tally(facts, rules, as_of), rules).ip
    return Way("decide", gain, 0, {"count": str(len(open_ones))}) if gain > 0 else None


def _undecided(training: Training, rules: RuleSet) -> bool:
    decision = {"technical": training.linear, "functional": training.matches_post}
    return decision.get(rules.feeds.get(training.kind_code, ""), False) is None


def _favour(training: Training) -> Training:
    return replace(training, linear=True, matches_post=True)


def _steps(counted: Tally, rules: RuleSet) -> list[tuple[str, int, Tally]]:
    steps = []
    if counted.technical_jp is not None and counted.technical_jp < rules.required_jp:
        lack = rules.required_jp - counted.technical_jp
        steps.append(("technical", lack, replace(counted, technical_jp=rules.required_jp)))
    if counted.seminars == 0:
        steps.append(("seminar", 0, replace(counted, seminars=1)))
    if counted.leadership is False:
        steps.append(("leadership", 0, replace(counted, leadership=True)))
    if counted.functional is False:
        steps.append(("functional", 0, replace(counted, functional=True)))
    return steps


def _category(ip: Decimal, ways: tuple[Way, ...], rules: RuleSet) -> str:
    return category(ip + sum((way.gain for way in ways), Decimal(0)), rules)


def _number(value: Decimal, language: str) -> str:
    return plain(value).replace(".", ",") if language == "id" else plain(value)
