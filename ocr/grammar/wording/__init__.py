"""The wording of papers as data: lists of patterns in the TOML files beside this one.

A space in a pattern stands for any white space, `<name>` for any entry of `words.toml` under that name.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

_NAMED = re.compile(r"<([a-z_]+)>")


def read_wording(area: str) -> dict[str, Any]:
    """Load one file, e.g. "zones"."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{area}.toml").read_text(encoding="utf-8"))


@cache
def wording(area: str) -> dict[str, list[str]]:
    """Load the pattern lists of one file."""
    return read_wording(area)


@cache
def any_of(area: str, name: str) -> str:
    """Give one group that matches any entry of list `name` in file `area`."""
    return "(?:" + "|".join(_expand(p) for p in wording(area)[name]) + ")"


def _expand(pattern: str) -> str:
    return _NAMED.sub(lambda m: any_of("words", m[1]), pattern.replace(" ", r"\s+"))


def compiled(area: str, name: str) -> re.Pattern[str]:
    """Compile `any_of(area, name)`."""
    return re.compile(any_of(area, name))
