"""A made-up employee register: offices, namesakes, and colleagues whose NIPs differ in one digit."""

from __future__ import annotations

import csv
import random
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path

from samples.names import make_name

RANKS = {
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tk. I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tk. I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tk. I",
    "III/c": "Penata",
    "III/d": "Penata Tk. I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tk. I",
    "IV/c": "Pembina Utama Muda",
}
POSTS = (  # jenis_jabatan, jabatan, bidang_tugas
    ("pelaksana", "Pengelola Keuangan", "keuangan"),
    ("pelaksana", "Bendahara Pengeluaran", "keuangan"),
    ("pelaksana", "Pengelola Barang Milik Daerah", "aset"),
    ("pelaksana", "Pengadministrasi Perkantoran", "umum"),
    ("pelaksana", "Penelaah Teknis Kebijakan", "pemerintahan"),
    ("pelaksana", "Pengelola Kepegawaian", "kepegawaian"),
    ("pelaksana", "Operator Layanan Operasional", "umum"),
    ("fungsional", "Arsiparis Ahli Pertama", "kearsipan"),
    ("fungsional", "Pranata Komputer Ahli Muda", "informatika"),
    ("fungsional", "Perencana Ahli Muda", "perencanaan"),
    ("fungsional", "Perawat Ahli Pertama", "kesehatan"),
    ("fungsional", "Bidan Penyelia", "kesehatan"),
    ("fungsional", "Guru Ahli Madya", "pendidikan"),
    ("fungsional", "Auditor Ahli Muda", "pengawasan"),
    ("struktural", "Kepala Subbagian Umum dan Kepegawaian", "kepegawaian"),
    ("struktural", "Kepala Subbagian Perencanaan dan Keuangan", "keuangan"),
    ("struktural", "Kepala Seksi Pelayanan Publik", "pelayanan"),
    ("struktural", "Kepala Bidang Pembinaan", "pemerintahan"),
)
BIRTHPLACES = (
    "Tabanan", "Garut", "Balige", "Bulukumba", "Sigli", "Kupang", "Tomohon", "Ambon", "Serui", "Klaten",
    "Blora", "Payakumbuh", "Sengkang", "Bima", "Raha", "Tual", "Kebumen", "Lumajang", "Ciamis", "Solok",
    "Nabire", "Ende",
)  # fmt: skip
BEFORE = ("", "", "", "", "", "", "Drs.", "dr.", "Ir.", "Hj.", "H.", "apt.", "Ns.", "Dra.")
AFTER = (
    "", "", "S.E.", "S.H.", "S.Pd.", "S.Kom.", "S.T.", "S.Sos., M.Si.", "A.Md.", "A.Md.Kep.",
    "S.KM., M.Kes.", "S.I.P.", "S.Kep., Ners", "M.M.", "S.Pt., M.Sc.", "S.Ag., M.Pd.I.", "S.Tr.Keb.",
    "S.STP., M.A.P.", "S.P.", "SE, M.Ak",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """A row of register.csv, in its column order; dates are ISO text."""

    nip: str
    nama: str
    gelar_depan: str
    gelar_belakang: str
    jenis_kelamin: str
    tempat_lahir: str
    tanggal_lahir: str
    golongan: str
    pangkat: str
    jenis_jabatan: str
    jabatan: str
    bidang_tugas: str
    unit_kerja: str
    pendidikan: str
    nilai_kinerja: str
    hukuman_disiplin: str

    @property
    def titled(self) -> str:
        """The name with the degrees before and after it."""
        name = f"{self.gelar_depan} {self.nama}".strip()
        return f"{name}, {self.gelar_belakang}" if self.gelar_belakang else name


def make_nip(rng: random.Random, born: date, sex: str) -> str:
    """Give 18 digits as BKN composes them; one in eight follows the PPPK form."""
    year = min(max(born.year + rng.randint(21, 33), 1986), 2023)
    month = rng.choice((1, 1, 2, 3, 4, 12))
    start = f"{year}{month:02d}" if rng.random() < 0.87 or year < 2015 else f"{max(year, 2021)}21"
    return f"{born:%Y%m%d}{start}{1 if sex == 'L' else 2}{rng.randint(1, 40):03d}"


def make_person(rng: random.Random, office: str) -> Person:
    """Give one made-up employee of `office`."""
    sex = rng.choice("LP")
    born = date(1966, 1, 1) + timedelta(days=rng.randint(0, 365 * 31))
    kind, post, duty = rng.choice(POSTS)
    grade = rng.choice(list(RANKS)[4:] if kind == "struktural" else list(RANKS))
    before = rng.choice(BEFORE)
    if (before == "H.") != (sex == "L") and before in ("H.", "Hj."):
        before = "H." if sex == "L" else "Hj."
    return Person(
        nip=make_nip(rng, born, sex),
        nama=make_name(rng, sex),
        gelar_depan=before,
        gelar_belakang=rng.choice(AFTER),
        jenis_kelamin=sex,
        tempat_lahir=rng.choice(BIRTHPLACES),
        tanggal_lahir=born.isoformat(),
        golongan=grade,
        pangkat=RANKS[grade],
        jenis_jabatan=kind,
        jabatan=post,
        bidang_tugas=duty,
        unit_kerja=office,
        pendidikan=rng.choice(("SLTA", "D3", "D4", "S1", "S1", "S1", "S2", "S3")),
        nilai_kinerja=f"{rng.uniform(60, 95):.2f}",
        hukuman_disiplin=rng.choice(("tidak pernah",) * 20 + ("ringan", "sedang")),
    )


def neighbour(rng: random.Random, person: Person, others: set[str]) -> Person:
    """Give a colleague born and appointed on the same days whose NIP differs in the last digit."""
    spare = [f"{person.nip[:17]}{d}" for d in range(10) if f"{person.nip[:17]}{d}" not in others]
    twin = make_person(rng, person.unit_kerja)
    return replace(
        twin,
        nip=rng.choice(spare),
        nama=make_name(rng, person.jenis_kelamin),
        jenis_kelamin=person.jenis_kelamin,
        tanggal_lahir=person.tanggal_lahir,
    )


def make_register(rng: random.Random, offices: tuple[str, ...], count: int) -> list[Person]:
    """Give about `count` employees: one in twelve a namesake, one in twelve a NIP neighbour of another."""
    people: list[Person] = []
    nips: set[str] = set()
    while len(people) < count:
        draw = rng.random()
        if people and draw < 1 / 12:
            new = make_person(rng, rng.choice(offices))
            alike = [p.nama for p in people if p.jenis_kelamin == new.jenis_kelamin]
            new = replace(new, nama=rng.choice(alike or [new.nama]))
        elif people and draw < 2 / 12:
            new = neighbour(rng, rng.choice(people), nips)
        else:
            new = make_person(rng, rng.choice(offices))
        if new.nip not in nips:
            nips.add(new.nip)
            people.append(new)
    return people


def write_register(path: Path, people: list[Person]) -> None:
    """Write register.csv with the corpus' heading row."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [f.name for f in fields(Person)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(p) for p in people)
