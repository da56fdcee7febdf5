"""Documents to one file: printed, scanned, turned, bound together, with the truth of what it holds."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from typing import Any

import numpy as np
import pikepdf
from playwright.sync_api import Page

from samples import scanner
from samples.files import Layer, as_image, as_pdf, as_tiff, garble
from samples.printing import Pixels, page_pixels, page_texts, page_words, print_pdf
from samples.truth import Document


@dataclass(frozen=True, slots=True)
class File:
    """A file to make: its documents in order, and what happens to them.

    `style` is one of scanner.STYLES or "born_digital" (PDF only). `rotation` is degrees clockwise, for every
    page. `duplex` puts a blank back after each document of an odd number of pages. `bad_layer` lays a poor
    OCR's words under the image (PDF only). `lying` stores a JPEG on its side with the EXIF mark that says so.
    `dpi` 0 lets the style choose.
    """

    name: str
    documents: tuple[Document, ...]
    style: str = "office"
    rotation: int = 0
    duplex: bool = False
    bad_layer: bool = False
    lying: bool = False
    dpi: int = 0
    quality: int = 60


def build(press: Page, file: File, rng: np.random.Generator) -> tuple[bytes, dict[str, Any]]:
    """Give the file's bytes and its entry of truth.json."""
    pdfs = [print_pdf(press, d) for d in file.documents]
    if file.style == "born_digital":
        return _bind(pdfs), _truth(file, pdfs, [])
    dpi = file.dpi or scanner.render_dpi(file.style, rng)
    pages: list[Pixels] = []
    layers: list[Layer | None] = []
    blanks: list[int] = []
    for pdf in pdfs:
        faces = [scanner.scan(p, file.style, rng) for p in page_pixels(pdf, dpi)]
        layers += _layers(pdf, rng) if file.bad_layer else [None] * len(faces)
        pages += faces
        if file.duplex and len(faces) % 2:
            blanks.append(len(pages) + 1)
            pages.append(scanner.blank_back(faces[-1].shape, faces[-1], rng))
            layers.append(None)
    pages = [scanner.turn_clockwise(p, file.rotation) for p in pages]
    return _encode(file, pages, layers, dpi), _truth(file, pdfs, blanks)


def _layers(pdf: bytes, rng: np.random.Generator) -> list[Layer | None]:
    slips = random.Random(int(rng.integers(1 << 30)))
    return [garble(words, slips) for words in page_words(pdf)]


def _encode(file: File, pages: list[Pixels], layers: list[Layer | None], dpi: int) -> bytes:
    suffix = file.name.rsplit(".", 1)[1]
    if suffix == "pdf":
        return as_pdf(pages, dpi, layers, file.quality)
    if suffix == "tif":
        return as_tiff(pages, dpi)
    if len(pages) != 1:
        raise ValueError(f"{file.name}: {suffix} holds one page, not {len(pages)}")
    return as_image(pages[0], suffix, dpi, file.quality, lying=file.lying)


def _bind(pdfs: list[bytes]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for pdf in pdfs:
            with pikepdf.open(io.BytesIO(pdf)) as part:
                whole.pages.extend(part.pages)
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def _truth(file: File, pdfs: list[bytes], blanks: list[int]) -> dict[str, Any]:
    entries, at = [], 1
    for document, pdf in zip(file.documents, pdfs, strict=True):
        text = page_texts(pdf)
        entries.append(document.as_truth(list(range(at, at + len(text))), text))
        at += len(text)
        at += at in blanks
    return {
        "scan": file.style,
        "rotation": file.rotation,
        "bad_text_layer": file.bad_layer,
        "documents": entries,
    }
