"""An employee's facts from his register row: what it does not say stays unknown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from records.values import Employee
from scoring.index.facts import Facts, Sanction, Training

_NEVER = frozenset({"tidak pernah", "tidak ada", "nihil", "-"})


def facts_of(employee: Employee, trainings: Sequence[Training], performance_year: int) -> Facts:
    """Join a register row and confirmed trainings.

    Args:
        employee: the register row; its performance value carries no year of its own.
        trainings: confirmed or recorded trainings.
        performance_year: the year the register's performance value is taken to be of.
    """
    punished = employee.hukuman_disiplin.strip().lower()
    return Facts(
        nip=employee.nip,
        post_kind=employee.jenis_jabatan or None,
        echelon=echelon_of(employee.jabatan) if employee.jenis_jabatan == "struktural" else None,
        education=employee.pendidikan or None,
        trainings=tuple(trainings),
        performance={performance_year: employee.nilai_kinerja} if employee.nilai_kinerja else {},
        sanctions=None if not punished else () if punished in _NEVER else (Sanction(punished),),
    )


def echelon_of(post: str) -> str | None:
    """Give the echelon that a structural post's name suggests; None when it suggests none."""
    folded = re.sub(r"[^a-z0-9]+", " ", post.lower()).strip()
    return next((name for name, pattern in _echelons() if pattern.search(folded)), None)


@lru_cache(maxsize=1)
def _echelons() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = resources.files("scoring.index").joinpath("echelons.toml").read_text(encoding="utf-8")
    return tuple((e["name"], re.compile("|".join(e["words"]))) for e in tomllib.loads(text)["echelon"])
