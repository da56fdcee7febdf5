"""Pages drawn for tests: made-up people, no files at hand needed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import img2pdf
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

LETTER = (
    "PEMERINTAH KABUPATEN RIMBA JAYA",
    "DINAS PERTANIAN DAN PANGAN",
    "SURAT KETERANGAN",
    "Nomor : 421/77/DPP/2021",
    "Yang bertanda tangan di bawah ini menerangkan bahwa:",
    "Nama : Wahyudi Pranoto, S.P.",
    "NIP : 19850214 201001 1 007",
    "Jabatan : Penyuluh Pertanian Ahli Muda",
    "telah mengikuti Pelatihan Budidaya Padi Organik pada",
    "tanggal 8 sampai dengan 12 Maret 2021 selama 40 JP.",
    "Rimba Jaya, 15 Maret 2021",
)
NIP = "198502142010011007"


def draw_page(
    lines: Sequence[str] = LETTER,
    size: tuple[int, int] = (1240, 1754),
    paper: object = "white",
    ink: object = "black",
) -> Image.Image:
    """Draw lines of text on a page, as a scanner at 150 dpi would see them."""
    page = Image.new("RGB", size, paper)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(30)
    for number, line in enumerate(lines):
        pen.text((110, 130 + 62 * number), line, font=font, fill=ink)
    return page


def as_photo(page: Image.Image, ground: int = 60) -> Image.Image:
    """Lay a page on a dark table, seen aslant, with light falling off to one side."""
    wide, high = page.size
    frame = (wide + 400, high + 400)
    corners = np.array([[230, 160], [wide + 120, 240], [wide + 210, high + 180], [150, high + 250]], float)
    source = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], float)
    coefficients = _perspective(corners, source)
    table = Image.effect_noise(frame, 12).point(lambda v: int(ground + (v - 128) / 3)).convert("RGB")
    laid = page.transform(frame, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(frame, Image.Transform.PERSPECTIVE, coefficients)
    table.paste(laid, mask=mask)
    light = np.linspace(1.0, 0.6, frame[0])[None, :, None]
    return Image.fromarray((np.asarray(table) * light).astype(np.uint8))


def _perspective(seen: np.ndarray, flat: np.ndarray) -> list[float]:
    """Solve for the eight figures that map what is seen onto the flat page."""
    rows = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    return list(np.linalg.solve(np.array(rows), flat.reshape(8)))


def save_scan(path: Path, pages: Sequence[Image.Image], dpi: int = 150) -> Path:
    """Write pages as a PDF of JPEG pictures without any text."""
    pictures = []
    for page in pages:
        data = io.BytesIO()
        page.save(data, "JPEG", quality=80, dpi=(dpi, dpi))
        pictures.append(data.getvalue())
    path.write_bytes(img2pdf.convert(pictures))
    return path


def save_digital(path: Path, pages: Sequence[Sequence[str]] = (LETTER,)) -> Path:
    """Write a born-digital PDF."""
    paper = canvas.Canvas(str(path), pagesize=A4)
    for lines in pages:
        paper.setFont("Helvetica", 13)
        for number, line in enumerate(lines):
            paper.drawString(60, 760 - 28 * number, line)
        paper.showPage()
    paper.save()
    return path


def save_scan_with_layer(path: Path, page: Image.Image, layer: Sequence[str]) -> Path:
    """Write a picture of a page with invisible words over it, as scanners with OCR do."""
    paper = canvas.Canvas(str(path), pagesize=A4)
    paper.drawImage(ImageReader(page), 0, 0, *A4)
    for number, line in enumerate(layer):
        text = paper.beginText(60, 770 - 30 * number)
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 13)
        text.textOut(line)
        paper.drawText(text)
    paper.showPage()
    paper.save()
    return path
