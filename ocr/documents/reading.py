"""Drafts of one document → its reading: fields with confidence, and reasons for doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ocr.confidence import confidence_of, kind_confidence
from ocr.documents.drafting import Drafts
from ocr.fields.draft import Draft, PersonDraft, T
from ocr.grammar.wording import any_of
from records.values import DocumentReading, Field, Kind, PersonReading

_BREAKS_OFF = re.compile(r"\s" + any_of("words", "small") + r"$")  # no title ends in "dan" or "melalui"
_LEAST_CLARITY = 0.6  # below this, a person says what kind of paper it is
_LEAST_NIP = 0.6
_MOST_SIGNERS = 3  # with a NIP, on one page; more are people of a list whose place was not understood


def as_reading(drafts: Drafts) -> DocumentReading:
    """Turn drafts into the reading of a document; papers that prove no training keep no fields."""
    kind, clarity = drafts.guess.kind, kind_confidence(drafts.guess.clarity)
    if not kind.is_evidence:
        return DocumentReading(drafts.pages, kind, clarity, reasons=_kind_reasons(drafts))
    people = tuple(map(_person, drafts.people))
    return DocumentReading(
        pages=drafts.pages,
        kind=kind,
        kind_confidence=clarity,
        number=_field("number", drafts.number),
        course=_field("course", drafts.course, drafts.other_courses),
        organiser=_field("organiser", drafts.organiser),
        start=_field("start", drafts.when.start),
        end=_field("end", drafts.when.end),
        issued=_field("issued", drafts.when.issued),
        jp=_field("jp", drafts.hours.draft),
        people=people,
        signers=tuple(map(_person, drafts.signers)),
        reasons=(*_kind_reasons(drafts), *drafts.hours.reasons, *_reasons(drafts, people)),
    )


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


def _kind_reasons(drafts: Drafts) -> tuple[str, ...]:
    return ("kind-doubtful",) if drafts.guess.clarity < _LEAST_CLARITY else ()


def _reasons(drafts: Drafts, people: Sequence[PersonReading]) -> tuple[str, ...]:
    """Name what is missing or does not fit, as stable codes."""
    when, told = drafts.when, drafts.told_people
    missing = when.start is None or when.end is None
    found = {
        "course-missing": drafts.course is None,
        "person-missing": not people,
        "rows-differ": drafts.rows_differ,
        "course-year-open": drafts.course is not None and bool(drafts.course.signs.get("year_cut")),
        "course-cut": drafts.course is not None and bool(_BREAKS_OFF.search(drafts.course.value.lower())),
        "course-level-open": drafts.course is not None and bool(drafts.course.signs.get("level_open")),
        "people-count-differs": _lists_people(drafts) and bool(told) and len(people) not in told,
        "nip-of-nobody": drafts.nobodys_nip,
        "certificate-of-several": drafts.guess.kind is Kind.CERTIFICATE and len(people) > 1,
        "people-rows-missing": _too_many_sign(drafts),
        "dates-missing": missing,
        "end-before-start": not missing and when.end.value < when.start.value,  # type: ignore[union-attr]
        "nip-doubtful": any(p.nip.value is not None and p.nip.confidence < _LEAST_NIP for p in people),
    }
    return tuple(code for code, is_so in found.items() if is_so)


def _lists_people(drafts: Drafts) -> bool:
    """Whether a count of people is the paper's own: a certificate of one person tells how many took part."""
    return len(drafts.people) > 1 or drafts.guess.kind is Kind.SUPERVISOR_LETTER


def _too_many_sign(drafts: Drafts) -> bool:
    pages = Counter(p.nip.piece.page for p in drafts.signers if p.nip is not None)
    return max(pages.values(), default=0) > _MOST_SIGNERS
