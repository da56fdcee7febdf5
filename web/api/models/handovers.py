"""Hand-overs to BKPP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from records.states import HandoverState, RecordState
from web.api.models.base import In, Out, Said


class HandoverIn(In):
    """Whose confirmed documents go."""

    office: Annotated[
        str | None, Field(description="Id, code or name; null: the own office, or all for who sees all")
    ] = None
    note: Annotated[str, Field(max_length=500)] = ""


class RecordOut(Out):
    """One training of one person in the package, with BKPP's answer."""

    ordinal: int
    document: int
    evidence: str
    status: RecordState
    reason: str | None
    text: str


class PackageOut(Out):
    """The package's file."""

    href: str
    sha256: str
    size_bytes: int


class HandoverOut(Out):
    """A hand-over; `package` is null until it is packed."""

    id: int
    status: HandoverState
    office: int | None
    note: str
    created_at: datetime
    packed_at: datetime | None
    records_total: int
    records: list[RecordOut]
    package: PackageOut | None
    error: Said | None
