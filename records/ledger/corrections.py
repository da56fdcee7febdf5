"""Corrections: a new value with its author, never an overwritten one.

A correction of a document names its fields and, by place, its people::

    Corrections(fields={"jp": 32, "start": date(2019, 3, 5)},
                people={0: {"employee_nip": "1979…", "linear": True}, 1: {"excluded": True}})

What may be set: `FIELDS` of the document, `PERSON_FIELDS` of a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.states import PersonDecision
from records.tables import Correction, Document, DocumentPerson, Employee, now
from records.values import Kind

_TEXT_FIELDS = {"number": 300, "course": 1000, "organiser": 1000}
_DATE_FIELDS = ("start", "end", "issued")
_NUMBER_FIELDS = {"jp": (1, 5000), "jenis_diklat": (1, 25), "latihan_struktural": (1, 99)}
FIELDS = (*_TEXT_FIELDS, *_DATE_FIELDS, *_NUMBER_FIELDS, "kind")
PERSON_FIELDS = ("name", "nip", "employee_nip", "excluded", "linear")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Values a person gives in place of those read. Dates may come as ISO text, `kind` as its name."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    people: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.fields or self.people)


def apply_corrections(
    session: Session, document: Document, corrections: Corrections, *, user_id: int | None
) -> None:
    """Write the new values and who gave them; values that are the same already leave no trace.

    Raises:
        Refused: `correction-unknown-field`, `correction-bad-value`, `correction-unknown-person`,
            `employee-unknown`.
    """
    for name, value in corrections.fields.items():
        new = _checked(name, value)
        _set(session, document, None, name, old=getattr(document, name), new=new, user_id=user_id)
        setattr(document, name, new)
    people = {person.ordinal: person for person in document.people}
    for ordinal, values in corrections.people.items():
        if ordinal not in people:
            raise Refused("correction-unknown-person", person=ordinal)
        for name, value in values.items():
            _correct_person(session, people[ordinal], name, value, user_id)


def _correct_person(
    session: Session, person: DocumentPerson, name: str, value: Any, user_id: int | None
) -> None:
    if name not in PERSON_FIELDS:
        raise Refused("correction-unknown-field", field=name)
    document, ordinal = person.document, person.ordinal
    if name in ("name", "nip"):
        new = _nip(value) if name == "nip" else _text(name, value, 300)
        _set(session, document, ordinal, name, old=getattr(person, name), new=new, user_id=user_id)
        setattr(person, name, new)
        return
    if name == "linear":
        if value not in (True, False, None):
            raise Refused("correction-bad-value", field=name)
        _set(session, document, ordinal, name, old=person.linear, new=value, user_id=user_id)
        person.linear = value
    elif name == "excluded":
        decision = PersonDecision.EXCLUDED if value else PersonDecision.OPEN
        _set(session, document, ordinal, name, old=person.decision, new=decision, user_id=user_id)
        person.decision = decision
    else:
        _take(session, person, value, user_id)
    person.decided_by, person.decided_at = user_id, now()


def _take(session: Session, person: DocumentPerson, nip: Any, user_id: int | None) -> None:
    employee = session.scalar(select(Employee).where(Employee.nip == str(nip), Employee.active))
    if employee is None:
        raise Refused("employee-unknown")
    _set(
        session,
        person.document,
        person.ordinal,
        "employee_id",
        old=person.employee_id,
        new=employee.id,
        user_id=user_id,
    )
    person.employee_id, person.decision = employee.id, PersonDecision.TAKEN


def _set(
    session: Session,
    document: Document,
    ordinal: int | None,
    name: str,
    *,
    old: Any,
    new: Any,
    user_id: int | None,
) -> None:
    if old == new:
        return
    session.add(
        Correction(
            document_id=document.id,
            person_ordinal=ordinal,
            field=name,
            old=_plain(old),
            new=_plain(new),
            user_id=user_id,
        )
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _checked(name: str, value: Any) -> Any:
    if name in _TEXT_FIELDS:
        return _text(name, value, _TEXT_FIELDS[name])
    if name in _DATE_FIELDS:
        return _date(name, value)
    if name in _NUMBER_FIELDS:
        return _number(name, value, *_NUMBER_FIELDS[name])
    if name == "kind":
        try:
            return Kind(value)
        except ValueError as error:
            raise Refused("correction-bad-value", field=name) from error
    raise Refused("correction-unknown-field", field=name)


def _text(name: str, value: Any, length: int) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > length:
        raise Refused("correction-bad-value", field=name)
    return " ".join(value.split()) or None


def _nip(value: Any) -> str | None:
    """Digits only; groups, dots and dashes as people write them are taken out."""
    written = _text("nip", value, 40)
    digits = re.sub(r"[\s.-]", "", written or "")
    if digits and not re.fullmatch(r"[0-9]{1,20}", digits):
        raise Refused("correction-bad-value", field="nip")
    return digits or None


def _date(name: str, value: Any) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        found = date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise Refused("correction-bad-value", field=name) from error
    if not 1950 <= found.year <= 2100:
        raise Refused("correction-bad-value", field=name)
    return found


def _number(name: str, value: Any, lowest: int, highest: int) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise Refused("correction-bad-value", field=name)
    return value
