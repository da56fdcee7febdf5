"""One document's rows, brought together in few queries and turned into the review screen's view."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from records.states import DocumentState, PersonDecision, RepeatKind, Variant
from records.tables import (
    Assignment,
    Correction,
    Document,
    DocumentPerson,
    Employee,
    File,
    IndexResult,
    Office,
    Page,
    User,
    now,
)
from records.values import MatchStatus
from web.screens.links import page_view
from web.screens.review.past import past_of
from web.screens.review.repeats import repeat_view
from web.views.doubts import KIND, PERSON, REPEAT, WHOLE, by_field
from web.views.fields import FieldView, PageOf, field_view
from web.views.people import PersonView, candidates_of, index_step, needs_choice
from web.views.review import LockView, PageView, ReasonView, ReviewView

# A merely probable person is offered ticked only when four in five such are right.
_PRESELECTED_FROM = 0.8

# In the order of the paper a clerk knows; the second column is how a value is typed.
_FIELDS = (
    ("course", "text", True),
    ("organiser", "text", False),
    ("number", "text", False),
    ("start", "date", True),
    ("end", "date", True),
    ("issued", "date", False),
    ("jp", "number", True),
)


def review_view(session: Session, document_id: int, user_id: int) -> ReviewView | None:
    """Give the view of one document, None where there is none."""
    document = session.get(Document, document_id, options=[selectinload(Document.people)])
    if document is None:
        return None
    file, office, assigned_id, assigned = session.execute(
        select(File, Office.name, User.id, User.name)
        .join(Office, Office.id == File.office_id)
        .outerjoin(Assignment, Assignment.document_id == document.id)
        .outerjoin(User, User.id == Assignment.user_id)
        .where(File.id == document.file_id)
    ).one()
    pages = _pages(session, document)
    doubts = by_field(document.reasons)
    edited = _edited(session, document_id)
    people = _people(session, document, pages, edited)
    past = past_of(session, document)
    return ReviewView(
        id=document.id,
        version=document.version,
        state=document.state,
        kind=document.kind,
        ready=document.ready,
        probability=document.probability,
        office=office,
        file=file.name,
        batch_id=document.batch_id,
        created_at=document.created_at,
        reasons=_reasons(document, doubts, people),
        fields=_fields(document, pages, doubts, edited),
        people=people,
        pages=pages,
        repeat=repeat_view(session, document),
        history=past.events,
        lock=_lock(session, document, user_id),
        assigned="" if assigned_id == user_id else assigned or "",
        undoable=past.undoable,
        erased=file.erased_at is not None,
    )


def _pages(session: Session, document: Document) -> tuple[PageView, ...]:
    rows = session.scalars(
        select(Page)
        .where(Page.file_id == document.file_id, Page.number.in_(document.pages))
        .order_by(Page.number)
    )
    return tuple(page_view(page) for page in rows if page.image_blob)


def _edited(session: Session, document_id: int) -> set[tuple[int | None, str]]:
    rows = session.execute(
        select(Correction.person_ordinal, Correction.field).where(
            Correction.document_id == document_id, Correction.undone.is_(False)
        )
    )
    return {(ordinal, field) for ordinal, field in rows}


def _finder(pages: Sequence[PageView]) -> dict[int | None, PageOf]:
    return {p.number: PageOf(p.number, p.href, p.width_px, p.height_px) for p in pages}


def _fields(
    document: Document,
    pages: Sequence[PageView],
    doubts: dict[str, tuple[str, ...]],
    edited: set[tuple[int | None, str]],
) -> tuple[FieldView, ...]:
    find = _finder(pages).get
    return tuple(
        field_view(
            name,
            kind,
            getattr(document, name),
            document.reading.get(name) or {},
            find,
            edited=(None, name) in edited,
            why=doubts.get(name, ()),
            needed=needed and document.kind.is_evidence,
            calm=document.ready,
        )
        for name, kind, needed in _FIELDS
    )


def _reasons(
    document: Document, doubts: dict[str, tuple[str, ...]], people: Sequence[PersonView]
) -> tuple[ReasonView, ...]:
    # A doubt that no field or person stops for must be ticked off by itself, or nobody would look.
    covered = any(person.stop for person in people)
    return tuple(
        ReasonView(
            code,
            name,
            stop=not document.ready
            and (name in (WHOLE, KIND) or _uncovered(name, document, people_stop=covered)),
        )
        for name, codes in doubts.items()
        for code in codes
    )


def _uncovered(name: str, document: Document, *, people_stop: bool) -> bool:
    """Say whether a doubt's own place on the screen does not stop the reviewer by itself."""
    if name == PERSON:
        return not people_stop
    return name == REPEAT and document.repeat_kind is not RepeatKind.SAME


def _people(
    session: Session,
    document: Document,
    pages: Sequence[PageView],
    edited: set[tuple[int | None, str]],
) -> tuple[PersonView, ...]:
    employees = _employees(session, document.people)
    by_id = {employee.id: employee for employee in employees.values()}
    indexes = _indexes(session, list(by_id))
    find = _finder(pages).get
    views = []
    for person in document.people:
        own = by_id.get(person.employee_id) if person.employee_id else None
        chosen = own.nip if own and _is_preselected(person) else ""
        fields = {
            name: field_view(
                f"people.{person.ordinal}.{name}",
                "nip" if name == "nip" else "text",
                getattr(person, name),
                person.reading.get(name) or {},
                find,
                edited=(person.ordinal, name) in edited,
                calm=True,
            )
            for name in ("name", "nip")
        }
        views.append(
            PersonView(
                ordinal=person.ordinal,
                name=fields["name"],
                nip=fields["nip"],
                status=person.match_status,
                probability=person.match_probability,
                why=tuple(person.match_why),
                candidates=candidates_of(person, employees, chosen),
                chosen=chosen,
                excluded=person.decision is PersonDecision.EXCLUDED,
                taken=person.decision is PersonDecision.TAKEN,
                stop=needs_choice(person),
                linear=person.linear,
                linear_proposed=person.linear_proposed,
                linear_why=tuple(person.linear_why),
                index=index_step(indexes.get(own.id, {})) if own else None,
                recorded=person.training_id is not None,
                added=person.added,
            )
        )
    return tuple(views)


def _is_preselected(person: DocumentPerson) -> bool:
    """Say whether one candidate stands ticked: where several fit, a quick Enter must not take the first."""
    if person.decision is not PersonDecision.OPEN or person.match_status is MatchStatus.CERTAIN:
        return True
    alone = person.match_status is MatchStatus.PROBABLE and not person.match_others
    return alone and person.match_probability >= _PRESELECTED_FROM


def _employees(session: Session, people: Sequence[DocumentPerson]) -> dict[str, Employee]:
    nips = {o["nip"] for p in people for o in p.match_others} | {p.match_nip for p in people if p.match_nip}
    ids = {p.employee_id for p in people if p.employee_id}
    rows = session.scalars(select(Employee).where(Employee.nip.in_(nips) | Employee.id.in_(ids)))
    return {employee.nip: employee for employee in rows}


def _indexes(session: Session, ids: Sequence[int]) -> dict[int, dict[Variant, IndexResult]]:
    rows = session.scalars(select(IndexResult).where(IndexResult.employee_id.in_(ids)))
    found: dict[int, dict[Variant, IndexResult]] = {}
    for row in rows:
        found.setdefault(row.employee_id, {})[row.variant] = row
    return found


def _lock(session: Session, document: Document, user_id: int) -> LockView | None:
    held = document.locked_until
    if document.state is not DocumentState.AWAITING_REVIEW or held is None or held < now():
        return None
    if document.lock_user_id in (None, user_id):
        return None
    holder = session.get(User, document.lock_user_id)
    return LockView(holder.name if holder else "", held)
