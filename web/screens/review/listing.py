"""The queue page's rows and filters, in few queries whatever its length."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.orm import Session

from records.ledger.assigning import REVIEWING
from records.preferences import in_force
from records.states import DocumentState
from records.tables import Assignment, AuditSample, Document, DocumentPerson, Office, User, now
from web.data import settings
from web.screens.lists import PER_PAGE, choices, page_number, paging
from web.screens.review.queue import NOBODY, Filters, in_order, narrowed
from web.screens.speech import code, t
from web.views.frame import Choice
from web.views.queue import QueueRow, QueueView

# Enough rows to know which doubts are about; counting every code of 100,000 documents would cost a scan.
_REASON_SAMPLE = 500
_WITH_ASSIGNED = select(Document, Assignment.user_id).outerjoin(
    Assignment, Assignment.document_id == Document.id
)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names by id: of offices, and of those who review or hold something on the page."""

    offices: Mapping[int, str]
    reviewers: Mapping[int, str]


_Row = tuple[Document, int | None]


def queue_view(session: Session, filters: Filters, page: str, user_id: int) -> QueueView:
    """Give one page of the queue as `user_id` sees it."""
    number = page_number(page)
    rows, ready, total = _page(session, filters, (number - 1) * PER_PAGE)
    offices = dict(session.execute(select(Office.id, Office.name).order_by(Office.name)).all())
    reviewers = _reviewers(session)
    shown = _rows(session, rows, _Names(offices, reviewers))
    return QueueView(
        rows=shown,
        paging=paging(number, len(shown), total),
        ready=ready,
        doubtful=total - ready,
        filtered=bool(filters.as_args()),
        search=filters.search,
        offices=choices(
            [("", t("queue.all-offices")), *((str(i), name) for i, name in offices.items())],
            str(filters.office_id or ""),
        ),
        kinds=choices(
            [("", t("queue.all-kinds"))]
            + [(k, t(f"kind.{k}")) for k in ("certificate", "supervisor_letter", "other")],
            filters.kind,
        ),
        reasons=_reason_choices(session, filters),
        ready_choices=choices(
            [("", t("queue.all-ready")), ("tidak", t("queue.doubtful")), ("ya", t("queue.ready"))],
            filters.ready,
        ),
        ages=choices(
            [("", t("queue.any-age")), *((str(d), t("queue.older", days=d)) for d in (1, 3, 7, 14))],
            str(filters.age_days or ""),
        ),
        assignees=choices(
            [
                ("", t("queue.all-assigned")),
                (str(user_id), t("queue.assigned-me")),
                (NOBODY, t("queue.assigned-nobody")),
                *((str(i), name) for i, name in reviewers.items() if i != user_id),
            ],
            filters.assigned,
        ),
        reviewers=choices(
            [*((str(i), name) for i, name in reviewers.items()), ("", t("queue.assign-nobody"))],
            str(user_id),
        ),
        mine=_mine(session, user_id),
        first_id=_first(rows, reviewers.keys() - {user_id}),
        sample_open=_open_samples(session),
        audit_percent=in_force(session, settings()).audit_share,
        done_today=_done_today(session),
    )


def _reviewers(session: Session) -> dict[int, str]:
    found = select(User.id, User.name).where(User.active, User.role.in_(REVIEWING)).order_by(User.name)
    return dict(session.execute(found).all())


def _first(rows: Sequence[_Row], others: Collection[int]) -> int | None:
    """Name the first document on the page that is none of the others'; where all are, the first."""
    own = (d.id for d, assigned in rows if assigned not in others and _holder(d) not in others)
    return next(own, rows[0][0].id if rows else None)


def _mine(session: Session, user_id: int) -> int:
    own = (
        select(func.count())
        .select_from(Assignment)
        .join(Document, Document.id == Assignment.document_id)
        .where(Assignment.user_id == user_id, Document.state == DocumentState.AWAITING_REVIEW)
    )
    return session.scalar(own) or 0


def _page(session: Session, filters: Filters, offset: int) -> tuple[Sequence[_Row], int, int]:
    """Give a page of documents, how many of all that fit are ready, and how many there are."""
    few = filters.search or filters.reason or filters.assigned not in ("", NOBODY)
    if few:
        return _searched(session, filters, offset)
    # Rows are counted, not ids: an index that holds no id answers that by itself.
    counted = narrowed(select(Document.ready, func.count()), filters).group_by(Document.ready)
    counts = dict(session.execute(counted).all())
    # Which ones first, by an index alone: whole rows of the pages before would be read for nothing.
    ids = in_order(narrowed(select(Document.id), filters)).limit(PER_PAGE).offset(offset).subquery()
    rows = _assigned(session, in_order(_WITH_ASSIGNED.where(Document.id.in_(select(ids.c.id)))))
    return rows, counts.get(True, 0), sum(counts.values())


def _assigned(session: Session, query: Select[Any]) -> Sequence[_Row]:
    return [(document, assigned) for document, assigned in session.execute(query)]


def _searched(session: Session, filters: Filters, offset: int) -> tuple[Sequence[_Row], int, int]:
    """Find and count in one go: looking for them costs more than counting what was found."""
    ready = func.count().filter(Document.ready).over()
    found = session.execute(
        in_order(narrowed(select(Document.id, ready, func.count().over()), filters))
        .limit(PER_PAGE)
        .offset(offset)
    ).all()
    ids = [row[0] for row in found]
    rows = _assigned(session, in_order(_WITH_ASSIGNED.where(Document.id.in_(ids))))
    _, fit_ready, fit = found[0] if found else (0, 0, 0)
    return rows, fit_ready, fit


def _rows(session: Session, rows: Sequence[_Row], names: _Names) -> tuple[QueueRow, ...]:
    people: dict[int, list[str]] = defaultdict(list)
    ids = [document.id for document, _ in rows]
    for document_id, name, nip in session.execute(
        select(DocumentPerson.document_id, DocumentPerson.name, DocumentPerson.nip)
        .where(DocumentPerson.document_id.in_(ids))
        .order_by(DocumentPerson.document_id, DocumentPerson.ordinal)
    ):
        people[document_id].append(name or nip or "?")
    return tuple(
        QueueRow(
            id=document.id,
            kind=document.kind,
            course=document.course or "",
            people=", ".join(people[document.id][:2]),
            more_people=max(0, len(people[document.id]) - 2),
            jp=document.jp,
            office=names.offices.get(document.office_id, ""),
            ready=document.ready,
            reasons=tuple(document.reasons),
            created_at=document.created_at,
            holder=names.reviewers.get(_holder(document) or 0, ""),
            assigned=names.reviewers.get(assigned or 0, ""),
        )
        for document, assigned in rows
    )


def _holder(document: Document) -> int | None:
    held = document.locked_until is not None and document.locked_until > now()
    return document.lock_user_id if held else None


def _reason_choices(session: Session, filters: Filters) -> tuple[Choice, ...]:
    first = in_order(narrowed(select(cast(Document.reasons, String).label("codes")), Filters()))
    lists = session.scalars(select(first.limit(_REASON_SAMPLE).subquery().c.codes).distinct())
    codes = sorted({name for names in lists for name in json.loads(names)} | ({filters.reason} - {""}))
    return choices([("", t("queue.all-reasons")), *((c, code("reason", c)) for c in codes)], filters.reason)


def _open_samples(session: Session) -> int:
    return (
        session.scalar(select(func.count()).select_from(AuditSample).where(AuditSample.verdict.is_(None)))
        or 0
    )


def _done_today(session: Session) -> int:
    midnight = datetime.combine(now().astimezone(settings().zone).date(), time(), settings().zone)
    confirmed = (DocumentState.CONFIRMED, DocumentState.HANDED_OVER, DocumentState.ACCEPTED)
    return (
        session.scalar(
            select(func.count(Document.id)).where(
                Document.confirmed_at >= midnight, Document.state.in_(confirmed)
            )
        )
        or 0
    )
