"""What engines read the second time, and how it is settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from paper import typed

from ocr.documents import find_documents
from ocr.documents.votes import best_number, vote
from ocr.engine import Reread
from records.values import Box, PageText, Word

LETTER = """
                             SURAT KETERANGAN
                         Nomor : 094/221/DISHUBIII/2020

     Yang bertanda tangan di bawah ini menerangkan bahwa :
     Nama             :  Bagus Wahyudi, A.Md
     NIP              :  {nip}

     telah mengikuti Pelatihan Manajemen Lalu Lintas pada tanggal 3 s.d. 5 Maret 2020 selama 24 JP.

                                                     Sukamaju, 9 Maret 2020
                                                     Kepala Dinas,
"""


def doubted(page: PageText) -> PageText:
    """The same page from an engine that is not sure of anything."""
    return replace(page, words=tuple(replace(w, confidence=0.6) for w in page.words))


def answering(texts: dict[str, tuple[str, str]]) -> tuple[Callable[[PageText], Reread], list[str]]:
    """A `Reread` by hand: the two engines' answers for the box that holds a given word, nothing elsewhere."""
    asked: list[str] = []

    def reread(page: PageText) -> Reread:
        def ask(number: int, box: Box, hint: str) -> tuple[Word, ...]:
            inside = [w.text for w in page.words if _holds(box, w)]
            asked.append(hint)
            for key, answers in texts.items():
                if any(key in t for t in inside):
                    engines = zip(answers, ("ppocr", "tesseract"), strict=True)
                    return tuple(Word(answer, box, 0.9, 0, engine) for answer, engine in engines)
            return ()

        return ask

    return reread, asked


def _holds(box: Box, word: Word) -> bool:
    x, y = word.box.centre
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def test_engines_that_agree_outvote_a_broken_nip() -> None:
    page = doubted(typed(LETTER.format(nip="198902142015041O2")))
    reread, asked = answering({"1989": ("198902142015041002", "19890214 201504 1 002")})

    (d,) = find_documents([page], reread(page))

    assert d.people[0].nip.value == "198902142015041002"
    assert "digits" in asked


def test_a_clear_page_is_not_read_again_but_for_its_number() -> None:
    page = typed(LETTER.format(nip="198902142015041002"))
    reread, asked = answering({})

    find_documents([page], reread(page))

    assert asked == ["text", "wide"]


def test_agreement_makes_a_value_surer_and_dissent_less_sure() -> None:
    page = doubted(typed(LETTER.format(nip="198902142015041002")))
    agree, _ = answering({"1989": ("198902142015041002",) * 2})
    differ, _ = answering({"1989": ("198902142015041008", "198902142015041003")})

    (sure,) = find_documents([page], agree(page))
    (unsure,) = find_documents([page], differ(page))

    assert sure.people[0].nip.confidence >= unsure.people[0].nip.confidence
    assert "198902142015041008" in unsure.people[0].nip.alternatives


def test_the_reading_that_kept_its_dots_wins() -> None:
    assert (
        best_number(["852/711/BKPPII/2019", "852/711/BKPIII/2019", "852/711/BKPP.III/2019"])
        == "852/711/BKPP.III/2019"
    )


def test_a_year_that_lost_its_last_figure_backs_the_whole_one() -> None:
    assert best_number(["29/SK/XI/2019", "29/SK/XI/201", "29/SK/XI/201"]) == "29/SK/XI/2019"


def test_a_longer_reading_does_not_outvote_two_that_agree() -> None:
    assert best_number(["29/SK/XI/2021", "29/SK/XI/2021", "29/SK/XI1/2021"]) == "29/SK/XI/2021"


def test_a_lone_other_reading_changes_nothing() -> None:
    assert vote(20, [30]) == 20
