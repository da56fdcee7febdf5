"""From an employee's records to what counts on a day: windows, kinds of course, decisions still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from scoring.index.education import education_level
from scoring.index.facts import Facts, Missing, Sanction, Tally, Training
from scoring.index.rule_set import POST_KINDS, RuleSet
from scoring.index.rules import discipline, performance


def tally(facts: Facts, rules: RuleSet, as_of: date) -> Tally:
    """Count an employee's records as of a day.

    Records that cannot be counted (no date, no hours, nobody decided yet) are left out and named in
    `missing`.
    """
    missing: list[Missing] = []
    counted = {
        indicator: tuple(_counting(facts, indicator, rules, as_of, missing))
        for indicator in ("leadership", "functional", "technical", "seminar")
    }
    education = education_level(facts.education or "")
    post_kind = facts.post_kind if facts.post_kind in POST_KINDS else None
    missing += [
        Missing(code) for code, value in (("education", education), ("post-kind", post_kind)) if not value
    ]
    return Tally(
        post_kind=post_kind,
        education=education,
        leadership=bool(counted["leadership"]),
        functional=bool(counted["functional"]),
        technical_jp=sum(training.jp or 0 for training in counted["technical"]),
        seminars=len(counted["seminar"]),
        performance=_performance(facts, rules, as_of, missing),
        discipline=_discipline(facts, rules, as_of, missing),
        references={name: tuple(t.reference for t in trainings) for name, trainings in counted.items()},
        missing=tuple(missing),
    )


def in_window(day: date, years: int, as_of: date, *, rolling: bool) -> bool:
    """Whether a day lies in the last `years` years up to `as_of` (0: any day up to it)."""
    if day > as_of:
        return False
    if years == 0:
        return True
    if rolling:
        return day > _years_before(as_of, years)
    return day.year > as_of.year - years


def _counting(
    facts: Facts, indicator: str, rules: RuleSet, as_of: date, missing: list[Missing]
) -> Iterable[Training]:
    for training in facts.trainings:
        if rules.feeds.get(training.kind_code) != indicator:
            continue
        years = rules.windows.years[indicator]
        if training.day is None and years:
            missing.append(Missing("training-date", training.reference))
        elif training.day is None or in_window(training.day, years, as_of, rolling=rules.windows.rolling):
            lack = _lack(training, indicator, facts, rules)
            if lack == "":
                yield training
            elif lack:
                missing.append(Missing(lack, training.reference))


def _lack(training: Training, indicator: str, facts: Facts, rules: RuleSet) -> str | None:
    """Say why a training in its window does not count: "" it does, None it is decided not to, else a code."""
    if indicator == "technical":
        if training.jp is None:
            return "training-jp"
        return _decided(training.linear, "linearity-undecided")
    if indicator == "functional":
        return _decided(training.matches_post, "post-match-undecided")
    if indicator == "leadership":
        return _leadership(training, facts, rules)
    return ""


def _leadership(training: Training, facts: Facts, rules: RuleSet) -> str | None:
    if training.matches_post is not None:
        return "" if training.matches_post else None
    if facts.echelon is None or facts.echelon not in rules.leadership_levels:
        return "echelon" if facts.post_kind == "struktural" else None
    if training.level_code is None:
        return "leadership-level"
    return "" if training.level_code in rules.leadership_levels[facts.echelon] else None


def _decided(decision: bool | None, open_code: str) -> str | None:  # noqa: FBT001 - a tri-state fact
    if decision is None:
        return open_code
    return "" if decision else None


def _performance(facts: Facts, rules: RuleSet, as_of: date, missing: list[Missing]) -> Decimal | str | None:
    year = as_of.year - rules.windows.performance_years_back
    recorded = facts.performance.get(year, "")
    score = performance.readable(recorded, rules)
    if not score:
        missing.append(Missing("performance" if score == "" else "performance-unreadable", str(year)))
    return score


def _discipline(facts: Facts, rules: RuleSet, as_of: date, missing: list[Missing]) -> str | None:
    if facts.sanctions is None:
        missing.append(Missing("discipline"))
        return None
    levels = []
    for sanction in facts.sanctions:
        level = discipline.readable(sanction.level, rules)
        if level is None:
            missing.append(Missing("discipline-unreadable"))
            return None
        if _counts(sanction, rules, as_of):
            levels.append(level)
    return min(levels, key=lambda level: rules.discipline[level], default="never")


def _counts(sanction: Sanction, rules: RuleSet, as_of: date) -> bool:
    """A sanction without a date counts: leaving it out would flatter."""
    years = rules.windows.discipline_years
    return sanction.day is None or in_window(sanction.day, years, as_of, rolling=rules.windows.rolling)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
