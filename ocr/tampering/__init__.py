"""Tampering hints: places that look as if something was put there later, and which values they concern.

A reason to look, never a verdict: what it finds and what it misses is measured in docs/trust.md.
"""

from ocr.tampering.hints import with_hints
from ocr.tampering.look import look_over

__all__ = ["look_over", "with_hints"]
