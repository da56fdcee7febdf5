"""How much one file may cost: beyond these the file is turned away, never waited for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one uploaded file. Times are seconds, sizes bytes, areas pixels."""

    max_bytes: int = 200_000_000
    max_pages: int = 500
    max_page_pixels: int = 12_000_000
    """Pages larger than this are scaled down while they are decoded; 12 MP is A4 at 300 dpi and a margin."""
    max_decode_pixels: int = 420_000_000
    """An image that must be decoded whole before it can be scaled; 20,000 x 20,000 still passes."""
    max_side_px: int = 60_000
    page_timeout_s: float = 45.0
    """Wall time for one page to leave the child that parses it."""
    cpu_s: int = 900
    memory_bytes: int = 3_000_000_000
    """Address space of the child."""
    max_members: int = 500
    max_member_bytes: int = 200_000_000
    max_unpacked_bytes: int = 1_000_000_000
    max_ratio: float = 200.0
    """Unpacked to packed size of a whole archive; scans are compressed already and stay below 2."""


DEFAULT_LIMITS = Limits()
