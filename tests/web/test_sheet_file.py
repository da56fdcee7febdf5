"""The employee's sheet as a file: what the screen says, on one page; logged, and only for who may see it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import world as county
from sqlalchemy import select

from records.database import reading
from records.tables import AuditEntry
from web.app import create_app
from web.screens.employees.paper import sheet_pdf
from web.views.employees import DimensionView, PointView, RecordLink, SheetView, TrainingRow, VariantView

Login = Callable[[str], county.Browser]

TRAINING = TrainingRow(
    course="Pelatihan <b>Arsip</b> & Naskah Dinas",
    organiser="Badan Diklat",
    number="893/117/2019",
    start=date(2019, 3, 4),
    end=date(2019, 3, 8),
    jp=40,
    state="AWAITING_REVIEW",
    href="/dokumen/1",
    file="satu.pdf",
)
SHEET = SheetView(
    nip="197409182004011038",
    name="Andi Harjono Sutanto, S.Ag.",
    rank="Pengatur Tk. I · II/d",
    post="Bendahara",
    unit="Dinas Pangan",
    education="D4",
    born=None,
    variants=(
        VariantView("recorded", 45, "sangat-rendah", 0),
        VariantView("confirmed", 62.5, "rendah", 8),
        VariantView("pending", 62.5, "rendah", 48),
    ),
    dimensions=tuple(
        DimensionView(
            name,
            most / 2,
            most,
            (
                PointView(
                    "technical",
                    name,
                    most / 2,
                    most,
                    f"Kalimat {name}.",
                    "Peraturan BKN 8/2019",
                    (RecordLink("/dokumen/1", "Pelatihan Arsip"),),
                ),
            ),
        )
        for name, most in {"kualifikasi": 25, "kompetensi": 40, "kinerja": 30, "disiplin": 5}.items()
    ),
    shown="pending",
    trainings=(TRAINING, replace(TRAINING, course="Tercatat lama", state="RECORDED", jp=None, end=None)),
    missing=("Nilai kinerja belum ada.",),
    shortest=("Kurang 20 JP diklat teknis untuk 22,5 poin.",),
    ways=(),
    rule_set="bkn-8-2019",
    as_of=date(2019, 12, 31),
    computed_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    current=False,
)


def pages(data: bytes) -> list[str]:
    """Give the text of each page, blanks made alike."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def written(small_world: county.World, sheet: SheetView) -> list[str]:
    with create_app(small_world.settings).test_request_context("/"):
        return pages(sheet_pdf(sheet))


def test_the_file_says_what_the_screen_says_on_one_page(small_world: county.World) -> None:
    (page,) = written(small_world, SHEET)
    for part in (
        *("Andi Harjono Sutanto, S.Ag.", "19740918 200401 1 038", "Bendahara", "62,5"),
        *("Kualifikasi", "Kompetensi", "Kinerja", "Disiplin", "Kalimat kompetensi.", "20 / 40"),
        *("Peraturan BKN 8/2019", "Pelatihan Arsip", "Nilai kinerja belum ada.", "Kurang 20 JP"),
        # What was read from paper is text and no markup.
        *(
            "Pelatihan <b>Arsip</b> & Naskah Dinas",
            "4 Mar 2019 – 8 Mar 2019",
            "Menunggu pemeriksa",
            "Tercatat",
        ),
        *("sedang dihitung ulang", "bkn-8-2019", "Halaman 1"),
    ):
        assert part in page, part


def test_many_trainings_shrink_a_little_and_then_take_more_pages(small_world: county.World) -> None:
    assert len(written(small_world, replace(SHEET, trainings=(TRAINING,) * 12))) == 1
    many = written(small_world, replace(SHEET, trainings=(TRAINING,) * 80))
    assert 2 < len(many) < 6
    assert sum(page.count("893/117/2019") for page in many) == 80
    assert all("Nama pelatihan" in page for page in many[1:])


def test_a_sheet_without_anything_and_with_strange_signs_is_written(small_world: county.World) -> None:
    bare = replace(SHEET, variants=(), dimensions=(), trainings=(), missing=(), shortest=(), as_of=None)
    (page,) = written(small_world, replace(bare, name="Zoë Łukasz 李 \u200b\x07" + "x" * 300))
    assert "Indeks belum dihitung" in page
    assert "Zoë" in page


def test_a_clerk_downloads_an_own_employees_sheet_and_it_is_logged(
    small_world: county.World, login: Login
) -> None:
    clerk = login("tu-a")
    here = f"/pegawai/{small_world.a.nip}/lembar.pdf"
    assert here in clerk.get(f"/pegawai/{small_world.a.nip}").text
    answer = clerk.get(here)
    assert answer.mimetype == "application/pdf"
    assert small_world.a.nip in answer.headers["Content-Disposition"]
    assert pypdfium2.PdfDocument(io.BytesIO(answer.data)).get_metadata_value("Title").startswith("Lembar")
    with reading(small_world.url) as session:
        logged = session.scalars(select(AuditEntry).where(AuditEntry.verb == "sheet-downloaded")).one()
    assert (logged.user_id, logged.subject_type) == (small_world.users["tu-a"], "employees")


def test_another_offices_employee_has_no_sheet(small_world: county.World, login: Login) -> None:
    assert login("tu-a").get(f"/pegawai/{small_world.b.nip}/lembar.pdf").status_code == 404
