"""The sample documents' layouts: certificate, STTPP, letters, cover letter; wording and offices made up."""

# ruff: noqa: E501 - printed layouts and the list of files read best unbroken

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from samples.people import Person
from samples.truth import Document, Printed
from samples.words import date_range, grouped, long_date, spell

COUNTY = "KABUPATEN TELAGA BIRU"
SERIF = "font-family:'Liberation Serif',serif;font-size:12pt;line-height:1.45"
LETTER_CSS = f"""
.page{{{SERIF};padding:16mm 22mm}}
.head{{text-align:center;border-bottom:3px double #000;padding-bottom:2mm;margin-bottom:6mm;line-height:1.2}}
.head b{{display:block;font-size:14pt}} .head i{{font-size:9.5pt;font-style:normal}}
.title{{text-align:center;font-weight:bold;text-decoration:underline;font-size:13pt}}
.no{{text-align:center;margin-bottom:6mm}} p{{text-align:justify;margin:3mm 0}}
.rows td{{padding:.4mm 2mm;vertical-align:top}} .rows td:first-child{{width:48mm}}
.grid{{width:100%;font-size:10.5pt}} .grid td,.grid th{{border:1px solid #000;padding:1mm 2mm;vertical-align:top}}
.sign{{margin-left:95mm;margin-top:8mm}} .sign u{{font-weight:bold}} .gap{{height:20mm}}
.stamp{{position:absolute;width:32mm;height:32mm;border:2px solid #3a3f9e;border-radius:50%;opacity:.55;
 transform:rotate(-14deg);color:#3a3f9e;font-size:8pt;text-align:center;padding-top:11mm;line-height:1.1}}
"""


@dataclass(frozen=True, slots=True)
class Course:
    """What was attended: title, days, hours, and who held it."""

    title: str
    start: date
    end: date
    jp: int
    organiser: str
    duty: str


def printed(person: Person, *, nip: bool = True, capitals: bool = False) -> Printed:
    """Show a person with degrees, in capitals or not, with or without the NIP."""
    name = person.titled.upper() if capitals else person.titled
    return Printed(person, name, person.nip if nip else None)


def rows(pairs: list[tuple[str, str]]) -> str:
    """Give label–value rows."""
    cells = "".join(f"<tr><td>{k}</td><td>:</td><td>{escape(v)}</td></tr>" for k, v in pairs)
    return f'<table class="rows">{cells}</table>'


def letterhead(office: str) -> str:
    """Give the head of an office's letter."""
    return (
        f'<div class="head">PEMERINTAH {COUNTY}<b>{office.upper()}</b>'
        "<i>Jl. Kenanga Raya No. 17 Tirtamulya 99311, Telp. (0999) 70077, surel tu@telagabiru.example</i></div>"
    )


def signature(place: str, day: date, office: str, signer: Person) -> str:
    """Give place, date, office, stamp, and the signer with NIP."""
    return (
        f'<div class="sign">{place}, {long_date(day)}<br>Kepala {office},<div class="gap"></div>'
        f'<div class="stamp" style="left:88mm;margin-top:-24mm">{COUNTY}</div>'
        f"<u>{escape(signer.titled)}</u><br>{signer.pangkat}<br>NIP. {grouped(signer.nip)}</div>"
    )


def identity(person: Printed) -> list[tuple[str, str]]:
    """Give the identity rows of a letter."""
    p = person.person
    return [
        ("Nama", person.name),
        ("NIP", grouped(p.nip)),
        ("Pangkat/Golongan", f"{p.pangkat} ({p.golongan})"),
        ("Jabatan", p.jabatan),
        ("Unit Kerja", p.unit_kerja),
    ]


def letter(
    number: str, course: Course, subject: Printed, signer: Person, words: str | None = None
) -> Document:
    """Give a superior's letter about one person; `words` overrides the spelt hours (a contradiction)."""
    office, issued = signer.unit_kerja, course.end
    spelt = words or spell(course.jp)
    body = (
        f"{letterhead(office)}<div class='title'>SURAT KETERANGAN</div><div class='no'>Nomor: {number}</div>"
        f"<p>Kami selaku atasan langsung, yaitu:</p>{rows([*identity(printed(signer))[:2], ('Jabatan', 'Kepala ' + office)])}"
        f"<p>menyatakan bahwa pegawai berikut:</p>{rows(identity(subject))}"
        f"<p>sungguh-sungguh telah menyelesaikan {course.title} yang berlangsung pada tanggal "
        f"{date_range(course.start, course.end)} dengan beban belajar {course.jp} ({spelt}) jam pelajaran.</p>"
        "<p>Surat ini kami buat untuk melengkapi pemutakhiran data pengembangan kompetensi pegawai tersebut.</p>"
        f"{signature('Tirtamulya', issued, office, signer)}"
    )
    return Document(
        "sample_letter", "supervisor_letter", f'<div class="page">{body}</div>', LETTER_CSS, people=(subject,),
        course=course.title, number=number, start=course.start, end=course.end, issued=issued, jp=course.jp,
        duty=course.duty, signer_nip=signer.nip, jp_conflict=words is not None,
    )  # fmt: skip


def letter_table(
    number: str, course: Course, subjects: list[Printed], signer: Person, first: int
) -> Document:
    """Give a letter about many persons; the table goes on over the second page after `first` rows."""
    office = signer.unit_kerja
    heading = "<tr><th>No.</th><th>Nama</th><th>NIP</th><th>Gol.</th><th>Jabatan</th></tr>"
    lines = [
        f"<tr><td>{i}</td><td>{escape(s.name)}</td><td>{grouped(s.person.nip)}</td><td>{s.person.golongan}</td>"
        f"<td>{s.person.jabatan}</td></tr>"
        for i, s in enumerate(subjects, 1)
    ]
    front = (
        f"{letterhead(office)}<div class='title'>SURAT KETERANGAN</div><div class='no'>Nomor: {number}</div>"
        f"<p>Yang membuat pernyataan ini, {escape(signer.titled)}, NIP {grouped(signer.nip)}, Kepala {office}, "
        f"menyatakan bahwa nama-nama dalam daftar di bawah telah mengikuti {course.title} pada "
        f"{date_range(course.start, course.end, 's.d.')} yang setara dengan {course.jp} JP:</p>"
        f'<table class="grid">{heading}{"".join(lines[:first])}</table>'
    )
    back = (
        f'<table class="grid">{heading}{"".join(lines[first:])}</table><p>Daftar ini dibuat menurut presensi kegiatan.</p>'
        f"{signature('Tirtamulya', course.end, office, signer)}"
    )
    html = f'<div class="page">{front}</div><div class="page">{back}</div>'
    return Document(
        "sample_letter_table", "supervisor_letter", html, LETTER_CSS, people=tuple(subjects), course=course.title,
        number=number, start=course.start, end=course.end, issued=course.end, jp=course.jp, duty=course.duty,
        signer_nip=signer.nip,
    )  # fmt: skip


def cover(number: str, day: date, signer: Person) -> Document:
    """Give a cover letter, which proves nothing though it holds a name and a NIP."""
    office = signer.unit_kerja
    body = (
        f"{letterhead(office)}<p style='text-align:right'>Tirtamulya, {long_date(day)}</p>"
        + rows(
            [
                ("Nomor", number),
                ("Sifat", "Biasa"),
                ("Lampiran", "1 (satu) map"),
                ("Hal", "Pengiriman berkas diklat"),
            ]
        )
        + "<p>Yth. Kepala Badan Kepegawaian dan Pengembangan SDM<br>di Tirtamulya</p>"
        f"<p>Bersama ini kami kirimkan salinan sertifikat dan surat keterangan pelatihan pegawai {office} untuk "
        "dicatat sebagaimana mestinya. Apabila ada kekurangan mohon kami dikabari pada jam kerja.</p>"
        f"{signature('Tirtamulya', day, office, signer)}"
    )
    return Document("sample_cover", "other", f'<div class="page">{body}</div>', LETTER_CSS)
