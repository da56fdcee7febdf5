"""Image files to page pixels, inside the child: JPEG, PNG, TIFF of many pages, HEIC."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image as Pillow
from PIL import ImageOps

from ocr.limits import Limits
from ocr.pages.decoded import Decoded
from records.errors import Rejected
from records.filetypes import FileType

# Our own limits decide; Pillow's guard would refuse the large flatbed scans we scale down instead.
Pillow.MAX_IMAGE_PIXELS = None

_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError)


def picture_pages(path: Path, kind: FileType, limits: Limits, first: int) -> Iterator[Decoded]:
    """Decode the pictures of one image file, page `first` and after.

    Raises:
        Rejected: `image-broken`, `too-many-pages`, `image-too-large`.
    """
    if kind is FileType.HEIC:
        from pillow_heif import register_heif_opener  # noqa: PLC0415 - half a second only HEIC should pay

        register_heif_opener()
    warnings.simplefilter("ignore")
    try:
        picture = Pillow.open(path)
        count = int(getattr(picture, "n_frames", 1))
    except (*_BROKEN, Pillow.DecompressionBombError) as error:
        raise Rejected("image-broken") from error
    if count > limits.max_pages:
        raise Rejected("too-many-pages", pages=count, limit=limits.max_pages)
    for number in range(first, count + 1):
        yield _page(picture, number, limits, alone=count == 1)


def _page(picture: Pillow.Image, number: int, limits: Limits, *, alone: bool) -> Decoded:
    try:
        if not alone:
            picture.seek(number - 1)
        dpi = picture.info.get("dpi")
        flat = flattened(picture, limits)
    except Rejected as rejected:
        if alone:
            raise
        return Decoded(number, problem=rejected.code)
    except _BROKEN as error:
        if alone:
            raise Rejected("image-broken") from error
        return Decoded(number, problem="page-broken")
    channels = len(flat.getbands())
    return Decoded(number, flat.width, flat.height, channels, flat.tobytes(), _dpi(dpi))


def flattened(picture: Pillow.Image, limits: Limits) -> Pillow.Image:
    """Decode one picture to grey or RGB, at most `limits.max_page_pixels`, upright by its camera's word.

    Raises:
        Rejected: `image-too-large` where it cannot be decoded within bounds.
        OSError, ValueError: broken data, as Pillow says it.
    """
    width, height = picture.size
    scale = min(1.0, (limits.max_page_pixels / max(1, width * height)) ** 0.5)
    target = max(1, round(width * scale)), max(1, round(height * scale))
    if scale < 1.0:
        picture.draft(None, target)  # JPEG alone can decode at 1/2, 1/4, 1/8; others ignore the hint
    wide, high = picture.size
    if max(wide, high) > limits.max_side_px or wide * high > limits.max_decode_pixels:
        raise Rejected("image-too-large", width=width, height=height)
    if scale < 1.0:
        picture.load()
        factor = max(1, int((wide * high / (target[0] * target[1])) ** 0.5))
        smooth = picture.mode not in ("1", "P")
        picture = (picture.reduce(factor) if smooth else picture).resize(target)
    return _flat(ImageOps.exif_transpose(picture))


def _flat(picture: Pillow.Image) -> Pillow.Image:
    """Give grey or RGB; see-through parts become paper."""
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    if picture.mode.startswith(("I", "F")):
        return _stretched(picture)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        paper = Pillow.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        return paper.convert("RGB")
    return picture.convert("RGB")


def _stretched(picture: Pillow.Image) -> Pillow.Image:
    """Spread the 16 and 32 bit values of medical and survey scanners over 0..255."""
    wide = picture.convert("F")
    low, high = wide.getextrema()
    scale = 255 / max(float(high) - float(low), 1e-6)  # type: ignore[arg-type] # one band, so two numbers
    return wide.point(lambda value: value * scale - float(low) * scale).convert("L")  # type: ignore[arg-type]


def _dpi(value: object) -> float | None:
    if isinstance(value, tuple) and value:
        dpi = float(value[0])
        return dpi if 50 <= dpi <= 2400 else None
    return None
