"""How likely a field is right: a calibrated chance from the finder's signs and the engines' confidence."""

from __future__ import annotations

from ocr.confidence.model import confidence_of

__all__ = ["confidence_of"]
