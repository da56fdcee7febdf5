"""All pages to images: `python -m bench.peers.draw FOLDER PAGES.json FILE…`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.peers.pages import rasterise


def main() -> None:
    """Rasterise the files and write which images each became."""
    folder, out, *files = map(Path, sys.argv[1:])
    pages = {file.name: [str(path) for path in rasterise(file, folder)] for file in files}
    out.write_text(json.dumps(pages), encoding="utf-8")


if __name__ == "__main__":
    main()
