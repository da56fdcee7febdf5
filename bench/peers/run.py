"""One peer over rasterised pages: `python -m bench.peers.run PEER PAGES.json REGISTER.csv OUT.jsonl`."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from bench.peers.engines import PEERS
from bench.peers.regexes import documents


def main() -> None:
    """Read every file's pages with the named peer and write its documents in the reading format."""
    peer, pages, register, out = sys.argv[1:]
    with Path(register).open(encoding="utf-8", newline="") as rows:
        employees = {row["nip"]: row["nama"] for row in csv.DictReader(rows)}
    files: dict[str, list[str]] = json.loads(Path(pages).read_text(encoding="utf-8"))
    with Path(out).open("w", encoding="utf-8") as lines:
        for name, images in files.items():
            found = documents(PEERS[peer]([Path(p) for p in images]), employees)
            lines.write(json.dumps({"file": name, "documents": found}, ensure_ascii=False) + "\n")
            lines.flush()


if __name__ == "__main__":
    main()
