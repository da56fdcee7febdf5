"""Which rows a user may see, in one place: every route and the API ask here.

A Tata Usaha user sees the rows of the own office. BKPP sees scans and documents once they were handed over
(need to know, UU 27/2022) and all else of every office; reviewers and admins see everything. What does not
exist and what may not be seen are answered alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple

from flask import abort
from sqlalchemy import ColumnElement, Select, false, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from records.states import Role
from records.tables import (
    Batch,
    Document,
    Employee,
    File,
    Handover,
    HandoverRecord,
    IndexResult,
    Office,
    Page,
    Training,
    Upload,
)
from web.auth.identity import Identity

Row = TypeVar(
    "Row",
    Batch,
    Document,
    Employee,
    File,
    Handover,
    HandoverRecord,
    IndexResult,
    Office,
    Page,
    Training,
    Upload,
)
Columns = TypeVarTuple("Columns")


def visible(rows: type[Any], user: Identity) -> ColumnElement[bool]:
    """Give the condition under which `user` may see a row of the mapped class `rows`.

    Raises:
        KeyError: nobody said yet who may see such rows.
    """
    if user.role is Role.TATA_USAHA:
        return false() if user.office_id is None else _OF_OFFICE[rows](user.office_id)
    if user.role is Role.BKPP and rows in _HANDED_OVER:
        return _HANDED_OVER[rows]()
    if rows is Upload:
        return Upload.user_id == user.id
    return true() if rows in _OF_OFFICE else _unknown(rows)


def scoped(query: Select[*Columns], rows: type[Any], user: Identity) -> Select[*Columns]:
    """Narrow a query over `rows` to what `user` may see."""
    return query.where(visible(rows, user))


def find_visible(session: Session, rows: type[Row], row_id: int | str, user: Identity) -> Row | None:
    """Find a row that exists and may be seen."""
    found: Row | None = session.scalar(select(rows).where(rows.id == row_id, visible(rows, user)))
    return found


def get_visible(session: Session, rows: type[Row], row_id: int | str, user: Identity) -> Row:
    """Give a row that exists and may be seen; answer 404 otherwise."""
    return find_visible(session, rows, row_id, user) or abort(404)


def may_see_page(session: Session, page: Page, user: Identity) -> bool:
    """Say whether a page of a visible file may be shown: BKPP sees the pages of what was handed over only."""
    if user.role is not Role.BKPP:
        return True
    handed_over = select(Document.pages).where(Document.file_id == page.file_id, _was_handed_over())
    return any(page.number in pages for pages in session.scalars(handed_over))


def _unknown(rows: type[Any]) -> ColumnElement[bool]:
    raise KeyError(rows)


def _was_handed_over() -> ColumnElement[bool]:
    return select(HandoverRecord.id).where(HandoverRecord.document_id == Document.id).exists()


def _file_was_handed_over(file_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return select(Document.id).where(Document.file_id == file_id, _was_handed_over()).exists()


_HANDED_OVER: dict[type[Any], Callable[[], ColumnElement[bool]]] = {
    Document: _was_handed_over,
    File: lambda: _file_was_handed_over(File.id),
    Page: lambda: _file_was_handed_over(Page.file_id),
    Batch: lambda: select(Document.id).where(Document.batch_id == Batch.id, _was_handed_over()).exists(),
}


def _employee_of(office_id: int, employee_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return employee_id.in_(select(Employee.id).where(Employee.office_id == office_id))


_OF_OFFICE: dict[type[Any], Callable[[int], ColumnElement[bool]]] = {
    Batch: lambda office: Batch.office_id == office,
    Document: lambda office: Document.office_id == office,
    Employee: lambda office: Employee.office_id == office,
    File: lambda office: File.office_id == office,
    Handover: lambda office: Handover.office_id == office,
    HandoverRecord: lambda office: HandoverRecord.office_id == office,
    IndexResult: lambda office: _employee_of(office, IndexResult.employee_id),
    Office: lambda office: Office.id == office,
    Page: lambda office: Page.file_id.in_(select(File.id).where(File.office_id == office)),
    Training: lambda office: _employee_of(office, Training.employee_id),
    Upload: lambda office: Upload.batch_id.in_(select(Batch.id).where(Batch.office_id == office)),
}

KNOWN = frozenset(_OF_OFFICE)
"""Every mapped class somebody said the office of."""
