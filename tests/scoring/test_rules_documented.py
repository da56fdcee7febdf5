"""docs/rules.md lists every rule, rule set and option; every code has its sentence."""

import re
from pathlib import Path

from records.texts import has_text
from scoring.index import RULES, get_rule_set, rule_set_names
from scoring.index.rule_set import OPTIONS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def test_every_rule_is_listed_with_its_source() -> None:
    for rule in RULES:
        assert f"| `{rule.name}` | {rule.dimension} | {rule.source} |" in PAGE, rule.name
    listed = re.findall(
        r"^\| `([a-z]+)` \| (?:kualifikasi|kompetensi|kinerja|disiplin) \|", PAGE, re.MULTILINE
    )
    assert listed == [rule.name for rule in RULES]


def test_every_rule_stands_in_a_file_of_its_own() -> None:
    folder = ROOT / "scoring" / "index" / "rules"
    files = {path.stem for path in folder.glob("*.py") if "RULE = Rule(" in path.read_text(encoding="utf-8")}
    assert files == {rule.name for rule in RULES}


def test_every_rule_set_and_option_is_listed() -> None:
    for name in rule_set_names():
        assert f"| `{name}` |" in PAGE
        assert f"{get_rule_set(name).valid_from}" in PAGE
    for option, values in OPTIONS.items():
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{option}` |"))
        assert all(f"`{value}`" in line for value in values)


def test_every_jenis_diklat_code_feeds_one_indicator() -> None:
    for name in rule_set_names():
        assert set(get_rule_set(name).feeds) == set(range(1, 26))


def test_every_code_of_scoring_has_its_sentence() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scoring").rglob("*.py"))
    codes = set(re.findall(r'Part\([^)]*?, "([a-z-]+)"', sources))
    codes |= set(
        re.findall(r'"((?:nip|name|birth-date|unit|post|golongan|register|history)-[a-z-]+)"', sources)
    )
    codes |= set(re.findall(r'yield "([a-z-]+)"', sources))
    codes -= {"post-kind", "post-kind-unknown", "post-match-undecided"}  # of the index, see below
    assert len(codes) > 40
    assert sorted(code for code in codes if not has_text(f"reason.{code}")) == []
    points = set(re.findall(r'Points\(\s*"[a-z]+", "[a-z]+", [^,]+, [^,]+, "([a-z-]+)"', sources))
    missing = set(re.findall(r'Missing\("([a-z-]+)"', sources))
    assert points
    assert missing
    assert [code for code in points if not has_text(f"index.{code}")] == []
    assert [code for code in missing if not has_text(f"index.missing-{code}")] == []
