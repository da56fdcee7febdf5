"""All sentences a user reads, Indonesian first, English second, from one catalogue of TOML files."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

LANGUAGES = ("id", "en")


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """Load every `records/catalogue/*.toml`: key → language → sentence with {placeholders}.

    Raises:
        ValueError: a key stands in two files, or lacks a language.
    """
    texts: dict[str, dict[str, str]] = {}
    for source in sorted(resources.files("records").joinpath("catalogue").iterdir(), key=lambda p: p.name):
        if not source.name.endswith(".toml"):
            continue
        for key, entry in tomllib.loads(source.read_text(encoding="utf-8")).items():
            if key in texts:
                raise ValueError(f"catalogue key {key} stands twice")
            if set(entry) != set(LANGUAGES):
                raise ValueError(f"catalogue key {key} lacks a language")
            texts[key] = entry
    return texts


def text(key: str, language: str = "id", /, **values: object) -> str:
    """Give the sentence for `key` in `language`, filled with `values`.

    Raises:
        KeyError: the catalogue has no such key.
    """
    entry = catalogue()[key]
    sentence = entry.get(language, entry["id"])
    return sentence.format(**values) if values else sentence


def has_text(key: str) -> bool:
    """Say whether the catalogue holds `key`."""
    return key in catalogue()
