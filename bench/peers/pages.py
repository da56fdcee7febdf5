"""Each page of a corpus to one image, once, for all peers: 250 dpi PNG, pictures scaled to A4 at 250 dpi."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pillow_heif
import pypdfium2
from PIL import Image, ImageOps, ImageSequence

DPI = 250
LONG_SIDE = round(11.69 * DPI)


def rasterise(scan: Path, folder: Path) -> list[Path]:
    """Write the pages of a file as PNGs into `folder`; give their paths in order."""
    paths = []
    for number, page in enumerate(_pages(scan), 1):
        path = folder / f"{scan.name}-{number:03d}.png"
        pixels = cv2.cvtColor(np.asarray(page.convert("RGB")), cv2.COLOR_RGB2BGR)
        cv2.imwrite(str(path), pixels, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        paths.append(path)
    return paths


def _pages(scan: Path) -> Iterator[Image.Image]:
    if scan.suffix == ".pdf":
        with pypdfium2.PdfDocument(scan) as document:
            for page in document:
                yield page.render(scale=DPI / 72).to_pil()
        return
    pillow_heif.register_heif_opener()
    with Image.open(scan) as whole:
        for frame in ImageSequence.Iterator(whole):
            upright = ImageOps.exif_transpose(frame) or frame
            factor = LONG_SIDE / max(upright.size)
            yield upright.convert("RGB").resize(
                (round(upright.width * factor), round(upright.height * factor))
            )
