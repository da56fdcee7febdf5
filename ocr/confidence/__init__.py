"""How likely a field is right: a calibrated chance from the finder's signs and the engines' confidence."""

from __future__ import annotations

from ocr.confidence.model import confidence_of, kind_confidence, signs_of

__all__ = ["confidence_of", "kind_confidence", "signs_of"]
