"""Letter-spaced print, S E R T I F I K A T, put back together to the words it spells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from records.values import Word

_MIN_RUN = 4
_WORD_GAP = 1.7
"""A gap this much wider than the run's usual one parts two words."""
_MAX_GAP = 3.0
"""Gaps wider than this many letter heights do not belong to a run: cells of a table, columns."""


def join_spaced(words: Sequence[Word], aspect: float) -> tuple[Word, ...]:
    """Join runs of single letters within numbered lines; `aspect` is the page's height over its width."""
    joined: list[Word] = []
    for _, line in groupby(words, key=lambda word: word.line):
        for run in _runs(list(line), aspect):
            joined.extend(_join(run) if _is_spelt(run) else run)
    return tuple(joined)


def _runs(line: list[Word], aspect: float) -> Iterator[list[Word]]:
    """Part a line into stretches that are all letters or all words."""
    run: list[Word] = []
    for word in line:
        near = not run or word.box.left - run[-1].box.right < _MAX_GAP * word.box.height * aspect
        if run and (not near or _is_letters(word) != _is_letters(run[-1])):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _is_letters(word: Word) -> bool:
    """Whether this could be a piece of spaced print: one or two capitals."""
    return len(word.text) <= 2 and word.text.isalpha() and word.text.isupper()


def _is_spelt(run: list[Word]) -> bool:
    return len(run) >= _MIN_RUN and _is_letters(run[0])


def _join(run: list[Word]) -> Iterator[Word]:
    gaps = [max(0.0, after.box.left - before.box.right) for before, after in pairwise(run)]
    limit = _WORD_GAP * median(gaps)
    word = run[0]
    for letter, gap in zip(run[1:], gaps, strict=True):
        if gap > limit:
            yield word
            word = letter
        else:
            word = replace(
                word,
                text=word.text + letter.text,
                box=word.box.union(letter.box),
                confidence=min(word.confidence, letter.confidence),
            )
    yield word
