import re
from pathlib import Path
from string import Formatter

from records.texts import LANGUAGES, catalogue

ROOT = Path(__file__).parents[2]


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_with_the_same_values() -> None:
    wrong = {
        key: entry
        for key, entry in catalogue().items()
        if len({frozenset(_placeholders(entry[language])) for language in LANGUAGES}) != 1
    }
    assert not wrong


def test_no_sentence_is_empty() -> None:
    assert not [
        key for key, entry in catalogue().items() if not all(entry[name].strip() for name in LANGUAGES)
    ]


def test_every_error_code_raised_has_its_sentence() -> None:
    raised = re.compile(r"\b(?:Rejected|Refused|Trouble|Misconfigured)\(\s*\"([a-z0-9-]+)\"")
    codes = {
        code
        for room in ("ocr", "scoring", "records", "worker", "web", "commands")
        for source in (ROOT / room).rglob("*.py")
        for code in raised.findall(source.read_text(encoding="utf-8"))
    }
    assert codes
    assert not sorted(code for code in codes if f"error.{code}" not in catalogue())
