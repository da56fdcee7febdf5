"""Lines and thresholds fitted by the benches find again what made the data."""

import random
from math import exp, log

import numpy as np
import pytest

from bench.tampering_fit import fit as fit_oddness
from bench.tampering_fit import threshold
from bench.trust_fit import fit as fit_trust


def test_the_line_of_trust_is_found_again() -> None:
    luck = random.Random(1)
    cases = []
    for _ in range(4000):
        chance = luck.uniform(0.05, 0.99)
        odds = 0.8 + 1.5 * log(chance / (1 - chance))
        cases.append((chance, luck.random() < 1 / (1 + exp(-odds))))
    shift, slope = fit_trust(cases)
    assert shift == pytest.approx(0.8, abs=0.2)
    assert slope == pytest.approx(1.5, abs=0.2)


def test_what_sets_altered_words_apart_gets_the_weight() -> None:
    rng = np.random.default_rng(3)
    honest, altered = rng.normal(0, 1, (800, 3)), rng.normal(0, 1, (300, 3))
    altered[:, 1] += 2.5
    weights = fit_oddness(honest, altered)
    assert weights[1] > 5 * max(abs(weights[0]), abs(weights[2]))


@pytest.mark.parametrize("share", [0.0, 0.01, 0.05])
def test_no_more_honest_documents_than_borne_raise_a_hint(share: float) -> None:
    strongest = [random.Random(i).gauss(0, 1) for i in range(300)]
    least = threshold(strongest, share)
    assert sum(value >= least for value in strongest) <= share * 300
