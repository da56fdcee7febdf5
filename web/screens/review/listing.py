"""The queue page's rows and filters, in few queries whatever its length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.preferences import in_force
from records.states import DocumentState
from records.tables import AuditSample, Document, DocumentPerson, Office, User, now
from web.data import settings
from web.screens.lists import PER_PAGE, choices, page_number, paging
from web.screens.review.queue import Filters, in_order, narrowed
from web.screens.speech import code, t
from web.views.frame import Choice
from web.views.queue import QueueRow, QueueView

# Enough rows to know which doubts are about; counting every code of 100,000 documents would cost a scan.
_REASON_SAMPLE = 500


def queue_view(session: Session, filters: Filters, page: str) -> QueueView:
    """Give one page of the queue."""
    number = page_number(page)
    rows, ready, total = _page(session, filters, (number - 1) * PER_PAGE)
    offices = dict(session.execute(select(Office.id, Office.name).order_by(Office.name)).all())
    shown = _rows(session, rows, offices)
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
        first_id=shown[0].id if shown else None,
        sample_open=_open_samples(session),
        audit_percent=in_force(session, settings()).audit_share,
        done_today=_done_today(session),
    )


def _page(session: Session, filters: Filters, offset: int) -> tuple[Sequence[Document], int, int]:
    """Give a page of documents, how many of all that fit are ready, and how many there are."""
    if filters.search:
        return _searched(session, filters, offset)
    counts = dict(
        session.execute(
            narrowed(select(Document.ready, func.count(Document.id)), filters).group_by(Document.ready)
        ).all()
    )
    rows = session.scalars(in_order(narrowed(select(Document), filters)).limit(PER_PAGE).offset(offset)).all()
    return rows, counts.get(True, 0), sum(counts.values())


def _searched(session: Session, filters: Filters, offset: int) -> tuple[Sequence[Document], int, int]:
    """Find and count in one go: looking for words costs more than counting what was found."""
    ready = func.count().filter(Document.ready).over()
    found = session.execute(
        in_order(narrowed(select(Document.id, ready, func.count().over()), filters))
        .limit(PER_PAGE)
        .offset(offset)
    ).all()
    ids = [row[0] for row in found]
    rows = session.scalars(in_order(select(Document).where(Document.id.in_(ids)))).all()
    _, fit_ready, fit = found[0] if found else (0, 0, 0)
    return rows, fit_ready, fit


def _rows(session: Session, documents: Sequence[Document], offices: dict[int, str]) -> tuple[QueueRow, ...]:
    people: dict[int, list[str]] = defaultdict(list)
    ids = [document.id for document in documents]
    for document_id, name, nip in session.execute(
        select(DocumentPerson.document_id, DocumentPerson.name, DocumentPerson.nip)
        .where(DocumentPerson.document_id.in_(ids))
        .order_by(DocumentPerson.document_id, DocumentPerson.ordinal)
    ):
        people[document_id].append(name or nip or "?")
    holders = _holders(session, documents)
    return tuple(
        QueueRow(
            id=document.id,
            kind=document.kind,
            course=document.course or "",
            people=", ".join(people[document.id][:2]),
            more_people=max(0, len(people[document.id]) - 2),
            jp=document.jp,
            office=offices.get(document.office_id, ""),
            ready=document.ready,
            reasons=tuple(document.reasons),
            created_at=document.created_at,
            holder=holders.get(document.id, ""),
        )
        for document in documents
    )


def _holders(session: Session, documents: Sequence[Document]) -> dict[int, str]:
    held = {
        d.id: d.lock_user_id
        for d in documents
        if d.lock_user_id and d.locked_until and d.locked_until > now()
    }
    names = dict(session.execute(select(User.id, User.name).where(User.id.in_(set(held.values())))).all())
    return {document_id: names.get(user_id, "") for document_id, user_id in held.items()}


def _reason_choices(session: Session, filters: Filters) -> tuple[Choice, ...]:
    lists = session.scalars(in_order(narrowed(select(Document.reasons), Filters())).limit(_REASON_SAMPLE))
    codes = sorted({name for names in lists for name in names} | ({filters.reason} - {""}))
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
