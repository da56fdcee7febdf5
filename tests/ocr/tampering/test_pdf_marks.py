"""What a PDF tells of itself: drawn over, typed in another font, changed after signing."""

from pathlib import Path

import pytest
from forged import (
    HIGH,
    HOURS_AT,
    WIDE,
    Draw,
    a_size_larger,
    appended,
    certificate,
    highlighted,
    in_another_font,
    in_bold,
    signed,
    typed_over,
    with_remark,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ocr.pages import open_pages
from ocr.pages.raw import LayerMark
from records.values import Box


def marks(path: Path) -> tuple[LayerMark, ...]:
    (page,) = open_pages(path)
    return page.layer.marks


def covers_the_hours(box: Box) -> bool:
    x, y = (HOURS_AT[0] + 6) / WIDE, 1 - (HOURS_AT[1] + 4) / HIGH
    return box.left <= x <= box.right and box.top <= y <= box.bottom and box.width < 0.1


@pytest.mark.parametrize(
    ("after", "hours", "code"),
    [
        (typed_over, None, "drawn-over"),
        (None, in_another_font, "font-differs"),
        (None, a_size_larger, "font-differs"),
    ],
)
def test_a_figure_put_in_later_is_marked(tmp_path: Path, after: Draw, hours: Draw, code: str) -> None:
    found = marks(certificate(tmp_path / "a.pdf", after, hours))
    assert found
    assert all(mark.code == code and covers_the_hours(mark.box) for mark in found)


@pytest.mark.parametrize(("after", "hours"), [(None, None), (highlighted, None), (None, in_bold)])
def test_an_honest_certificate_has_no_marks(tmp_path: Path, after: Draw, hours: Draw) -> None:
    assert marks(certificate(tmp_path / "a.pdf", after, hours)) == ()


def test_a_remark_laid_over_the_figure_is_marked(tmp_path: Path) -> None:
    plain = certificate(tmp_path / "a.pdf")
    (mark,) = marks(with_remark(plain, tmp_path / "b.pdf"))
    assert mark.code == "drawn-over"
    assert covers_the_hours(mark.box)
    assert marks(with_remark(plain, tmp_path / "c.pdf", "/Highlight")) == ()


def test_text_typed_upon_a_scan_is_marked(tmp_path: Path, scan: ImageReader) -> None:
    def draw(path: Path, *, typed: bool) -> Path:
        canvas = Canvas(str(path), pagesize=(WIDE, HIGH))
        canvas.drawImage(scan, 0, 0, WIDE, HIGH)
        text = canvas.beginText(90, 700)
        text.setTextRenderMode(3)  # a scanner's own layer is written in no ink
        text.textLine("Rina Marlina")
        canvas.drawText(text)
        if typed:
            typed_over(canvas)
        canvas.save()
        return path

    assert marks(draw(tmp_path / "a.pdf", typed=False)) == ()
    found = marks(draw(tmp_path / "b.pdf", typed=True))
    assert found
    assert all(mark.code == "drawn-over" and covers_the_hours(mark.box) for mark in found)


@pytest.mark.parametrize(("text", "codes"), [("BT ET", ["changed-after-signing"]), (None, [])])
def test_only_other_contents_after_signing_are_marked(
    tmp_path: Path, text: str | None, codes: list[str]
) -> None:
    data = signed(certificate(tmp_path / "a.pdf"))
    changed = tmp_path / "b.pdf"
    changed.write_bytes(data)
    assert marks(changed) == ()
    changed.write_bytes(appended(data, text))
    assert [mark.code for mark in marks(changed)] == codes
