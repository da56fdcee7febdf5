"""How much a printed name says for an employee: a likelihood ratio against a stranger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from scoring.matching.names import name_tokens, skeleton
from scoring.matching.register import Statistics

# Chances that a word of the true person's name is printed so. Rough figures of civil-service papers.
_SAME = 0.94
_HABIT = 0.02  # another accepted spelling
_ONE_SLIP = 0.004  # one given wrong letter
_TWO_SLIPS = 0.0004
_INITIAL = 0.02  # cut to its first letter
_UNPRINTED = 0.03  # a recorded word left off the paper
_EXTRA = 0.01  # a printed word the register lacks
_CUT = 0.003  # cut short at the paper's edge
_GARBLED = 0.002  # misread beyond recognition
_DIFFERENT = 0.02  # below this ratio two names are two people's
_JOINED = 0.2  # words run together or apart
_REST = 0.9  # words of one name go together (clans, families): each further word says less


@dataclass(frozen=True, slots=True)
class Likeness:
    """`ratio`: how many times likelier the print is for this employee than for a stranger.

    `alike` is 0..1 over the letters of both names, for showing; `code` a stable reason.
    """

    ratio: float
    alike: float
    code: str


def compare_names(printed: str, recorded: str, statistics: Statistics) -> Likeness:
    """Compare a printed name with a recorded one, weighing rare words above common ones."""
    theirs, ours = name_tokens(printed), name_tokens(recorded)
    if not theirs or not ours:
        return Likeness(1.0, 0.0, "name-unread")
    alike = Levenshtein.normalized_similarity("".join(theirs), "".join(ours))
    if theirs == ours:
        return Likeness(_product([_SAME / _share(word, statistics) for word in theirs]), 1.0, "name-exact")
    if "".join(theirs) == "".join(ours):
        return Likeness(
            _JOINED * _product([1 / _share(word, statistics) for word in ours]), 1.0, "name-exact"
        )
    best = _best_alignment(theirs, ours, statistics)
    return Likeness(best.ratio, alike, _code(best, max(len(theirs), len(ours)), alike))


@dataclass(frozen=True, slots=True, order=True)
class _Pairing:
    """A way to pair words: its ratio, its weakest pair's chance, how many pairs it has."""

    ratio: float
    weakest: float
    pairs: int


def _code(best: _Pairing, words: int, alike: float) -> str:
    if best.pairs == 0 or (best.ratio < _DIFFERENT and alike < 0.8):
        return "name-differs"
    if best.pairs < words:
        return "name-partly"
    return "name-habit" if best.weakest >= _HABIT else "name-close"


def _best_alignment(theirs: tuple[str, ...], ours: tuple[str, ...], statistics: Statistics) -> _Pairing:
    """Give the best pairing's ratio and its weakest pair's chance (names are short: all are tried)."""
    theirs, ours = theirs[:6], ours[:6]
    chances = [[_chance(t, o) for o in ours] for t in theirs]
    pairings = _pairings(chances, 0, frozenset())
    return max(_pairing(theirs, ours, places, chances, statistics) for places in pairings)


def _pairings(chances: list[list[float]], row: int, taken: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Give all ways to pair each printed word with a recorded one it may stem from, or with none (-1)."""
    if row == len(chances):
        yield ()
        return
    options = [place for place, chance in enumerate(chances[row]) if chance > 0 and place not in taken]
    for place in (*options, -1):
        rest = _pairings(chances, row + 1, taken | {place} if place >= 0 else taken)
        yield from ((place, *others) for others in rest)


def _pairing(
    theirs: tuple[str, ...],
    ours: tuple[str, ...],
    places: tuple[int, ...],
    chances: list[list[float]],
    statistics: Statistics,
) -> _Pairing:
    gains, weakest = [], 1.0
    for i, place in enumerate(places):
        if place < 0:
            continue
        chance = chances[i][place]
        weakest = min(weakest, chance)
        # A stranger's print of this very word: by right, or by the same slip from the recorded word.
        stranger = _seen_share(theirs[i], statistics) + chance * _share(ours[place], statistics)
        gains.append(chance / stranger)
    matched = len(gains)
    unprinted, extra = len(ours) - matched, len(theirs) - matched
    garbled = min(unprinted, extra) if matched else 0
    loose = _GARBLED**garbled * _UNPRINTED ** (unprinted - garbled) * _EXTRA ** (extra - garbled)
    return _Pairing(_product(gains) * loose, weakest, matched)


def _chance(printed: str, recorded: str) -> float:
    """Chance that the recorded word is printed so; 0 when they have nothing in common."""
    if printed == recorded:
        return _SAME
    if skeleton(printed) == skeleton(recorded):
        return _HABIT
    if len(printed) == 1 or len(recorded) == 1:
        return _INITIAL if printed[0] == recorded[0] else 0.0
    if len(printed) > 2 and recorded.startswith(printed):
        return _CUT
    slips = Levenshtein.distance(printed, recorded)
    longest = max(len(printed), len(recorded))
    if slips == 1 and longest > 2:
        return _ONE_SLIP
    return (
        _TWO_SLIPS if slips == 2 and longest > 4 else _TWO_SLIPS / 50 if slips == 3 and longest > 7 else 0.0
    )


def _share(word: str, statistics: Statistics) -> float:
    return min(max(statistics.word_share(word), 1e-6), 0.5)


def _seen_share(word: str, statistics: Statistics) -> float:
    """Share of strangers who bear the printed word by right; next to none for a word never recorded."""
    return statistics.words.get(word, 0) / (statistics.size + 1) + (1e-4 if len(word) == 1 else 1e-9)


def _product(gains: list[float]) -> float:
    """Multiply, the strongest word in full and the others a little less."""
    total = 1.0
    for rank, gain in enumerate(sorted(gains, reverse=True)):
        total *= gain if rank == 0 or gain < 1 else gain**_REST
    return total
