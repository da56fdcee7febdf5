"""Pages of corpora as they were read, kept between runs: upright pictures, words, and where values stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from bench.scoring_table import load_truth
from ocr.documents import find_documents
from ocr.pages.raw import Image
from ocr.reading import read_pages
from ocr.rereading import reread_from
from records.errors import BuktiError
from records.reading_format import document_from_json, document_to_json, page_from_json, page_to_json
from records.values import DocumentReading, PageText

Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A scanned page of evidence: its picture (RGB), its words, and the documents of its file."""

    name: str
    scan: str
    image: Image
    text: PageText
    documents: tuple[DocumentReading, ...]

    def place(self, index: int) -> Place:
        """Give the pixels of a word's box, a twelfth of its height around it: as people cut."""
        high, wide = self.image.shape[:2]
        box = self.text.words[index].box
        left, top, right, bottom = box.left * wide, box.top * high, box.right * wide, box.bottom * high
        margin = max(1.0, (bottom - top) / 12)
        return (
            max(0, round(left - margin)),
            max(0, round(top - margin)),
            min(wide, round(right + margin)),
            min(high, round(bottom + margin)),
        )


def load(corpus: Path, cache: Path) -> Iterator[ReadPage]:
    """Give the scanned pages of a corpus' evidence; what is not in the cache is read first."""
    truth, _ = load_truth(corpus)
    kept, pictures = cache / f"{corpus.name}.jsonl", cache / corpus.name
    if not kept.exists():
        _read(corpus, kept, pictures)
    for line in kept.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        documents = tuple(map(document_from_json, entry["documents"]))
        evidence = {n for d in documents if d.kind.is_evidence for n in d.pages}
        for text in map(page_from_json, entry.get("pages", ())):
            if text.number in evidence and text.source == "ocr" and text.words:
                picture = cv2.imread(str(pictures / f"{Path(entry['file']).stem}-{text.number}.png"))
                image = np.ascontiguousarray(np.asarray(picture, np.uint8)[..., ::-1])
                name = f"{corpus.name}/{entry['file']}"
                bare = replace(text, oddities=())
                yield ReadPage(name, truth[entry["file"]]["scan"], image, bare, documents)


def _read(corpus: Path, kept: Path, pictures: Path) -> None:
    pictures.mkdir(parents=True, exist_ok=True)
    lines = []
    for path in sorted((corpus / "scans").iterdir()):
        pages, images = [], {}
        try:
            for page, image in read_pages(path):
                pages.append(page)
                images[page.number] = image
                cv2.imwrite(str(pictures / f"{path.stem}-{page.number}.png"), image[..., ::-1])
        except BuktiError:
            continue
        documents = find_documents(pages, reread=reread_from(images))
        entry = {"file": path.name, "documents": list(map(document_to_json, documents))}
        lines.append(json.dumps(entry | {"pages": list(map(page_to_json, pages))}))
    kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
