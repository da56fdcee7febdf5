import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_file_pins_everything_with_hashes_and_names_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    pins = re.findall(r"^([a-z0-9][a-z0-9._-]*(?:\[[a-z,]+\])?)==", text, flags=re.MULTILINE)
    assert len(pins) > 30
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert not [b.split("\n")[0] for b in blocks if "==" in b.split("\n")[0] and "--hash=sha256:" not in b]


def test_the_lock_file_holds_what_the_project_asks_for() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8").lower()
    for requirement in wanted:
        name = re.split(r"[\[<>=~; ]", requirement)[0].lower()
        assert re.search(rf"^{re.escape(name)}(\[[a-z,]+\])?==", pinned, flags=re.MULTILINE), name
