"""What an index is reckoned from: an employee's records, and the tally of those that count on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Training:
    """A training record that counts or may count.

    `reference` names the record in the ledger. `kind_code` is the jenisDiklat code, `level_code` the
    latihanStruktural code of leadership training. `linear` and `matches_post` are a person's decisions: None
    when nobody has decided. `jp` is None when the evidence does not say.
    """

    reference: str
    course: str
    kind_code: int
    jp: int | None = None
    start: date | None = None
    end: date | None = None
    level_code: int | None = None
    linear: bool | None = None
    matches_post: bool | None = None

    @property
    def day(self) -> date | None:
        """The day by which windows go: the last day, else the first."""
        return self.end or self.start


@dataclass(frozen=True, slots=True)
class Sanction:
    """A disciplinary sanction: "ringan", "sedang" or "berat"; `day` None when the register does not say."""

    level: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is recorded about one employee; None and empty mean "not recorded", never "no".

    `performance` maps a year to a score ("85.5") or a predicate ("Baik"). `sanctions` is None when nothing is
    known about discipline, empty when there never was any.
    """

    nip: str
    post_kind: str | None = None
    echelon: str | None = None
    education: str | None = None
    trainings: tuple[Training, ...] = ()
    performance: Mapping[int, str] = field(default_factory=dict)
    sanctions: tuple[Sanction, ...] | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that keeps points from being known: a stable code and the record it is about, if any."""

    code: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What counts on a day: the plain figures the rules are applied to.

    None means unknown. `performance` is a score, a predicate in lower case, or "" for no record; `discipline`
    is a level or "never". `references` names the records behind an indicator.
    """

    post_kind: str | None
    education: str | None
    leadership: bool | None
    functional: bool | None
    technical_jp: int | None
    seminars: int | None
    performance: Decimal | str | None
    discipline: str | None
    references: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
