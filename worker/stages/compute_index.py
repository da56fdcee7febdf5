"""An employee's index: as recorded, with pending evidence, as confirmed; stored with every point's reason.

`index_wanted` rises with each change that matters, `index_done` follows when it was computed: a change that
comes while it is being computed is computed again.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from records.ledger.hints import hint
from records.states import Variant
from records.tables import Employee, IndexResult, now
from scoring.index import RULES, Facts, compute, tally
from scoring.index import IndexResult as Computed
from scoring.index.ways_up import Way, shortest_way, ways_up
from worker.context import Context
from worker.facts import Reckoning, Records, facts_of, load_records, reckoning

_AT_ONCE = 100
_LOOK_AHEAD = 2000
_SOURCES = {rule.name: rule.source for rule in RULES}


def work(ctx: Context, employee_id: int) -> None:
    """Compute one employee's index if it is out of date."""
    _compute_all(ctx, [employee_id])


def work_stale(ctx: Context, _: int) -> None:
    """Compute what is out of date, a hundred employees at a time.

    Where in the line it begins is left to chance, so that several workers seldom take the same ones.
    """
    with ctx.reading() as session:
        stale = session.scalars(
            select(Employee.id)
            .where(Employee.index_wanted > Employee.index_done)
            .order_by(Employee.id)
            .limit(_LOOK_AHEAD)
        ).all()
    begin = secrets.randbelow(max(1, len(stale) - _AT_ONCE + 1))
    _compute_all(ctx, list(stale[begin : begin + _AT_ONCE]))
    if len(stale) > _AT_ONCE:
        with ctx.ledger() as session:
            hint(session, "compute_stale_indexes", 0)


def _compute_all(ctx: Context, employee_ids: list[int]) -> None:
    results: dict[int, _Computed] = {}
    with ctx.reading() as session:
        by = reckoning(session, ctx.settings)
        for records in load_records(session, employee_ids):
            employee = records.employee
            if employee.index_wanted > employee.index_done:
                results[employee.id] = _Computed(employee.index_wanted, _variants(records, by))
    if results:
        with ctx.ledger() as session:
            _record(session, results)


def _variants(records: Records, by: Reckoning) -> dict[Variant, _Found]:
    found: dict[Variant, _Found] = {}
    computed: list[tuple[Facts, _Found]] = []
    for variant in Variant:
        facts = facts_of(records, variant, by)
        # Most employees have nothing pending: their three variants are one and the same.
        known = next((result for earlier, result in computed if earlier == facts), None)
        found[variant] = known or _compute(facts, by)
        computed.append((facts, found[variant]))
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    inputs_sha256: str
    jp: int
    result: Computed
    ways: tuple[Way, ...]
    shortest: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class _Computed:
    """Results of one employee, and the change (`index_wanted`) they take into account."""

    wanted: int
    found: dict[Variant, _Found]


def _compute(facts: Facts, by: Reckoning) -> _Found:
    inputs = _canonical({"facts": asdict(facts), "rules": by.rules.digest, "as_of": by.as_of})
    jp = sum(training.jp or 0 for training in facts.trainings)
    counted = tally(facts, by.rules, by.as_of)
    return _Found(
        hashlib.sha256(inputs.encode()).hexdigest(),
        jp,
        compute(facts, by.rules, by.as_of),
        ways_up(counted, by.rules),
        shortest_way(counted, by.rules),
    )


def _record(session: Session, results: dict[int, _Computed]) -> None:
    """Write what is newer than the rows; what was computed meanwhile from a later state stays."""
    stale = session.execute(
        select(Employee.id, Employee.index_done).where(Employee.id.in_(results)).with_for_update()
    ).all()
    fresh = {row.id: results[row.id] for row in stale if row.index_done < results[row.id].wanted}
    if not fresh:
        return
    session.execute(update(Employee), [{"id": i, "index_done": c.wanted} for i, c in fresh.items()])
    rows = {
        (row.employee_id, row.variant): row
        for row in session.scalars(select(IndexResult).where(IndexResult.employee_id.in_(fresh)))
    }
    for employee_id, computed in fresh.items():
        for variant, found in computed.found.items():
            row = rows.get((employee_id, variant))
            if row is None:
                row = IndexResult(employee_id=employee_id, variant=variant)
                session.add(row)
            elif row.inputs_sha256 == found.inputs_sha256:
                continue
            _fill(row, found)


def _fill(row: IndexResult, computed: _Found) -> None:
    result = computed.result
    row.rule_set, row.as_of = result.rule_set, result.as_of or date.min
    row.total, row.category = float(result.ip), result.category
    for name, value in result.dimensions.items():
        setattr(row, name, float(value))
    row.missing = [asdict(lack) for lack in result.missing]
    row.explanation = json.loads(_canonical(_explanation(computed)))
    row.jp = computed.jp
    row.inputs_sha256, row.computed_at = computed.inputs_sha256, now()


def _explanation(computed: _Found) -> dict[str, Any]:
    """Give every point with its rule's source and its records, and the ways up.

    Sentences stand in the catalogue: `index.<code>` for points, `index.way-<code>` for ways.
    """
    points = [asdict(p) | {"source": _SOURCES[p.rule]} for p in computed.result.points]
    return {
        "points": points,
        "ways": [asdict(way) for way in computed.ways],
        "shortest": [asdict(way) for way in computed.shortest],
        "digest": computed.result.digest,
    }


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
