"""The sentence of a stored error code, for rows that keep code and values."""

from __future__ import annotations

from typing import Any

from web.problems import sentence_of
from web.screens.speech import language


def sentence(code: str | None, values: Any = None) -> str:
    """Give what happened and what to do, empty where there is no error."""
    if not code:
        return ""
    return sentence_of(code, language(), values if isinstance(values, dict) else None)
