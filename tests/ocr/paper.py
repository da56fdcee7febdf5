"""Pages typed as plain text: each character of a line is a place on the sheet."""

from __future__ import annotations

import re

from records.values import Box, PageText, Word

COLUMNS, LINES = 110, 60


def typed(text: str, *, number: int = 1, engine: str = "tesseract", columns: int = COLUMNS) -> PageText:
    """Make a page of `text`; three spaces and more part columns, as on a typewriter."""
    words = []
    lines = text.strip("\n").split("\n")
    step = 1 / max(LINES, len(lines) + 4)
    for n, line in enumerate(lines):
        for match in re.finditer(r"\S+", line):
            top = (n + 2) * step
            box = Box(
                0.05 + 0.9 * match.start() / columns,
                top,
                0.05 + 0.9 * match.end() / columns,
                top + step * 0.62,
            )
            words.append(Word(match.group(), box, 0.95, n, engine))
    return PageText(number, 1240, 1754, tuple(words), blank=not words)


def centred(text: str, *, number: int = 1, columns: int = COLUMNS) -> PageText:
    """Make a page of `text` with every line in the middle."""
    lines = [line.strip().center(columns) for line in text.strip("\n").split("\n")]
    return typed("\n".join(lines), number=number, columns=columns)
