import io
import zipfile

import pytest

from records.errors import Rejected
from records.filetypes import FileType, sniff


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n...", FileType.PDF),
        (b"\xef\xbb\xbf\n junk before %PDF-1.4", FileType.PDF),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", FileType.JPEG),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", FileType.PNG),
        (b"II*\x00\x08\x00\x00\x00", FileType.TIFF),
        (b"MM\x00*\x00\x00\x00\x08", FileType.TIFF),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", FileType.HEIC),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00", FileType.HEIC),
        (zipped("scan 1.pdf"), FileType.ZIP),
    ],
)
def test_known_types_are_told_by_their_first_bytes(head: bytes, kind: FileType) -> None:
    assert sniff(head) is kind


@pytest.mark.parametrize(
    "head",
    [
        b"hello, this is text",
        b"MZ\x90\x00",
        b"GIF89a",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # old Office
        b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00",  # a video
        zipped("[Content_Types].xml", "word/document.xml"),
        zipped("mimetype", "META-INF/manifest.xml").replace(b"mimetypex", b"mimetypeapplication/"),
    ],
)
def test_anything_else_is_turned_away(head: bytes) -> None:
    with pytest.raises(Rejected) as caught:
        sniff(head)
    assert caught.value.code == "file-type-unknown"


def test_an_empty_file_has_its_own_code() -> None:
    with pytest.raises(Rejected) as caught:
        sniff(b"")
    assert caught.value.code == "file-empty"
