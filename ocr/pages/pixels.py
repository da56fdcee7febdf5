"""Small picture verbs with exact types, so that OpenCV's loose ones stay in one place."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.pages.raw import Image

# one thread a worker: N workers on N cores must not fight
cv2.setNumThreads(1)


def grey(image: Image) -> Image:
    """Give brightness alone."""
    return image if image.ndim == 2 else np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


def bgr(image: Image) -> Image:
    """Give three channels in OpenCV's and PP-OCR's order."""
    code = cv2.COLOR_GRAY2BGR if image.ndim == 2 else cv2.COLOR_RGB2BGR
    return np.asarray(cv2.cvtColor(image, code), np.uint8)


def resized(image: Image, wide: int, high: int) -> Image:
    """Scale to a size in pixels: averaging when shrinking, cubic when growing."""
    shrinks = wide < image.shape[1]
    way = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (max(1, wide), max(1, high)), interpolation=way), np.uint8)


def scaled(image: Image, factor: float) -> Image:
    """Scale both sides by `factor`."""
    return resized(image, round(image.shape[1] * factor), round(image.shape[0] * factor))


def at_most(image: Image, side: int) -> Image:
    """Shrink so that the longer side is at most `side` pixels; smaller images stay as they are."""
    longest = max(image.shape[:2])
    return image if longest <= side else scaled(image, side / longest)
