"""Reasons to look that need the whole flow: print put in later, and people who sign other papers."""

from __future__ import annotations

import io

import pikepdf
from flow import PEOPLE, Flow, Paper, certificate
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from records.states import DocumentState
from records.tables import Document


def with_remark(data: bytes, line: int, text: str) -> bytes:
    """Lay a viewer's remark over a line of a certificate."""
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        remark = pikepdf.Dictionary(
            Type=pikepdf.Name("/Annot"),
            Subtype=pikepdf.Name("/FreeText"),
            Rect=[230, line - 4, A4[0] - 230, line + 12],
            Contents=text,
            DA="/Helv 12 Tf 0 g",
        )
        pdf.pages[0].obj["/Annots"] = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(remark)]))
        pdf.save(changed)
    return changed.getvalue()


def read(flow: Flow, name: str, data: bytes) -> Document:
    flow.hand_in((name, data))
    flow.drain()
    document = flow.documents()[-1]
    assert document.state is DocumentState.AWAITING_REVIEW
    return document


def test_hours_with_a_remark_laid_over_them_are_looked_at_first(flow: Flow) -> None:
    honest = certificate(Paper())
    assert read(flow, "asli.pdf", honest).reasons == []
    other = certificate(
        Paper(number="421.3/55/DISDIK/2018", course="Diseminasi Arsip Elektronik", days="2 Mei 2018",
              issued="3 Mei 2018", jp=8)
    )  # fmt: skip
    changed = read(flow, "ubah.pdf", with_remark(other, 505, "selama 12 Jam Pelajaran"))
    assert changed.reasons == ["jp-looks-altered"]
    assert not changed.ready


def unsigned(paper: Paper, signer: tuple[str, str] | None = None) -> bytes:
    """A certificate that shows no signer, or one of ours."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    lines = [
        (760, 22, "SERTIFIKAT"),
        (735, 11, f"Nomor: {paper.number}"),
        (690, 12, "Diberikan kepada:"),
        (665, 16, paper.name),
        (645, 12, f"NIP. {paper.nip}"),
        (600, 12, "telah mengikuti"),
        (575, 15, paper.course),
        (545, 12, "yang diselenggarakan oleh Badan Pengembangan Sumber Daya Manusia"),
        (525, 12, f"pada tanggal {paper.days}"),
        (505, 12, f"selama {paper.jp} Jam Pelajaran"),
    ]
    if signer:
        lines += [(430, 12, f"Palangka Raya, {paper.issued}"), (410, 12, "Kepala Badan,")]
        lines += [(340, 12, signer[0]), (325, 12, f"NIP. {signer[1]}")]
    for height, size, line in lines:
        canvas.setFont("Helvetica", size)
        canvas.drawCentredString(A4[0] / 2, height, line)
    canvas.save()
    return out.getvalue()


def test_who_signed_another_paper_is_looked_at_where_nobody_signs(flow: Flow) -> None:
    dewi = PEOPLE[1]
    about_her = Paper(
        name=dewi.nama, nip=dewi.nip, number="893/55/BKPP/2019", course="Diseminasi Arsip Elektronik"
    )
    alone = read(flow, "sendiri.pdf", unsigned(about_her))
    assert "person-signs-other-papers" not in alone.reasons
    read(flow, "lain.pdf", unsigned(Paper(), (dewi.nama, dewi.nip)))
    later = Paper(name=dewi.nama, nip=dewi.nip, number="893/77/BKPP/2019", course="Penataan Gudang Obat")
    looked_at = read(flow, "nanti.pdf", unsigned(later))
    assert "person-signs-other-papers" in looked_at.reasons
    assert not looked_at.ready
    assert looked_at.repeat_of_id is None  # a signer in common makes no repeat
