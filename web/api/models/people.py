"""Employees and their index."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from records.states import Variant
from web.api.models.base import Out


class EmployeeOut(Out):
    """An employee of the register, in short."""

    nip: str
    name: str
    unit: str
    post: str


class IndexOut(Out):
    """An index with the reason of each point; `missing` names what is not known or not yet reached."""

    rule_set: str
    as_of: date
    total: float
    kualifikasi: float
    kompetensi: float
    kinerja: float
    disiplin: float
    category: str
    jp: int
    missing: list[Any]
    explanation: Any
    computed_at: datetime


class EmployeeIndexOut(Out):
    """The index as recorded, as it would be if pending evidence were confirmed, and as confirmed.

    `current` is false while a change is still being computed.
    """

    employee: EmployeeOut
    current: bool
    variants: dict[Variant, IndexOut]
