"""What pictures in a PDF say beside their pixels (place, time, camera, thumbnails) is taken out.

    JPEG        segments that decoders need stay: tables, frame, scans, JFIF, Adobe's colour transform, ICC
                profile; EXIF, XMP, IPTC, comments and all that stands behind the end of the picture go
    JPEG 2000   boxes of XML and of private kinds (UUID) go
    any object  its XMP stream, files that hang on it and the private data of the program that made it go

Compressed pixels are copied as they are, byte for byte. Sources: ITU-T T.81 annex B (JPEG markers), T.800
annex I (JP2 boxes); ISO 32000-2, 7.4 (filters), 14.3.2 (metadata), 14.5 (page-piece dictionaries), 14.13
(associated files).
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP2, _APP14, _APP15 = 0xE0, 0xE2, 0xEE, 0xEF
_RESTARTS = range(0xD0, 0xD8)
# Segments of applications that say how samples become colours.
_KEPT = ((_APP0, b"JFIF\0"), (_APP2, b"ICC_PROFILE\0"), (_APP14, b"Adobe"))
_JP2_SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
_JP2_PRIVATE = frozenset({b"xml ", b"uuid", b"uinf"})


def strip_metadata(pdf: pikepdf.Pdf) -> None:
    """Take metadata out of every stream and picture of `pdf`, in place.

    Raises:
        ValueError: a picture's bytes are not what its filter says, so nobody can tell what they hold.
    """
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        for key in ("/AF", "/Metadata", "/PieceInfo"):
            if key in thing:
                del thing[key]
        filters = _filters(thing)
        if filters and filters[-1] == "/DCTDecode":
            _replace(thing, filters, bare_jpeg(_encoded(pdf, thing, filters)))
        elif filters and filters[-1] == "/JPXDecode":
            _replace(thing, filters, bare_jpeg2000(_encoded(pdf, thing, filters)))


def _filters(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(one) for one in named] if isinstance(named, pikepdf.Array) else [str(named)]


def _parameters(stream: pikepdf.Stream, count: int) -> list[pikepdf.Dictionary]:
    given = stream.get("/DecodeParms")
    each = list(given) if isinstance(given, pikepdf.Array) else [given] * count
    return [one if isinstance(one, pikepdf.Dictionary) else pikepdf.Dictionary() for one in each]


def _encoded(pdf: pikepdf.Pdf, stream: pikepdf.Stream, filters: list[str]) -> bytes:
    """Give the picture's own bytes: filters around its compression (Flate, ASCII85, …) undone."""
    raw = stream.read_raw_bytes()
    if len(filters) == 1:
        return raw
    outer = pikepdf.Stream(pdf, raw)
    outer.Filter = pikepdf.Array([pikepdf.Name(one) for one in filters[:-1]])
    parameters = [
        one if one is not None else pikepdf.Dictionary() for one in _parameters(stream, len(filters))
    ]
    outer.DecodeParms = pikepdf.Array(parameters[:-1])
    return outer.read_bytes()


def _replace(stream: pikepdf.Stream, filters: list[str], data: bytes) -> None:
    parameters = _parameters(stream, len(filters))[-1]
    stream.write(data, filter=pikepdf.Name(filters[-1]), decode_parms=parameters)


def bare_jpeg(data: bytes) -> bytes:
    """Give a JPEG without what decoders do not need; the compressed pixels stay byte for byte.

    Raises:
        ValueError: `data` is no JPEG.
    """
    if data[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    kept = [data[:2]]
    for marker, start, end in _segments(data):
        if not _is_metadata(marker, data[start + 4 : start + 20]):
            kept.append(data[start:end])
    kept.append(b"\xff\xd9")
    return b"".join(kept)


def _is_metadata(marker: int, begins: bytes) -> bool:
    if marker == _COM:
        return True
    return _APP0 <= marker <= _APP15 and not any(marker == m and begins.startswith(b) for m, b in _KEPT)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Give marker, start and end of each segment of the picture; a scan's samples belong to it."""
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            raise ValueError("no JPEG marker where one must be")
        while at + 1 < len(data) and data[at + 1] == 0xFF:  # fill bytes
            at += 1
        if at + 4 > len(data) or data[at + 1] == _EOI:
            return
        marker = data[at + 1]
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SOS:
            end = _end_of_scan(data, end)
        yield marker, at, min(end, len(data))
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Give where the next marker stands; stuffed zeros and restarts belong to the samples."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        following = data[at + 1]
        if following == 0 or following in _RESTARTS:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at


def bare_jpeg2000(data: bytes) -> bytes:
    """Give a JPEG 2000 picture without boxes of XML or private kinds; a bare codestream stays as it is.

    Raises:
        ValueError: a box is cut.
    """
    if not data.startswith(_JP2_SIGNATURE):
        return data
    kept, at = [], 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length == 1:  # the length is a long one, behind the kind
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        end = len(data) if length == 0 else at + length
        if end > len(data) or end < at + 8:
            raise ValueError("a box of a JPEG 2000 is cut")
        if data[at + 4 : at + 8] not in _JP2_PRIVATE:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)
