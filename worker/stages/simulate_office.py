"""An office simulated: its indexes now, if all that waits were confirmed, and both under other rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from records.errors import Refused
from records.simulations import Simulated, Spread, find_simulation, keep_simulation
from records.states import Variant
from records.tables import Employee
from scoring.index import Facts, Training, get_rule_set
from scoring.simulate import Distribution, simulate
from worker.context import Context
from worker.facts import Reckoning, facts_of, load_records, reckoning

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Person:
    recorded: Facts
    pending: tuple[Training, ...]


def work(ctx: Context, office_id: int) -> None:
    """Reckon an office if somebody asked for it and nobody did yet."""
    with ctx.reading() as session:
        asked = find_simulation(session, office_id)
        if asked is None or asked.result or asked.problem:
            return
        by = reckoning(session, ctx.settings)
    try:
        result = _reckon(ctx, office_id, by, asked.elsewhere)
        problem = ""
    except Refused as error:
        result, problem = None, error.code
    with ctx.ledger() as session:
        keep_simulation(session, office_id, asked, result, problem)


def _reckon(ctx: Context, office_id: int, by: Reckoning, elsewhere: str) -> Simulated:
    rules = get_rule_set(elsewhere)
    people = list(_people(ctx, office_id, by))
    waiting = {person.recorded.nip: person.pending for person in people}
    found = simulate([person.recorded for person in people], waiting, by.rules, by.as_of, rules)
    # Given a second rule set, both of its distributions are there.
    under = (found.now, found.confirmed, found.now_elsewhere, found.confirmed_elsewhere)
    spreads = [_spread(one) for one in under if one is not None]
    return Simulated(by.rules.name, by.as_of.isoformat(), len(people), *spreads)


def _people(ctx: Context, office_id: int, by: Reckoning) -> Iterator[_Person]:
    """Give the office's employees, some at a time: nobody else waits for a transaction of minutes."""
    with ctx.reading() as session:
        ids = session.scalars(
            select(Employee.id).where(Employee.office_id == office_id, Employee.active).order_by(Employee.id)
        ).all()
    for start in range(0, len(ids), _AT_ONCE):
        with ctx.reading() as session:
            for records in load_records(session, ids[start : start + _AT_ONCE]):
                recorded = facts_of(records, Variant.RECORDED, by)
                hoped = facts_of(records, Variant.PENDING, by)
                yield _Person(recorded, hoped.trainings[len(recorded.trainings) :])


def _spread(found: Distribution) -> Spread:
    return Spread(
        dict(found.categories),
        _number(found.mean),
        {name: _number(mean) for name, mean in found.dimension_means.items()},
        found.incomplete,
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
