"""The committed sample scans agree with their truth, their register and their limits."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pillow_heif
import pypdfium2
import pytest
from PIL import Image

from samples.words import date_range, long_date, spell

SAMPLES = Path(__file__).parents[2] / "samples"
TRUTH: dict[str, Any] = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
with (SAMPLES / "register.csv").open(encoding="utf-8", newline="") as rows:
    REGISTER = {row["nip"]: row for row in csv.DictReader(rows)}


def page_count(path: Path) -> int:
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            return len(document)
    pillow_heif.register_heif_opener()
    with Image.open(path) as image:
        return int(getattr(image, "n_frames", 1))


def test_truth_names_every_file_and_no_other() -> None:
    assert set(TRUTH) == {p.name for p in (SAMPLES / "scans").iterdir()}


def test_all_scans_together_stay_small() -> None:
    assert sum(p.stat().st_size for p in (SAMPLES / "scans").iterdir()) <= 4_000_000


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_documents_lie_on_pages_of_the_file_and_share_none(name: str) -> None:
    pages = [n for d in TRUTH[name]["documents"] for n in d["pages"]]
    assert len(pages) == len(set(pages))
    assert max(pages) <= page_count(SAMPLES / "scans" / name)
    assert all(len(d["text"]) == len(d["pages"]) for d in TRUTH[name]["documents"])


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_what_the_truth_says_is_printed(name: str) -> None:
    for document in TRUTH[name]["documents"]:
        text = " ".join(" ".join(document["text"]).split())
        squeezed = "".join(text.split())
        for person in document["people"]:
            assert person["name_as_printed"] in text
            assert "".join((person["nip_as_printed"] or "").split()) in squeezed
            assert REGISTER[person["register_nip"]]["nama"] == person["name"]
        if document["kind"] != "other":
            assert document["course"] in text
            assert document["number"] in text
            assert str(document["jp"]) in text


def test_the_register_holds_namesakes_and_nips_one_digit_apart() -> None:
    names = Counter(row["nama"] for row in REGISTER.values())
    near = [1 for a, b in combinations(REGISTER, 2) if sum(x != y for x, y in zip(a, b, strict=True)) == 1]
    assert max(names.values()) > 1
    assert near
    assert len({row["unit_kerja"] for row in REGISTER.values()}) == 3
    assert 60 <= len(REGISTER) <= 120


def test_the_samples_hold_what_review_needs() -> None:
    documents = [d for entry in TRUTH.values() for d in entry["documents"]]
    assert {d["kind"] for d in documents} == {"certificate", "supervisor_letter", "other"}
    assert sum(bool(d.get("jp_conflict")) for d in documents) == 1
    assert sum(bool(d.get("duplicate_of")) for d in documents) == 1
    assert {p.suffix for p in map(Path, TRUTH)} == {".pdf", ".jpg", ".png", ".tif", ".heic"}
    assert any(len(d["pages"]) == 2 and len(d["people"]) > 5 for d in documents)


def test_numbers_and_dates_in_words() -> None:
    from datetime import date

    assert [spell(n) for n in (11, 19, 20, 32, 100, 119, 215, 1000)] == [
        "sebelas",
        "sembilan belas",
        "dua puluh",
        "tiga puluh dua",
        "seratus",
        "seratus sembilan belas",
        "dua ratus lima belas",
        "seribu",
    ]
    assert long_date(date(2019, 3, 5)) == "5 Maret 2019"
    assert date_range(date(2019, 6, 28), date(2019, 7, 2), "s.d.") == "28 Juni s.d. 2 Juli 2019"
    assert date_range(date(2018, 12, 31), date(2019, 1, 1), "–") == "31 Desember 2018 – 1 Januari 2019"


@pytest.mark.slow
@pytest.mark.browser
def test_making_again_gives_the_same_truth_and_register(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "samples.make", str(tmp_path)],
        cwd=SAMPLES.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    made = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    strip = lambda truth: {  # noqa: E731 - text depends on the fonts' line breaks
        n: [{k: v for k, v in d.items() if k != "text"} for d in e["documents"]] for n, e in truth.items()
    }
    assert strip(made) == strip(TRUTH)
    assert (tmp_path / "register.csv").read_bytes() == (SAMPLES / "register.csv").read_bytes()
