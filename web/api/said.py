"""Error codes of rows, said in both languages."""

from __future__ import annotations

from typing import Any

from web.api.models.base import Said
from web.problems import sentence_of


def find_said(code: str | None, values: dict[str, Any] | None = None) -> Said | None:
    """Give the sentences of a row's error code, None where there is none."""
    if not code:
        return None
    return Said(code=code, detail=sentence_of(code, "id", values), detail_en=sentence_of(code, "en", values))
