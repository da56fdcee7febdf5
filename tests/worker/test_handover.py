import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flow import SCANS, Flow, Paper, certificate
from openpyxl import load_workbook
from sqlalchemy import select

from records.errors import Refused
from records.handover import verify_package
from records.ledger import review
from records.ledger.corrections import Corrections
from records.ledger.handover import accept_records, request_handover, return_records
from records.states import DocumentState, HandoverState, RecordState
from records.tables import Document, Handover, HandoverRecord
from worker.evidence.making import Evidence, PagePicture, make_evidence
from worker.queues import ledger

PAPERS = (
    Paper(),
    Paper(
        name="Dewi Lestari Handayani",
        nip="198507242010012004",
        number="17/PIM-IV/2019",
        course="Pendidikan dan Pelatihan Kepemimpinan Tingkat IV",
    ),
    Paper(
        number="=HYPERLINK(1)", course="Seminar Arsip", days="2 April 2019 sampai dengan 2 April 2019", jp=6
    ),
)


@pytest.fixture
def confirmed(flow: Flow) -> Flow:
    flow.hand_in(("tiga.pdf", certificate(*PAPERS)))
    flow.drain()
    with ledger(flow.settings) as session:
        for document, paper in zip(flow.documents(), PAPERS, strict=True):
            given = Corrections({"number": paper.number, "course": paper.course})
            review.confirm(session, document.id, user_id=None, corrections=given)
    return flow


def hand_over(flow: Flow) -> Handover:
    with ledger(flow.settings) as session:
        handover = request_handover(session, office_id=flow.office_id, user_id=None)
    flow.drain()
    with flow.context.reading() as session:
        return session.get_one(Handover, handover.id)


def package(flow: Flow, handover: Handover) -> Path:
    assert handover.package_blob is not None
    return flow.context.store.path_of(handover.package_blob)


def records(flow: Flow) -> list[HandoverRecord]:
    with flow.context.reading() as session:
        return list(session.scalars(select(HandoverRecord).order_by(HandoverRecord.id)))


def states(flow: Flow) -> list[DocumentState]:
    return [document.state for document in flow.documents()]


def test_a_package_holds_records_evidence_and_a_manifest_that_vouches_for_them(confirmed: Flow) -> None:
    handover = hand_over(confirmed)
    assert handover.state is HandoverState.PACKED
    check = verify_package(package(confirmed, handover))
    assert (check.records, check.members, check.problems) == (3, 5, ())
    assert states(confirmed) == [DocumentState.HANDED_OVER] * 3
    with zipfile.ZipFile(package(confirmed, handover)) as archive:
        kursus, diklat, seminar = json.loads(archive.read("records.json"))
        book = load_workbook(io.BytesIO(archive.read("records.xlsx")))
        evidence = archive.read(diklat["evidence"])
    assert kursus["fields"] == {
        "namaKursus": "Bimbingan Teknis Pengelolaan Keuangan Daerah",
        "nomorSertipikat": "893/117/BKPP/2019",
        "institusiPenyelenggara": kursus["fields"]["institusiPenyelenggara"],
        "jenisDiklatId": 8,
        "jenisKursusSertipikat": "T",
        "jumlahJam": 24,
        "tahunKursus": 2019,
        "tanggalKursus": "05-03-2019",
        "tanggalSelesaiKursus": "07-03-2019",
        "pnsOrangId": "198003122005011002",
    }
    assert (diklat["record"], diklat["fields"]["latihanStrukturalId"]) == ("diklat", 2)
    assert seminar["fields"]["jenisKursusSertipikat"] == "P"
    assert book["kursus"]["B3"].value == "=HYPERLINK(1)"
    assert book["kursus"]["B3"].data_type == "s"
    with pikepdf.open(io.BytesIO(evidence)) as pdf:
        assert len(pdf.pages) == 1
    assert len(evidence) < 1_000_000


def test_the_same_input_gives_the_same_bytes(confirmed: Flow) -> None:
    handover = hand_over(confirmed)
    first = handover.package_blob
    with ledger(confirmed.settings) as session:
        session.get_one(Handover, handover.id).state = HandoverState.REQUESTED
    confirmed.drain()
    with confirmed.context.reading() as session:
        assert session.get_one(Handover, handover.id).package_blob == first


TOUCHES: tuple[tuple[str, Callable[[bytes], bytes] | None, str], ...] = (
    ("records.json", lambda data: data.replace(b"24", b"42"), "not what the manifest says"),
    ("records.xlsx", lambda data: data + b" ", "not what the manifest says"),
    ("manifest.json", lambda data: data.replace(b'"records": 3', b'"records": 4'), "number of records"),
    ("evidence", None, "members and manifest differ"),
)


def test_a_package_that_was_touched_is_found_out(sqlite_flow: Flow, tmp_path: Path) -> None:
    sqlite_flow.hand_in(("tiga.pdf", certificate(*PAPERS)))
    sqlite_flow.drain()
    with ledger(sqlite_flow.settings) as session:
        for document in sqlite_flow.documents():
            review.confirm(session, document.id, user_id=None)
    sound = package(sqlite_flow, hand_over(sqlite_flow))
    assert not verify_package(sound).problems
    for name, change, problem in TOUCHES:
        touched = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(sound) as source, zipfile.ZipFile(touched, "w") as target:
            for member in source.namelist():
                if not member.startswith(name):
                    target.writestr(member, source.read(member))
                elif change is not None:
                    target.writestr(member, change(source.read(member)))
        assert any(problem in found for found in verify_package(touched).problems), name


def test_something_else_is_no_package(tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    other.write_bytes(b"PK\x03\x04 not really")
    assert not verify_package(other).sound
    assert not verify_package(tmp_path / "absent.zip").sound


def test_accepted_records_settle_their_documents_and_close_the_handover(confirmed: Flow) -> None:
    handover = hand_over(confirmed)
    first, *rest = [record.id for record in records(confirmed)]
    with ledger(confirmed.settings) as session:
        assert accept_records(session, [first], user_id=None) == 1
        assert accept_records(session, [first], user_id=None) == 0
    assert states(confirmed)[0] is DocumentState.ACCEPTED
    with ledger(confirmed.settings) as session:
        assert accept_records(session, rest, user_id=None) == 2
    with confirmed.context.reading() as session:
        assert session.get_one(Handover, handover.id).state is HandoverState.CLOSED


def test_what_bkpp_returns_comes_back_and_goes_out_again(confirmed: Flow) -> None:
    hand_over(confirmed)
    first, *rest = [record.id for record in records(confirmed)]
    with ledger(confirmed.settings) as session:
        accept_records(session, rest, user_id=None)
        assert return_records(session, [first], user_id=None, reason_code="wrong-course") == 1
    document = confirmed.documents()[0]
    assert document.state is DocumentState.RETURNED
    assert records(confirmed)[0].reason_code == "wrong-course"
    with ledger(confirmed.settings) as session:
        review.reopen(session, document.id, user_id=None)
        review.confirm(session, document.id, user_id=None, corrections=Corrections({"jp": 25}))
    again = hand_over(confirmed)
    assert again.records_total == 1
    last = records(confirmed)[-1]
    assert (last.state, last.record["fields"]["jumlahJam"]) == (RecordState.SENT, 25)


def test_handed_over_documents_cannot_be_undone_and_nothing_is_sent_twice(confirmed: Flow) -> None:
    hand_over(confirmed)
    with pytest.raises(Refused, match="nothing-to-undo"), ledger(confirmed.settings) as session:
        review.undo(session, confirmed.documents()[0].id, user_id=None)
    with pytest.raises(Refused, match="handover-empty"), ledger(confirmed.settings) as session:
        request_handover(session, office_id=None, user_id=None)
    with confirmed.context.reading() as session:
        assert len(session.scalars(select(Handover)).all()) == 1


def test_what_is_recorded_already_is_not_sent(confirmed: Flow) -> None:
    with ledger(confirmed.settings) as session:
        session.get_one(Document, confirmed.documents()[0].id).people[0].training_id = _training(session)
    assert hand_over(confirmed).records_total == 2
    assert states(confirmed)[0] is DocumentState.CONFIRMED


def _training(session: Any) -> int:
    from records.tables import Employee, Training

    employee = session.scalars(select(Employee)).first()
    row = Training(employee_id=employee.id, course="x", fingerprint="0" * 64)
    session.add(row)
    session.flush()
    return int(row.id)


@pytest.mark.parametrize("name", ["surat-miring.jpg", "faks.tif", "IMG_4127.heic", "menyamping.png"])
def test_evidence_of_every_kind_of_scan_is_a_small_pdf(tmp_path: Path, name: str) -> None:
    from PIL import Image
    from pillow_heif import register_heif_opener

    register_heif_opener()
    picture = tmp_path / "upright.webp"
    with Image.open(SCANS / name) as image:
        image.convert("RGB").save(picture, "WEBP", quality=60)
    kind = {"jpg": "jpeg", "tif": "tiff"}.get(
        name.rsplit(".", maxsplit=1)[-1], name.rsplit(".", maxsplit=1)[-1]
    )
    made = []
    for target in (tmp_path / "a.pdf", tmp_path / "b.pdf"):
        make_evidence(Evidence(SCANS / name, kind, (PagePicture(1, 90, picture),)), target)
        made.append(target.read_bytes())
    assert made[0] == made[1]
    assert len(made[0]) <= 1_000_000
    with pikepdf.open(io.BytesIO(made[0])) as pdf:
        assert len(pdf.pages) == 1


def test_evidence_carries_nothing_that_acts(tmp_path: Path) -> None:
    original, target = tmp_path / "original.pdf", tmp_path / "evidence.pdf"
    with pikepdf.open(io.BytesIO(certificate(Paper(), Paper()))) as pdf:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = action
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=action)
        pdf.attachments["rahasia.txt"] = b"rahasia"
        pdf.save(original)
    make_evidence(Evidence(original, "pdf", (PagePicture(1, 0, original),)), target)
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == 1
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.pages[0].obj
        assert not pdf.attachments


def test_an_original_that_cannot_be_opened_gives_the_stored_pictures(tmp_path: Path) -> None:
    from PIL import Image

    broken, picture, target = tmp_path / "x.pdf", tmp_path / "p.webp", tmp_path / "e.pdf"
    broken.write_bytes(b"%PDF-1.4 broken")
    Image.effect_noise((1200, 1700), 60).convert("RGB").save(picture, "WEBP", quality=90)
    make_evidence(Evidence(broken, "pdf", (PagePicture(1, 0, picture),)), target, max_bytes=300_000)
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == 1
