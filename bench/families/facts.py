"""Made-up courses with days, hours, organiser and number, drawn from word parts."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from samples.words import ROMAN

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
HOURS = (
    2,
    3,
    4,
    6,
    8,
    8,
    10,
    12,
    16,
    20,
    24,
    24,
    30,
    32,
    36,
    40,
    45,
    48,
    56,
    60,
    72,
    80,
    90,
    110,
    120,
    132,
    160,
    511,
    905,
)
ORG_CODES = (
    "BPSDM",
    "PPSDM",
    "DINKES",
    "FK-UNA",
    "LPPM",
    "BKPSDM",
    "PPNI",
    "IAI",
    "PTP",
    "SETDA",
    "BALATKES",
)


@dataclass(frozen=True, slots=True)
class Course:
    """What a document tells of: title, duty field, organiser, days, hours, town and number."""

    title: str
    duty: str
    organiser: str
    start: date
    end: date
    issued: date
    jp: int
    place: str
    number: str

    @property
    def days(self) -> int:
        """Calendar days from the first to the last."""
        return (self.end - self.start).days + 1


def make_course(rng: random.Random, *, english: bool = False) -> Course:
    """Draw a course; `english` takes title and organiser from the English parts."""
    jp = rng.choice(HOURS)
    days = 1 if jp <= 6 else max(1, round(jp / rng.uniform(6, 10)))
    start = date(2016, 1, 4) + timedelta(days=rng.randint(0, 365 * 8))
    end = start + timedelta(days=min(days, 150) - 1)
    duty = rng.choice(list(WORDS["topics"]))
    return Course(
        title=english_title(rng) if english else indonesian_title(rng, duty),
        duty="umum" if english else duty,
        organiser=rng.choice(WORDS["english"]["organisers"]) if english else make_organiser(rng),
        start=start,
        end=end,
        issued=end + timedelta(days=rng.choice((0, 0, 0, 1, 3, 9, 21))),
        jp=jp,
        place=rng.choice(WORDS["organisers"]["towns"]),
        number=make_number(rng, end),
    )


def indonesian_title(rng: random.Random, duty: str) -> str:
    """Compose a course title for a duty field."""
    topics = WORDS["topics"][duty]
    title = f"{rng.choice(WORDS['types'])} {rng.choice(WORDS['acts'])} {rng.choice(topics)}"
    if rng.random() < 0.2:
        title += f" dan {rng.choice([t for t in topics if t not in title])}"
    return title + str(rng.choice(WORDS["suffixes"]))


def name_alone(title: str) -> str:
    """Give a title as SIASN keeps it: without the batch, for which papers print "Angkatan III" behind it."""
    return re.sub(r" (?:Angkatan|Gelombang|Batch) \w+$", "", title)


def english_title(rng: random.Random) -> str:
    """Compose an English course title."""
    return f"{rng.choice(WORDS['english']['heads'])} {rng.choice(WORDS['english']['topics'])}"


def make_organiser(rng: random.Random) -> str:
    """Compose an organiser's name."""
    parts = WORDS["organisers"]
    return str(rng.choice(parts["names"])).format(
        province=rng.choice(parts["provinces"]),
        town=rng.choice(parts["towns"]),
        campus=rng.choice(parts["campuses"]),
    )


def make_number(rng: random.Random, day: date) -> str:
    """Compose a document number in one of the customs offices follow."""
    n, code, month, year = rng.randint(1, 9876), rng.choice(ORG_CODES), ROMAN[day.month - 1], day.year
    forms = (
        f"893.3/{n:04d}/{code}-{rng.randint(1, 4)}/{year}",
        f"{n:03d}/{rng.choice(('WBR', 'SP', 'PEL', 'KET'))}/{code}/{month}/{year}",
        f"B-{n}/{code}.{rng.randint(1, 9)}/PDP.0{rng.randint(1, 7)}/{year}",
        f"SERT/{n:04d}/{code}/{month}/{year}",
        f"UN{rng.randint(2, 60)}.{rng.randint(1, 15)}/{n}/PP/{year}",
        f"{code}-{year}-{n:06d}",
        f"800.2.4.{rng.randint(1, 9)}/{n}/Bid.{rng.choice(ROMAN[:4])}/{year}",
        f"{n:05d}.{rng.randint(10, 99)}.{day:%m.%Y}",
        f"045.2/{n}-{rng.choice(('Umpeg', 'TU', 'Sekr'))}/{month}/{year}",
    )
    return rng.choice(forms)
