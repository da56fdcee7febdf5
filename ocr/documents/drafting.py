"""All that is found on one document before anybody says how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.documents.kinds import Found, KindGuess, guess_kind
from ocr.documents.signs import PageSigns
from ocr.fields.course import find_courses
from ocr.fields.course_table import find_course_table
from ocr.fields.draft import Draft, PersonDraft
from ocr.fields.labels import find_labels
from ocr.fields.lesson_hours import Hours, find_lesson_hours
from ocr.fields.number import find_numbers
from ocr.fields.organiser import find_organisers
from ocr.fields.people import find_people
from ocr.fields.people.same import alike
from ocr.fields.people.told import told_counts
from ocr.fields.people.unclaimed import has_nobodys_nip
from ocr.fields.recap import find_recap
from ocr.fields.scene import Scene
from ocr.fields.when import When, find_when
from records.values import Kind


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of one document; `pages` are its page numbers, `other_courses` the runners-up."""

    pages: tuple[int, ...]
    guess: KindGuess
    people: tuple[PersonDraft, ...]
    signers: tuple[PersonDraft, ...]
    course: Draft[str] | None
    other_courses: tuple[Draft[str], ...]
    organiser: Draft[str] | None
    number: Draft[str] | None
    when: When
    hours: Hours
    rows_differ: bool = False
    told_people: frozenset[int] = frozenset()
    """How many people the paper says it is about, as far as it says so."""
    nobodys_nip: bool = False
    """Whether a NIP is printed that neither a person nor a signer was given."""


def draft_document(pages: Sequence[PageSigns]) -> Drafts:
    """Find the fields of the document printed on `pages`; they are in file order and none is blank."""
    front = sorted(pages, key=lambda p: p.is_back)
    scene = front[0].scene if len(front) == 1 else Scene(tuple(p.page for p in front))
    labels = find_labels(scene)
    people, signers = find_people(scene, labels)
    recap = find_recap(scene)
    table = find_course_table(scene)
    courses = find_courses(scene, labels)
    # Columns beside several people are the list's; below one person they are a table of courses.
    first, second = (table, recap) if len(people) == 1 else (recap, table)
    listed = [c for c in (recap.course, table.course) if c is not None]
    courses = [c for c in courses if c.signs["typed"] or not _is_somebodys(c.value, (*people, *signers))]
    courses = sorted([*listed, *courses], key=lambda c: -c.signs["rank"])
    course = courses[0] if courses else None
    when = find_when(scene, labels, _end_of(scene, course))
    when = replace(
        when,
        start=first.start or second.start or when.start,
        end=first.end or second.end or when.end,
    )
    hours = find_lesson_hours(scene, labels)
    in_column = first.hours or second.hours
    if in_column is not None:
        other = hours.draft is not None and hours.draft.value != in_column.value
        kept = [r for r in hours.reasons if r != "jp-missing"]
        hours = Hours(in_column, tuple(dict.fromkeys([*kept, *(["jp-several"] if other else [])])))
    guess = guess_kind(front, _found(people, course, when, hours))
    organisers = [*([table.organiser] if table.organiser else []), *find_organisers(scene, labels)]
    return Drafts(
        pages=tuple(sorted(p.page.number for p in pages)),
        guess=guess,
        people=people,
        signers=signers,
        course=_rated(course, courses[1:]),
        other_courses=tuple(courses[1:4]),
        organiser=_organiser(organisers, guess.kind),
        number=next(iter(find_numbers(scene, labels)), None),
        when=when,
        hours=hours,
        rows_differ=recap.differ or table.several,
        told_people=told_counts(scene),
        nobodys_nip=has_nobodys_nip(scene, (*people, *signers)),
    )


def _is_somebodys(title: str, people: Sequence[PersonDraft]) -> bool:
    """Whether a title is the name of somebody on the paper."""
    return any(p.name is not None and alike(p.name.value, title) for p in people)


def _found(people: Sequence[PersonDraft], course: Draft[str] | None, when: When, hours: Hours) -> Found:
    strong = hours.draft is not None and hours.draft.signs.get("strong", 0.0) > 0
    return Found(
        person=bool(people),
        course=course is not None and course.signs["rank"] > 0.5,
        title=course.value if course is not None else "",
        hours=strong,
        dates=when.start is not None,
    )


def _rated(course: Draft[str] | None, others: Sequence[Draft[str]]) -> Draft[str] | None:
    """Add how far the course stands above the best candidate that reads otherwise."""
    if course is not None:
        rivals = [
            o.signs["rank"] for o in others if o.value not in course.value and course.value not in o.value
        ]
        course.signs["lead"] = min(0.5, course.signs["rank"] - max(rivals, default=0.0))
        course.signs["backed"] = float(any(o.value == course.value for o in others))
    return course


def _organiser(candidates: Sequence[Draft[str]], kind: Kind) -> Draft[str] | None:
    """The best candidate; a letterhead names the organiser of a certificate, never of a letter."""
    usable = [c for c in candidates if kind is Kind.CERTIFICATE or c.source != "letterhead"]
    return usable[0] if usable else None


def _end_of(scene: Scene, course: Draft[str] | None) -> int | None:
    """Where in the flow the course ends, for judging which date belongs to it."""
    if course is None:
        return None
    last = course.piece.words[-1]
    held = [i for i, w in enumerate(scene.flow.words) if w is last]
    if not held:
        return None
    return scene.flow.text_position(len(scene.flow.owner) - 1 - scene.flow.owner[::-1].index(held[-1]))
