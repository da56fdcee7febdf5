"""Tampering with born-digital PDFs: what the marks of their pages find, and how many honest pages have one.

    python bench/tampering_pdfs.py CORPUS… [--cache FOLDER]

Values of pages whose words come from the PDF itself are covered and typed anew by a form laid over the page,
or covered by a viewer's remark. Uses the readings that `bench/tampering.py` keeps; no page is read again.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from ocr.pages import open_pages
from ocr.tampering.hints import places_of, touch
from records.reading_format import document_from_json, page_from_json
from records.values import Box

Change = Callable[[pikepdf.Pdf, int, Box], None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path, default=Path(__file__).parent / "out" / "pages")
    asked = parser.parse_args()
    tried, found = Counter[str](), Counter[str]()
    for corpus in asked.corpora:
        for path, page, box in _values(corpus, asked.cache):
            tried["honest"] += 1
            found["honest"] += _is_marked(path, page, box)
            for name, change in CHANGES.items():
                with tempfile.NamedTemporaryFile(suffix=".pdf") as changed:
                    with pikepdf.open(path) as pdf:
                        change(pdf, page, box)
                        pdf.save(changed.name)
                    tried[name] += 1
                    found[name] += _is_marked(Path(changed.name), page, box)
    for name, count in tried.items():
        print(f"{name:24} {found[name]:4} of {count}")


def _values(corpus: Path, cache: Path) -> Iterator[tuple[Path, int, Box]]:
    """Give one value of each born-digital page of evidence: the hours where they stand there."""
    for line in (cache / f"{corpus.name}.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        digital = {p.number for p in map(page_from_json, entry.get("pages", ())) if p.source == "text-layer"}
        for document in map(document_from_json, entry["documents"]):
            if document.kind.is_evidence:
                for number in digital & set(document.pages):
                    boxes = [box for _, page, box in places_of(document) if page == number]
                    if boxes and entry["file"].endswith(".pdf"):
                        yield corpus / "scans" / entry["file"], number, boxes[0]


def _is_marked(path: Path, page: int, box: Box) -> bool:
    raw = next(iter(open_pages(path, first=page)))
    return any(touch(mark.box, box) for mark in raw.layer.marks)


def _edges(page: pikepdf.Page, box: Box) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    wide, high = right - left, top - bottom
    return left + box.left * wide, top - box.bottom * high, left + box.right * wide, top - box.top * high


def _typed_over(pdf: pikepdf.Pdf, number: int, box: Box) -> None:
    page = pdf.pages[number - 1]
    left, bottom, right, top = _edges(page, box)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(float(page.mediabox[2]), float(page.mediabox[3])))
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(left - 1, bottom - 1, right - left + 2, top - bottom + 2, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("Helvetica", max(4.0, (top - bottom) * 0.8))
    canvas.drawString(left, bottom + 2, "64")
    canvas.save()
    with pikepdf.open(out) as cover:
        page.add_overlay(cover.pages[0])


def _remarked(pdf: pikepdf.Pdf, number: int, box: Box) -> None:
    page = pdf.pages[number - 1]
    remark = pikepdf.Dictionary(
        Type=pikepdf.Name("/Annot"),
        Subtype=pikepdf.Name("/FreeText"),
        Rect=list(_edges(page, box)),
        Contents="64",
        DA="/Helv 12 Tf 0 g",
    )
    page.obj["/Annots"] = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(remark)]))


CHANGES: dict[str, Change] = {"covered and typed over": _typed_over, "remark laid over": _remarked}


if __name__ == "__main__":
    main()
