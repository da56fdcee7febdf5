"""Stress the matcher: many misread people against a large made-up register, some of them not in it.

    python bench/matching.py [--size 1000000] [--matches 100000] [--missing 0.05] [--output bench/out]

Prints wrong among certain, the certain share by slips in the number, milliseconds a match, memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bench.matching_people import Part, People
from bench.matching_slips import print_person
from records.values import Employee, Match, MatchStatus, PersonReading
from scoring.matching import MatchContext, MemoryRegister, match_person


@dataclass
class Outcome:
    """What came of a run: verdicts by slips (-1: not in the register), posteriors kept or broken, times."""

    verdicts: Counter[tuple[int, str]] = field(default_factory=Counter)
    posteriors: Counter[tuple[int, bool]] = field(default_factory=Counter)
    times_ms: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    built_s: float = 0.0

    def add(self, person: PersonReading, employee: Employee, match: Match, slips: int, *, away: bool) -> None:
        """Count one match against the truth."""
        right = match.nip == (None if away else employee.nip)
        if match.status is MatchStatus.CERTAIN:
            verdict = "certain" if right else "wrong-certain"
        else:
            verdict = match.status.value if right or match.nip is None else f"wrong-{match.status.value}"
        self.verdicts[(-1 if away else slips, verdict)] += 1
        if match.nip:
            self.posteriors[(min(int(match.probability * 20), 19), right)] += 1
        if verdict == "wrong-certain":
            self.misses.append(f"{person.name.value} {person.nip.value} is {employee}, taken for {match}")

    def count(self, verdict: str, slips: Iterable[int] = range(-1, 99)) -> int:
        """Matches with a verdict, of some numbers of slips."""
        return sum(self.verdicts[(n, verdict)] for n in slips)


def main() -> None:
    asked = _arguments()
    luck = random.Random(asked.seed)
    began = time.perf_counter()
    people = People(asked.size, asked.seed)
    absent = set(luck.sample(range(asked.size), int(asked.size * asked.missing)))
    register = MemoryRegister(Part(people, [row for row in range(asked.size) if row not in absent]))
    outcome = Outcome(built_s=time.perf_counter() - began)
    context = MatchContext(missing_share=asked.missing)
    for _ in range(asked.matches):
        row = luck.randrange(asked.size)
        person, slips = print_person(luck, people[row])
        start = time.thread_time()
        match = match_person(person, register, context)
        outcome.times_ms.append((time.thread_time() - start) * 1000)
        outcome.add(person, people[row], match, slips, away=row in absent)
    _report(asked, outcome)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--matches", type=int, default=100_000)
    parser.add_argument("--missing", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=20260801)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "out")
    return parser.parse_args()


def _report(asked: argparse.Namespace, outcome: Outcome) -> None:
    wrong = outcome.count("wrong-certain")
    certain = wrong + outcome.count("certain")
    few = sum(n for (slips, _), n in outcome.verdicts.items() if slips in (0, 1, 2))
    figures = {
        "register": asked.size,
        "matches": asked.matches,
        "certain": certain,
        "wrong_certain": wrong,
        "certain_share_up_to_2_slips": round(outcome.count("certain", (0, 1, 2)) / max(1, few), 5),
        "ms_mean": round(sum(outcome.times_ms) / len(outcome.times_ms), 3),
        "ms_p99": round(sorted(outcome.times_ms)[int(len(outcome.times_ms) * 0.99)], 3),
        "build_s": round(outcome.built_s, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(f"register {asked.size:,}, matches {asked.matches:,}, {asked.missing:.0%} not in the register")
    print(f"wrong among certain: {wrong} of {certain:,}   (reach: at most 1 in 20,000)")
    print(f"certain where at most 2 slips: {figures['certain_share_up_to_2_slips']:.2%}   (reach: 95 %)")
    print(f"CPU ms a match: mean {figures['ms_mean']}, 99 % under {figures['ms_p99']}; ", end="")
    print(f"built in {figures['build_s']} s, peak memory {figures['peak_mb']} MB\n")
    _tables(outcome)
    for miss in outcome.misses[:20]:
        print("WRONG", miss)
    asked.output.mkdir(parents=True, exist_ok=True)
    (asked.output / "matching.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _tables(outcome: Outcome) -> None:
    names = sorted({verdict for _, verdict in outcome.verdicts})
    print("slips     " + "".join(name.rjust(17) for name in names))
    for slips in sorted({slips for slips, _ in outcome.verdicts}):
        row = "".join(str(outcome.verdicts[(slips, name)]).rjust(17) for name in names)
        print(("not in it" if slips < 0 else str(slips)).ljust(10) + row)
    print("\nreliability: posterior → share right, of people named")
    for low in sorted({low for low, _ in outcome.posteriors}):
        right, wrong = (outcome.posteriors[(low, hit)] for hit in (True, False))
        print(f"  {low / 20:.2f} to {(low + 1) / 20:.2f}  {right / (right + wrong):.4f}  of {right + wrong}")
    print()


if __name__ == "__main__":
    main()
