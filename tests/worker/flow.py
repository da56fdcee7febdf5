"""A small office with scans of its own, and a way to run its stages in this process."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from records.blobs import Blob
from records.ledger.intake import Received, open_batch, receive_file
from records.settings import Settings
from records.tables import Batch, Document, Employee, File, Office, Page
from records.values import Employee as EmployeeValue
from worker.context import Context
from worker.queues import ledger
from worker.register_rows import apply_employees
from worker.stages.stage import Stage, run
from worker.sweeper import WATCHES
from worker.tasks import STAGES

PEOPLE = (
    EmployeeValue(
        nip="198003122005011002",
        nama="Bambang Sutrisno",
        tanggal_lahir=date(1980, 3, 12),
        jenis_kelamin="L",
        jenis_jabatan="pelaksana",
        jabatan="Pengelola Keuangan",
        bidang_tugas="keuangan",
        unit_kerja="Dinas Contoh",
        pendidikan="S1",
        nilai_kinerja="85",
        hukuman_disiplin="tidak pernah",
    ),
    EmployeeValue(
        nip="198507242010012004",
        nama="Dewi Lestari Handayani",
        tanggal_lahir=date(1985, 7, 24),
        jenis_kelamin="P",
        jenis_jabatan="pelaksana",
        jabatan="Pengadministrasi Umum",
        bidang_tugas="umum",
        unit_kerja="Dinas Contoh",
        pendidikan="D3",
        nilai_kinerja="78",
        hukuman_disiplin="tidak pernah",
    ),
    EmployeeValue(nip="199001012015031001", nama="Rahmat Hidayat", unit_kerja="Kantor Sebelah"),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What a made certificate says."""

    name: str = PEOPLE[0].nama
    nip: str = PEOPLE[0].nip
    course: str = "Bimbingan Teknis Pengelolaan Keuangan Daerah"
    number: str = "893/117/BKPP/2019"
    jp: int = 24
    days: str = "5 Maret 2019 sampai dengan 7 Maret 2019"
    issued: str = "8 Maret 2019"
    signer: tuple[str, str] | None = ("Suwandi Kartolo", "196501011990031005")


def certificate(*papers: Paper, blank_after: bool = False) -> bytes:
    """A born-digital PDF, one page a paper: read without OCR, so tests stay fast."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for paper in papers:
        _draw(canvas, paper)
        canvas.showPage()
        if blank_after:
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, paper: Paper) -> None:
    lines: tuple[tuple[int, int, str], ...] = (
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
        (430, 12, f"Palangka Raya, {paper.issued}"),
    )
    if paper.signer:
        name, nip = paper.signer
        lines += ((410, 12, "Kepala Badan,"), (340, 12, name), (325, 12, f"NIP. {nip}"))
    for height, size, line in lines:
        canvas.setFont("Helvetica", size)
        canvas.drawCentredString(A4[0] / 2, height, line)


@dataclass
class Flow:
    """An office, its register and its store, over one database."""

    settings: Settings
    context: Context = field(init=False)
    office_id: int = field(init=False)
    other_office_id: int = field(init=False)

    def __post_init__(self) -> None:
        self.context = Context(self.settings)
        with ledger(self.settings) as session:
            apply_employees(session, PEOPLE, None)
            ids = {row.name: row.id for row in session.scalars(select(Office))}
        self.office_id, self.other_office_id = ids["Dinas Contoh"], ids["Kantor Sebelah"]

    def put(self, data: bytes) -> Blob:
        return self.context.store.put(data)

    def open_batch(self, office_id: int | None = None) -> Batch:
        with ledger(self.settings) as session:
            return open_batch(session, office_id or self.office_id, user_id=None)

    def hand_in(self, *files: tuple[str, bytes], office_id: int | None = None) -> list[Received]:
        batch = self.open_batch(office_id)
        received = []
        for name, data in files:
            blob = self.put(data)
            with ledger(self.settings) as session:
                received.append(receive_file(session, self.context.store, batch, name, blob))
        return received

    def drain(self, rounds: int = 60) -> None:
        """Run every stage on whatever waits for it until nothing moves."""
        for _ in range(rounds):
            if not sum(self.run_waiting(stage) for stage in STAGES):
                return
        raise AssertionError("something keeps moving")

    def run_waiting(self, stage: Stage) -> int:
        """Run one stage on all rows that wait for it; give how many."""
        ids = self.waiting(stage)
        for row_id in ids:
            run(stage, self.context, row_id)
        return len(ids)

    def waiting(self, stage: Stage) -> Sequence[int]:
        watch = next(w for w in WATCHES if w.task == stage.task)
        with self.context.reading() as session:
            return session.scalars(
                select(watch.row.id).where(watch.row.state.in_(watch.states)).order_by(watch.row.id)
            ).all()

    def documents(self) -> list[Document]:
        with self.context.reading() as session:
            rows = session.scalars(select(Document).order_by(Document.id)).all()
            for row in rows:
                assert row.people is not None
            return list(rows)

    def files(self) -> list[File]:
        with self.context.reading() as session:
            return list(session.scalars(select(File).order_by(File.id)))

    def pages(self) -> list[Page]:
        with self.context.reading() as session:
            return list(session.scalars(select(Page).order_by(Page.file_id, Page.number)))

    def employee(self, nip: str) -> Employee:
        with self.context.reading() as session:
            return session.scalars(select(Employee).where(Employee.nip == nip)).one()


SCANS = Path(__file__).parents[2] / "samples" / "scans"
