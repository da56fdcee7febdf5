"""The peers: a list of page images in, each page's text lines out, every engine as its makers ship it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import img2pdf
import numpy as np
import pypdfium2
import pytesseract
from PIL import Image

from bench.peers.pages import DPI

Lines = list[str]
# As its makers ship it but for what suits a page of A4 best, found by trial: detection at 1056 px sees as
# much as at full size for half the time; OSD has turned the page already.
RAPID = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1056,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
}


def upright(image: Image.Image) -> Image.Image:
    """Turn a page by what Tesseract's OSD says; as it is where OSD gives up."""
    try:
        told = pytesseract.image_to_osd(image, output_type=pytesseract.Output.DICT)
    except pytesseract.TesseractError:
        return image
    return image.rotate(-int(told["rotate"]), expand=True) if told["rotate"] else image


def tesseract(pages: list[Path]) -> list[Lines]:
    """Read with plain pytesseract: OSD, then `ind`, psm 3."""
    return [_tesseract(path) for path in pages]


def _tesseract(path: Path) -> Lines:
    with Image.open(path) as image:
        words = pytesseract.image_to_data(
            upright(image), lang="ind", config="--psm 3", output_type=pytesseract.Output.DICT
        )
    lines: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for i, text in enumerate(words["text"]):
        if text.strip():
            lines[tuple(words[k][i] for k in ("block_num", "par_num", "line_num"))].append(text)
    return [" ".join(line) for line in lines.values()]


def ocrmypdf(pages: list[Path]) -> list[Lines]:
    """Read with OCRmyPDF: rotate pages, deskew; the text of the PDF it makes."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        layout = img2pdf.get_fixed_dpi_layout_fun((DPI, DPI))
        before.write_bytes(img2pdf.convert([str(p) for p in pages], layout_fun=layout))
        options = [
            "-l",
            "ind",
            "--rotate-pages",
            "--deskew",
            "--output-type",
            "pdf",
            "--jobs",
            "1",
            "--quiet",
        ]
        subprocess.run(
            ["ocrmypdf", *options, str(before), str(after)], check=False, capture_output=True, timeout=3600
        )
        if not after.exists():
            return [[] for _ in pages]
        with pypdfium2.PdfDocument(after) as document:
            return [_text_lines(page) for page in document]


def _text_lines(page: Any) -> Lines:
    return [line for line in page.get_textpage().get_text_range().splitlines() if line.strip()]


def rapidocr(pages: list[Path]) -> list[Lines]:
    """Read with RapidOCR's own small models, the page turned by Tesseract's OSD first."""
    return [_rapidocr(path) for path in pages]


@lru_cache(maxsize=1)
def _rapid_engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - loads its models

    return RapidOCR(params=RAPID)


def _rapidocr(path: Path) -> Lines:
    with Image.open(path) as image:
        result = _rapid_engine()(np.asarray(upright(image).convert("RGB"))[..., ::-1])
    if result.boxes is None:
        return []
    return rows([(np.asarray(box), text) for box, text in zip(result.boxes, result.txts, strict=True)])


def rows(pieces: list[tuple[Any, str]]) -> Lines:
    """Put pieces whose middles lie within half a letter's height on one line, left to right."""
    lines: list[list[tuple[float, float, float, str]]] = []
    for box, text in sorted(pieces, key=lambda piece: float(piece[0][:, 1].mean())):
        middle, height, left = box[:, 1].mean(), np.ptp(box[:, 1]), box[:, 0].min()
        if lines and abs(lines[-1][-1][0] - middle) < 0.5 * min(height, lines[-1][-1][1]):
            lines[-1].append((middle, height, left, text))
        else:
            lines.append([(middle, height, left, text)])
    return [" ".join(p[3] for p in sorted(line, key=lambda p: p[2])) for line in lines]


PEERS = {"tesseract": tesseract, "ocrmypdf": ocrmypdf, "rapidocr": rapidocr}


def available() -> list[str]:
    """Name the peers that are installed; OCRmyPDF is optional: `apt-get install ocrmypdf`."""
    return [name for name in PEERS if name != "ocrmypdf" or shutil.which("ocrmypdf")]
