"""The document's own number: beside "Nomor", near the title, never that of a law or another letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.fields.draft import Draft
from ocr.fields.flow import Piece
from ocr.fields.scene import Scene
from ocr.fields.zones import Zone

_LABEL = re.compile(
    r"^[\W_]*(?:(?:sertifikat|certificate|registration|reference|reg|ref|serial|piagam|sttpp|sttpl|sttp"
    r"|surat)\s*\.?\s*)?(?:nomor|nomer|no|number|nr|n0|nomot|nornor)\b"
    r"(?:\s+(?:sertifikat|sttpp|sttpl|sttp|surat|registrasi|piagam|seri|certificate|register"
    r"|reg))*\s*[.]?\s*[:;=.,\-]*\s*"
)
_BARE = re.compile(r"^[\W_]*((?=[^\s]*\d)[a-z0-9.\-]{1,14}(?:\s?[/]\s?[a-z0-9.\-]{1,16}){2,6})[\W_]*$")
_LAW = re.compile(
    r"\b(?:peraturan|undang|tahun\s+\d{4}\s+tentang|keputusan|instruksi|pasal|perihal|menindaklanjuti"
    r"|saudara|telp|telepon|fax|tentang)\b"
)


def find_numbers(scene: Scene) -> list[Draft[str]]:
    """Give candidates for the document's number, best first."""
    drafts = [*_labelled(scene), *_bare(scene)]
    return sorted(drafts, key=lambda d: -d.signs["rank"])


def _labelled(scene: Scene) -> Iterator[Draft[str]]:
    seen = 0
    for index in range(len(scene.rows)):
        begin = scene.row_begins[index]
        for part in re.finditer(r"[^\t]+(?:\t\s*[:;.]?[^\t]*)?", scene.row_text(index)):
            m = _LABEL.match(part.group())
            if m is None or _LAW.search(part.group()) or not re.search(r"\d", part.group()[m.end() :]):
                continue
            piece = scene.flow.piece(begin + part.start() + m.end(), begin + part.end())
            if piece is None or not _could_be(piece.text):
                continue
            zone = scene.zones[index]
            colon = bool(re.search(r"[:;]", m.group()))
            rank = (
                0.7
                + 0.15 * colon
                + 0.1 * (zone is Zone.HEAD)
                - 0.3 * (zone in (Zone.SIGNATURE, Zone.BACK))
                - 0.02 * seen
            )
            seen += 1
            yield _draft(piece, "label", rank)


def _could_be(text: str) -> bool:
    bare = re.sub(r"\s", "", text)
    return (
        3 <= len(bare) <= 60
        and any(c.isdigit() for c in bare)
        and not re.search(r"[a-z]{4,}\s[a-z]{4,}", text)
    )


def _bare(scene: Scene) -> Iterator[Draft[str]]:
    """A number with slashes alone on its line near the title."""
    for index, text in enumerate(scene.row_texts):
        m = _BARE.match(text)
        if m and scene.zones[index] is Zone.HEAD:
            begin = scene.row_begins[index]
            piece = scene.flow.piece(begin + m.start(1), begin + m.end(1))
            if piece is not None:
                yield _draft(piece, "bare", 0.6)


def _draft(piece: Piece, source: str, rank: float) -> Draft[str]:
    text = re.sub(r"\s*/\s*", "/", piece.text).strip(" :;.,")
    slashes = text.count("/") + text.count(".") + text.count("-")
    return Draft(text, piece, source, {"rank": rank + 0.02 * min(slashes, 3), "parts": float(slashes)})
