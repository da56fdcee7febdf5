"""Text layers are witnesses: used when seen, dropped when they lie."""

from pathlib import Path

from drawing import LETTER, draw_page, save_digital, save_scan_with_layer
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from ocr.pages import open_pages
from ocr.read_page import read_page
from ocr.reading import cpu_seconds
from records.values import PageText


def read(path: Path) -> PageText:
    [raw] = open_pages(path)
    return read_page(raw)[0]


def words(page: PageText) -> list[str]:
    return [word.text for word in page.words]


def test_born_digital_words_are_used_as_they_are(tmp_path: Path) -> None:
    page = read(save_digital(tmp_path / "a.pdf"))
    assert page.source == "text-layer"
    assert words(page) == " ".join(LETTER).split()
    assert not page.notes


def test_born_digital_pages_cost_no_reading(tmp_path: Path) -> None:
    path = save_digital(tmp_path / "a.pdf", [LETTER] * 20)
    list(open_pages(path))  # starting the forker is not the pages' cost
    before = cpu_seconds()
    for raw in open_pages(path):
        read_page(raw)
    assert (cpu_seconds() - before) / 20 < 0.25  # 0.1 on an idle machine


def test_words_nobody_sees_are_not_read(tmp_path: Path) -> None:
    paper = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for number, line in enumerate(LETTER):
        paper.drawString(60, 760 - 28 * number, line)
    paper.setFillGray(1.0)
    paper.drawString(60, 300, "NIP 199999999999999999 palsu tersembunyi")
    paper.drawString(60, 5000, "di luar halaman sekali")
    paper.save()
    page = read(tmp_path / "a.pdf")
    assert words(page) == " ".join(LETTER).split()
    assert page.notes == ("text-hidden",)


def test_a_scanners_bad_layer_is_dropped(tmp_path: Path) -> None:
    bad = [line.replace("a", "u").replace("1", "7").replace("0", "6") for line in LETTER]
    page = read(save_scan_with_layer(tmp_path / "a.pdf", draw_page(), bad))
    assert page.source == "ocr"
    assert "text-layer-rejected" in page.notes
    assert "Wahyudi" in words(page)


def test_a_scanners_good_layer_is_not_complained_about(tmp_path: Path) -> None:
    page = read(save_scan_with_layer(tmp_path / "a.pdf", draw_page(), LETTER))
    assert "text-layer-rejected" not in page.notes
    assert "Wahyudi" in words(page)


def test_a_footer_alone_does_not_count_as_text(tmp_path: Path) -> None:
    paper = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    paper.drawImage(ImageReader(draw_page()), 0, 0, *A4)
    paper.drawString(60, 20, "Dipindai dengan PindaiCepat")
    paper.save()
    page = read(tmp_path / "a.pdf")
    assert page.source == "ocr"
    assert "Wahyudi" in words(page)


def test_print_in_a_picture_is_read_beside_the_layer(tmp_path: Path) -> None:
    paper = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    paper.drawImage(ImageReader(draw_page(LETTER[:3], (1240, 520))), 0, 590, A4[0], 250)
    for number, line in enumerate(LETTER[3:]):
        paper.drawString(60, 520 - 28 * number, line)
    paper.save()
    page = read(tmp_path / "a.pdf")
    assert {"PEMERINTAH", "KETERANGAN", "Wahyudi"} <= set(words(page))
    assert {word.engine for word in page.words} == {"text-layer", "ppocr"}
