"""Born-digital certificates and what people do to them in PDF programs."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

WIDE, HIGH = 595, 842
LINES = (
    (760, "SERTIFIKAT"),
    (720, "Nomor : 860/12/BKPP.III/2019"),
    (680, "Diberikan kepada"),
    (650, "Rina Marlina"),
    (600, "atas peran sertanya dalam Bimbingan Teknis Penyusunan Laporan Keuangan"),
    (580, "yang diselenggarakan pada tanggal 5 sampai dengan 7 Maret 2019 selama"),
)
HOURS_AT = (300.0, 560.0)
Draw = Callable[[Canvas], None]


def certificate(path: Path, after: Draw | None = None, hours: Draw | None = None) -> Path:
    """Draw a certificate; `hours` draws the figure itself, `after` whatever came later."""
    canvas = Canvas(str(path), pagesize=(WIDE, HIGH))
    for y, line in LINES:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(90, y, line)
    for x, word in ((90, "sebanyak"), (150, "dan"), (180, "memenuhi"), (330, "Jam Pelajaran"), (430, "(JP)")):
        canvas.drawString(x, HOURS_AT[1], word)
    (hours or _hours)(canvas)
    if after:
        after(canvas)
    canvas.save()
    return path


def _hours(canvas: Canvas) -> None:
    canvas.drawString(*HOURS_AT, "24")


def typed_over(canvas: Canvas) -> None:
    x, y = HOURS_AT
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(x - 2, y - 3, 20, 15, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(x, y, "64")


def in_another_font(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(*HOURS_AT, "64")


def a_size_larger(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 13.5)
    canvas.drawString(*HOURS_AT, "64")


def in_bold(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(*HOURS_AT, "24")


def highlighted(canvas: Canvas) -> None:
    x, y = HOURS_AT
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(x - 2, y - 3, 20, 15, stroke=0, fill=1)


def with_remark(source: Path, target: Path, subtype: str = "/FreeText") -> Path:
    """Lay a viewer's remark over the hours."""
    x, y = HOURS_AT
    with pikepdf.open(source) as pdf:
        remark = pikepdf.Dictionary(
            Type=pikepdf.Name("/Annot"),
            Subtype=pikepdf.Name(subtype),
            Rect=[x - 2, y - 3, x + 18, y + 12],
            Contents="64",
            DA="/Helv 12 Tf 0 g",
        )
        pdf.pages[0].obj["/Annots"] = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(remark)]))
        pdf.save(target)
    return target


def signed(source: Path) -> bytes:
    """Give a file as a signing program leaves it: a /ByteRange that reaches to its end."""
    with pikepdf.open(source) as pdf:
        pdf.Root["/Seal"] = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name("/Sig"), ByteRange=[0, 1000000001, 1000000002, 1000000003])
        )
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = out.getvalue()
    end = f"[ 0 {200:010d} {300:010d} {len(data) - 300:010d} ]".encode()
    begin = data.index(b"[ 0 1000000001 1000000002 1000000003 ]")
    return data[:begin] + end + data[begin + len(end) :]


def appended(data: bytes, page_text: str | None) -> bytes:
    """Append an update to a signed file: other page contents, or (None) only validation data."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root, contents = pdf.Root.objgen[0], pdf.pages[0].obj["/Contents"]
        number = contents.objgen[0]
        size, catalogue = int(pdf.trailer["/Size"]), pdf.Root.unparse(resolved=True)
    if page_text is None:
        number, body = root, catalogue[:-2] + b" /DSS << >> >>"
    else:
        drawn = page_text.encode()
        body = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn)
    start = data.rindex(b"startxref")
    before = int(data[start:].split()[1])
    thing = b"\n%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(data) + 1)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (size, root, before)
    return data + thing + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(thing))
