"""Files of every kind and every breakage through the real child process."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from drawing import LETTER, draw_page, save_digital, save_scan
from PIL import Image

from ocr.limits import DEFAULT_LIMITS
from ocr.pages import RawPage, open_pages
from records.errors import Rejected


def pages_of(path: Path, **limits: float) -> list[RawPage]:
    return list(open_pages(path, replace(DEFAULT_LIMITS, **limits)))


def code_of(path: Path, **limits: float) -> str:
    with pytest.raises(Rejected) as caught:
        pages_of(path, **limits)
    return caught.value.code


def test_a_scanned_pdf_comes_at_its_own_resolution(tmp_path: Path) -> None:
    [page] = pages_of(save_scan(tmp_path / "a.pdf", [draw_page()]))
    assert page.dpi == pytest.approx(150, abs=1)
    assert abs(page.image.shape[0] - 1754) <= 1
    assert page.layer.image_cover > 0.95
    assert not page.layer.words


def test_a_digital_pdf_brings_its_words_in_their_places(tmp_path: Path) -> None:
    [page] = pages_of(save_digital(tmp_path / "a.pdf"))
    words = {word.text: word.box for word in page.layer.words}
    assert [word.text for word in page.layer.words] == " ".join(LETTER).split()
    assert words["PEMERINTAH"].left == pytest.approx(60 / 595, abs=0.01)
    assert words["PEMERINTAH"].bottom == pytest.approx((842 - 760) / 842, abs=0.02)
    assert not page.layer.is_scanners


def test_words_stand_where_they_are_seen_on_turned_and_cropped_pages(tmp_path: Path) -> None:
    plain = save_digital(tmp_path / "plain.pdf")
    with pikepdf.open(plain) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.pages[0].CropBox = [30, 300, 595, 842]
        pdf.save(tmp_path / "turned.pdf")
    [page] = pages_of(tmp_path / "turned.pdf")
    grey = page.image.mean(axis=2) if page.image.ndim == 3 else page.image
    assert page.layer.words
    for word in page.layer.words:
        high, wide = grey.shape
        box = word.box
        part = grey[
            int(box.top * high) : int(box.bottom * high) + 1, int(box.left * wide) : int(box.right * wide) + 1
        ]
        assert part.size
        assert part.min() < 128, word


def test_every_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    frames = [draw_page((str(n),), (400, 600)).convert("1") for n in range(3)]
    frames[0].save(tmp_path / "fax.tif", save_all=True, append_images=frames[1:], compression="group4")
    pages = pages_of(tmp_path / "fax.tif")
    assert [page.number for page in pages] == [1, 2, 3]
    assert all(page.image.shape == (600, 400) for page in pages)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16", "F", "LA"])
def test_any_colour_mode_becomes_grey_or_rgb(tmp_path: Path, mode: str) -> None:
    drawn = draw_page(("teks",), (300, 400))
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(drawn.convert("L")).astype(np.uint16) * 200)
    else:
        picture = drawn.convert("L").convert(mode) if mode == "F" else drawn.convert(mode)
    picture.save(tmp_path / "a.tif")
    [page] = pages_of(tmp_path / "a.tif")
    assert page.image.shape[:2] == (400, 300)
    assert page.image.min() < 60
    assert page.image.max() > 200


def test_transparent_parts_are_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(tmp_path / "a.png")
    [page] = pages_of(tmp_path / "a.png")
    assert page.image.min() == 255


def test_a_camera_says_which_way_it_was_held(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    draw_page(("atas",), (300, 200)).save(tmp_path / "a.jpg", exif=exif)
    [page] = pages_of(tmp_path / "a.jpg")
    assert page.image.shape[:2] == (300, 200)


def test_heic_is_read(tmp_path: Path) -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    pillow_heif.from_pillow(draw_page(size=(600, 800))).save(tmp_path / "a.heic")
    [page] = pages_of(tmp_path / "a.heic")
    assert page.image.shape == (800, 600, 3)


def test_one_pixel_is_a_page(tmp_path: Path) -> None:
    Image.new("L", (1, 1)).save(tmp_path / "a.png")
    assert pages_of(tmp_path / "a.png")[0].image.shape == (1, 1)


@pytest.mark.parametrize(("size", "name"), [((30_000, 40), "a.png"), ((30_000, 2_000), "a.jpg")])
def test_very_long_pictures_are_scaled_down(tmp_path: Path, size: tuple[int, int], name: str) -> None:
    Image.new("L", size, 200).save(tmp_path / name)
    [page] = pages_of(tmp_path / name)
    assert page.image.size <= DEFAULT_LIMITS.max_page_pixels * 1.1


def test_twenty_thousand_by_twenty_thousand_is_scaled_down(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000), 1).save(tmp_path / "a.png")
    [page] = pages_of(tmp_path / "a.png")
    assert page.image.size <= DEFAULT_LIMITS.max_page_pixels * 1.1


def test_pictures_beyond_bounds_are_turned_away(tmp_path: Path) -> None:
    Image.new("1", (3_000, 3_000), 1).save(tmp_path / "a.png")
    assert code_of(tmp_path / "a.png", max_decode_pixels=1_000_000) == "image-too-large"
    assert code_of(tmp_path / "a.png", max_side_px=2_000) == "image-too-large"


def test_five_hundred_pages_are_read_and_one_more_is_not(tmp_path: Path) -> None:
    path = save_digital(tmp_path / "a.pdf", [("halaman",)] * 500)
    assert sum(1 for _ in open_pages(path)) == 500
    path = save_digital(tmp_path / "b.pdf", [("halaman",)] * 501)
    assert code_of(path) == "too-many-pages"


def test_reading_may_begin_at_any_page(tmp_path: Path) -> None:
    path = save_digital(tmp_path / "a.pdf", [("satu",), ("dua",), ("tiga",)])
    assert [page.number for page in open_pages(path, first=2)] == [2, 3]


def test_empty_wrong_and_large_files_have_their_codes(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "text.pdf").write_bytes(b"this is no PDF")
    (tmp_path / "large.pdf").write_bytes(b"%PDF-1.4" + b"0" * 100)
    assert code_of(tmp_path / "empty.pdf") == "file-empty"
    assert code_of(tmp_path / "text.pdf") == "file-type-unknown"
    assert code_of(tmp_path / "large.pdf", max_bytes=50) == "file-too-large"


def test_an_encrypted_pdf_is_named_so(tmp_path: Path) -> None:
    with pikepdf.open(save_digital(tmp_path / "a.pdf")) as pdf:
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="o", user="rahasia"))
    assert code_of(tmp_path / "b.pdf") == "pdf-encrypted"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 40])
def test_a_broken_pdf_is_named_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert code_of(tmp_path / "a.pdf") == "pdf-broken"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif"])
def test_a_cut_off_picture_is_broken(tmp_path: Path, name: str) -> None:
    data = io.BytesIO()
    draw_page().save(data, {"a.jpg": "JPEG", "a.png": "PNG", "a.tif": "TIFF"}[name])
    (tmp_path / name).write_bytes(data.getvalue()[:900])
    assert code_of(tmp_path / name) == "image-broken"


def test_the_good_pages_of_a_broken_pdf_still_come(tmp_path: Path) -> None:
    path = save_scan(tmp_path / "a.pdf", [draw_page(("satu",)), draw_page(("dua",)), draw_page(("tiga",))])
    with pikepdf.open(path) as pdf:
        del pdf.pages[1].obj["/MediaBox"]
        pdf.pages[1].obj["/Contents"] = pikepdf.Name.Nothing
        pdf.pages[1].obj["/Type"] = pikepdf.Name.Font
        pdf.save(tmp_path / "b.pdf")
    pages = pages_of(tmp_path / "b.pdf")
    assert [page.number for page in pages] == [1, 2, 3]
    assert pages[0].image.min() < 100
    assert pages[2].image.min() < 100
