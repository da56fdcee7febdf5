"""Titles by their capitals: where a run of capitalised words, small words between, begins and ends."""

from __future__ import annotations

import re

from ocr.fields.flow import Flow
from ocr.grammar.slips import fold
from ocr.grammar.wording import any_of

_TOKEN = re.compile(r"\S+")
_SMALL = re.compile(any_of("words", "small") + r"[,;]?$")
_TITLE_WORD = re.compile(any_of("words", "type") + "|" + any_of("words", "institution"))
_JOINS = frozenset({"for", "of", "and", "dan", "&"})
# "RSUD dr. Wiratama": printed small, part of the name that follows.
_BEFORE_NAMES = frozenset({"dr.", "drg.", "drs.", "dra.", "ir.", "prof.", "h.", "hj.", "kh."})
_LEADING = "\"'“”‘’([{«*-–—&+/"


def _printed(flow: Flow, begin: int, end: int) -> str:
    start, stop = flow.plain_range(begin, end)
    return flow.plain[start:stop]


def _is_capital(printed: str) -> bool:
    bare = printed.lstrip(_LEADING)
    strokes = re.fullmatch(r"[Il1|]{1,4}[.,]?", bare) is not None
    return not bare or strokes or bare[0].isupper() or bare[0].isdecimal() or any(c.isupper() for c in bare)


def _lost_its_capital(straight: str, printed: str) -> bool:
    """Whether a word of titles lost its first letter in reading ("elatihan")."""
    return _TITLE_WORD.fullmatch(straight) is not None and fold(printed) != straight


def _opens_shouted_row(flow: Flow, position: int, seen: list[str]) -> bool:
    """Whether a row wholly in capitals begins here below a title that is not: a label of a form."""
    if (
        not seen
        or flow.text[position - 1 : position] != "\n"
        or not any(c.islower() for s in seen for c in s)
    ):
        return False
    line = _printed(flow, position, flow.text.find("\n", position))
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 6 and all(c.isupper() for c in letters)


def capital_run_end(flow: Flow, begin: int, limit: int) -> int:
    """Give where the run of capitalised words that opens at text[begin] ends, at most `limit`.

    Small words ("dan", "untuk", "of") belong to a run only when a capitalised word follows them. A run
    printed wholly in capitals, or one that opens with a small letter, says nothing: `limit` comes back.
    """
    end = begin
    seen: list[str] = []
    for token in _TOKEN.finditer(flow.text, begin, limit):
        printed = _printed(flow, token.start(), token.end())
        if _opens_shouted_row(flow, token.start(), seen):
            break
        if _is_capital(printed) or (seen and _lost_its_capital(token.group(), printed)):
            end = token.end()
            seen.append(printed)
        elif not seen or not (_SMALL.match(token.group()) or printed in _BEFORE_NAMES):
            break
    letters = "".join(seen)
    if not seen or sum(c.islower() for c in letters) < 0.25 * len(letters):
        return limit
    return end


def opens_run(flow: Flow, position: int) -> bool:
    """Whether the capitalised word at text[position] has no capitalised word of its own row before it."""
    if not flow.starts_upper(position):
        return False
    row = flow.text.rfind("\n", 0, position) + 1
    before = list(_TOKEN.finditer(flow.text, row, position))
    while len(before) > 1 and before[-1].group() in _JOINS:
        before.pop()
    if not before:
        return True
    last = before[-1]
    printed = _printed(flow, last.start(), last.end())
    return (
        not _is_capital(printed) or printed[-1] in ':;"“' or flow.text[last.end() : position].count("\t") > 0
    )
