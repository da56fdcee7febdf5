"""Hours of one day ("3 hari x 10 JP", "masing-masing 9 JP"), which are not the course's."""

from __future__ import annotations

import re
from dataclasses import replace

from ocr.fields.scene import Scene
from ocr.grammar.hours import HoursSpan

_A_DAY_BEFORE = re.compile(
    r"(?:(?<![^\W\d])[x×*@]|\bmasing\W{1,3}masing|\b(?:setiap|tiap|per)\s+hari(?:nya)?)\W*\Z"
)
_A_DAY_BEHIND = re.compile(r"\W{0,2}(?:(?:per|setiap|tiap|/|a|each|every)\s*(?:hari|day)|sehari|daily)")
_DAYS_TIMES = re.compile(r"\b(?P<days>\d{1,2})\s*(?:\([a-z ]+\)\s*)?(?:hari|days?)\s*\)?\s*[x×*@]\s*$")
_TIMES_DAYS = re.compile(r"^[^\n\d]{0,25}?[x×*]\s*(?P<days>\d{1,2})\s*(?:\([a-z ]+\)\s*)?(?:hari|days?)\b")


def all_days(scene: Scene, span: HoursSpan) -> HoursSpan:
    """Give the hours of one day times the days they were held, where the paper tells how many."""
    return replace(span, value=span.value * (_days_of(scene, span) or 1), words=None)


def is_a_days(scene: Scene, span: HoursSpan) -> bool:
    """Whether words before or behind the hours tell that each day had them."""
    text = scene.flow.text
    before, behind = text[max(0, span.begin - 30) : span.begin], text[span.end : span.end + 30]
    return bool(_A_DAY_BEFORE.search(before) or _A_DAY_BEHIND.match(behind))


def _days_of(scene: Scene, span: HoursSpan) -> int | None:
    """By how many days the hours of one day are multiplied on paper."""
    text = scene.flow.text
    before = _DAYS_TIMES.search(text[max(0, span.begin - 40) : span.begin])
    behind = _TIMES_DAYS.search(text[span.end : span.end + 60])
    found = before or behind
    return int(found["days"]) if found else None
