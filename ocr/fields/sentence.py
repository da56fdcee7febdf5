"""The sentence that every paper turns on: what leads to the course, what fills, what closes a value."""

from __future__ import annotations

import re

from ocr.fields.scene import Scene, is_place_and_date
from ocr.grammar.wording import any_of, compiled

LEAD = compiled("sentence", "lead")
FILLER = re.compile(
    r"[\s:;,.\-]*"
    + any_of("sentence", "filler")
    + r"?[\s:;,.\-]+|(?:the|in|of|as|dalam|pada|kegiatan|acara|sebagai|peserta)(?=[\"'“])"
)
_STOP = re.compile(r"[\s,(]*\b" + any_of("sentence", "stop") + r"\b")
_SENTENCE_END = re.compile(r"[.;]\s*\n|\.\s+(?=[a-z]{3,}\s)|[;]|\n\s*\n")


def find_stop(scene: Scene, begin: int, *, limit: int = 330) -> int:
    """Give where the value that begins at text[begin] ends: a closing phrase, date, hours or sentence end."""
    text = scene.flow.text
    ends = [min(len(text), begin + limit)]
    stop = _STOP.search(text, begin + 1, begin + limit)
    if stop:
        ends.append(stop.start())
    sentence = _SENTENCE_END.search(text, begin + 6, begin + limit)
    if sentence:
        ends.append(sentence.start())
    ends += [d.begin for d in scene.dates if d.begin > begin][:1]
    ends += [h.begin for h in scene.hours if h.begin > begin][:1]
    ends += _row_stops(scene, begin, min(ends))
    return min(ends)


def _row_stops(scene: Scene, begin: int, end: int) -> list[int]:
    """Rows that cannot go on with the value: "Town, date", another page, or a far row below."""
    first = scene.row_index(begin)
    for index in range(first + 1, scene.row_index(max(begin, end - 1)) + 1):
        here, above = scene.rows[index], scene.rows[index - 1]
        gap = here.box.top - above.box.bottom
        new_page = here.page != above.page
        if new_page or gap > 2.2 * max(above.box.height, here.box.height):
            return [scene.row_begins[index]]
        if is_place_and_date(scene.row_text(index), scene.dates, scene.row_begins[index]):
            return [scene.row_begins[index]]
    return []
