"""What is recorded, handed in and confirmed about one employee, as the index wants it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.preferences import in_force
from records.settings import Settings
from records.states import DocumentState, PersonDecision, RepeatKind, Variant
from records.tables import Document, DocumentPerson, Employee, Period, Training
from records.values import MatchStatus
from scoring.course_kind.classify import STRUCTURAL
from scoring.index import Facts, RuleSet, get_rule_set
from scoring.index import Training as TrainingFact
from scoring.index.from_register import facts_of as register_facts
from worker.sql_register import employee_value

CONFIRMED = (DocumentState.CONFIRMED, DocumentState.HANDED_OVER, DocumentState.ACCEPTED)
PENDING = (*CONFIRMED, DocumentState.AWAITING_REVIEW)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """By which rules and as of which day indexes are computed."""

    rules: RuleSet
    as_of: date


@dataclass(frozen=True, slots=True)
class Records:
    """An employee's row, recorded trainings, and appearances on documents that count or may count."""

    employee: Employee
    recorded: tuple[Training, ...]
    handed_in: tuple[tuple[Document, DocumentPerson], ...]


def reckoning(session: Session, settings: Settings) -> Reckoning:
    """Give the current period's rule set and day; those in force and today where it names none."""
    period = session.scalar(select(Period).where(Period.current).order_by(Period.id.desc()).limit(1))
    name = (period.rule_set if period else None) or in_force(session, settings).rule_set
    as_of = (period.as_of if period else None) or datetime.now(settings.zone).date()
    return Reckoning(get_rule_set(name), as_of)


def load_records(session: Session, employee_ids: Sequence[int]) -> list[Records]:
    """Load all that these employees' indexes are made of, in the order of their ids."""
    employees = session.scalars(
        select(Employee).where(Employee.id.in_(employee_ids)).order_by(Employee.id)
    ).all()
    recorded: defaultdict[int, list[Training]] = defaultdict(list)
    trainings = select(Training).where(Training.employee_id.in_(employee_ids)).order_by(Training.id)
    for training in session.scalars(trainings):
        recorded[training.employee_id].append(training)
    handed_in: defaultdict[int | None, list[tuple[Document, DocumentPerson]]] = defaultdict(list)
    rows = session.execute(
        select(Document, DocumentPerson)
        .join(DocumentPerson, DocumentPerson.document_id == Document.id)
        .where(DocumentPerson.employee_id.in_(employee_ids), Document.state.in_(PENDING))
        .order_by(Document.id, DocumentPerson.ordinal)
    )
    for document, person in rows:
        if _counts(document, person):
            handed_in[person.employee_id].append((document, person))
    return [Records(e, tuple(recorded[e.id]), tuple(handed_in[e.id])) for e in employees]


def _counts(document: Document, person: DocumentPerson) -> bool:
    """Whether an appearance is evidence for this employee that is not counted elsewhere already."""
    if not document.kind.is_evidence or person.training_id is not None:
        return False
    if person.decision is PersonDecision.EXCLUDED:
        return False
    if document.state in CONFIRMED:
        return person.decision is PersonDecision.TAKEN
    likely = person.match_status in (MatchStatus.CERTAIN, MatchStatus.PROBABLE)
    return document.repeat_kind is not RepeatKind.SAME and (likely or person.decision is PersonDecision.TAKEN)


def facts_of(records: Records, variant: Variant, by: Reckoning) -> Facts:
    """Give the facts under one variant.

    The register holds one performance score without a year: it is taken for the year the rules ask for.
    """
    trainings = [_recorded(training) for training in records.recorded]
    if variant is not Variant.RECORDED:
        states = CONFIRMED if variant is Variant.CONFIRMED else PENDING
        trainings += _handed_in(records.handed_in, states)
    year = by.as_of.year - by.rules.windows.performance_years_back
    return register_facts(employee_value(records.employee), trainings, year)


def _recorded(training: Training) -> TrainingFact:
    return TrainingFact(
        reference=f"training:{training.id}",
        course=training.course,
        kind_code=training.jenis_diklat or 0,
        jp=training.jp,
        start=training.start,
        end=training.end,
        level_code=training.latihan_struktural,
        linear=training.linear,
        matches_post=_matches_post(training.jenis_diklat, linear=training.linear),
    )


def _handed_in(
    rows: Iterable[tuple[Document, DocumentPerson]], states: tuple[DocumentState, ...]
) -> list[TrainingFact]:
    found = []
    for document, person in rows:
        if document.state not in states:
            continue
        linear = person.linear if person.linear is not None else person.linear_proposed
        found.append(
            TrainingFact(
                reference=f"document:{document.id}:{person.ordinal}",
                course=document.course or "",
                kind_code=document.jenis_diklat or 0,
                jp=document.jp,
                start=document.start,
                end=document.end,
                level_code=document.latihan_struktural,
                linear=linear,
                matches_post=_matches_post(document.jenis_diklat, linear=linear),
            )
        )
    return found


def _matches_post(jenis_diklat: int | None, *, linear: bool | None) -> bool | None:
    """Leadership training is weighed against the echelon by the rules, not by the words of its title."""
    return None if jenis_diklat == STRUCTURAL else linear
