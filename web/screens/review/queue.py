"""The reviewer's queue: doubtful documents first, filtered, and what comes after a given one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select, union
from sqlalchemy.orm import Session

from records.states import DocumentState
from records.tables import Assignment, Document, DocumentPerson, User, now
from records.values import Kind
from web.views.typing import parse_nip

# A select of any columns; SQLAlchemy has no one type for that.
AnySelect = Any

# As the index ix_documents_queue has it, so that no list is sorted; whatever awaits review was scored.
_chance = Document.probability
_ORDER = (Document.ready, _chance, Document.id)

NOBODY = "bebas"
# What somebody was given who has left is anybody's again.
_WHO_MAY_LOG_IN = select(User.id).where(User.active)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reviewer narrowed the queue to; empty values narrow nothing.

    `age_days` is the least age; `assigned` a reviewer's user id as text, or `NOBODY`.
    """

    office_id: int | None = None
    kind: str = ""
    reason: str = ""
    ready: str = ""
    age_days: int = 0
    search: str = ""
    assigned: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> Filters:
        """Read them from a query string; what does not fit is left out."""
        kind = args.get("jenis", "")
        return cls(
            office_id=_number(args.get("kantor")),
            kind=kind if kind in list(Kind) else "",
            reason=args.get("alasan", "")[:64],
            ready=args.get("siap", "") if args.get("siap") in ("ya", "tidak") else "",
            age_days=_number(args.get("umur")) or 0,
            search=args.get("cari", "").strip()[:100],
            assigned=_assigned(args.get("petugas", "")),
        )

    def as_args(self) -> dict[str, str]:
        """Give them as a query string's parts, empty ones left out."""
        pairs = {
            "kantor": self.office_id,
            "jenis": self.kind,
            "alasan": self.reason,
            "siap": self.ready,
            "umur": self.age_days,
            "cari": self.search,
            "petugas": self.assigned,
        }
        return {name: str(value) for name, value in pairs.items() if value}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _assigned(text: str) -> str:
    return text if text == NOBODY or _number(text) is not None else ""


def narrowed(query: AnySelect, filters: Filters) -> AnySelect:
    """Narrow a query over documents to those that await review and fit the filters."""
    query = query.where(Document.state == DocumentState.AWAITING_REVIEW)
    for condition in _conditions(filters):
        query = query.where(condition)
    return query


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.office_id is not None:
        found.append(Document.office_id == filters.office_id)
    if filters.kind:
        found.append(Document.kind == Kind(filters.kind))
    if filters.ready:
        found.append(Document.ready.is_(filters.ready == "ya"))
    if filters.reason:
        # Codes hold only letters, digits and dashes: the quoted code is found as text in either database.
        # What is ready has none, and the index passes it over.
        found.append(Document.ready.is_(False))
        found.append(cast(Document.reasons, String).contains(f'"{filters.reason}"', autoescape=True))
    if filters.age_days:
        found.append(Document.created_at <= now() - timedelta(days=filters.age_days))
    if filters.search:
        found.append(_search(filters.search))
    if filters.assigned == NOBODY:
        found.append(~_given())
    elif filters.assigned:
        own = select(Assignment.document_id).where(Assignment.user_id == int(filters.assigned))
        found.append(Document.id.in_(own))
    return found


def _given(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say of a document that it was assigned, under further conditions."""
    return select(Assignment.document_id).where(Assignment.document_id == Document.id, *conditions).exists()


def _search(text: str) -> ColumnElement[bool]:
    digits = "".join(text.split())
    people = select(DocumentPerson.document_id)
    if digits.isdecimal():
        nip = parse_nip(digits) if len(digits) in (9, 18) else digits
        found = people.where(DocumentPerson.nip.startswith(nip))
        return or_(Document.id.in_(found), Document.id == int(digits[:9]))
    # Each half by its own index; one condition with "or" would read every document that waits.
    named = people.where(DocumentPerson.name.icontains(text, autoescape=True))
    titled = select(Document.id).where(Document.course.icontains(text, autoescape=True))
    return Document.id.in_(union(named, titled))


def in_order(query: AnySelect) -> AnySelect:
    """Put the doubtful first, least likely right at the head."""
    return query.order_by(*_ORDER)


def after(session: Session, document_id: int, filters: Filters, user_id: int) -> int | None:
    """Give the document that follows in the queue, from the head again at the end.

    What another holds or was assigned is passed over, unless the filters ask for somebody's documents.
    """
    free = or_(
        Document.lock_user_id.is_(None),
        Document.lock_user_id == user_id,
        Document.locked_until < now(),
    )
    query = in_order(narrowed(select(Document.id), filters)).where(free, Document.id != document_id).limit(1)
    if not filters.assigned:
        query = query.where(~_given(Assignment.user_id != user_id, Assignment.user_id.in_(_WHO_MAY_LOG_IN)))
    here = session.get(Document, document_id)
    found: int | None = session.scalar(query.where(_behind(here))) if here else None
    if found is None:
        found = session.scalar(query)
    return found


def _behind(here: Document) -> ColumnElement[bool]:
    chance = here.probability or 0.0
    same_ready = Document.ready.is_(here.ready)
    return or_(
        and_(same_ready, _chance > chance),
        and_(same_ready, _chance == chance, Document.id > here.id),
        *([] if here.ready else [Document.ready.is_(True)]),
    )


def waiting(session: Session, filters: Filters) -> int:
    """Count the documents in the queue."""
    return session.scalar(narrowed(select(func.count()).select_from(Document), filters)) or 0
