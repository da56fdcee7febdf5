"""Is a course linear with the duties of a post? Proposed with words that explain it; a person decides."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from scoring.course_kind.classify import fold_title
from scoring.linearity.stems import stems
from scoring.repeats.likeness import courses_alike

_SAME_COURSE = 0.9
_SAME_POST = 0.92


@dataclass(frozen=True, slots=True)
class Precedent:
    """What a reviewer decided before about a course and a post."""

    course: str
    post: str
    linear: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whether the course is proposed to be linear; None: the words do not tell.

    `code` is a stable reason (`linear.precedent`, `linear.words-of-post`, `linear.words-of-field`,
    `linear.other-field`, `linear.untold`); `words` are the title's words behind it, `fields` the fields it
    belongs to.
    """

    linear: bool | None
    code: str
    words: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def propose(course: str, post: str, duty_field: str = "", precedents: Iterable[Precedent] = ()) -> Proposal:
    """Propose whether a course is linear with the post and its field of duty."""
    for precedent in precedents:
        if _same(precedent, course, post):
            return Proposal(precedent.linear, "linear.precedent", (precedent.course,))
    shared = _shared_words(course, post)
    if shared:
        return Proposal(linear=True, code="linear.words-of-post", words=shared)
    theirs = _fields_of(course)
    ours = _fields_of(f"{post} {duty_field.replace('_', ' ')}").keys() | ({duty_field} & _lexicon().keys())
    common = [field for field in theirs if field in ours]
    if common:
        words = tuple(dict.fromkeys(word for field in common for word in theirs[field]))
        return Proposal(linear=True, code="linear.words-of-field", words=words, fields=tuple(common))
    if theirs and ours:
        words = tuple(dict.fromkeys(word for found in theirs.values() for word in found))
        return Proposal(linear=False, code="linear.other-field", words=words, fields=tuple(theirs))
    return Proposal(None, "linear.untold")


def _same(precedent: Precedent, course: str, post: str) -> bool:
    return (
        courses_alike(precedent.course, course) >= _SAME_COURSE
        and courses_alike(precedent.post, post) >= _SAME_POST
    )


def _shared_words(course: str, post: str) -> tuple[str, ...]:
    ours = set(stems(post)) - _everywhere()
    words = zip(fold_title(course).split(), stems(course), strict=True)
    return tuple(dict.fromkeys(word for word, stem in words if stem in ours and len(stem) >= 4))


def _fields_of(text: str) -> Mapping[str, tuple[str, ...]]:
    """Give the fields whose words occur in a text, each with those words."""
    title = fold_title(text).replace("pendidikan dan pelatihan", "pelatihan")
    plain, padded = f" {title} ", f" {' '.join(stems(title))} "
    found = {
        field: tuple(
            w for w, stemmed in words if f" {stemmed} " in padded or (not stemmed and f" {w} " in plain)
        )
        for field, words in _lexicon().items()
    }
    return {field: words for field, words in found.items() if words}


@lru_cache(maxsize=1)
def _lexicon() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Give for each field its words and their stems; "" where the stem is too common to be trusted alone."""
    common = _everywhere()
    return {
        field: tuple((word, "" if set(stems(word)) <= common else " ".join(stems(word))) for word in words)
        for field, words in _table("fields").items()
    }


@lru_cache(maxsize=1)
def _everywhere() -> frozenset[str]:
    return frozenset(stem for word in _table("everywhere")["words"] for stem in stems(word))


def _table(name: str) -> Mapping[str, list[str]]:
    text = resources.files("scoring.linearity").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
