"""Evidence says nothing beside its pixels: no place, time or camera of the phone that took them."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from worker.evidence.making import Evidence, PagePicture, make_evidence
from worker.evidence.metadata import bare_jpeg, bare_jpeg2000

CAMERA, ARTIST = "KameraContoh 12", "Rahasia Pemilik"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Lintang Bujur</x:xmpmeta>"
SECRETS = (b"KameraContoh", b"Rahasia", b"Lintang", b"Exif\0", b"catatan di ekor", b"2019:03:05")


def pixels(width: int = 400, height: int = 300) -> Image.Image:
    noise = np.random.default_rng(7).integers(0, 255, (height // 10, width // 10, 3), np.uint8)
    return Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC)


def exif(orientation: int = 1) -> Image.Exif:
    said = Image.Exif()
    said[Base.Orientation] = orientation
    said[Base.Model], said[Base.Artist] = CAMERA, ARTIST
    said[Base.DateTime] = "2019:03:05 10:00:00"
    said.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "S",
            GPS.GPSLatitude: (2.0, 12.0, 30.5),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: (113.0, 55.0, 12.0),
        }
    )
    return said


def phone_jpeg(mode: str = "RGB", orientation: int = 1, *, progressive: bool = False) -> bytes:
    out = io.BytesIO()
    image = pixels().convert(mode)
    image.save(
        out,
        "JPEG",
        quality=88,
        exif=exif(orientation),
        xmp=XMP,
        comment=b"Rahasia Pemilik",
        progressive=progressive,
        restart_marker_blocks=0 if progressive else 4,
    )
    data = out.getvalue()
    assert all(secret in data for secret in (b"KameraContoh", b"Lintang", b"Exif\0"))
    # Phones hang films and depth maps behind the picture's end.
    return data + b"\0\0catatan di ekor"


def make(folder: Path, original: bytes, media_type: str) -> bytes:
    path, target, picture = folder / "original", folder / "evidence.pdf", folder / "upright.webp"
    path.write_bytes(original)
    pixels(40, 30).save(picture, "WEBP")
    make_evidence(Evidence(path, media_type, (PagePicture(1, 0, picture),)), target)
    return target.read_bytes()


def pictures(pdf: bytes) -> list[tuple[bytes, Image.Image]]:
    """Each picture's stored bytes and what it decodes to."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [one for one in opened.objects if isinstance(one, pikepdf.Stream)]
        found = [one for one in streams if one.get("/Subtype") == "/Image"]
        return [(one.read_raw_bytes(), pikepdf.PdfImage(one).as_pil_image()) for one in found]


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_keeps_its_pixels_and_loses_what_the_phone_wrote(
    tmp_path: Path, mode: str, *, progressive: bool
) -> None:
    taken = phone_jpeg(mode, progressive=progressive)
    made = make(tmp_path, taken, "jpeg")
    ((stored, _),) = pictures(made)
    with Image.open(io.BytesIO(stored)) as after, Image.open(io.BytesIO(taken)) as before:
        assert after.size == (400, 300)
        assert not after.getexif()
        assert not {"comment", "xmp", "exif"} & set(after.info)
        assert np.array_equal(np.asarray(after), np.asarray(before))
    for secret in SECRETS:
        assert secret not in made
        assert secret not in stored


def test_a_photo_lying_on_its_side_still_stands_upright(tmp_path: Path) -> None:
    made = make(tmp_path, phone_jpeg(orientation=6), "jpeg")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert int(pdf.pages[0].obj.get("/Rotate", 0)) == 90
    assert not any(secret in made for secret in SECRETS)


@pytest.mark.parametrize("wrapped", [False, True])
def test_photos_inside_a_pdf_of_a_scanning_app_are_bared_as_well(tmp_path: Path, *, wrapped: bool) -> None:
    taken = phone_jpeg()
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(400, 300))
        data, filters = taken, [pikepdf.Name.DCTDecode]
        if wrapped:  # as some programs squeeze a JPEG once more
            data, filters = zlib.compress(taken), [pikepdf.Name.FlateDecode, *filters]
        image = pikepdf.Stream(pdf, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        image.Width, image.Height, image.BitsPerComponent = 400, 300, 8
        image.ColorSpace, image.Filter = pikepdf.Name.DeviceRGB, pikepdf.Array(filters)
        image.Metadata = pikepdf.Stream(pdf, XMP, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        image.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=pikepdf.String(ARTIST)))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        page.Contents = pikepdf.Stream(pdf, b"q 400 0 0 300 0 0 cm /Im0 Do Q")
        pdf.docinfo["/Author"] = ARTIST
        pdf.save(out)
    made = make(tmp_path, out.getvalue(), "pdf")
    ((stored, decoded),) = pictures(made)
    with Image.open(io.BytesIO(taken)) as before:
        assert np.array_equal(np.asarray(decoded), np.asarray(before))
    for secret in SECRETS:
        assert secret not in stored
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                assert not {"/Metadata", "/PieceInfo"} & set(thing.keys())
        assert "/Author" not in pdf.docinfo


def test_a_picture_that_is_no_jpeg_gives_the_stored_pictures_instead(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(400, 300))
        image = pikepdf.Stream(pdf, b"Rahasia", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        image.Filter = pikepdf.Name.DCTDecode
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        pdf.save(out)
    made = make(tmp_path, out.getvalue(), "pdf")
    ((_, decoded),) = pictures(made)
    assert decoded.size == (40, 30)
    assert b"Rahasia" not in made


def test_a_jpeg_cut_short_keeps_what_arrived() -> None:
    bare = bare_jpeg(phone_jpeg())
    assert bare_jpeg(bare) == bare
    assert bare_jpeg(bare[:-900]) == bare[:-900] + b"\xff\xd9"
    with pytest.raises(ValueError, match="no JPEG"):
        bare_jpeg(b"GIF89a")


def test_jpeg2000_loses_its_boxes_of_words_only() -> None:
    out = io.BytesIO()
    pixels().save(out, "JPEG2000")
    plain = out.getvalue()
    box = b"xml " + b"Rahasia"
    marked = plain[:12] + (len(box) + 4).to_bytes(4, "big") + box + plain[12:]
    assert bare_jpeg2000(marked) == plain
    assert bare_jpeg2000(plain) == plain
    with pytest.raises(ValueError, match="cut"):
        bare_jpeg2000(plain[:12] + (99).to_bytes(4, "big") + box)
