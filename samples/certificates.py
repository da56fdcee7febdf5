"""The sample certificates' layouts: an e-certificate, a plain seminar certificate, an STTPP with its back."""

# ruff: noqa: E501 - printed layouts and the list of files read best unbroken

from __future__ import annotations

from html import escape

from samples.documents import Course, rows
from samples.people import Person
from samples.truth import Document, Printed
from samples.words import MONTHS, date_range, grouped, long_date, spell

PLAIN_CSS = """
.page{font-family:'Liberation Serif',serif;font-size:14pt;text-align:center;padding:16mm 28mm}
.frame{position:absolute;inset:8mm;border:2mm double #7a5c1e}
.t{font-size:34pt;font-weight:bold;letter-spacing:4mm;margin:6mm 0 1mm 4mm} .n{font-size:24pt;font-style:italic;margin:3mm}
.s{margin:8mm 0 0 150mm;line-height:1.25;font-size:12pt;text-align:left} .gap{height:16mm}
"""
MODERN_CSS = """
.page{font-family:'DejaVu Sans',sans-serif;font-size:12pt;padding:0}
.band{background:#0f5f6b;color:#fff;padding:14mm 20mm 9mm} .band b{font-size:30pt}
.body{padding:9mm 20mm;line-height:1.5} .who{font-size:22pt;font-weight:bold;color:#0f5f6b}
.badge{position:absolute;right:20mm;top:64mm;width:36mm;height:36mm;border-radius:50%;background:#c8511b;color:#fff;
 text-align:center;padding-top:9mm;font-weight:bold;font-size:20pt;line-height:1}
.s{margin-top:8mm;line-height:1.25} .gap{height:14mm}
"""
STTPP_CSS = """
.page{font-family:'Liberation Serif',serif;font-size:12pt;padding:18mm 24mm;line-height:1.35}
.c{text-align:center} .t{font-size:17pt;font-weight:bold} .rows{margin:4mm 0 4mm 14mm} .rows td{padding:.5mm 2mm}
.rows td:first-child{width:52mm} p{text-align:justify} .s{margin:10mm 0 0 90mm} .gap{height:22mm}
.grid{width:100%} .grid td,.grid th{border:1px solid #000;padding:1.2mm 2mm}
.grid td:nth-child(1),.grid td:nth-child(3){text-align:center}
"""
TOPICS = (
    "Overview Kebijakan", "Membangun Komitmen Belajar", "Konsep dan Istilah Pokok", "Praktik Mandiri Terbimbing",
    "Diskusi Kelompok", "Penelaahan Contoh Berkas", "Penyusunan Laporan", "Tugas Akhir", "Evaluasi Penutup",
)  # fmt: skip


def plain(number: str, course: Course, subject: Printed, signer: Person) -> Document:
    """Give a framed landscape certificate with a letter-spaced title."""
    nip = f"<div>NIP {grouped(subject.nip)}</div>" if subject.nip else ""
    body = (
        f'<div class="frame"></div><b>{course.organiser.upper()}</b><div class="t">SERTIFIKAT</div><div>Nomor: {number}</div>'
        f"<p>diberikan kepada:</p><div class='n'>{escape(subject.name)}</div>{nip}"
        f"<p>atas peran sertanya selaku <b>Peserta</b> pada<br><b>{course.title}</b><br>yang diadakan oleh {course.organiser} "
        f"pada tanggal {date_range(course.start, course.end, 's/d')} dengan bobot {course.jp} JP</p>"
        f"{_sign('s', 'Tirtamulya', course, 'Direktur', signer)}"
    )
    return _certificate(
        "sample_plain", body, PLAIN_CSS, number=number, course=course, subject=subject, landscape=True
    )


def modern(number: str, course: Course, subject: Printed, signer: Person) -> Document:
    """Give an e-certificate: white on a coloured band, the hours in a badge."""
    same = course.start == course.end
    when = long_date(course.start) if same else date_range(course.start, course.end, "–")
    body = (
        f'<div class="band">{course.organiser}<br><b>E-Sertifikat</b><br>No. {number}</div>'
        f'<div class="badge">{course.jp}<br>JP</div><div class="body">Diserahkan kepada<div class="who">{escape(subject.name)}'
        f"</div>NIP {subject.nip or '-'}<br>{subject.person.unit_kerja}<p>sebagai peserta kegiatan<br><b>{course.title}</b>"
        f"<br>secara daring, {when}</p>{_sign('s', 'Tirtamulya', course, 'Ketua Pelaksana', signer)}</div>"
    )
    return _certificate(
        "sample_modern", body, MODERN_CSS, number=number, course=course, subject=subject, landscape=True
    )


def sttpp(number: str, course: Course, subject: Printed, signer: Person) -> Document:
    """Give an STTPP whose back page lists the materials; the hours stand on both."""
    p = subject.person
    year, month, day = (int(part) for part in p.tanggal_lahir.split("-"))
    pairs = [
        ("Nama lengkap", subject.name),
        ("N I P", grouped(p.nip)),
        ("Tempat dan tanggal lahir", f"{p.tempat_lahir}, {day} {MONTHS[month - 1]} {year}"),
        ("Pangkat, golongan ruang", f"{p.pangkat}, {p.golongan}"),
        ("Jabatan", p.jabatan),
        ("Satuan kerja", p.unit_kerja),
    ]
    front = (
        f'<div class="c"><b>{course.organiser.upper()}</b><br><br><span class="t">SURAT TANDA TAMAT PELATIHAN</span><br>'
        f"Nomor {number}</div><p>Kepala {course.organiser}, sesuai kewenangan dalam Peraturan Lembaga Nomor 18 Tahun 2017 "
        f"dan perubahannya, menerangkan bahwa:</p>{rows(pairs)}<div class='c'><b>LULUS</b></div>"
        f"<p>pada {course.title} yang diselenggarakan oleh {course.organiser} mulai tanggal {long_date(course.start)} "
        f"sampai dengan tanggal {long_date(course.end)} sejumlah {course.jp} ({spell(course.jp)}) jam pelajaran.</p>"
        f"{_sign('s', 'Tirtamulya', course, 'Kepala', signer)}"
    )
    hours = _shares(course.jp, len(TOPICS))
    lines = "".join(
        f"<tr><td>{i}</td><td>{t}</td><td>{h}</td></tr>"
        for i, (t, h) in enumerate(zip(TOPICS, hours, strict=True), 1)
    )
    back = (
        '<div class="c"><b>DAFTAR MATA PELATIHAN</b></div><br><table class="grid"><tr><th>No</th><th>Mata Pelatihan</th>'
        f"<th>JP</th></tr>{lines}<tr><th></th><th>Jumlah</th><th>{course.jp}</th></tr></table>"
    )
    html = f'<div class="page">{front}</div><div class="page">{back}</div>'
    return _certificate(
        "sample_sttpp", html, STTPP_CSS, number=number, course=course, subject=subject, signer_nip=signer.nip
    )


def _certificate(
    template: str,
    body: str,
    css: str,
    *,
    number: str,
    course: Course,
    subject: Printed,
    landscape: bool = False,
    signer_nip: str | None = None,
) -> Document:
    html = body if 'class="page"' in body else f'<div class="page">{body}</div>'
    return Document(
        template, "certificate", html, css, landscape, (subject,), course.title, course.organiser, number,
        course.start, course.end, course.end, course.jp, course.duty, signer_nip,
    )  # fmt: skip


def _sign(css: str, place: str, course: Course, role: str, signer: Person) -> str:
    return (
        f'<div class="{css}">{place}, {long_date(course.end)}<br>{role},<div class="gap"></div>'
        f"<b>{escape(signer.titled)}</b><br>NIP {grouped(signer.nip)}</div>"
    )


def _shares(total: int, parts: int) -> list[int]:
    base = total // parts
    return [base + (1 if i < total - base * parts else 0) for i in range(parts)]
