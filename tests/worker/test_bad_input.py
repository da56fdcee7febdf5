"""Each bad file gets its own code and a sentence; the rest of its batch goes on."""

import io
import zipfile
from collections.abc import Callable

import numpy as np
import pikepdf
import pytest
from flow import Flow, Paper, certificate
from PIL import Image

from records.settings import Settings
from records.states import DocumentState, FileState
from records.texts import text

GOOD = certificate(Paper())


def _encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(certificate(Paper(number="1/TERKUNCI/2019")))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="rahasia"))
    return out.getvalue()


def _huge_picture() -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.zeros((20_000, 20_000), np.uint8)).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "kosong.pdf": (lambda: b"", "file-empty"),
    "program.exe": (lambda: b"MZ\x90\x00" + b"\x00" * 500, "file-type-unknown"),
    "surat.docx": (lambda: _zip(("[Content_Types].xml", b"<Types/>")), "file-type-unknown"),
    "terkunci.pdf": (_encrypted, "pdf-encrypted"),
    "rusak.pdf": (lambda: b"%PDF-1.7\n" + b"sampah " * 400, "pdf-broken"),
    "rusak.jpg": (lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 300, "image-broken"),
    "kosong.zip": (_zip, "archive-empty"),
    "bom.zip": (lambda: _zip(("nol.pdf", b"%PDF-1.4" + b"\x00" * 300_000_000)), "archive-bomb"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_turned_away_with_its_code_and_the_good_one_goes_on(
    sqlite_flow: Flow, name: str
) -> None:
    make, code = BAD[name]
    sqlite_flow.hand_in((name, make()), ("baik.pdf", GOOD))
    sqlite_flow.drain()
    bad, good = sqlite_flow.files()
    assert (bad.state, bad.error_code) == (FileState.REJECTED, code)
    assert all(text(f"error.{code}", language, **(bad.error_values or {})) for language in ("id", "en"))
    assert good.state is FileState.FOUND
    assert [d.state for d in sqlite_flow.documents()] == [DocumentState.AWAITING_REVIEW]


def test_every_bad_file_in_one_batch_on_both_databases(flow: Flow) -> None:
    quick = {name: make for name, (make, _) in BAD.items() if name != "bom.zip"}
    flow.hand_in(*((name, make()) for name, make in quick.items()), ("baik.pdf", GOOD))
    flow.drain()
    found = {file.name: file.error_code for file in flow.files() if file.state is FileState.REJECTED}
    assert found == {name: BAD[name][1] for name in quick}
    assert [d.state for d in flow.documents()] == [DocumentState.AWAITING_REVIEW]


def test_a_huge_picture_ends_in_a_state_a_clerk_can_read(sqlite_flow: Flow) -> None:
    sqlite_flow.hand_in(("raksasa.png", _huge_picture()), ("baik.pdf", GOOD))
    sqlite_flow.drain()
    huge, good = sqlite_flow.files()
    # 400 megapixels: over the default limit, so turned away before it is decoded.
    assert (huge.state, huge.error_code) == (FileState.REJECTED, "image-too-large")
    assert good.state is FileState.FOUND


def test_names_with_dots_stay_inside_and_members_are_files_of_their_own(flow: Flow) -> None:
    other = certificate(Paper(number="2/LAIN/2019", course="Pelatihan Kearsipan Dinamis"))
    archive = _zip(("../../jahat.pdf", GOOD), ("folder/baik.pdf", other), ("catatan.txt", b"halo"))
    flow.hand_in(("kumpulan.zip", archive))
    flow.drain()
    parent, *members = flow.files()
    assert parent.state is FileState.UNPACKED
    assert all(member.parent_id == parent.id and "/" not in member.name for member in members)
    by_name = {member.name: member for member in members}
    assert by_name["baik.pdf"].state is FileState.FOUND
    assert (by_name["jahat.pdf"].state, by_name["jahat.pdf"].error_code) == (
        FileState.REJECTED,
        "archive-unsafe-name",
    )
    assert by_name["catatan.txt"].error_code == "file-type-unknown"


def test_a_zip_in_a_zip_is_named_as_such(sqlite_flow: Flow) -> None:
    sqlite_flow.hand_in(("luar.zip", _zip(("dalam.zip", _zip(("a.pdf", GOOD))), ("b.pdf", GOOD))))
    sqlite_flow.drain()
    codes = {file.name: file.error_code for file in sqlite_flow.files()}
    assert codes == {"luar.zip": None, "dalam.zip": "archive-nested", "b.pdf": None}


def test_a_pdf_with_more_pages_than_allowed_is_turned_away(
    sqlite_url: str, redis_url: str, make_settings: Callable[..., Settings]
) -> None:
    flow = Flow(make_settings(database_url=sqlite_url, redis_url=redis_url, max_pages=3))
    flow.hand_in(("panjang.pdf", certificate(*[Paper()] * 4)), ("baik.pdf", GOOD))
    flow.drain()
    long, good = flow.files()
    assert (long.state, long.error_code) == (FileState.REJECTED, "too-many-pages")
    assert good.state is FileState.FOUND
    assert not [page for page in flow.pages() if page.file_id == long.id]


@pytest.mark.slow
def test_a_pdf_of_five_hundred_pages_is_read_whole(sqlite_flow: Flow) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXY"
    papers = [
        Paper(number=f"893/{n}/BKPP/2019", course=f"Pelatihan {letters[n % 25]} {letters[n // 25]}", jp=20)
        for n in range(500)
    ]
    sqlite_flow.hand_in(("panjang.pdf", certificate(*papers)))
    sqlite_flow.drain()
    assert len(sqlite_flow.pages()) == 500
    assert len(sqlite_flow.documents()) == 500


def test_what_was_linked_to_a_file_that_is_turned_away_is_turned_away_too(flow: Flow) -> None:
    data = BAD["rusak.pdf"][0]()
    flow.hand_in(("satu.pdf", data), ("dua.pdf", data))
    assert [f.state for f in flow.files()] == [FileState.RECEIVED, FileState.LINKED]
    flow.drain()
    assert {(f.state, f.error_code) for f in flow.files()} == {(FileState.REJECTED, "pdf-broken")}


def test_a_rejected_file_may_be_handed_in_again(sqlite_flow: Flow) -> None:
    data = BAD["rusak.pdf"][0]()
    sqlite_flow.hand_in(("rusak.pdf", data))
    sqlite_flow.drain()
    sqlite_flow.hand_in(("rusak.pdf", data))
    sqlite_flow.drain()
    assert [f.error_code for f in sqlite_flow.files()] == ["pdf-broken", "pdf-broken"]
