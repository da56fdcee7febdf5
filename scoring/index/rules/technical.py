"""Kompetensi: technical training linear with the duties, at least 20 JP in all.

JP add up over certificates inside the window: 8 + 7 + 5 = 20 counts, 8 + 7 + 4 = 19 counts nothing under the
threshold reading; under the proportional reading each JP up to 20 gives its share.
"""

from __future__ import annotations

from decimal import Decimal

from scoring.index.facts import Tally
from scoring.index.rule_set import RuleSet
from scoring.index.rules.base import Points, Rule


def _apply(tally: Tally, rules: RuleSet) -> Points:
    if tally.post_kind is None:
        return Points("technical", "kompetensi", None, Decimal(0), "post-kind-unknown")
    most = rules.most("technical", tally.post_kind)
    if tally.technical_jp is None:
        return Points("technical", "kompetensi", None, most, "technical-unknown")
    value = _value(tally.technical_jp, most, rules)
    code = "technical-enough" if value == most else "technical-part" if value else "technical-short"
    values = {"jp": str(tally.technical_jp), "required": str(rules.required_jp)}
    return Points("technical", "kompetensi", value, most, code, values, tally.references.get("technical", ()))


def _value(jp: int, most: Decimal, rules: RuleSet) -> Decimal:
    if rules.proportional:
        return most * min(jp, rules.required_jp) / rules.required_jp
    return most if jp >= rules.required_jp else Decimal(0)


RULE = Rule(
    "technical",
    "kompetensi",
    "Peraturan BKN 8/2019, dimensi kompetensi: diklat teknis paling sedikit 20 JP (sebanding: praktik)",
    _apply,
)
