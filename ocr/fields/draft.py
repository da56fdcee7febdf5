"""What finders hand on before confidence is known: a value, its piece of paper, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from ocr.fields.flow import Piece
from records.values import Field

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft(Generic[T]):
    """A value found on the paper with its evidence.

    `source` names the finder ("label", "lead", "table", ...). `signs` are yes/no or 0..1 features that speak
    for or against the value; the confidence model weighs them.
    """

    value: T
    piece: Piece
    source: str
    signs: dict[str, float] = field(default_factory=dict)
    alternatives: tuple[T, ...] = ()

    def as_field(self, confidence: float) -> Field[T]:
        """Turn the draft into a field of the reading."""
        words = self.piece.words
        engines = "+".join(sorted({w.engine for w in words}))
        return Field(
            value=self.value,
            confidence=round(confidence, 4),
            page=self.piece.page,
            box=self.piece.box,
            raw=self.piece.text,
            engine=engines or None,
            alternatives=self.alternatives,
        )


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person printed on the paper; `row` orders people, `signer` says that they sign it."""

    row: int
    source: str
    signer: bool = False
    name: Draft[str] | None = None
    nip: Draft[str] | None = None
    birth_date: Draft[date] | None = None
    unit: Draft[str] | None = None
    post: Draft[str] | None = None
    golongan: Draft[str] | None = None
