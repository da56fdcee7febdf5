"""What is said of one document beside its register rows, its copies and the papers its people signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from records.ledger.documents import PersonScore, Repeat, Score
from records.preferences import in_force
from records.states import DocumentState, RepeatKind
from records.tables import Document, DocumentKey
from records.values import SIGNER_KEY, Judgement
from scoring.course_kind import classify
from scoring.repeats import find_repeats, signer_keys
from scoring.trust import Evidence, TrustPolicy, judge
from worker.context import Context
from worker.current import Current, handed, load_all, load_current
from worker.person_scores import score_people
from worker.sql_register import employee_value

# What a person put away is no earlier copy: a better scan of a returned one is welcome.
_PUT_AWAY = (
    *(DocumentState.REPLACED, DocumentState.SET_ASIDE, DocumentState.RETURNED),
    DocumentState.FAILED,
)
_REASONS = {
    RepeatKind.SAME: "handed-in-before",
    RepeatKind.CONFLICT: "contradicts-earlier",
    RepeatKind.PARTLY: "partly-handed-in-before",
}
# A key under which more stand is a course's or an office's, not a document's.
_MOST_EARLIER = 200


@dataclass(frozen=True, slots=True)
class Beside:
    """A document as it stands now, with all that its score depends on."""

    document: Current
    earlier: tuple[Current, ...]
    people: dict[int, PersonScore]
    signers: frozenset[str]
    allowed: float


def load_beside(ctx: Context, session: Session, document_id: int) -> Beside:
    """Load a document and what stands beside it."""
    document = load_current(session, document_id)
    return Beside(
        document,
        tuple(load_all(session, _earlier_ids(session, document.row))),
        score_people(session, document),
        _signers(session, document),
        in_force(session, ctx.settings).ready_error_per_1000,
    )


def score(ctx: Context, beside: Beside) -> Score:
    """Judge a document; needs no database."""
    document = beside.document
    judgement = _judge(ctx, document, beside.signers, TrustPolicy(beside.allowed))
    repeat = _find_repeat(document, beside.earlier)
    if repeat:
        judgement = replace(judgement, ready=False, reasons=(*judgement.reasons, _REASONS[repeat.kind]))
    kind = classify(document.row.course or "") if document.reading.kind.is_evidence else None
    return Score(
        judgement,
        beside.people,
        jenis_diklat=kind.code if kind else None,
        latihan_struktural=kind.level if kind else None,
        repeat=repeat,
    )


def _judge(ctx: Context, document: Current, signers: frozenset[str], policy: TrustPolicy) -> Judgement:
    employees = {p.employee.nip: employee_value(p.employee) for p in document.people if p.employee}
    today = datetime.now(ctx.settings.zone).date()
    return judge(document.reading, document.matches, Evidence(employees, today, signers), policy)


def _signers(session: Session, document: Current) -> frozenset[str]:
    """Give those of a document's people who signed another."""
    keys = signer_keys(match.nip for match in document.matches)
    found = session.scalars(
        select(DocumentKey.key)
        .where(DocumentKey.key.in_(keys), DocumentKey.document_id != document.row.id)
        .distinct()
    )
    return frozenset(key.removeprefix(SIGNER_KEY) for key in found)


def _earlier_ids(session: Session, row: Document) -> list[int]:
    keys = select(DocumentKey.key).where(
        DocumentKey.document_id == row.id, ~DocumentKey.key.startswith(SIGNER_KEY, autoescape=True)
    )
    found = session.scalars(
        select(Document.id)
        .join(DocumentKey, DocumentKey.document_id == Document.id)
        .where(
            DocumentKey.key.in_(keys),
            Document.id != row.id,
            Document.state.not_in(_PUT_AWAY),
            # The later of two judged at the same moment is the repeat, never both.
            (Document.id < row.id) | Document.state.not_in((DocumentState.FOUND, DocumentState.MATCHED)),
            # A contradiction is one for both; of two copies one is the repeat.
            or_(
                Document.repeat_of_id.is_distinct_from(row.id),
                Document.repeat_kind == RepeatKind.CONFLICT,
            ),
        )
        .distinct()
        .order_by(Document.id)
        .limit(_MOST_EARLIER)
    )
    return list(found)


def _find_repeat(document: Current, earlier: Sequence[Current]) -> Repeat | None:
    found = find_repeats(handed(document), [handed(old) for old in earlier])
    if not found:
        return None
    best = found[0]
    return Repeat(int(best.reference), RepeatKind(best.verdict.value), best.why)
