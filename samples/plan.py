"""Which sample files there are, and what each is for."""

# ruff: noqa: E501 - printed layouts and the list of files read best unbroken

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from samples.certificates import modern, plain, sttpp
from samples.documents import Course, cover, letter, letter_table, printed
from samples.people import Person, make_register
from samples.sheets import File

OFFICES = (
    "Dinas Pangan dan Perikanan",
    "Dinas Perpustakaan dan Arsip Daerah",
    "Rumah Sakit Umum Daerah Bukit Hijau",
)
BPSDM = "Badan Pengembangan Kompetensi Aparatur Provinsi Nusa Raya"
CAMPUS = "Fakultas Ilmu Administrasi Universitas Tirtamulya"
UNION = "Perhimpunan Arsiparis Nusa Raya"
BUDGET = Course(
    "Pelatihan Penyusunan Anggaran Berbasis Kinerja",
    date(2019, 3, 4),
    date(2019, 3, 8),
    40,
    BPSDM,
    "keuangan",
)
ARCHIVE = Course(
    "Bimbingan Teknis Penataan Arsip Inaktif", date(2019, 4, 23), date(2019, 4, 25), 24, UNION, "kearsipan"
)
SERVICE = Course(
    "Lokakarya Standar Pelayanan Publik", date(2019, 6, 27), date(2019, 6, 28), 16, CAMPUS, "pelayanan"
)
LEADERS = Course(
    "Pelatihan Kepemimpinan Pengawas Angkatan VII",
    date(2019, 2, 11),
    date(2019, 5, 24),
    120,
    BPSDM,
    "struktural",
)
NURSES = Course(
    "Pelatihan Penanganan Luka Modern", date(2019, 7, 29), date(2019, 8, 2), 45, CAMPUS, "kesehatan"
)
WEBINAR = Course(
    "Webinar Keamanan Data Pribadi di Instansi Daerah",
    date(2019, 7, 17),
    date(2019, 7, 17),
    8,
    CAMPUS,
    "informatika",
)
ASSETS = Course(
    "Pelatihan Pengelolaan Barang Milik Daerah", date(2019, 5, 13), date(2019, 5, 17), 36, BPSDM, "aset"
)
SHARING = Course(
    "Berbagi Pengetahuan Aplikasi Perkantoran", date(2019, 8, 5), date(2019, 8, 6), 10, "", "umum"
)


def make_people(rng: random.Random) -> list[Person]:
    """Give the sample register: 90 employees of three offices, with namesakes and neighbouring NIPs."""
    return make_register(rng, OFFICES, 90)


def plan(rng: random.Random, people: list[Person]) -> list[File]:
    """Give the files in the order they are uploaded."""
    heads = {
        o: replace(
            next(p for p in people if p.unit_kerja == o and len(p.nama) > 8), jenis_jabatan="struktural"
        )
        for o in OFFICES
    }
    namesake = next(p for p in people if sum(q.nama == p.nama for q in people) > 1)
    single = [
        p for p in people if sum(q.nama == p.nama for q in people) == 1 and p.nip != heads[p.unit_kerja].nip
    ]
    by_office = {o: rng.sample([p for p in single if p.unit_kerja == o], 14) for o in OFFICES}
    food, books, clinic = (by_office[o] for o in OFFICES)
    fish, shelf, ward = (heads[o] for o in OFFICES)
    twice = plain("117/SERT/PAN/IV/2019", ARCHIVE, printed(books[0]), fish)
    return [
        File("e-sertifikat.pdf", (modern("0451/WBN/FIA/2019", WEBINAR, printed(food[0]), ward),), "born_digital"),
        File("sttpp-dua-sisi.pdf", (sttpp("893.3/0217/STTP/BPKA/2019", BUDGET, printed(food[1]), shelf),), dpi=150),
        File("surat-miring.jpg", (letter("800/311/DPP-TU/2019", ASSETS, printed(food[2], capitals=True), fish),), dpi=150),
        File("surat-tabel.pdf", (letter_table("445/1190/RSUD-BH/2019", NURSES, [printed(p) for p in clinic[:13]], ward, 8),), "photocopy", dpi=200),
        File("setumpuk-adf.pdf", (
            cover("045/072/DPAD/2019", date(2019, 9, 2), shelf),
            plain("118/SERT/PAN/IV/2019", ARCHIVE, printed(books[1]), fish),
            letter("041/530/DPAD/2019", SHARING, printed(books[2]), shelf),
            sttpp("893.3/0098/STTP/BPKA/2019", LEADERS, printed(books[3]), ward),
            letter_table("041/544/DPAD/2019", SERVICE, [printed(p) for p in books[4:9]], shelf, 3),
        ), "photocopy", duplex=True, dpi=200),
        File("IMG-20190903-WA0007.jpg", (plain("204/SP/FIA/VI/2019", SERVICE, printed(food[3]), shelf),), "phone", dpi=170, quality=55),
        File("IMG_4127.heic", (letter("800/318/DPP-TU/2019", BUDGET, printed(food[4]), fish),), "phone", dpi=170, quality=45),
        File("menyamping.png", (letter("445/1202/RSUD-BH/2019", WEBINAR, printed(clinic[13]), ward),), "photocopy", rotation=90, dpi=200),
        File("faks.tif", (
            plain("119/SERT/PAN/IV/2019", ARCHIVE, printed(books[9]), fish),
            letter("041/561/DPAD/2019", ARCHIVE, printed(books[10]), shelf),
        ), "photocopy", dpi=200),
        File("lapisan-teks-buruk.pdf", (letter("800/325/DPP-TU/2019", SERVICE, printed(food[5]), fish),), bad_layer=True, dpi=150),
        File("jam-bertentangan.jpg", (letter("800/327/DPP-TU/2019", ASSETS, printed(food[6]), fish, words="dua puluh enam"),), dpi=150),
        File("senama.png", (plain("231/SP/FIA/VI/2019", SERVICE, printed(namesake, nip=False), shelf),), "photocopy", dpi=200),
        File("arsip-pertama.jpg", (twice,), "office", dpi=150),
        File("arsip-serahan-ulang.pdf", (replace(twice, extra={"duplicate_of": ["arsip-pertama", 0]}),), "photocopy", dpi=200),
        File("pengantar.pdf", (cover("045/075/DPAD/2019", date(2019, 9, 3), shelf),), "photocopy", dpi=200),
    ]  # fmt: skip
