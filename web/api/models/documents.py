"""Documents in the reading format, with the service's own members beside it, and what is said of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from records.states import DocumentState, PersonDecision, RepeatKind
from records.values import Kind, MatchStatus
from web.api.models.base import In, Out

Chance = Annotated[float, Field(ge=0, le=1)]
BoxOut = Annotated[
    list[float], Field(min_length=4, max_length=4, description="left, top, right, bottom: page fractions")
]


class FieldOut(Out):
    """A value with its evidence. `corrected`: a person gave it; `raw` still is what was read."""

    value: str | int | None
    confidence: Chance = 0.0
    page: int | None = None
    box: BoxOut | None = None
    raw: str | None = None
    engine: str | None = None
    alternatives: tuple[str | int, ...] = ()
    corrected: bool = False


class CandidateOut(Out):
    """Another employee it could be."""

    nip: str
    probability: Chance
    why: list[str]


class MatchOut(Out):
    """Who a printed person is, by the machine's word."""

    nip: str | None
    status: MatchStatus
    probability: Chance
    why: list[str]
    others: list[CandidateOut]


class PersonOut(Out):
    """A person the document is about. `employee_nip` with `decision` is what holds."""

    name: FieldOut
    nip: FieldOut
    birth_date: FieldOut | None = None
    unit: FieldOut | None = None
    post: FieldOut | None = None
    golongan: FieldOut | None = None
    match: MatchOut | None = None
    employee_nip: str | None
    decision: PersonDecision
    linear: bool | None
    linear_proposed: bool | None
    added: Annotated[bool, Field(description="A reviewer put the person there, the machine had not")] = False


class DuplicateOut(Out):
    """The earlier copy; `file` and `id` are null when another office handed it in."""

    file: str | None
    document: int | None
    id: int | None
    kind: RepeatKind


class DocumentOut(Out):
    """A document in the reading format; values are those that hold, after corrections."""

    id: int
    version: Annotated[int, Field(description="Rises with every change; the ETag to send as If-Match")]
    status: DocumentState
    batch: int
    file: str
    file_id: int
    sha256: str
    created_at: datetime
    pages: list[int]
    kind: Kind
    kind_confidence: Chance = 0.0
    ready: bool
    reasons: list[str]
    number: FieldOut
    course: FieldOut
    organiser: FieldOut
    start: FieldOut
    end: FieldOut
    issued: FieldOut
    jp: FieldOut
    jenis_diklat: int | None
    latihan_struktural: int | None
    people: list[PersonOut]
    duplicate_of: DuplicateOut | None


class DocumentsOut(Out):
    """A page of documents; `next` is the `after` of the page that follows, null on the last."""

    documents: list[DocumentOut]
    next: int | None


class DocumentsQuery(In):
    """Which documents to list, oldest first."""

    status: Annotated[DocumentState | None, Field(description="Only documents in this state")] = None
    batch: Annotated[int | None, Field(ge=1, le=2**53)] = None
    ready: bool | None = None
    after: Annotated[int, Field(ge=0, le=2**53, description="The `next` of the page before")] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class PersonCorrectionIn(In):
    """What to change of the person at `person` (its place in `people`, from 0)."""

    person: Annotated[int, Field(ge=0)]
    name: str | None = None
    nip: str | None = None
    employee_nip: Annotated[str | None, Field(description="Who it is, by the register")] = None
    excluded: Annotated[bool | None, Field(description="Leave this person out of the evidence")] = None
    linear: Annotated[bool | None, Field(description="Whether the course fits the duties")] = None


class CorrectionsIn(In):
    """Values to put in place of those read. A null says that the paper does not give the value."""

    number: str | None = None
    course: str | None = None
    organiser: str | None = None
    start: date | None = None
    end: date | None = None
    issued: date | None = None
    jp: int | None = None
    jenis_diklat: int | None = None
    latihan_struktural: int | None = None
    kind: Kind | None = None
    people: tuple[PersonCorrectionIn, ...] = ()


class ConfirmIn(In):
    """A confirmation, with corrections where values were wrong."""

    corrections: CorrectionsIn = CorrectionsIn()
    despite_repeat: Annotated[bool, Field(description="Confirm although it was handed in before")] = False


class PlaceIn(In):
    """Where on the paper somebody stands."""

    page: Annotated[int, Field(ge=1, description="Page number in the file, one of the document's")]
    box: BoxOut


class AddPersonIn(In):
    """A person the machine missed, with what else was found wrong."""

    employee_nip: Annotated[str, Field(pattern="^[0-9]{18}$", description="Who it is, by the register")]
    place: PlaceIn | None = None
    corrections: CorrectionsIn = CorrectionsIn()


class ReturnIn(In):
    """A return to the office that handed the document in."""

    reason: Annotated[str, Field(min_length=1, max_length=64, description="A stable code")]
    text: Annotated[str, Field(max_length=1000, description="For the clerk to read")] = ""
