"""What kind of training a course is, by SIASN's codes: proposed from words of its title."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

STRUCTURAL, FUNCTIONAL, TECHNICAL = 1, 2, 3
OTHER_LEVEL = 8
_CERTIFICATE_TYPES = {FUNCTIONAL: "F", 4: "P", 7: "P", 9: "P"}

KIND_NAMES: Mapping[int, str] = {
    1: "Diklat Struktural", 2: "Diklat Fungsional", 3: "Diklat Teknis", 4: "Workshop",
    5: "Pelatihan Manajerial",
    6: "Pelatihan Sosial Kultural", 7: "Sosialisasi", 8: "Bimbingan Teknis", 9: "Seminar", 10: "Magang",
    11: "Kursus", 12: "Penataran", 13: "Pengembangan klasikal lainnya", 14: "Coaching", 15: "Mentoring",
    16: "E-Learning", 17: "Pelatihan Jarak Jauh", 18: "Detasering", 19: "Outbond", 20: "Benchmarking",
    21: "Pertukaran", 22: "Belajar Mandiri", 23: "Komunitas Belajar", 24: "Bimbingan di Tempat Kerja",
    25: "Pengembangan nonklasikal lainnya",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CourseKind:
    """A proposed kind: `code` is jenisDiklat 1..25, `level` latihanStruktural of structural training.

    `words` are the title's words that led to it; empty when none did and technical training was assumed
    (`sure` False). `certificate_type` is jenisKursusSertipikat: T, F or P; "" for structural training.
    """

    code: int
    level: int | None
    words: tuple[str, ...]
    sure: bool

    @property
    def name(self) -> str:
        """SIASN's name of the kind."""
        return KIND_NAMES[self.code]

    @property
    def structural(self) -> bool:
        """Whether it goes to the diklat record; all other training goes to the kursus record."""
        return self.code == STRUCTURAL

    @property
    def certificate_type(self) -> str:
        """SIASN's jenisKursusSertipikat."""
        return certificate_type(self.code)


def certificate_type(code: int) -> str:
    """Give jenisKursusSertipikat of a jenisDiklat code: F for 2, P for 4, 7 and 9, T for the others."""
    return "" if code == STRUCTURAL else _CERTIFICATE_TYPES.get(code, "T")


def classify(course: str) -> CourseKind:
    """Propose the kind of a course from its title."""
    title = fold_title(course)
    found = [
        (not kind["outranks"], match.start(), kind["code"], match[0])
        for kind in _table()["kind"]
        for pattern in kind["patterns"]
        if (match := pattern.search(title))
    ]
    if not found:
        return CourseKind(TECHNICAL, None, (), sure=False)
    _, _, code, words = min(found, key=lambda hit: (hit[0], hit[1], -len(hit[3])))
    level = _level(title) if code == STRUCTURAL else None
    return CourseKind(code, level, (words.strip(),), sure=True)


def fold_title(course: str) -> str:
    """Fold a title to lower-case words with single blanks."""
    return re.sub(r"[^a-z0-9]+", " ", course.lower()).strip()


def _level(title: str) -> int:
    for level in _table()["level"]:
        if any(pattern.search(title) for pattern in level["patterns"]):
            return int(level["code"])
    return OTHER_LEVEL


@lru_cache(maxsize=1)
def _table() -> Mapping[str, list[dict[str, Any]]]:
    text = resources.files("scoring.course_kind").joinpath("kinds.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    for entry in (*data["kind"], *data["level"]):
        entry["patterns"] = [re.compile(word) for word in entry["words"]]
        entry.setdefault("outranks", False)
    return data
