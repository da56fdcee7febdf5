"""Accuracy and cost of reading: `./run bench reading [CORPUS…] [--peers] [--limit N]`.

A corpus is a folder with `scans/`, `truth.json` and `register.csv`. Without one, the made families are read,
used and held-out ones (made once into bench/out/). Bukti reads the files as `bukti read` does, one process;
the peers read the same pages in the same run, rasterised once, with one day of regexes behind each.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.families.corpus import SHARES
from bench.families.make import make
from bench.measuring import Cost, run
from bench.peers.engines import available
from bench.plot import scatter
from bench.report import Reader, gap_table, summary, write_json
from bench.scoring_table import Json, compare, load_readings, load_truth, table

OUT = Path(__file__).parent / "out"
SEEDS = {"used": 101, "held-out": 102}


def share_of(_file: Json, document: Json) -> str:
    """Name the share of families a document's template belongs to; "own" where it is none of them."""
    template = document.get("template")
    return next((share.replace("_", "-") for share, names in SHARES.items() if template in names), "own")


def made_corpora() -> list[Path]:
    """Give the used and the held-out families as corpora, made when they are not there yet."""
    folders = []
    for share, seed in SEEDS.items():
        folder = OUT / "families" / share
        if not (folder / "truth.json").exists():
            make(folder, seed, 60, share)
        folders.append(folder)
    return folders


def some_files(truth: Json, limit: int | None) -> Json:
    """Give at most `limit` files, spread evenly over the corpus."""
    names = list(truth)
    if not limit or limit >= len(names):
        return truth
    return {names[i * len(names) // limit]: truth[names[i * len(names) // limit]] for i in range(limit)}


def read_with_bukti(files: Sequence[Path], register: Path, out: Path, workers: int = 1) -> Cost:
    """Run `bukti read` over the files, in one process unless told otherwise."""
    options = ("--register", register, "--output", out, "--workers", str(workers), "--quiet")
    return run("cli", "read", *files, *options)


def speed_up(corpus: Path, limit: int | None) -> float:
    """Give how many times faster two processes read a corpus than one, by the wall clock."""
    truth = some_files(load_truth(corpus)[0], limit)
    files = [corpus / "scans" / name for name in truth]
    with tempfile.TemporaryDirectory(prefix="bukti-bench-") as folder:
        out = Path(folder, "bukti.jsonl")
        one, two = (read_with_bukti(files, corpus / "register.csv", out, n).wall_s for n in (1, 2))
    return one / two


def read_with_peers(
    files: Sequence[Path], register: Path, folder: Path, names: Sequence[str]
) -> dict[str, tuple[Cost, Path]]:
    """Rasterise each page once, run each peer over the images; its cost includes the rasterising."""
    before = Path(folder, "pages.json")
    drawing = run("bench.peers.draw", folder, before, *files)
    results = {}
    for name in names:
        out = folder / f"{name}.jsonl"
        print(f"  {name} …", flush=True)
        try:
            cost = run("bench.peers.run", name, before, register, out)
        except RuntimeError as trouble:  # a peer that breaks is left out, the others still count
            print(f"  {name} left out: {trouble}")
            continue
        results[name] = (cost.plus(drawing), out)
    return results


def measure(corpus: Path, limit: int | None, peers: Sequence[str]) -> tuple[int, list[Reader]]:
    """Read a corpus with Bukti and the peers; give its pages and what each reader did."""
    truth, names = load_truth(corpus)
    truth = some_files(truth, limit)
    files = [corpus / "scans" / name for name in truth]
    with tempfile.TemporaryDirectory(prefix="bukti-bench-") as folder:
        out = Path(folder, "bukti.jsonl")
        runs = {"bukti": (read_with_bukti(files, corpus / "register.csv", out), out)}
        if peers:
            runs |= read_with_peers(files, corpus / "register.csv", Path(folder), peers)
        styles = {name: entry["scan"] for name, entry in truth.items()}
        readers = []
        for name, (cost, path) in runs.items():
            readings = load_readings(path)
            by_scan = compare(truth, names, readings)
            by_share = compare(truth, names, readings, share_of)
            readers.append(Reader(name, cost, by_scan, by_share, readings, styles))
            OUT.mkdir(exist_ok=True)
            (OUT / f"{corpus.name}-{name}.jsonl").write_text(
                path.read_text(encoding="utf-8"), encoding="utf-8"
            )
    return sum(r["timing"]["pages"] for r in readers[0].readings.values()), readers


def main() -> None:
    """Read the command line, measure each corpus, print tables, write JSON and the plot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path, nargs="*")
    parser.add_argument("--peers", action="store_true", help="measure the peers too (minutes)")
    parser.add_argument("--limit", type=int, help="at most so many files of each corpus")
    parser.add_argument("--json", type=Path, default=OUT / "reading.json")
    parser.add_argument("--misses", type=int, default=0, help="print so many of Bukti's misses")
    parser.add_argument("--scaling", action="store_true", help="measure two processes against one as well")
    args = parser.parse_args()
    results: dict[str, Any] = {}
    for corpus in args.corpora or made_corpora():
        pages, readers = measure(corpus, args.limit, available() if args.peers else ())
        print(f"\n== {corpus} ({pages} pages)\n{table(readers[0].by_scan)}\n\n{summary(readers, pages)}")
        for miss in readers[0].by_scan.misses[: args.misses]:
            print(*miss, sep=" | ")
        results[str(corpus)] = {"pages": pages, "readers": readers}
        if args.scaling:
            print(f"two processes read {speed_up(corpus, args.limit):.2f} times as fast as one")
    print(gap_table(results))
    write_json(args.json, results)
    plot = args.json.with_suffix(".svg")
    plot.write_text(scatter(results), encoding="utf-8")
    print(f"\n{args.json}\n{plot}")


if __name__ == "__main__":
    main()
