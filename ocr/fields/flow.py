"""A run of text that remembers its words: straightened for searching, original for values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ocr.fields.layout import Row, Segment, box_of
from ocr.grammar.slips import fold, pieces
from records.values import Box, Word

_TOKEN = re.compile(r"[a-z0-9|!\]'\0]+|\s+|.", re.DOTALL)
_SPACED = re.compile(r"(?<![^\s\"'(])[a-z]{1,3}(?:[ \t][a-z]{1,3}\.?){3,}(?![^\s\"'):.,])")
_EDGES = " \t\n\"'“”„‘’«»`*_~|•·.,;:-–—=<>{}[]"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a flow as printed: its text and the words it came from."""

    text: str
    words: tuple[Word, ...]
    page: int

    @property
    def box(self) -> Box:
        """The smallest box around the words."""
        return box_of(self.words)


@dataclass(frozen=True)
class Flow:
    """Text of rows or segments in reading order.

    `plain` is as read, tabs between segments and line feeds between rows; `owner[i]` is the index in `words`
    of the word that holds plain character i, or -1. `pages[i]` is the page of word i.
    """

    plain: str
    owner: tuple[int, ...]
    words: tuple[Word, ...]
    pages: tuple[int, ...]

    @cached_property
    def _straight(self) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
        return _straighten_text(self.plain)

    @property
    def text(self) -> str:
        """The text for searching: folded, steering words straightened, spaced-out titles closed."""
        return self._straight[0]

    def plain_range(self, begin: int, end: int) -> tuple[int, int]:
        """Turn a range of `text` into the range of `plain` it stands for."""
        _, starts, ends = self._straight
        begin, end = max(0, begin), min(end, len(starts))
        return (0, 0) if begin >= end else (starts[begin], ends[end - 1])

    def piece(self, begin: int, end: int) -> Piece | None:
        """Give what is printed at text[begin:end], trimmed; None when no word stands there."""
        return self.plain_piece(*self.plain_range(begin, end))

    def plain_piece(self, begin: int, end: int, edges: str = _EDGES) -> Piece | None:
        """Give what is printed at plain[begin:end], trimmed of `edges`; None when no word stands there."""
        begin, end = max(0, begin), min(end, len(self.plain))
        while begin < end and self.plain[begin] in edges:
            begin += 1
        while end > begin and self.plain[end - 1] in edges:
            end -= 1
        held = sorted({o for o in self.owner[begin:end] if o >= 0})
        if not held:
            return None
        text = re.sub(r"\s+", " ", self.plain[begin:end])
        return Piece(text, tuple(self.words[i] for i in held), self.pages[held[0]])

    def text_position(self, plain_position: int) -> int:
        """Give the place in `text` of a place in `plain`."""
        _, starts, _ = self._straight
        return bisect_left(starts, plain_position)

    def starts_upper(self, position: int) -> bool:
        """Whether text[position] was printed as a capital."""
        start, _ = self.plain_range(position, position + 1)
        return start < len(self.plain) and self.plain[start].isupper()

    def word_at(self, position: int) -> Word | None:
        """Give the word at text[position], None between words."""
        start, _ = self.plain_range(position, position + 1)
        index = self.owner[start] if start < len(self.owner) else -1
        return self.words[index] if index >= 0 else None


class _Straightener:
    """Collects straightened text and, for each of its characters, where in the original it stood."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def put(self, text: str, begin: int, end: int) -> None:
        exact = len(text) == end - begin
        for i, char in enumerate(text):
            self.out.append(char)
            self.starts.append(begin + i if exact else begin)
            self.ends.append(begin + i + 1 if exact else end)

    def put_token(self, token: str, begin: int) -> None:
        bare = token.replace("\0", "")
        for n, (word, start, end) in enumerate(pieces(bare)):
            if n:
                self.put(" ", begin + start, begin + start)
            if bare == token:
                self.put(word, begin + start, begin + end)
            else:
                places = [i for i, c in enumerate(token) if c != "\0"]
                self.put(word, begin + places[start], begin + places[end - 1] + 1)


def straightened(plain: str) -> str:
    """Fold `plain` and straighten its steering words, for searching."""
    return _straighten_text(plain)[0]


def _straighten_text(plain: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Straighten `plain`, giving for each new character where in `plain` it begins and ends."""
    made = _Straightener()
    for match in _TOKEN.finditer(_close_spaced(fold(plain))):
        token, begin = match.group(), match.start()
        if token[0].isalnum():
            made.put_token(token, begin)
        else:
            made.put(token, begin, begin + len(token))
    return "".join(made.out), tuple(made.starts), tuple(made.ends)


def _close_spaced(folded: str) -> str:
    """Close up letter-spaced words ("s e r t i f i k a t"), marking the dropped spaces with NUL."""
    return _SPACED.sub(_close, folded)


def _close(match: re.Match[str]) -> str:
    """Drop the spaces of a run of letters, when they are letters and not short words."""
    parts = re.split(r"[ \t]", match.group())
    single = sum(len(p) == 1 for p in parts)
    return (
        re.sub(r"(?<=[a-z])[ \t](?=[a-z])", "\0", match.group())
        if single >= 0.6 * len(parts)
        else match.group()
    )


def flow_of(rows: Iterable[Row | Segment]) -> Flow:
    """Make one flow of `rows` in the order given."""
    chars: list[str] = []
    owner: list[int] = []
    words: list[Word] = []
    pages: list[int] = []
    for row in rows:
        segments: Sequence[Segment] = row.segments if isinstance(row, Row) else (row,)
        for n, segment in enumerate(segments):
            if n:
                chars.append("\t")
                owner.append(-1)
            for k, word in enumerate(segment.words):
                if k:
                    chars.append(" ")
                    owner.append(-1)
                chars.append(word.text)
                owner.extend([len(words)] * len(word.text))
                words.append(word)
                pages.append(segment.page)
        chars.append("\n")
        owner.append(-1)
    return Flow("".join(chars), tuple(owner), tuple(words), tuple(pages))
