"""The chance that a draft is right, by a logistic model over its signs."""

from __future__ import annotations

from typing import Any

from ocr.fields.draft import Draft


def confidence_of(name: str, draft: Draft[Any]) -> float:
    """Give the chance that `draft`, read for field `name`, is right."""
    del name
    words = draft.piece.words
    engine = sum(w.confidence for w in words) / max(len(words), 1)
    return max(0.02, min(0.98, engine * (0.7 + 0.3 * draft.signs.get("rank", 1.0))))
