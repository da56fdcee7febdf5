"""Long numbers that came out too short or with letters in them are read again, stretched.

A CTC recogniser melts equal neighbours, 111 to 11, where letters stand narrow, and old-style figures look
like letters to it; both pass when the line is wider. Only NIPs are long enough to notice: 18 digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ocr.engines.recogniser import Token

NIP_DIGITS = 18
STRETCHES = (1.3, 1.7)
_LIKE_DIGITS = str.maketrans("oOQDIli|!zZSsB", "00001111122558")
_NUMBER = re.compile(r"[0-9oOQDIli|!zZSsB](?:[\s.\-]?[0-9oOQDIli|!zZSsB]){11,23}")


def is_doubtful(tokens: Sequence[Token]) -> bool:
    """Whether a line holds a number about as long as a NIP that is not written as one."""
    return any(not _is_nip(number) for number in _numbers(tokens))


def is_better(tokens: Sequence[Token], than: Sequence[Token]) -> bool:
    """Whether a reading of the same line holds more whole NIPs, of digits rather than of letters."""
    return _worth(tokens) > _worth(than)


def _worth(tokens: Sequence[Token]) -> tuple[int, int]:
    numbers = _numbers(tokens)
    whole = [n for n in numbers if len(n) == NIP_DIGITS]
    return len(whole), sum(n.isdecimal() for n in whole)


def _is_nip(number: str) -> bool:
    return len(number) == NIP_DIGITS and number.isdecimal()


def _numbers(tokens: Sequence[Token]) -> list[str]:
    text = " ".join(token.text for token in tokens)
    found = (re.sub(r"[\s.\-]", "", match.group()) for match in _NUMBER.finditer(text))
    # words such as "hasil" are made of such letters too; a number has mostly real digits
    return [number for number in found if sum(c.isdecimal() for c in number) >= 0.6 * len(number)]


def mended(tokens: Sequence[Token]) -> list[Token]:
    """Put digits for the letters that look like them in tokens that are mostly digits."""
    return [
        replace(token, text=token.text.translate(_LIKE_DIGITS)) if _is_mostly_digits(token.text) else token
        for token in tokens
    ]


def _is_mostly_digits(text: str) -> bool:
    digits = sum(c.isdecimal() for c in text)
    return digits >= 3 and bool(re.fullmatch(r"[0-9oOQDIli|!zZSsB.\-]+", text)) and digits >= 0.5 * len(text)
