"""Scans of template families that were held out when drawn are read, and nobody is taken wrongly.

Only totals are told on failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.scoring_table import Score, compare, load_readings, load_truth

ROOT = Path(__file__).parents[2]
UNSEEN = Path(__file__).parent / "unseen"


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> Score:
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    out = tmp_path_factory.mktemp("unseen") / "readings.jsonl"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "cli", "read", UNSEEN / "scans"),
            *("--register", UNSEEN / "register.csv", "--output", out, "--workers", "1", "--quiet"),
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    truth, names = load_truth(UNSEEN)
    return compare(truth, names, load_readings(out))


def test_every_file_is_read(score: Score) -> None:
    assert score.files_read == score.files == 6


def test_nobody_is_taken_for_certain_wrongly_and_nothing_wrong_is_ready(score: Score) -> None:
    assert (score.wrong_certain, score.ready_wrong) == (0, 0)


def test_documents_are_what_they_are(score: Score) -> None:
    accuracy = score.accuracy()
    assert accuracy["kind"] == accuracy["split"] == accuracy["no_false_evidence"] == 1.0


def test_four_of_five_are_read_whole(score: Score) -> None:
    assert score.accuracy()["whole_document"] >= 0.8
    assert score.accuracy()["nip"] >= 0.85
