"""Lets tests import the forger; a sheet of scanned paper."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def scan() -> ImageReader:
    grain = np.random.default_rng(3).normal(235, 4, (1169, 827))
    return ImageReader(Image.fromarray(grain.clip(0, 255).astype(np.uint8)))
