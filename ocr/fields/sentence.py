"""The sentence that every paper turns on: what leads to the course, what fills, what closes a value."""

from __future__ import annotations

import re
from itertools import pairwise

from ocr.fields.label_words import match_label
from ocr.fields.labels import is_bare_label
from ocr.fields.scene import Scene
from ocr.grammar.wording import any_of, compiled

LEAD = re.compile(any_of("sentence", "lead"), re.MULTILINE)
STRONG_LEAD = compiled("sentence", "strong_lead")
FILLER = re.compile(
    r"[\s:;,.\-]*"
    + any_of("sentence", "filler")
    + r"?[\s:;,.\-]+|(?:the|in|of|as|dalam|pada|kegiatan|acara|sebagai|peserta)(?=[\"'“])"
)
_STOP = re.compile(r"[\s,(]*\b" + any_of("sentence", "stop") + r"\b")
_STOP_AT_ROW = re.compile(r"\W*" + any_of("sentence", "stop_at_row"))
_WHICH = re.compile(r"yang (?!(?:di)?(?:selenggara|laksana|ada|gelar)|\n)")
_OFFICE = re.compile(r"\W*" + any_of("words", "institution") + r"\b")
_LONGEST_LABEL = 30
_NAMES_PLACE = re.compile(r"di\s+(?=lingkungan)")
_SMALL_LAST = re.compile(r"\b" + any_of("words", "small") + r"$")
_INDONESIAN = re.compile(
    r"\b(?:pelatihan|bimbingan|diklat|pendidikan|dan|untuk|bagi|dalam|pada|yang|di|tingkat)\b"
)
_ENGLISH = re.compile(
    r"\b(?:training|course|programme|and|of|the|for|in|on|held|conducted|education|guidance)\b"
)
_SENTENCE_END = re.compile(r"[.;]\s*\n|\.\s+(?=[a-z]{3,}\s)|[;]|\n\s*\n")


def find_stop(scene: Scene, begin: int, *, limit: int = 330) -> int:
    """Give where the value that begins at text[begin] ends: a closing phrase, date, hours or sentence end."""
    text = scene.flow.text
    ends = [min(len(text), begin + limit)]
    stop = next((m for m in _STOP.finditer(text, begin + 1, begin + limit) if _closes(scene, begin, m)), None)
    if stop:
        ends.append(stop.start())
    sentence = _SENTENCE_END.search(text, begin + 6, begin + limit)
    if sentence:
        ends.append(sentence.start())
    ends += [d.begin for d in scene.dates if d.begin > begin][:1]
    ends += [h.begin for h in scene.hours if h.begin > begin][:1]
    ends += _row_stops(scene, begin, min(ends))
    return min(ends)


def _closes(scene: Scene, begin: int, stop: re.Match[str]) -> bool:
    """Whether a closing phrase is meant as one: not when it is capitalised inside a capitalised title."""
    flow = scene.flow
    at = stop.start() + len(stop.group()) - len(stop.group().lstrip(" \t\n,("))
    if (noun := _NAMES_PLACE.match(stop.group().lstrip(" \t\n,("))) and flow.starts_upper(at + noun.end()):
        return False  # "di Lingkungan Pemerintah Kota" is the end of a title, "di lingkungan" tells where
    if (which := _WHICH.match(stop.group()[at - stop.start() :])) and flow.starts_upper(at + which.end()):
        return False  # "Arsip yang Bercerita": in titles verbs are capitalised, in sentences not
    broken = "\n" in stop.group()[: at - stop.start()]
    if not flow.starts_upper(at) or (broken and not scene.fills_line(scene.row_index(stop.start()))):
        return True
    start, end = flow.plain_range(begin, at)
    title = flow.plain[start:end]
    return sum(c.isupper() for c in title) > 0.6 * max(1, sum(c.isalpha() for c in title))


def _row_stops(scene: Scene, begin: int, end: int) -> list[int]:
    """Rows that cannot go on with the value: "Town, date", another page, a far row, or much other print."""
    first = scene.row_index(begin)
    for index in range(first + 1, scene.row_index(max(begin, end - 1)) + 1):
        here, above = scene.rows[index], scene.rows[index - 1]
        far = here.level - above.level > 2.6 * max(above.height, here.height)
        unfinished = _SMALL_LAST.search(scene.row_text(index - 1).rstrip())
        other_size = not unfinished and not 0.66 < here.height / max(above.height, 1e-6) < 1.5
        text = scene.row_text(index)
        smaller = here.height < 0.85 * above.height and not unfinished and _OFFICE.match(text)
        bare = is_bare_label(here.segments[0]) and (len(here.segments) > 1 or not unfinished)
        bare = bare and not _set_below(scene, index)
        colon = 0 < text.find(":") < _LONGEST_LABEL and (
            match_label(text) is not None or not scene.fills_line(index - 1)
        )
        labelled = colon or bare or (_STOP_AT_ROW.match(text) and not unfinished)
        apart = max((b.box.left - a.box.right for a, b in pairwise(here.segments)), default=0.0) > 0.08
        lists = apart and len(above.segments) == 1 and not unfinished
        if (
            here.page != above.page
            or far
            or smaller
            or lists
            or other_size
            or labelled
            or opens_with_date(scene, index)
        ):
            return [scene.row_begins[index]]
        if not unfinished and _translates(scene, first, index):
            return [scene.row_begins[index]]
    return []


def _set_below(scene: Scene, index: int) -> bool:
    """Whether a row ends the title above: in its middle, or at its edge before the sentence goes on."""
    here, above = scene.rows[index], scene.rows[index - 1]
    if not 0.9 < here.height / max(above.height, 1e-6) < 1.1 or len(here.segments) > 1:
        return False
    goes_on = index + 1 < len(scene.rows) and _STOP.match("\n" + scene.row_text(index + 1).lstrip())
    flush = abs(here.box.left - above.box.left) < 0.01 and bool(goes_on)
    return flush or abs(here.box.centre[0] - above.box.centre[0]) < 0.015


def _translates(scene: Scene, first: int, index: int) -> bool:
    """Whether a row of English follows Indonesian ones: the same title again in the other language."""
    above = " ".join(scene.row_text(i) for i in range(first, index))
    here = scene.row_text(index)
    return bool(_INDONESIAN.search(above) and _ENGLISH.search(here) and not _INDONESIAN.search(here))


def opens_with_date(scene: Scene, index: int) -> bool:
    """Whether the row is "Town, date ...": a few capitalised words and then a date."""
    begin = scene.row_begins[index]
    date = next((d for d in scene.dates if d.begin >= begin), None)
    if date is None or date.begin >= begin + len(scene.row_text(index)):
        return False
    return bool(
        re.fullmatch(r"\s*(?:[a-z][\w.'-]*\s+){0,3}[a-z][\w.'-]*\s*,\s*", scene.flow.text[begin : date.begin])
    )
