"""Taken but not recorded: what evidence proves, less what the imported history has."""

import io
from datetime import date

from flow import PEOPLE, Flow, Paper, certificate
from openpyxl import Workbook

from records.ledger import review
from records.unrecorded import unrecorded
from scoring.history_file import read_history
from worker.history_rows import apply_history
from worker.queues import ledger
from worker.stages import judge_again

OTHER = Paper(number="893/2/X/2019", course="Bimbingan Teknis Arsip Daerah", jp=7)
NEXT_DOOR = Paper(PEOPLE[2].nama, PEOPLE[2].nip, "Pelatihan Dasar Kearsipan", "9/Z/2019")


def courses(flow: Flow, office_id: int) -> list[tuple[str, str]]:
    with flow.context.reading() as session:
        return [(row.nip, row.course) for row in unrecorded(session, office_id)]


def siasn(paper: Paper, last_day: str) -> bytes:
    """An export of riwayat kursus as SIASN gives it: headings of its own, quotes before numbers."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        [
            "NIP Baru",
            "namaKursus",
            "nomorSertipikat",
            "jumlahJam",
            "tahunKursus",
            "tanggalKursus",
            "tanggalSelesaiKursus",
        ]
    )
    sheet.append(
        [f"'{paper.nip}", paper.course.upper(), paper.number, paper.jp, 2019, "05-03-2019", last_day]
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_is_recorded_falls_off_the_list_when_the_history_is_imported(flow: Flow) -> None:
    flow.hand_in(("tiga.pdf", certificate(Paper(), OTHER, NEXT_DOOR)))
    flow.hand_in(("lagi.pdf", certificate(Paper(issued="9 Maret 2019"))))  # a copy, which counts once
    flow.drain()
    judge_again.work(flow.context)
    nip = PEOPLE[0].nip
    assert courses(flow, flow.office_id) == [(nip, Paper().course), (nip, OTHER.course)]
    assert courses(flow, flow.other_office_id) == [(PEOPLE[2].nip, NEXT_DOOR.course)]
    # The last day is missing, as so often: the record is there, but to be mended.
    imported(flow, siasn(Paper(), ""))
    assert len(courses(flow, flow.office_id)) == 2
    imported(flow, siasn(Paper(), "07-03-2019"))
    assert courses(flow, flow.office_id) == [(nip, OTHER.course)]


def imported(flow: Flow, file: bytes) -> None:
    history = read_history(file, "riwayat kursus.xlsx")
    assert not history.rejected
    with ledger(flow.settings) as session:
        assert apply_history(session, history.records, None)["new"] == 1
    judge_again.work(flow.context)


def test_what_was_put_away_is_no_evidence_and_dates_are_told(flow: Flow) -> None:
    flow.hand_in(("dua.pdf", certificate(Paper(), OTHER)))
    flow.drain()
    first, _ = flow.documents()
    with ledger(flow.settings) as session:
        review.return_document(session, first.id, user_id=None, reason_code="unreadable")
    with flow.context.reading() as session:
        (row,) = unrecorded(session, flow.office_id)
    assert (row.course, row.jp, row.start, row.end) == (OTHER.course, 7, date(2019, 3, 5), date(2019, 3, 7))
