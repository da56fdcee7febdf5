"""One document in the making: what a layout may print, and the truth it leaves behind.

Layouts are Jinja files in `layouts/`. They call the methods below; what they print is what the truth says:
a NIP that no layout asked for is not in the truth.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bench.families import dates, ornaments
from bench.families.facts import WORDS, Course, make_course, make_number, name_alone
from samples.people import Person
from samples.truth import Document, Printed
from samples.words import MONTHS, grouped, long_date, spell

LAYOUTS = Path(__file__).parent / "layouts"
ENVIRONMENT = Environment(
    loader=FileSystemLoader(LAYOUTS),
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 - layouts print our own words, tags and all
)


@dataclass(slots=True)
class Sheet:
    """The pen handed to a layout."""

    rng: random.Random
    register: Sequence[Person]
    spell_wrong: bool = False
    kind: str = "certificate"
    landscape: bool = False
    omitted: set[str] = field(default_factory=set)
    wrong_words: str = ""
    signed_by: str | None = None
    course: Course = field(init=False)
    subjects: list[Person] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    nips: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.course = make_course(self.rng)

    # what the paper is

    def paper(self, kind: str, *, landscape: bool = False, english: bool = False) -> str:
        """Say what the paper is; the first thing a layout does."""
        self.kind, self.landscape = kind, landscape
        if english:
            self.course = make_course(self.rng, english=True)
        return ""

    def omit(self, *fields: str) -> str:
        """Say which facts this paper does not print."""
        self.omitted.update(fields)
        return ""

    def set_course(self, **values: Any) -> str:
        """Change facts of the course (title, jp, start, end, issued, organiser, place)."""
        self.course = replace(self.course, **values)
        return ""

    def stretch(self, days: int) -> str:
        """Let the course last so many days."""
        end = self.course.start + timedelta(days=days - 1)
        return self.set_course(end=end, issued=end)

    def aged(self, first: int, last: int) -> str:
        """Move the course into one of the years given; its length is kept and its number follows."""
        c = self.course
        start = date(self.rng.randint(first, last), 1, 5) + timedelta(days=self.rng.randint(0, 350))
        end = start + (c.end - c.start)
        issued = end + (c.issued - c.end)
        return self.set_course(start=start, end=end, issued=issued, number=make_number(self.rng, end))

    def brief(self, days: int, *hours: int) -> str:
        """Make it a short course: one of the hours given, in at most so many days."""
        jp = self.rng.choice(hours)
        end = self.course.start + timedelta(days=min(days, max(1, round(jp / self.rng.uniform(5, 9)))) - 1)
        issued = end + timedelta(days=self.rng.choice((0, 0, 1, 6, 16)))
        return self.set_course(jp=jp, end=end, issued=issued, number=make_number(self.rng, end))

    # chance

    def pick(self, *choices: Any) -> Any:
        """Choose one."""
        return self.rng.choice(choices)

    def chance(self, probability: float) -> bool:
        """Say yes with a probability."""
        return self.rng.random() < probability

    def number(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return self.rng.randint(low, high)

    # people

    def people(self, low: int = 1, high: int = 1) -> list[Person]:
        """Draw the persons the paper is about; now and then namesakes or near NIPs together."""
        count = self.rng.randint(low, high)
        chosen: dict[str, Person] = {}
        while len(chosen) < count:
            person = self.rng.choice(self.register)
            chosen[person.nip] = person
            near = [p for p in self.register if p.nip[:17] == person.nip[:17] and p is not person]
            if near and len(chosen) < count:
                chosen[near[0].nip] = near[0]
        self.subjects = list(chosen.values())
        return self.subjects

    def anyone(self) -> Person:
        """Draw somebody the paper is not about: a signer, a name in a list."""
        while (person := self.rng.choice(self.register)) in self.subjects:
            pass
        return person

    def name(self, person: Person, form: str = "titled") -> str:
        """Print a subject's name: "titled", "upper", "bare" or "bare_upper"."""
        text = person.nama if form.startswith("bare") else person.titled
        text = text.upper() if form.endswith("upper") else text
        if self.spell_wrong:
            at = self.rng.randrange(2, max(3, len(person.nama) - 1))
            text = text[:at] + text[at + 1 :] if text[at].isalpha() else text
        self.names[person.nip] = text
        return text

    def nip(self, person: Person, form: str | None = None) -> str:
        """Print a subject's NIP: "grouped", "run", "dots" or "half"."""
        self.nips.add(person.nip)
        return self.shape(person.nip, form)

    def signer_nip(self, person: Person, form: str | None = None) -> str:
        """Print a signer's NIP."""
        self.signed_by = person.nip
        return self.shape(person.nip, form)

    def shape(self, nip: str, form: str | None = None) -> str:
        """Give a NIP in a printed form."""
        form = form or self.rng.choice(("grouped", "grouped", "run", "run", "half"))
        if form == "run":
            return nip
        if form == "dots":
            return grouped(nip).replace(" ", ".")
        if form == "half":
            return f"{nip[:8]} {nip[8:14]} {nip[14:]}"
        return grouped(nip)

    # facts

    def words(self, n: int | None = None) -> str:
        """Give the hours in words; rarely the words contradict the digits, which the truth then says."""
        if n is None and self.rng.random() < 0.06:
            self.wrong_words = spell(self.course.jp + self.rng.choice((-1, 2, 5, 10)))
            return self.wrong_words
        return spell(self.course.jp if n is None else n)

    def topics(self, low: int, high: int) -> list[tuple[str, int]]:
        """Give materials whose hours add up to the course's."""
        count = min(self.rng.randint(low, high), self.course.jp, len(WORDS["materials"]))
        cuts = sorted(self.rng.sample(range(1, self.course.jp), count - 1)) if count > 1 else []
        ends = [0, *cuts, self.course.jp]
        return list(
            zip(
                self.rng.sample(WORDS["materials"], count),
                (b - a for a, b in pairwise(ends)),
                strict=True,
            )
        )

    def render(self, family: str) -> Document:
        """Print the family's layout and give the document with its truth."""
        template = ENVIRONMENT.get_template(f"{family}.html")
        html = template.render(
            s=self, d=dates, o=ornaments, rng=self.rng, day=long_date, born=born, spell=spell, MONTHS=MONTHS
        )
        c = self.course
        facts: dict[str, Any] = {
            "course": name_alone(c.title), "organiser": c.organiser, "number": c.number, "start": c.start,
            "end": c.end, "issued": c.issued, "jp": c.jp, "duty": c.duty,
        }  # fmt: skip
        facts |= dict.fromkeys(self.omitted & set(facts))
        if self.kind == "other":
            return Document(family, "other", html, landscape=self.landscape)
        people = tuple(
            Printed(p, self.names[p.nip], p.nip if p.nip in self.nips else None) for p in self.subjects
        )
        return Document(
            family, self.kind, html, landscape=self.landscape, people=people, signer_nip=self.signed_by,
            jp_conflict=bool(self.wrong_words) and f"({self.wrong_words})" in html, **facts,
        )  # fmt: skip


def born(person: Person) -> str:
    """Give "Garut, 4 Mei 1980"."""
    return f"{person.tempat_lahir}, {long_date(date.fromisoformat(person.tanggal_lahir))}"


def draw(family: str, rng: random.Random, register: Sequence[Person]) -> Document:
    """Make one document of a family; one in twenty misspells a name, where a NIP is printed beside it."""
    seed = rng.random()
    wrong = rng.random() < 0.05
    document = Sheet(random.Random(seed), register, wrong).render(family)
    if wrong and any(p.nip is None for p in document.people):
        document = Sheet(random.Random(seed), register).render(family)
    return document
