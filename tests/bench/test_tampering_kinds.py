"""Tampering changes the value it is about, and nothing else."""

import random

import numpy as np
import pytest

from bench.tampering_kinds import TYPED, from_elsewhere, moved, saved
from ocr.pages.raw import Image

PLACE = (60, 40, 160, 70)
LEFT, TOP, RIGHT, BOTTOM = PLACE


@pytest.fixture
def page() -> Image:
    paper = np.random.default_rng(1).normal(225, 5, (200, 300, 3)).clip(0, 255).astype(np.uint8)
    paper[45:65:4, 70:150] = 30
    paper[120:140, 80:180] = 60
    return paper


def outside(page: Image) -> Image:
    rest = page.copy()
    rest[TOP:BOTTOM, LEFT:RIGHT] = 0
    return rest


@pytest.mark.parametrize("kind", TYPED)
def test_only_the_value_changes(kind: str, page: Image) -> None:
    before = page.copy()
    changed = TYPED[kind](random.Random(1), page, PLACE, "64")
    assert np.array_equal(page, before)
    assert np.array_equal(outside(changed), outside(page))
    assert not np.array_equal(changed, page)


def test_a_value_comes_from_where_it_was_cut(page: Image) -> None:
    source = (80, 120, 180, 140)
    changed = moved(page, PLACE, source)
    assert np.array_equal(changed[TOP : TOP + 20, LEFT:RIGHT], page[120:140, 80:180])
    other = np.full((100, 100, 3), 7, np.uint8)
    assert (from_elsewhere(page, PLACE, other, (0, 0, 50, 50))[TOP:BOTTOM, LEFT:RIGHT] == 7).all()


def test_saving_as_jpeg_touches_the_whole_page_a_little(page: Image) -> None:
    again = saved(page, 85)
    assert again.shape == page.shape
    assert 0 < np.abs(again.astype(int) - page).mean() < 12
