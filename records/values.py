"""The values every room speaks in: frozen, typed, free of rows and requests.

Units: boxes are fractions of the upright page (0..1); confidences and probabilities are 0..1; dates are
calendar dates without a zone; pages count from 1 within their file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the upright page, in fractions of its width and height."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width as a fraction of the page."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height as a fraction of the page."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the box, (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        """Give the smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def as_list(self) -> list[float]:
        """Left, top, right, bottom, rounded to a ten-thousandth of the page."""
        return [round(v, 4) for v in (self.left, self.top, self.right, self.bottom)]


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word with its place.

    `confidence` is the engine's own score scaled to 0..1, not a calibrated chance. `line` numbers the
    visual lines of a page from 0 in reading order. `engine` is "text-layer", "tesseract" or "ppocr".
    """

    text: str
    box: Box
    confidence: float
    line: int
    engine: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight printed line (table border), as the box it covers; horizontal when wider than high."""

    box: Box


@dataclass(frozen=True, slots=True)
class Oddity:
    """A place that looks as if something was put there later: a reason to look, never a verdict.

    `code` says why: "print-differs" by its pixels; "font-differs", "drawn-over" and "changed-after-signing"
    by what its PDF holds.
    """

    code: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageText:
    """One upright page as read.

    `width_px` and `height_px` are those of the upright image the boxes refer to. `rotation` is how many
    degrees clockwise the scan was turned to stand upright; `skew_deg` the small turn taken out after that.
    `quality` is 0..1, how far the words can be relied on as a whole. `notes` are stable codes for people
    ("photo-too-dark", "handwriting-unreadable", "text-layer-rejected", ...).
    """

    number: int
    width_px: int
    height_px: int
    words: tuple[Word, ...]
    rotation: int = 0
    skew_deg: float = 0.0
    blank: bool = False
    quality: float = 1.0
    source: str = "ocr"
    notes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    oddities: tuple[Oddity, ...] = ()


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value read from the page with the evidence for it.

    `value` is None where the page does not say. `confidence` is a calibrated chance that the value is right.
    `raw` is the text as the engine gave it. `alternatives` are other readings, best first.
    """

    value: T | None = None
    confidence: float = 0.0
    page: int | None = None
    box: Box | None = None
    raw: str | None = None
    engine: str | None = None
    alternatives: tuple[T, ...] = ()


SIGNER_KEY = "g:"
"""Begins the keys under which papers stand that somebody signed: his NIP follows."""


class Kind(StrEnum):
    """What a document is, in the reading format's words."""

    CERTIFICATE = "certificate"
    SUPERVISOR_LETTER = "supervisor_letter"
    OTHER = "other"
    BLANK = "blank"

    @property
    def is_evidence(self) -> bool:
        """Whether documents of this kind prove training."""
        return self in (Kind.CERTIFICATE, Kind.SUPERVISOR_LETTER)


def _none_str() -> Field[str]:
    return Field()


def _none_date() -> Field[date]:
    return Field()


def _none_int() -> Field[int]:
    return Field()


@dataclass(frozen=True, slots=True)
class PersonReading:
    """A person the document is about, as printed; never a signer. `nip` holds digits only."""

    name: Field[str] = field(default_factory=_none_str)
    nip: Field[str] = field(default_factory=_none_str)
    birth_date: Field[date] = field(default_factory=_none_date)
    unit: Field[str] = field(default_factory=_none_str)
    post: Field[str] = field(default_factory=_none_str)
    golongan: Field[str] = field(default_factory=_none_str)


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """One document found in a file: its pages, its kind and its fields.

    `reasons` are stable codes of doubts found while reading ("jp-digits-contradict-words",
    "table-total-disagrees", ...). `jp` is in lesson hours (jam pelajaran).
    """

    pages: tuple[int, ...]
    kind: Kind
    kind_confidence: float = 0.0
    number: Field[str] = field(default_factory=_none_str)
    course: Field[str] = field(default_factory=_none_str)
    organiser: Field[str] = field(default_factory=_none_str)
    start: Field[date] = field(default_factory=_none_date)
    end: Field[date] = field(default_factory=_none_date)
    issued: Field[date] = field(default_factory=_none_date)
    jp: Field[int] = field(default_factory=_none_int)
    people: tuple[PersonReading, ...] = ()
    signers: tuple[PersonReading, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why a file, or a page of it, could not be read: a stable code and a sentence for the person."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class FileReading:
    """All that was read from one file. `cpu_s` and `wall_s` are seconds."""

    file: str
    sha256: str
    pages: tuple[PageText, ...] = ()
    documents: tuple[DocumentReading, ...] = ()
    error: FileProblem | None = None
    cpu_s: float = 0.0
    wall_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Employee:
    """A row of the employee register, in the agency's own terms; empty strings where unknown."""

    nip: str
    nama: str
    gelar_depan: str = ""
    gelar_belakang: str = ""
    jenis_kelamin: str = ""
    tempat_lahir: str = ""
    tanggal_lahir: date | None = None
    golongan: str = ""
    pangkat: str = ""
    jenis_jabatan: str = ""
    jabatan: str = ""
    bidang_tugas: str = ""
    unit_kerja: str = ""
    pendidikan: str = ""
    nilai_kinerja: str = ""
    hukuman_disiplin: str = ""
    nip_lama: str = ""
    pns_id: str = ""


class MatchStatus(StrEnum):
    """How sure a match to the register is. Only CERTAIN may be confirmed unseen."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One employee a printed person could be, with the posterior probability and the reasons for it."""

    nip: str
    probability: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Who a printed person is. `nip` is the register's, None when nobody fits."""

    nip: str | None
    status: MatchStatus
    probability: float
    why: tuple[str, ...] = ()
    others: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a document can be confirmed with one key, why not, and the chance that it is all right."""

    ready: bool
    reasons: tuple[str, ...]
    probability: float
