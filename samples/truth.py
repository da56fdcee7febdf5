"""What a made document says: the truth a reading is compared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samples.people import Person


@dataclass(frozen=True, slots=True)
class Printed:
    """A person as the paper shows them; `nip` is None where the paper gives none."""

    person: Person
    name: str
    nip: str | None

    def as_truth(self) -> dict[str, Any]:
        """Give the entry of truth.json."""
        return {
            "register_nip": self.person.nip,
            "name": self.person.nama,
            "name_as_printed": self.name,
            "nip_as_printed": self.nip,
        }


@dataclass(frozen=True, slots=True)
class Document:
    """One document as HTML (a body fragment; `css` beside it) with what it says.

    `kind` is "certificate", "supervisor_letter" or "other". Dates are the course's first and last day and the
    day of issue; None where the paper does not say. `jp` are lesson hours.
    """

    template: str
    kind: str
    html: str
    css: str = ""
    landscape: bool = False
    people: tuple[Printed, ...] = ()
    course: str | None = None
    organiser: str | None = None
    number: str | None = None
    start: date | None = None
    end: date | None = None
    issued: date | None = None
    jp: int | None = None
    duty: str | None = None
    signer_nip: str | None = None
    jp_conflict: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    def as_truth(self, pages: list[int], text: list[str]) -> dict[str, Any]:
        """Give the entry of truth.json; `pages` count from 1 in the file, `text` is what each prints."""
        out: dict[str, Any] = {"kind": self.kind, "people": [p.as_truth() for p in self.people]}
        if self.kind != "other":
            out |= {
                "course": self.course,
                "organiser": self.organiser,
                "number": self.number,
                "start": iso(self.start),
                "end": iso(self.end),
                "issued": iso(self.issued),
                "jp": self.jp,
                "field": self.duty,
            }
            if self.signer_nip:
                out["signer_nip"] = self.signer_nip
            if self.jp_conflict:
                out["jp_conflict"] = True
        return out | {"template": self.template, **self.extra, "pages": pages, "text": text}


def iso(day: date | None) -> str | None:
    """Give the ISO form of a date, or None."""
    return day.isoformat() if day else None
