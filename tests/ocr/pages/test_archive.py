"""Archives with every trick, through the real child process."""

import io
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from drawing import draw_page, save_digital

from ocr.limits import DEFAULT_LIMITS
from ocr.pages import Member, members
from ocr.pages.unpacking import is_unsafe_name, safe_name
from records.errors import Rejected


def picture() -> bytes:
    data = io.BytesIO()
    draw_page(("teks",), (200, 200)).save(data, "PNG")
    return data.getvalue()


def unpacked(tmp_path: Path, entries: dict[str, bytes], **limits: float) -> list[Member]:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    folder = tmp_path / "out"
    folder.mkdir()
    return members(tmp_path / "a.zip", folder, replace(DEFAULT_LIMITS, **limits))


def code_of(tmp_path: Path, entries: dict[str, bytes], **limits: float) -> str:
    with pytest.raises(Rejected) as caught:
        unpacked(tmp_path, entries, **limits)
    return caught.value.code


def test_members_come_out_with_names_to_show_and_plain_names_on_disk(tmp_path: Path) -> None:
    pdf = save_digital(tmp_path / "x.pdf").read_bytes()
    found = unpacked(
        tmp_path,
        {"folder/sertifikat 🎓 Budi.pdf": pdf, "a/b/foto.png": picture(), "__MACOSX/._foto.png": b"x"},
    )
    assert [member.name for member in found] == ["sertifikat 🎓 Budi.pdf", "foto.png"]
    assert [member.code for member in found] == [None, None]
    first = found[0].path
    assert first is not None
    assert first.parent == tmp_path / "out"
    assert first.name.isdigit()
    assert first.read_bytes() == pdf


@pytest.mark.parametrize(
    "name", ["../jahat.png", "a/../../b.png", "/etc/b.png", "C:\\b.png", "..\\..\\b.png"]
)
def test_names_that_leave_the_folder_are_left_out_and_the_rest_is_taken(tmp_path: Path, name: str) -> None:
    bad, good = unpacked(tmp_path, {name: picture(), "baik.png": picture()})
    assert (bad.code, bad.path) == ("archive-unsafe-name", None)
    assert good.code is None
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "out"]


def test_empty_wrong_and_nested_members_have_their_codes(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.png", picture())
    found = unpacked(
        tmp_path,
        {"kosong.pdf": b"", "surat.txt": b"halo", "dalam.zip": inner.getvalue(), "baik.png": picture()},
    )
    assert [m.code for m in found] == ["file-empty", "file-type-unknown", "archive-nested", None]


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    assert code_of(tmp_path, {"a.png": b"\x00" * 80_000_000}) == "archive-bomb"


def test_a_member_that_lies_about_its_size_is_a_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.png", picture() + b"\x00" * 1_000_000)
    data = bytearray((tmp_path / "b.zip").read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 1000)
    (tmp_path / "b.zip").write_bytes(data)
    (tmp_path / "out").mkdir()
    try:
        [member] = members(tmp_path / "b.zip", tmp_path / "out")
        assert member.code == "archive-member-broken"
    except Rejected as rejected:
        assert rejected.code in ("archive-bomb", "archive-broken")  # noqa: PT017 - either way it is refused
    assert sum(p.stat().st_size for p in (tmp_path / "out").iterdir()) < 10_000


def test_many_broken_and_empty_archives_have_their_codes(tmp_path: Path) -> None:
    assert (
        code_of(tmp_path, {f"{n}.png": b"x" for n in range(6)}, max_members=5) == "archive-too-many-members"
    )
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04" + b"junk" * 50)
    with pytest.raises(Rejected, match="archive-broken"):
        members(tmp_path / "c.zip", tmp_path / "out")
    with zipfile.ZipFile(tmp_path / "d.zip", "w"):
        pass
    with pytest.raises(Rejected, match="archive-empty"):
        members(tmp_path / "d.zip", tmp_path / "out")


def test_an_encrypted_member_is_named_so(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("a.png", picture())
    data = bytearray((tmp_path / "e.zip").read_bytes())
    data[6] |= 1  # the flag in the local header, and in the directory
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "e.zip").write_bytes(data)
    (tmp_path / "out").mkdir()
    [member] = members(tmp_path / "e.zip", tmp_path / "out")
    assert member.code == "archive-encrypted"


def test_a_file_that_is_no_archive_is_turned_away(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture())
    with pytest.raises(Rejected, match="file-type-unknown"):
        members(tmp_path / "a.png", tmp_path)


def test_shown_names_hold_no_control_marks_and_stay_short() -> None:
    assert safe_name("a/\u202egnp.exe\x00.png") == "gnp.exe.png"
    assert safe_name("...") == "tanpa-nama"
    assert len(safe_name("x" * 500 + ".pdf")) == 120
    assert safe_name("x" * 500 + ".pdf").endswith(".pdf")
    assert not is_unsafe_name("folder/berkas..pdf")
