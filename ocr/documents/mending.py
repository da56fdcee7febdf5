"""Lines of the sentence read again when what they should say was not found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocr.documents.drafting import Drafts, draft_document
from ocr.documents.signs import PageSigns
from ocr.engine import Reread
from ocr.fields.layout import Row
from ocr.fields.scene import Scene
from ocr.fields.zones import Zone
from records.values import Word

_MOST_LINES = 8
_SURE = 0.9  # a line whose words are all surer than this is left as it is


def gaps(drafts: Drafts) -> int:
    """Count what a paper of its kind should say and this one was not read to say."""
    when = drafts.when
    missing = (
        drafts.course is None,
        drafts.hours.draft is None,
        "jp-words-unreadable" in drafts.hours.reasons,
        when.start is None or when.end is None,
        when.start is not None and when.end is not None and when.end.value < when.start.value,
        not drafts.people,
    )
    return sum(missing)


def mended(group: Sequence[PageSigns], drafts: Drafts, reread: Reread) -> Drafts:
    """Read the doubtful lines of the sentence again; give the new drafts when they leave fewer gaps."""
    if gaps(drafts) == 0:
        return drafts
    pages = [_with_better_lines(page, reread) for page in group]
    if all(new is old for new, old in zip(pages, group, strict=True)):
        return drafts
    again = draft_document(pages)
    return again if again.guess.kind.is_evidence and gaps(again) < gaps(drafts) else drafts


def _with_better_lines(signs: PageSigns, reread: Reread) -> PageSigns:
    scene: Scene = signs.scene
    doubtful = [
        row
        for index, row in enumerate(scene.rows)
        if scene.zones[index] is Zone.BODY and min(w.confidence for w in row.words) < _SURE
    ]
    words = list(signs.page.words)
    for row in doubtful[:_MOST_LINES]:
        better = _better(row, reread)
        if better:
            words = [w for w in words if not _inside(w, row)] + better
    if len(words) == len(signs.page.words) and all(
        a is b for a, b in zip(words, signs.page.words, strict=True)
    ):
        return signs
    return PageSigns(replace(signs.page, words=tuple(words)))


def _better(row: Row, reread: Reread) -> list[Word]:
    """The surest engine's reading of a line, when it is surer than the first one."""
    by_engine: dict[str, list[Word]] = {}
    for word in reread(row.page, row.box, "text"):
        by_engine.setdefault(word.engine, []).append(word)
    best = max(by_engine.values(), key=_sureness, default=[])
    if not best or _sureness(best) <= _sureness(row.words):
        return []
    line = row.words[0].line
    return [replace(w, line=line) for w in best]


def _sureness(words: Sequence[Word]) -> float:
    """The mean confidence of the letters read."""
    letters = sum(len(w.text) for w in words)
    return sum(w.confidence * len(w.text) for w in words) / max(letters, 1)


def _inside(word: Word, row: Row) -> bool:
    """Whether a word of the page is one of the row's, whole or cut."""
    x, y = word.box.centre
    box = row.box
    return (
        any(w.line == word.line for w in row.words)
        and box.left <= x <= box.right
        and box.top <= y <= box.bottom
    )
