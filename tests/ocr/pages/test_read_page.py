"""Pages in every state through the real engines."""

import numpy as np
import pytest
from drawing import LETTER, NIP, as_photo, draw_page
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ocr.engine import Engines
from ocr.pages.raw import RawPage
from ocr.read_page import read_page
from records.texts import has_text
from records.values import PageText

WANTED = " ".join(LETTER).split()
ONLY_TESSERACT = Engines(ppocr=False)


def read(picture: Image.Image | np.ndarray, engines: Engines | None = None) -> PageText:
    raw = RawPage(1, np.ascontiguousarray(np.asarray(picture, np.uint8)))
    page, image = read_page(raw, engines or Engines(tesseract="off"))
    assert (page.height_px, page.width_px) == image.shape[:2]
    assert all(has_text(f"note.{note}") for note in page.notes)
    assert all(0 <= edge <= 1 for word in page.words for edge in word.box.as_list())
    return page


def found(page: PageText) -> float:
    have = [word.text for word in page.words]
    return sum(word in have for word in WANTED) / len(WANTED)


def digits(page: PageText) -> str:
    return "".join(c for word in page.words for c in word.text if c.isdigit())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_turned_upright(turn: int) -> None:
    page = read(draw_page().rotate(turn, expand=True))
    assert page.rotation == turn
    assert found(page) > 0.9
    assert NIP in digits(page)
    assert page.quality > 0.9
    assert [word.line for word in page.words] == sorted(word.line for word in page.words)


@pytest.mark.parametrize("angle", [-6.0, 2.5])
def test_a_skewed_page_is_straightened(angle: float) -> None:
    page = read(draw_page().rotate(-angle, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC))
    assert page.skew_deg == pytest.approx(angle, abs=0.4)
    assert found(page) > 0.9
    lines = {word.line for word in page.words}
    assert len(lines) == len(LETTER)


@pytest.mark.parametrize("turn", [0, 90])
def test_a_photo_is_seen_squarely(turn: int) -> None:
    page = read(as_photo(draw_page()).rotate(turn, expand=True))
    assert found(page) > 0.9
    assert NIP in digits(page)
    assert page.width_px / page.height_px == pytest.approx(1240 / 1754, abs=0.06)


def test_white_print_on_colour_is_read() -> None:
    assert found(read(draw_page(paper=(25, 45, 110), ink="white"))) > 0.9


def test_a_fax_with_dust_is_read() -> None:
    noise = np.random.default_rng(3).random((1754, 1240))
    fax = np.where(np.asarray(draw_page().convert("L")) < 128, 0, 255)
    fax[noise < 0.002] = 0
    fax[:, :25] = 0
    page = read(fax)
    assert found(page) > 0.85
    assert NIP in digits(page)


@pytest.mark.parametrize("scale", [0.5, 2.4])
def test_resolution_does_not_matter(scale: float) -> None:
    drawn = draw_page()
    page = read(drawn.resize((round(drawn.width * scale), round(drawn.height * scale))))
    assert found(page) > 0.85


def test_spaced_print_is_put_together() -> None:
    page = read(draw_page(("S E R T I F I K A T", "Diberikan kepada Wahyudi Pranoto")))
    assert page.words[0].text == "SERTIFIKAT"


def test_ruled_lines_are_found() -> None:
    drawn = draw_page()
    pen = ImageDraw.Draw(drawn)
    for y in (900, 980, 1060):
        pen.line((110, y, 1100, y), fill="black", width=3)
    for x in (110, 500, 1100):
        pen.line((x, 900, x, 1060), fill="black", width=3)
    rules = read(drawn).rules
    lying = [r for r in rules if r.box.width > r.box.height]
    standing = [r for r in rules if r.box.width < r.box.height]
    assert (len(lying), len(standing)) == (3, 3)
    assert lying[0].box.top == pytest.approx(900 / 1754, abs=0.005)


@pytest.mark.parametrize("paper", [255, 236])
def test_an_empty_back_is_blank(paper: int) -> None:
    back = np.full((1754, 1240), paper, np.uint8)
    back[np.random.default_rng(1).random(back.shape) < 0.0001] = 120
    page = read(back)
    assert page.blank
    assert not page.words
    assert not page.notes


def test_a_back_with_the_front_shining_through_is_blank() -> None:
    front = draw_page().transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(1.5))
    page = read(Image.blend(Image.new("RGB", front.size, "white"), front, 0.12))
    assert page.blank


def scribble() -> Image.Image:
    random = np.random.default_rng(2)
    page = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(page)
    for row in range(14):
        steps = np.cumsum(random.integers(4, 16, 95)) + 110
        pen.line(
            [(int(x), 150 + row * 100 + int(random.integers(-22, 22))) for x in steps],
            fill=(20, 20, 90),
            width=3,
        )
    return page


def in_arabic() -> Image.Image:
    page = Image.new("RGB", (1240, 1754), "white")
    try:
        font = ImageFont.truetype("DejaVuSans.ttf", 34)
    except OSError:
        pytest.skip("no font with Arabic letters is installed")
    for row in range(12):
        text = "هذه شهادة تدريب للموظفين في المحافظة سنة"
        ImageDraw.Draw(page).text((110, 130 + 70 * row), text, font=font, fill="black")
    return page


@pytest.mark.parametrize(
    ("picture", "note"),
    [
        (lambda: np.zeros((1754, 1240, 3)), "photo-too-dark"),
        (lambda: np.zeros((1, 1)), "low-resolution"),
        (lambda: np.full((10, 12_000), 255), "low-resolution"),
        (lambda: np.random.default_rng(0).integers(0, 255, (900, 700, 3)), "nothing-readable"),
        (lambda: draw_page().transpose(Image.Transpose.FLIP_LEFT_RIGHT), "mirrored"),
        (lambda: draw_page().filter(ImageFilter.GaussianBlur(7)), "photo-blurred"),
        (scribble, "handwriting-unreadable"),
        (in_arabic, "script-unknown"),
    ],
)
def test_what_cannot_be_read_says_why(picture: object, note: str) -> None:
    page = read(picture())  # type: ignore[operator] # each entry is a callable
    assert note in page.notes
    assert page.quality < 0.8
    assert not page.blank


def test_a_page_that_could_not_be_decoded_keeps_its_place() -> None:
    page, _ = read_page(RawPage(4, np.full((1, 1), 255, np.uint8), problem="page-broken"))
    assert (page.number, page.notes, page.words) == (4, ("page-broken",), ())


@pytest.mark.parametrize("engines", [ONLY_TESSERACT, Engines(ppocr=False, tesseract="cli")])
def test_tesseract_alone_still_reads(engines: Engines) -> None:
    page = read(draw_page().rotate(180), engines)
    assert page.rotation == 180
    assert found(page) > 0.8
    assert {word.engine for word in page.words} == {"tesseract"}


def test_at_least_one_engine_is_needed() -> None:
    with pytest.raises(ValueError, match="no engine"):
        Engines(ppocr=False, tesseract="off")
