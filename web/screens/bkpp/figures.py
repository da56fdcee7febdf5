"""Progress of the offices and the statistics, as figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.figures import Tally, index_tallies
from records.states import DocumentState, Variant
from records.tables import Document, Employee, Handover, Office
from web.screens.employees.table import CATEGORIES
from web.views.bkpp import (
    CategoryFigures,
    DimensionFigures,
    OfficeFigures,
    ProgressRow,
    StatisticsView,
)
from web.views.people import slug

_D = DocumentState
_GONE = (_D.REPLACED, _D.SET_ASIDE)
# PermenPAN-RB 38/2018: what each dimension gives at most.
_MOST = {"kualifikasi": 25.0, "kompetensi": 40.0, "kinerja": 30.0, "disiplin": 5.0}
_BEFORE, _AFTER = Variant.RECORDED, Variant.PENDING


def progress_rows(session: Session) -> tuple[ProgressRow, ...]:
    """Give every active office, the one furthest behind first: four queries."""
    offices = session.execute(select(Office.id, Office.name).where(Office.active)).all()
    states: dict[int, dict[str, int]] = {}
    for office_id, state, count in session.execute(
        select(Document.office_id, Document.state, func.count())
        .where(Document.state.not_in(_GONE))
        .group_by(Document.office_id, Document.state)
    ):
        states.setdefault(office_id, {})[state] = count
    employees = _by_office(session, select(Employee.office_id, func.count()).where(Employee.active), Employee)
    last = _by_office(session, select(Handover.office_id, func.max(Handover.created_at)), Handover)
    rows = (
        _progress(key, name, states.get(key, {}), employees.get(key, 0), last.get(key))
        for key, name in offices
    )
    return tuple(sorted(rows, key=lambda row: (row.done_share, row.office)))


def _by_office(session: Session, query: Any, rows: Any) -> dict[int, Any]:
    return dict(session.execute(query.group_by(rows.office_id)).all())


def _progress(key: int, name: str, states: dict[str, int], employees: int, last: Any) -> ProgressRow:
    return ProgressRow(
        office_id=key,
        office=name,
        employees=employees,
        documents=sum(states.values()),
        awaiting=sum(
            states.get(s, 0) for s in (_D.FOUND, _D.MATCHED, _D.SCORED, _D.AWAITING_REVIEW, _D.FAILED)
        ),
        confirmed=states.get(_D.CONFIRMED, 0),
        sent=states.get(_D.HANDED_OVER, 0),
        accepted=states.get(_D.ACCEPTED, 0),
        returned=states.get(_D.RETURNED, 0),
        last_sent=last,
    )


def statistics(session: Session) -> StatisticsView:
    """Give the distribution of indexes before and after, by category, office and dimension: two queries."""
    tallies, as_of = index_tallies(session)
    by_variant = {variant: [t for t in tallies if t.variant == variant] for variant in (_BEFORE, _AFTER)}
    before, after = by_variant[_BEFORE], by_variant[_AFTER]
    names = dict(session.execute(select(Office.id, Office.name)).all())
    return StatisticsView(
        offices=_offices(names, before, after),
        categories=tuple(
            CategoryFigures(slug(name), _people(before, name), _people(after, name)) for name in CATEGORIES
        ),
        dimensions=tuple(
            DimensionFigures(name, _mean(before, name), _mean(after, name), most)
            for name, most in _MOST.items()
        ),
        employees=max(_people(before), _people(after)),
        before=_mean(before, "total") if before else None,
        after=_mean(after, "total") if after else None,
        as_of=as_of,
    )


def _people(tallies: Sequence[Tally], category: str = "") -> int:
    return sum(t.people for t in tallies if category in ("", t.category))


def _mean(tallies: Sequence[Tally], name: str) -> float:
    people = _people(tallies)
    return round(sum(getattr(t, name) for t in tallies) / people, 2) if people else 0.0


def _offices(
    names: Mapping[int, str], before: Sequence[Tally], after: Sequence[Tally]
) -> tuple[OfficeFigures, ...]:
    found = []
    for office_id, name in names.items():
        own = [[t for t in tallies if t.office_id == office_id] for tallies in (before, after)]
        if not any(own):
            continue
        found.append(
            OfficeFigures(
                office_id=office_id,
                office=name,
                employees=max(map(_people, own)),
                before=_mean(own[0], "total"),
                after=_mean(own[1], "total"),
                jp_before=_mean(own[0], "jp"),
                jp_after=_mean(own[1], "jp"),
            )
        )
    return tuple(sorted(found, key=lambda office: office.office))
