"""A file from bytes to documents, and the scans of the shared corpus where they are at hand."""

import json
import re
from pathlib import Path

import pytest
from drawing import NIP, draw_page, save_digital, save_scan

from ocr.limits import Limits
from ocr.reading import ReadOptions, decode_page_image, encode_page_image, read_file, read_pages

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the project")


def test_a_scan_becomes_a_document_with_its_cost(tmp_path: Path) -> None:
    reading = read_file(save_scan(tmp_path / "surat.pdf", [draw_page()]))
    assert reading.error is None
    assert reading.file == "surat.pdf"
    assert len(reading.sha256) == 64
    assert reading.cpu_s > 0
    assert reading.wall_s > 0
    [document] = reading.documents
    assert document.pages == (1,)
    assert [person.nip.value for person in document.people] == [NIP]


@pytest.mark.parametrize(("language", "word"), [("id", "kosong"), ("en", "empty")])
def test_what_is_wrong_with_a_file_is_said_in_the_readers_language(
    tmp_path: Path, language: str, word: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    reading = read_file(tmp_path / "a.pdf", options=ReadOptions(language=language))
    assert reading.error is not None
    assert reading.error.code == "file-empty"
    assert word in reading.error.message
    assert not reading.documents


def test_every_rejection_has_a_whole_sentence(tmp_path: Path) -> None:
    path = save_digital(tmp_path / "a.pdf", [("x",)] * 3)
    reading = read_file(path, options=ReadOptions(Limits(max_pages=2)))
    assert reading.error is not None
    assert reading.error.code == "too-many-pages"
    assert "3" in reading.error.message
    assert "{" not in reading.error.message


def test_pages_come_one_by_one_and_from_any_page(tmp_path: Path) -> None:
    path = save_digital(tmp_path / "a.pdf", [(f"halaman nomor {n} " * 6,) for n in range(1, 4)])
    assert [page.number for page, _ in read_pages(path, first=2)] == [2, 3]


def test_a_stored_page_is_small_and_legible() -> None:
    from numpy import asarray

    image = asarray(draw_page(size=(2480, 3508)))
    data = encode_page_image(image)
    back = decode_page_image(data)
    assert len(data) < 300_000
    assert max(back.shape) == 2000
    assert back.shape[0] / back.shape[1] == pytest.approx(3508 / 2480, abs=0.01)


@needs_corpus
@pytest.mark.parametrize("name", ["0001.jpg", "0046.pdf", "0055.jpg", "0066.jpg", "0075.pdf", "0074.pdf"])
def test_printed_words_and_nips_of_real_pages_are_found(name: str) -> None:
    truth = json.loads((CORPUS / "truth.json").read_text())[name]
    pages = {page.number: page for page, _ in read_pages(CORPUS / "scans" / name)}
    for document in truth["documents"]:
        for number, text in zip(document["pages"], document["text"], strict=True):
            have = [plain(word.text) for word in pages[number].words]
            # round stamps are drawn letters on a ring; nobody needs them read
            want = [plain(word) for word in text.split() if len(plain(word)) > 3]
            run = "".join(have)
            assert sum(word in run for word in want) / len(want) > 0.88, name
            if (
                document["people"]
                and document["people"][0]["nip_as_printed"]
                and number == document["pages"][0]
            ):
                assert document["people"][0]["nip_as_printed"] in re.sub(r"\D", "", run)


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
