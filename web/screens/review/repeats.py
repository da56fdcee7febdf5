"""The copy of a document that was handed in, or what contradicts it, beside this one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from records.tables import Document, File, Office
from web.screens.review.side_by_side import PEOPLE, all_pages, page_pairs
from web.views.compare import CompareRow, RepeatView
from web.views.fields import typed

_COMPARED = ("number", "course", "organiser", "start", "end", "issued", "jp")


def repeat_view(session: Session, document: Document) -> RepeatView | None:
    """Give the other copy side by side with this one, None where there is none."""
    if document.repeat_of_id is None or document.repeat_kind is None:
        return None
    other = session.get(Document, document.repeat_of_id, options=[selectinload(Document.people)])
    if other is None:
        return None
    file, office = session.execute(
        select(File, Office.name).join(Office, Office.id == File.office_id).where(File.id == other.file_id)
    ).one()
    rows = (*_rows(document, other), CompareRow(PEOPLE, _names(document), _names(other)))
    differing = [row.name for row in rows if not row.same]
    return RepeatView(
        document_id=other.id,
        kind=document.repeat_kind,
        why=tuple(document.repeat_why or ()),
        file=file.name,
        state=other.state,
        at=other.created_at,
        office=office,
        rows=rows,
        pairs=page_pairs(session, document, other, differing),
        pages=all_pages(session, other),
    )


def _rows(here: Document, there: Document) -> tuple[CompareRow, ...]:
    return tuple(
        CompareRow(name, typed(getattr(here, name)), typed(getattr(there, name))) for name in _COMPARED
    )


def _names(document: Document) -> str:
    return ", ".join(person.name or person.nip or "?" for person in document.people)
