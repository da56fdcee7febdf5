"""One document's pages → its fields, each with evidence and confidence."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.confidence import confidence_of
from ocr.documents.kinds import Found, KindGuess, guess_kind
from ocr.documents.signs import PageSigns
from ocr.fields.course import find_courses
from ocr.fields.draft import Draft, PersonDraft, T
from ocr.fields.labels import find_labels
from ocr.fields.lesson_hours import Hours, find_lesson_hours
from ocr.fields.number import find_numbers
from ocr.fields.organiser import find_organisers
from ocr.fields.people import find_people
from ocr.fields.scene import Scene
from ocr.fields.when import When, find_when
from records.values import DocumentReading, Field, Kind, PersonReading


def read_document(pages: Sequence[PageSigns]) -> DocumentReading:
    """Read the document printed on `pages`; they are in file order and none is blank."""
    front = sorted(pages, key=lambda p: p.is_back)
    scene = Scene(tuple(p.page for p in front))
    labels = find_labels(scene)
    people, signers = find_people(scene, labels)
    courses = find_courses(scene, labels)
    course = courses[0] if courses else None
    when = find_when(scene, labels, _end_of(scene, course))
    hours = find_lesson_hours(scene)
    guess = guess_kind(front, _found(people, course, when, hours))
    numbers = tuple(sorted(p.page.number for p in pages))
    if not guess.kind.is_evidence:
        return DocumentReading(numbers, guess.kind, guess.clarity, reasons=_kind_reasons(guess))
    organiser = _organiser(find_organisers(scene, labels), guess.kind)
    number = next(iter(find_numbers(scene, labels)), None)
    return DocumentReading(
        pages=numbers,
        kind=guess.kind,
        kind_confidence=guess.clarity,
        number=_field("number", number),
        course=_field("course", course, courses[1:4]),
        organiser=_field("organiser", organiser),
        start=_field("start", when.start),
        end=_field("end", when.end),
        issued=_field("issued", when.issued),
        jp=_field("jp", hours.draft),
        people=tuple(map(_person, people)),
        signers=tuple(map(_person, signers)),
        reasons=_reasons(guess, people, course, when, hours),
    )


def _found(people: Sequence[PersonDraft], course: Draft[str] | None, when: When, hours: Hours) -> Found:
    strong = hours.draft is not None and hours.draft.signs.get("strong", 0.0) > 0
    return Found(
        person=bool(people),
        course=course is not None and course.signs["rank"] > 0.5,
        hours=strong,
        dates=when.start is not None,
    )


def _organiser(candidates: Sequence[Draft[str]], kind: Kind) -> Draft[str] | None:
    """The best candidate; a letterhead names the organiser of a certificate, never of a letter."""
    usable = [c for c in candidates if kind is Kind.CERTIFICATE or c.source != "letterhead"]
    return usable[0] if usable else None


def _end_of(scene: Scene, course: Draft[str] | None) -> int | None:
    """Where in the flow the course ends, for judging which date belongs to it."""
    if course is None:
        return None
    last = course.piece.words[-1]
    for position in range(len(scene.flow.text) - 1, -1, -1):
        if scene.flow.word_at(position) is last:
            return position
    return None


def _field(name: str, draft: Draft[T] | None, others: Sequence[Draft[T]] = ()) -> Field[T]:
    if draft is None:
        return Field()
    alternatives = tuple(
        dict.fromkeys([*draft.alternatives, *(o.value for o in others if o.value != draft.value)])
    )
    made = draft.as_field(confidence_of(name, draft))
    return Field(made.value, made.confidence, made.page, made.box, made.raw, made.engine, alternatives)


def _person(draft: PersonDraft) -> PersonReading:
    return PersonReading(
        name=_field("name", draft.name),
        nip=_field("nip", draft.nip),
        birth_date=_field("birth_date", draft.birth_date),
        unit=_field("unit", draft.unit),
        post=_field("post", draft.post),
        golongan=_field("golongan", draft.golongan),
    )


def _kind_reasons(guess: KindGuess) -> tuple[str, ...]:
    return ("kind-doubtful",) if guess.clarity < 0.6 else ()


def _reasons(
    guess: KindGuess,
    people: Sequence[PersonDraft],
    course: Draft[str] | None,
    when: When,
    hours: Hours,
) -> tuple[str, ...]:
    reasons = [*_kind_reasons(guess), *hours.reasons]
    if course is None:
        reasons.append("course-missing")
    if not people:
        reasons.append("person-missing")
    if when.start is None or when.end is None:
        reasons.append("dates-missing")
    elif when.end.value < when.start.value:
        reasons.append("end-before-start")
    return tuple(reasons)
