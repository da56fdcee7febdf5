"""The bench's scorer counts what it says it counts."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.scoring_table import compare, load_readings, load_truth, table

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
SHARED_SCORER = ROOT.parent / "shared" / "bench" / "score.py"
TRUTH, NAMES = load_truth(SAMPLES)


def perfect() -> dict[str, Any]:
    """Readings that say just what the truth says."""
    readings = {}
    for file, entry in TRUTH.items():
        documents = []
        for wanted in entry["documents"]:
            facts = ("course", "organiser", "number", "start", "end", "issued", "jp")
            people = [
                {
                    "name": {"value": p["name_as_printed"]},
                    "nip": {"value": p["nip_as_printed"]},
                    "match": {
                        "nip": p["register_nip"],
                        "status": "certain" if p["nip_as_printed"] else "probable",
                    },
                }
                for p in wanted["people"]
            ]
            again = wanted.get("duplicate_of")
            documents.append(
                {
                    "pages": wanted["pages"],
                    "kind": wanted["kind"],
                    "people": people,
                    "ready": wanted["kind"] != "other" and not wanted.get("jp_conflict"),
                    "duplicate_of": again and {"file": again[0], "document": again[1]},
                }
                | {key: {"value": wanted.get(key)} for key in facts}
            )
        readings[file] = {"file": file, "documents": documents}
    return readings


def spoilt(rng: random.Random) -> dict[str, Any]:
    """Readings with faults of every kind strewn in."""
    readings = perfect()
    for file in list(readings):
        if rng.random() < 0.1:
            del readings[file]
            continue
        for document in readings[file]["documents"]:
            for key in ("course", "number", "start", "jp", "organiser"):
                if rng.random() < 0.3:
                    document[key] = {"value": rng.choice([None, 7, "something else"])}
            document["course"] = {"value": str(document["course"]["value"])}
            document["number"] = {"value": str(document["number"]["value"])}
            document["organiser"] = {"value": str(document["organiser"]["value"])}
            document["kind"] = rng.choice([document["kind"]] * 4 + ["other", "certificate"])
            document["pages"] = rng.choice([document["pages"]] * 5 + [[*document["pages"], 90]])
            document["duplicate_of"] = rng.choice([None] * 4 + [{"file": "x", "document": 0}])
            people = [p for p in document["people"] if rng.random() < 0.9]
            for person in people:
                person["match"]["nip"] = rng.choice([person["match"]["nip"]] * 5 + ["1" * 18])
                person["name"]["value"] = rng.choice([person["name"]["value"]] * 5 + ["Somebody"])
            if rng.random() < 0.2:
                people.append(
                    {"name": {"value": "Stranger"}, "match": {"nip": "2" * 18, "status": "certain"}}
                )
            document["people"] = people
    return readings


def test_perfect_readings_score_full_marks() -> None:
    score = compare(TRUTH, NAMES, perfect())
    assert set(score.accuracy().values()) == {1.0}
    assert (score.wrong_certain, score.ready_wrong, score.false_duplicates) == (0, 0, 0)
    assert (score.duplicates, score.duplicates_found) == (1, 1)
    assert score.files_read == score.files == len(TRUTH)


def test_no_readings_score_nothing() -> None:
    accuracy = compare(TRUTH, NAMES, {}).accuracy()
    assert accuracy["whole_document"] == accuracy["nip"] == accuracy["course"] == accuracy["split"] == 0.0


def test_a_wrong_person_taken_for_certain_is_counted_and_named() -> None:
    readings = perfect()
    person = readings["surat-miring.jpg"]["documents"][0]["people"][0]
    person["match"] = {"nip": "0" * 18, "status": "certain"}
    score = compare(TRUTH, NAMES, readings)
    assert score.wrong_certain == 1
    assert score.ready_wrong == 1
    assert ("WRONG_CERTAIN", "surat-miring.jpg") in [miss[:2] for miss in score.misses]


def test_a_contradiction_confirmed_unseen_is_ready_and_wrong() -> None:
    readings = perfect()
    readings["jam-bertentangan.jpg"]["documents"][0]["ready"] = True
    score = compare(TRUTH, NAMES, readings)
    assert score.accuracy()["jp_conflict"] == 0.0
    assert score.ready_wrong == 1


def test_a_cover_letter_taken_for_evidence_is_told() -> None:
    readings = perfect()
    readings["pengantar.pdf"]["documents"][0]["kind"] = "certificate"
    assert compare(TRUTH, NAMES, readings).accuracy()["no_false_evidence"] < 1


def test_groups_are_what_the_caller_names() -> None:
    score = compare(TRUTH, NAMES, perfect(), lambda _file, document: document["template"])
    assert set(score.groups) == {"ALL"} | {d["template"] for e in TRUTH.values() for d in e["documents"]}
    assert "sample_sttpp" in table(score).splitlines()[0]


@pytest.mark.skipif(
    not SHARED_SCORER.exists(), reason="the reference scorer ../shared/bench/score.py is absent"
)
@pytest.mark.parametrize("seed", range(3))
def test_figures_are_those_of_the_reference_scorer(seed: int, tmp_path: Path) -> None:
    readings = spoilt(random.Random(seed))
    lines, out = tmp_path / "readings.jsonl", tmp_path / "score.json"
    lines.write_text("\n".join(json.dumps(r) for r in readings.values()), encoding="utf-8")
    subprocess.run(
        [sys.executable, SHARED_SCORER, SAMPLES, lines, "--json", out], check=True, capture_output=True
    )
    ours = compare(TRUTH, NAMES, load_readings(lines)).as_json()
    theirs = json.loads(out.read_text(encoding="utf-8"))
    assert {key: ours[key] for key in theirs} == theirs


def test_spoilt_readings_do_lose_marks() -> None:
    before = copy.deepcopy(TRUTH)
    accuracy = compare(TRUTH, NAMES, spoilt(random.Random(0))).accuracy()
    assert 0 < accuracy["whole_document"] < 1
    assert before == TRUTH
