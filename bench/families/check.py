"""Say what a made corpus' truth claims and its printed text does not show.

Usage: `python -m bench.families.check FOLDER...`
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from samples.words import spell


def folded(text: str) -> str:
    """Give letters and digits alone, in lower case."""
    return re.sub(r"[\W_]+", "", text.lower())


def missing(document: dict[str, Any]) -> list[str]:
    """Name the facts of a document's truth that its text lacks."""
    text = folded(" ".join(document["text"]))
    facts = [(k, document.get(k)) for k in ("course", "organiser", "number")]
    jp = document.get("jp")
    if jp and folded(spell(jp)) not in text:  # some papers give the hours in words alone
        facts.append(("jp", jp))
    facts += [("name", p["name_as_printed"]) for p in document["people"]]
    facts += [("nip", p["nip_as_printed"]) for p in document["people"]]
    facts += [("end", document["end"][:4] if document.get("end") and "duaribu" not in text else None)]
    return [f"{key}: {value}" for key, value in facts if value is not None and folded(str(value)) not in text]


def main() -> None:
    """Check each corpus named on the command line."""
    bad = 0
    for folder in map(Path, sys.argv[1:]):
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        for name, entry in truth.items():
            for document in entry["documents"]:
                for fact in missing(document):
                    bad += 1
                    print(folder.name, name, document["template"], fact)
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()
