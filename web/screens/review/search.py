"""Employees by a part of their name or NIP."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.tables import Employee
from web.views.people import CandidateView, candidate_view

_MOST = 8


def candidates(session: Session, typed: str) -> tuple[CandidateView, ...]:
    """Give the first few active employees that fit; every word typed must be in the name."""
    plain = " ".join(typed.split())
    digits = plain.replace(" ", "")
    if len(digits) < 2:
        return ()
    query = select(Employee).where(Employee.active).order_by(Employee.nama, Employee.id).limit(_MOST)
    if digits.isdecimal():
        query = query.where(Employee.nip.startswith(digits))
    else:
        for word in plain.split():
            query = query.where(Employee.nama.icontains(word, autoescape=True))
    printed = digits if digits.isdecimal() else ""
    return tuple(candidate_view(row, printed, 0.0, ()) for row in session.scalars(query))
