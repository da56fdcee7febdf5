"""Documents as read, for tests: a sound one, to be changed where a test wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from records.values import DocumentReading, Field, Kind, Match, MatchStatus, PersonReading

NIP = "198001022005012003"
OTHER = "197505052000031001"


def read(value: Any, confidence: float = 0.99) -> Field[Any]:
    """A field as read; None stays unread."""
    return Field() if value is None else Field(value, confidence)


def person(name: str = "Rina Marlina", nip: str | None = NIP, born: date | None = None) -> PersonReading:
    return PersonReading(name=read(name), nip=read(nip), birth_date=read(born))


def certain(nip: str | None = NIP, status: MatchStatus = MatchStatus.CERTAIN, *why: str) -> Match:
    return Match(nip, status, 0.9999, why)


def paper(**changes: Any) -> DocumentReading:
    """A sound certificate; keyword arguments replace values (fields are wrapped)."""
    sound = DocumentReading(
        pages=(1,),
        kind=Kind.CERTIFICATE,
        kind_confidence=0.99,
        number=read("860/12/BKPP.III/2019"),
        course=read("Bimbingan Teknis Penyusunan Laporan Keuangan"),
        organiser=read("Badan Diklat"),
        start=read(date(2019, 3, 5)),
        end=read(date(2019, 3, 7)),
        issued=read(date(2019, 3, 8)),
        jp=read(24),
        people=(person(),),
    )
    plain = {"people", "signers", "reasons", "kind", "kind_confidence", "pages"}
    wrapped = {
        key: value if key in plain or isinstance(value, Field) else read(value)
        for key, value in changes.items()
    }
    return replace(sound, **wrapped)
