"""What a file is, told from its first bytes alone: names and declared types are never trusted."""

from __future__ import annotations

from enum import StrEnum

from records.errors import Rejected

HEAD_BYTES = 4096
"""How much of a file `sniff` wants to see; PDF readers tolerate junk before the header within this reach."""


class FileType(StrEnum):
    """The kinds of file that are taken in."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    HEIC = "heic"
    ZIP = "zip"


_MAGIC = (
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"II*\x00", FileType.TIFF),
    (b"MM\x00*", FileType.TIFF),
    (b"II+\x00", FileType.TIFF),
    (b"MM\x00+", FileType.TIFF),
)
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
# ISO base media brands of HEIF images (ISO/IEC 23008-12); AVIF shares the container and the decoder.
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"})
# Names that open an Office Open XML, OpenDocument or e-book container: ZIPs by form, documents by nature.
_OFFICE_MARKS = (b"[Content_Types].xml", b"_rels/.rels", b"mimetypeapplication/", b"META-INF/MANIFEST.MF")


def sniff(head: bytes) -> FileType:
    """Tell the type of a file from its first `HEAD_BYTES` bytes.

    Raises:
        Rejected: `file-empty`; `file-type-unknown` for anything not taken in, Office files included.
    """
    if not head:
        raise Rejected("file-empty")
    found = _find_by_magic(head)
    if found is None or (found is FileType.ZIP and _is_office(head)):
        raise Rejected("file-type-unknown")
    return found


def _find_by_magic(head: bytes) -> FileType | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return FileType.HEIC
    if head.startswith(_ZIP_MAGIC):
        return FileType.ZIP
    # ISO 32000-2 Annex I.2: readers accept the header anywhere within the first kilobyte
    return FileType.PDF if b"%PDF-" in head[:1029] else None


def _is_office(head: bytes) -> bool:
    first_entries = head[:600]
    return any(mark in first_entries for mark in _OFFICE_MARKS)
