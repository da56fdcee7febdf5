"""Periods with their deadlines and rule set."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from records import audit
from records.errors import Refused
from records.ledger.documents import want_all_indexes
from records.tables import Period
from web.auth.identity import Identity
from web.screens.admin.overview import rule_sets
from web.views.typing import parse_date


def save_period(session: Session, form: Mapping[str, str], admin: Identity) -> None:
    """Add or change a period; the current one decides which rules and day every index is computed by.

    Raises:
        Refused: `form-incomplete`, `date-unreadable`, `period-exists`, `deadlines-reversed`.
    """
    name = form.get("name", "").strip()[:120]
    if not name:
        raise Refused("form-incomplete")
    known = form.get("id", "")
    period = session.get(Period, int(known)) if known.isdecimal() else None
    if session.scalar(
        select(Period.id).where(Period.name == name, Period.id != (period.id if period else 0))
    ):
        raise Refused("period-exists")
    period = period or Period(name=name)
    session.add(period)
    period.name = name
    period.deadline_tu = parse_date(form.get("deadline_tu", ""), "deadline_tu")
    period.deadline_bkpp = parse_date(form.get("deadline_bkpp", ""), "deadline_bkpp")
    if period.deadline_tu and period.deadline_bkpp and period.deadline_bkpp < period.deadline_tu:
        raise Refused("deadlines-reversed")
    as_of, rules = parse_date(form.get("as_of", ""), "as_of"), form.get("rule_set", "")
    recount = (period.as_of, period.rule_set, period.current)
    period.as_of, period.rule_set = as_of, rules if rules in rule_sets() else None
    if form.get("current") == "ya":
        session.flush()
        session.execute(update(Period).where(Period.id != period.id).values(current=False))
        period.current = True
    session.flush()
    if period.current and recount != (period.as_of, period.rule_set, period.current):
        want_all_indexes(session)
    audit.log(session, "period-saved", "periods", period.id, user_id=admin.id, current=period.current)
