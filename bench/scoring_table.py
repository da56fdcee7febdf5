"""How well readings agree with a corpus' truth: field accuracies, and the figures that must be nought.

A corpus is a folder with `scans/`, `truth.json` and `register.csv`; readings are JSON lines in the reading
format. What counts as right is in one place each: `_facts` for a document's fields, `_people` for persons.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

EVIDENCE = ("certificate", "supervisor_letter")
KEYS = (
    "split", "kind", "jp", "jp_conflict", "course", "start", "end", "issued", "number",
    "organiser", "name", "nip", "match", "namesake_held_back", "no_extra_person",
    "no_false_evidence", "whole_document",
)  # fmt: skip
Json = dict[str, Any]


@dataclass(slots=True)
class Share:
    """How often something was right."""

    right: int = 0
    of: int = 0

    def add(self, *, ok: bool) -> None:
        """Count one more."""
        self.of += 1
        self.right += ok

    @property
    def part(self) -> float:
        """Right ones as a fraction, 0..1."""
        return self.right / self.of if self.of else 0.0


@dataclass(slots=True)
class Score:
    """What comes out of a comparison. `groups` holds shares by group and key; "ALL" is every document."""

    groups: dict[str, dict[str, Share]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Share))
    )
    files: int = 0
    files_read: int = 0
    documents: int = 0
    certain: int = 0
    wrong_certain: int = 0
    ready: int = 0
    ready_wrong: int = 0
    duplicates: int = 0
    duplicates_found: int = 0
    false_duplicates: int = 0
    misses: list[tuple[Any, ...]] = field(default_factory=list)

    def accuracy(self, group: str = "ALL") -> dict[str, float]:
        """Give the fractions of a group by key, in table order."""
        shares = self.groups[group]
        return {key: shares[key].part for key in KEYS if key in shares}

    def as_json(self) -> Json:
        """Give the figures without the misses."""
        return {
            "files": self.files,
            "files_read": self.files_read,
            "documents": self.documents,
            "accuracy": self.accuracy(),
            "by_group": {g: self.accuracy(g) for g in sorted(self.groups) if g != "ALL"},
            "certain": self.certain,
            "wrong_certain": self.wrong_certain,
            "ready": self.ready,
            "ready_share": self.ready / max(1, self.documents),
            "ready_wrong": self.ready_wrong,
            "duplicates": self.duplicates,
            "duplicates_found": self.duplicates_found,
            "false_duplicates": self.false_duplicates,
        }


def fold(text: str | None) -> str:
    """Give lower-case letters and digits with single spaces between."""
    plain = unicodedata.normalize("NFKD", text or "").lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def alike(one: str | None, two: str | None) -> float:
    """Give 1 minus the edit distance of the folded texts as a share of the longer one's length."""
    a, b = fold(one), fold(two)
    return 1.0 if a == b else 1 - Levenshtein.distance(a, b) / max(len(a), len(b), 1)


def value(entry: Any) -> Any:
    """Give a field's value, or None."""
    return entry.get("value") if isinstance(entry, dict) else entry


def load_truth(corpus: Path) -> tuple[Json, Counter[str]]:
    """Give a corpus' truth and how many employees bear each folded name."""
    truth = json.loads((corpus / "truth.json").read_text(encoding="utf-8"))
    with (corpus / "register.csv").open(encoding="utf-8", newline="") as rows:
        names = {row["nip"]: fold(row["nama"]) for row in csv.DictReader(rows)}
    return truth, Counter(names.values())


def load_readings(path: Path) -> dict[str, Json]:
    """Give readings by file name."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {Path(line["file"]).name: line for line in lines}


def compare(
    truth: Json,
    namesakes: Counter[str],
    readings: dict[str, Json],
    group: Callable[[Json, Json], str] | None = None,
) -> Score:
    """Compare readings with the truth; `group` names a document's group from its file's and its own truth."""
    score = Score(files=len(truth), files_read=sum(name in readings for name in truth))
    for name, entry in truth.items():
        documents = readings.get(name, {}).get("documents", [])
        spare = list(documents)
        for wanted in entry["documents"]:
            found = overlapping(wanted, documents)
            key = group(entry, wanted) if group else entry["scan"]
            judge = _Judge(score, key, name, wanted, found or {}, namesakes)
            judge.document(here=found is not None)
            spare = [d for d in spare if d is not found]
        for extra in spare:
            ok = extra.get("kind") not in EVIDENCE
            score.groups["ALL"]["no_false_evidence"].add(ok=ok)
    return score


def overlapping(wanted: Json, documents: Iterable[Json]) -> Json | None:
    """Give the read document whose pages overlap the wanted ones most; of equals, the last."""
    pages, best, most = set(wanted["pages"]), None, 0.0
    for document in documents:
        own = set(document.get("pages", []))
        share = len(pages & own) / len(pages | own)
        if share and share >= most:
            best, most = document, share
    return best


@dataclass(slots=True)
class _Judge:
    score: Score
    group: str
    file: str
    wanted: Json
    found: Json
    namesakes: Counter[str]

    def mark(self, key: str, ok: object, want: object = None, got: object = None) -> bool:
        self.score.groups[self.group][key].add(ok=bool(ok))
        self.score.groups["ALL"][key].add(ok=bool(ok))
        if not ok:
            self.miss(key, want, got)
        return bool(ok)

    def miss(self, key: str, want: object, got: object) -> None:
        self.score.misses.append((key, self.file, self.wanted["pages"], self.group, want, got))

    def document(self, *, here: bool) -> None:
        want, got = self.wanted, self.found
        self.mark(
            "split", here and sorted(got.get("pages", [])) == want["pages"], want["pages"], got.get("pages")
        )
        self.mark("kind", here and got.get("kind") == want["kind"], want["kind"], got.get("kind"))
        if want["kind"] == "other":
            self._not_evidence()
            return
        self.score.documents += 1
        right = self._facts(here=here) + self._people()
        self.mark("whole_document", all(right))
        if got.get("ready"):
            self.score.ready += 1
            if not all(right) or want.get("jp_conflict"):
                self.score.ready_wrong += 1
                self.miss("READY_WRONG", None, None)
        self._duplicate()

    def _not_evidence(self) -> None:
        taken = self.found.get("kind") in EVIDENCE
        self.mark("no_false_evidence", not taken, "other", self.found.get("kind"))
        if taken and self.found.get("ready"):
            self.score.ready += 1
            self.score.ready_wrong += 1
            self.miss("READY_WRONG", "other", self.found["kind"])

    def _facts(self, *, here: bool) -> list[bool]:
        want, got = self.wanted, self.found
        right = []
        if want.get("jp_conflict"):
            self.mark("jp_conflict", here and not got.get("ready"), "not ready", got.get("ready"))
        else:
            right.append(self._same("jp", ok=here and value(got.get("jp")) == want["jp"]))
        right.append(self._same("course", ok=alike(value(got.get("course")), want["course"]) >= 0.95))
        right += [self._same(key, ok=value(got.get(key)) == want[key]) for key in ("start", "end")]
        self._same("number", ok=fold(value(got.get("number"))) == fold(want["number"]))
        if want.get("issued"):
            self._same("issued", ok=value(got.get("issued")) == want["issued"])
        if want.get("organiser"):
            self._same("organiser", ok=alike(value(got.get("organiser")), want["organiser"]) >= 0.9)
        return right

    def _same(self, key: str, *, ok: bool) -> bool:
        return self.mark(key, ok, self.wanted[key], value(self.found.get(key)))

    def _people(self) -> list[bool]:
        left = list(self.found.get("people", []))
        right = []
        for person in self.wanted["people"]:
            hit = self._find(person, left)
            left = [x for x in left if x is not hit]
            right += self._person(person, hit or {})
        for extra in left:
            self.mark("no_extra_person", ok=False, got=(value(extra.get("name")), value(extra.get("nip"))))
            if (extra.get("match") or {}).get("status") == "certain":
                self.score.certain += 1
                self.score.wrong_certain += 1
                self.miss("WRONG_CERTAIN", None, (extra.get("match") or {}).get("nip"))
        if not left:
            self.mark("no_extra_person", ok=True)
        return right

    def _find(self, person: Json, left: list[Json]) -> Json | None:
        """Give the read person who is meant: by match, else by printed NIP, else by likeness of name."""
        matched = [x for x in left if (x.get("match") or {}).get("nip") == person["register_nip"]]
        by_nip = [
            x for x in left if person["nip_as_printed"] and value(x.get("nip")) == person["nip_as_printed"]
        ]
        nearest = max(
            left, key=lambda x: alike(value(x.get("name")), person["name_as_printed"]), default=None
        )
        hit: Json | None = next(iter(matched or by_nip), nearest)
        if hit is None or len(self.wanted["people"]) == 1:
            return hit
        stranger = alike(value(hit.get("name")), person["name_as_printed"]) < 0.5
        return None if stranger and (hit.get("match") or {}).get("nip") != person["register_nip"] else hit

    def _person(self, person: Json, hit: Json) -> list[bool]:
        match = hit.get("match") or {}
        printed_name, printed_nip = person["name_as_printed"], person["nip_as_printed"]
        name = value(hit.get("name"))
        self.mark("name", alike(name, printed_name) >= 0.95, printed_name, name)
        if printed_nip:
            self.mark("nip", value(hit.get("nip")) == printed_nip, printed_nip, value(hit.get("nip")))
        ok = match.get("nip") == person["register_nip"]
        if match.get("status") == "certain":
            self.score.certain += 1
            if not ok:
                self.score.wrong_certain += 1
                self.miss("WRONG_CERTAIN", person["register_nip"], match.get("nip"))
        if printed_nip or self.namesakes[fold(person["name"])] == 1:
            return [self.mark("match", ok, person["register_nip"], match.get("nip"))]
        held = ok or match.get("status") != "certain"
        self.mark("namesake_held_back", held, person["register_nip"], match)
        return []

    def _duplicate(self) -> None:
        told = self.found.get("duplicate_of")
        if self.wanted.get("duplicate_of"):
            self.score.duplicates += 1
            self.score.duplicates_found += bool(told)
        elif told:
            self.score.false_duplicates += 1
            self.miss("FALSE_DUPLICATE", None, told)


def table(score: Score) -> str:
    """Draw the accuracies by group as text, percent and count."""
    columns = [*sorted(g for g in score.groups if g != "ALL"), "ALL"]
    width = max(12, *(len(c) for c in columns)) + 1
    lines = [" " * 19 + "".join(c.rjust(width) for c in columns)]
    for key in KEYS:
        cells = [score.groups[c].get(key) for c in columns]
        shown = (f"{100 * s.part:.1f} /{s.of}" if s else "-" for s in cells)
        lines.append(key.ljust(19) + "".join(c.rjust(width) for c in shown))
    share = 100 * score.ready / max(1, score.documents)
    read = f"files read {score.files_read}/{score.files}"
    certain = f"people taken for certain {score.certain}, of them wrong {score.wrong_certain}"
    ready = f"ready to confirm untouched {score.ready}/{score.documents} ({share:.1f} %)"
    again = f"handed in again {score.duplicates}, found {score.duplicates_found}"
    return "\n".join(
        [
            *lines,
            f"{read}; {certain}",
            f"{ready}, of them wrong {score.ready_wrong}",
            f"{again}, false alarms {score.false_duplicates}",
        ]
    )
