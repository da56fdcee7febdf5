"""Tables and JSON of a reading measurement."""

from __future__ import annotations

import json
import platform
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measuring import Cost
from bench.scoring_table import KEYS, Json, Score, Share


@dataclass(frozen=True, slots=True)
class Reader:
    """What one reader did with a corpus.

    `by_scan` scores by kind of scan, `by_share` by share of families; `readings` and `styles` (the kind
    of scan) are by file name.
    """

    name: str
    cost: Cost
    by_scan: Score
    by_share: Score
    readings: dict[str, Json]
    styles: dict[str, str]


def summary(readers: list[Reader], pages: int) -> str:
    """Draw a line a reader: whole documents, the main fields, certain and wrong, cost."""
    head = f"{'reader':12}{'whole':>8}{'nip':>8}{'jp':>8}{'course':>8}{'start':>8}{'match':>8}"
    lines = [f"{head}{'certain':>9}{'wrong':>7}{'CPU s/page':>12}{'MB':>7}"]
    for reader in readers:
        shares = reader.by_scan.accuracy()
        figures = (shares.get(k, 0.0) for k in ("whole_document", "nip", "jp", "course", "start", "match"))
        cells = "".join(f"{100 * f:7.1f}%" for f in figures)
        score, cost = reader.by_scan, reader.cost
        lines.append(
            f"{reader.name:12}{cells}{score.certain:9}{score.wrong_certain:7}"
            f"{cost.cpu_s / max(1, pages):12.2f}{cost.rss_mb:7.0f}"
        )
    return "\n".join([*lines, *_cost_by_scan(readers[0])])


def _cost_by_scan(reader: Reader) -> list[str]:
    """Tell Bukti's processor seconds a page by kind of scan, as its own clock gives them."""
    spent: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for name, reading in reader.readings.items():
        spent[reader.styles[name]][0] += reading["timing"]["cpu_s"]
        spent[reader.styles[name]][1] += reading["timing"]["pages"]
    return [
        f"  {k}: {s / max(1, n):.2f} CPU s/page over {n:.0f} pages" for k, (s, n) in sorted(spent.items())
    ]


def shares_of(results: dict[str, Any]) -> dict[str, dict[str, dict[str, Share]]]:
    """Give, by reader and share of families, the sums over all corpora by key."""
    sums: dict[str, dict[str, dict[str, Share]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(Share))
    )
    for result in results.values():
        for reader in result["readers"]:
            for group, shares in reader.by_share.groups.items():
                for key, share in shares.items():
                    total = sums[reader.name][group][key]
                    total.right += share.right
                    total.of += share.of
    return sums


def gap_table(results: dict[str, Any]) -> str:
    """Draw used against held-out families, and the gap in points; empty where only one was read."""
    lines = []
    for name, groups in shares_of(results).items():
        if not {"used", "held-out"} <= set(groups):
            continue
        lines.append(f"\n{name:19}{'used':>14}{'held-out':>14}{'gap':>8}")
        for key in KEYS:
            used, held = groups["used"].get(key), groups["held-out"].get(key)
            if used and held:
                cells = "".join(f"{100 * s.part:.1f} /{s.of}".rjust(14) for s in (used, held))
                lines.append(f"{key:19}{cells}{100 * (used.part - held.part):8.1f}")
    return "\n".join(lines)


def write_json(path: Path, results: dict[str, Any]) -> None:
    """Write all figures: by corpus and reader, and by share of families."""
    corpora = {
        corpus: {
            "pages": result["pages"],
            "readers": {r.name: _figures(r, result["pages"]) for r in result["readers"]},
        }
        for corpus, result in results.items()
    }
    shares = {
        name: {g: {k: s.part for k, s in keys.items()} for g, keys in groups.items() if g != "ALL"}
        for name, groups in shares_of(results).items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"machine": platform.platform(), "corpora": corpora, "shares": shares}
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _figures(reader: Reader, pages: int) -> Json:
    cost = reader.cost
    return reader.by_scan.as_json() | {
        "cpu_s_page": round(cost.cpu_s / max(1, pages), 3),
        "wall_s_page": round(cost.wall_s / max(1, pages), 3),
        "rss_mb": round(cost.rss_mb),
    }
