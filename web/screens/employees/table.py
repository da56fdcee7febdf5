"""The table of people: recorded hours, hours in evidence, the index now and after, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased, load_only

from records.states import Variant
from records.tables import Employee, IndexResult, Office
from web.auth.identity import Identity
from web.screens.lists import PER_PAGE, choices, page_number, paging
from web.screens.speech import t
from web.views.employees import EmployeeRow, PeopleView
from web.views.people import full_name, slug
from web.visibility import scoped

CATEGORIES = ("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah")
_NEEDS = ("gain", "missing", "short")
_ORDERS = ("name", "lowest", "gain")
_TECHNICAL_JP = 20

# A select of any columns; SQLAlchemy has no one type for that.
AnySelect = Any

_Now, _Later = aliased(IndexResult), aliased(IndexResult)
_RECORDED = and_(_Now.employee_id == Employee.id, _Now.variant == Variant.RECORDED)
_PENDING = and_(_Later.employee_id == Employee.id, _Later.variant == Variant.PENDING)


@dataclass(frozen=True, slots=True)
class PeopleFilters:
    """What the table is narrowed to; empty values narrow nothing."""

    office_id: int | None = None
    category: str = ""
    need: str = ""
    order: str = "name"
    search: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> PeopleFilters:
        """Read them from a query string; what does not fit is left out."""
        office = args.get("kantor", "")
        return cls(
            office_id=int(office) if office.isdecimal() and len(office) < 10 else None,
            category=args.get("kategori", "") if args.get("kategori") in CATEGORIES else "",
            need=args.get("perlu", "") if args.get("perlu") in _NEEDS else "",
            order=args.get("urut", "") if args.get("urut") in _ORDERS else "name",
            search=" ".join(args.get("cari", "").split())[:100],
        )


def people_view(session: Session, user: Identity, args: Mapping[str, str]) -> PeopleView:
    """Give one page of the table."""
    filters, number = PeopleFilters.of(args), page_number(args.get("hal", "1"))
    total = session.scalar(_counted(filters, user)) or 0
    # Which ones first, by the few columns that decide it; whole rows are wide.
    ids = _ids(session, filters, user, (number - 1) * PER_PAGE)
    found = {
        employee.id: (employee, now, later)
        for employee, now, later in session.execute(
            _with_indexes(select(Employee, _Now, _Later))
            .where(Employee.id.in_(ids))
            .options(*(load_only(*_shown(index)) for index in (_Now, _Later)))
        )
    }
    rows = tuple(_row(*found[employee_id]) for employee_id in ids)
    return PeopleView(
        rows=rows,
        paging=paging(number, len(rows), total),
        search=filters.search,
        filtered=any((filters.office_id, filters.category, filters.need, filters.search)),
        offices=_offices(session, user, filters),
        categories=choices(
            [("", t("people.any-category")), *((name, t(f"category.{slug(name)}")) for name in CATEGORIES)],
            filters.category,
        ),
        needs=choices(
            [("", t("people.all")), *((name, t(f"people.need-{name}")) for name in _NEEDS)], filters.need
        ),
        orders=choices([(name, t(f"people.order-{name}")) for name in _ORDERS], filters.order),
    )


def _ids(session: Session, filters: PeopleFilters, user: Identity, offset: int) -> Sequence[int]:
    if filters.order == "lowest" and not (filters.category or filters.need):
        # Along the index of totals; those without an index come last and are on no page it can fill.
        indexed = _ordered(_own(select(Employee.id).join(_Now, _RECORDED), filters, user), filters.order)
        found = session.scalars(indexed.limit(PER_PAGE).offset(offset)).all()
        if len(found) == PER_PAGE:
            return found
    ordered = _ordered(_narrowed(select(Employee.id), filters, user), filters.order)
    return session.scalars(ordered.limit(PER_PAGE).offset(offset)).all()


def _shown(index: Any) -> tuple[Any, ...]:
    return index.total, index.jp, index.category, index.missing


def _counted(filters: PeopleFilters, user: Identity) -> AnySelect:
    if filters.category or filters.need:
        return _narrowed(select(func.count(Employee.id)), filters, user)
    return _own(select(func.count(Employee.id)), filters, user)


def _with_indexes(query: AnySelect) -> AnySelect:
    return query.select_from(Employee).outerjoin(_Now, _RECORDED).outerjoin(_Later, _PENDING)


def _own(query: AnySelect, filters: PeopleFilters, user: Identity) -> AnySelect:
    """Narrow by what the register alone says."""
    query = scoped(query, Employee, user).where(Employee.active)
    if filters.office_id is not None:
        query = query.where(Employee.office_id == filters.office_id)
    return _searched(query, filters.search)


def _narrowed(query: AnySelect, filters: PeopleFilters, user: Identity) -> AnySelect:
    query = _own(query, filters, user)
    if filters.category or filters.need or filters.order in ("lowest", "gain"):
        query = _with_indexes(query)
    if filters.category:
        query = query.where(_Now.category == filters.category)
    if filters.need == "gain":
        query = query.where(_Later.total > _Now.total)
    elif filters.need == "missing":
        query = query.where(_Later.jp == 0)
    elif filters.need == "short":
        query = query.where(_Later.jp < _TECHNICAL_JP)
    return query


def _searched(query: AnySelect, search: str) -> AnySelect:
    digits = search.replace(" ", "")
    if digits.isdecimal():
        return query.where(Employee.nip.startswith(digits))
    for word in search.split():
        query = query.where(Employee.nama.icontains(word, autoescape=True))
    return query


def _ordered(query: AnySelect, order: str) -> AnySelect:
    if order == "lowest":
        return query.order_by(_Now.total, Employee.id)
    if order == "gain":
        return query.order_by((_Later.total - _Now.total).desc(), Employee.id)
    return query.order_by(Employee.nama, Employee.id)


def _offices(session: Session, user: Identity, filters: PeopleFilters) -> tuple[Any, ...]:
    if not user.sees_all_offices:
        return ()
    rows = session.execute(select(Office.id, Office.name).order_by(Office.name))
    pairs = [("", t("screen.all-offices")), *((str(key), name) for key, name in rows)]
    return choices(pairs, str(filters.office_id or ""))


def _row(employee: Employee, now: IndexResult | None, later: IndexResult | None) -> EmployeeRow:
    return EmployeeRow(
        id=employee.id,
        nip=employee.nip,
        name=full_name(employee),
        post=employee.jabatan,
        office=employee.unit_kerja,
        jp_recorded=now.jp if now else None,
        jp_evidence=later.jp - now.jp if now and later else None,
        before=now.total if now else None,
        after=later.total if later else None,
        category=slug(later.category) if later else "",
        missing=tuple(dict.fromkeys(m["code"] for m in later.missing)) if later else (),
    )
