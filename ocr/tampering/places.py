"""Which words of a page may matter, and which others each is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from records.values import Word

_OF_ONE_SIZE = 1.6
"""Words more than so many times higher or lower are headings or footnotes, not a value's neighbours."""
_NEIGHBOURS = 14
_MOST = 60  # words looked at on a page: a table of hundreds of numbers must not cost a second
_NEAR_NUMBER = 2.2  # names stand so many lines from their NIP at most
_LONG_NUMBER = re.compile(r"(?:\d[\s.]?){12,}")
_NAME_LABEL = re.compile(r"^na(?:ma|me)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Places:
    """The words of a page as arrays: centres, heights, and whether two letters or more stand there."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    height: NDArray[np.float64]
    telling: NDArray[np.bool_]

    @classmethod
    def of(cls, words: Sequence[Word]) -> Places:
        """Measure the words of a page."""
        return cls(
            np.array([word.box.centre[0] for word in words]),
            np.array([word.box.centre[1] for word in words]),
            np.array([max(word.box.height, 1e-6) for word in words]),
            np.array([sum(ch.isalnum() for ch in word.text) >= 2 for word in words], dtype=np.bool_),
        )

    def that_matter(self, words: Sequence[Word]) -> list[int]:
        """Give the places of words that may be hours, dates, numbers, or somebody's name."""
        found = np.array([any(ch.isdigit() for ch in word.text) for word in words], dtype=np.bool_)
        for i, word in enumerate(words):
            if _NAME_LABEL.match(word.text):
                found |= (self.x > self.x[i]) & (np.abs(self.y - self.y[i]) < 0.6 * self.height[i])
            elif _LONG_NUMBER.search(word.text):
                found |= np.abs(self.y - self.y[i]) < _NEAR_NUMBER * self.height[i]
        chosen: list[int] = np.flatnonzero(found & self.telling).tolist()
        return chosen[:_MOST]

    def neighbours(self, indices: Sequence[int]) -> list[list[int]]:
        """Give for each of some words those nearest to it, first those on its line, of about its height."""
        own = np.array(indices, dtype=np.intp)
        height = self.height[own, None]
        across, down = np.abs(self.x - self.x[own, None]), np.abs(self.y - self.y[own, None])
        size = self.height / height
        likely = self.telling & (size < _OF_ONE_SIZE) & (size > 1 / _OF_ONE_SIZE)
        likely[np.arange(len(own)), own] = False
        far = 3 * np.maximum(0.0, down / height - 0.5) + 0.2 * across / height
        ranked = np.argsort(np.where(likely, far, np.inf), axis=1, kind="stable")[:, :_NEIGHBOURS]
        counts = likely.sum(axis=1)
        return [row[:count] for row, count in zip(ranked.tolist(), counts.tolist(), strict=True)]
