"""The bench's made families print what their truth claims, and are parted into used and held-out ones."""

from __future__ import annotations

import html
import random
import re
from collections import Counter
from datetime import date

import pytest

from bench.families import dates
from bench.families.check import missing
from bench.families.corpus import employees, families, files
from bench.families.sheet import LAYOUTS, draw

REGISTER = employees(random.Random(3), 150)


def plain(page: str) -> str:
    without_style = re.sub(r"<style>.*?</style>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", without_style))


def test_every_layout_is_used_or_held_out_and_not_both() -> None:
    assert Counter(families()) == Counter(p.stem for p in LAYOUTS.glob("*.html"))
    assert len(families("used")) >= 18
    assert len(families("held-out")) >= 12


@pytest.mark.parametrize("family", families())
@pytest.mark.parametrize("seed", range(3))
def test_a_document_prints_what_its_truth_says(family: str, seed: int) -> None:
    document = draw(family, random.Random(seed), REGISTER)
    truth = document.as_truth([1], [plain(document.html)])
    assert missing(truth) == []
    if document.kind == "other":
        assert truth["people"] == []
    else:
        assert truth["people"]
        assert truth["course"]
        assert truth["start"] <= truth["end"] <= (truth["issued"] or truth["end"])


def test_the_check_names_a_fact_that_is_not_printed() -> None:
    document = draw("two_column", random.Random(1), REGISTER)
    truth = document.as_truth([1], [plain(document.html)]) | {"number": "not/printed/1"}
    assert missing(truth) == ["number: not/printed/1"]


def test_the_same_seed_gives_the_same_corpus() -> None:
    one, two = ([*files(random.Random(5), families("used"), REGISTER, 20)] for _ in range(2))
    assert one == two
    assert sum(len(f.documents) for f in one if not f.documents[0].extra) == 20


def test_dates_in_other_words() -> None:
    start, end = date(2019, 3, 5), date(2019, 3, 7)
    assert dates.listed(start, end) == "5, 6 dan 7 Maret 2019"
    assert dates.weekdays(start, end) == "Selasa s.d. Kamis, 5 s.d. 7 Maret 2019"
    assert dates.numeric(start, end) == "05-03-2019 s/d 07-03-2019"
    assert dates.english(start, end) == "March 5-7, 2019"
    assert dates.english(date(2018, 12, 30), date(2019, 1, 2)) == "December 30, 2018 - January 2, 2019"
    assert dates.spelt(start, end) == "lima sampai dengan tujuh bulan Maret tahun dua ribu sembilan belas"
    assert dates.each_weekday(start, end) == "Selasa, 5 Maret 2019 s.d. Kamis, 7 Maret 2019"
    assert dates.padded(start, end) == "05 s/d 07 Maret 2019"
    assert dates.padded(date(2018, 12, 30), date(2019, 1, 2)) == "30 Desember 2018 s/d 02 Januari 2019"
    assert dates.ordinals(start, end) == "5th March 2019 to 7th March 2019"
    assert dates.english_days(start, end) == "Tuesday, 5 March 2019 to Thursday, 7 March 2019"
    assert dates.iso(start, end) == "2019-03-05/2019-03-07"
    assert dates.ordinal(date(2019, 3, 22)) == "March 22nd, 2019"
