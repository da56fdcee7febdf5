"""One page looked over: print that differs from its neighbours, and what its PDF tells of later changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ocr.pages.raw import Image, LayerMark
from ocr.tampering.oddness import Measures, least, measures, strengths
from ocr.tampering.places import Places
from ocr.tampering.traces import trace
from records.values import Box, Oddity, Word


def look_over(
    image: Image, words: Sequence[Word], marks: Iterable[LayerMark] = (), rotation: int = 0
) -> tuple[Oddity, ...]:
    """Give the odd places of a read page.

    `image` is upright, with the words' boxes on it; it is not looked at when words come from the PDF itself.
    `marks` lie on the page as it came, which was turned by `rotation` degrees clockwise since.
    """
    drawn = tuple(Oddity(mark.code, turned(mark.box, rotation)) for mark in marks)
    return (*drawn, *_odd_print(image, words))


def _odd_print(image: Image, words: Sequence[Word]) -> Iterator[Oddity]:
    if not words or any(word.engine == "text-layer" for word in words):
        return
    traced = TracedPage(image, words)
    looked_at = [i for i in traced.places.that_matter(words) if traced.at(i) is not None]
    for index, odds in zip(looked_at, strengths(traced.beside(looked_at)), strict=True):
        if odds >= least():
            yield Oddity("print-differs", words[index].box)


class TracedPage:
    """The words of a page, each measured when it is first asked for."""

    def __init__(self, image: Image, words: Sequence[Word]) -> None:
        self.places = Places.of(words)
        self._image = image
        self._words = words
        self._measured: dict[int, Measures | None] = {}

    def at(self, index: int) -> Measures | None:
        """Give the measures of a word; None where there is too little ink or paper."""
        if index not in self._measured:
            high, wide = self._image.shape[:2]
            box = self._words[index].box
            edges = (box.left * wide, box.top * high, box.right * wide, box.bottom * high)
            found = trace(self._image, *map(round, edges))
            self._measured[index] = None if found is None else measures(found)
        return self._measured[index]

    def beside(self, indices: Sequence[int]) -> list[tuple[Measures, list[Measures]]]:
        """Give the measures of words that have some, each with those of its neighbours."""
        near = self.places.neighbours(indices)
        return [
            (own, [found for other in others if (found := self.at(other)) is not None])
            for index, others in zip(indices, near, strict=True)
            if (own := self.at(index)) is not None
        ]


def turned(box: Box, degrees: int) -> Box:
    """Turn a box clockwise with its page by a multiple of 90 degrees."""
    for _ in range(degrees // 90 % 4):
        box = Box(1 - box.bottom, box.left, 1 - box.top, box.right)
    return box
