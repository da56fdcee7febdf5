"""What scanners, copiers and phones do to a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from samples.printing import Pixels

Rng = np.random.Generator
WHITE = (255, 255, 255)


def scan(image: Pixels, style: str, rng: Rng) -> Pixels:
    """Give the page as `style` shows it; see STYLES. Grey styles give two dimensions."""
    return STYLES[style](image, rng)


def clean(image: Pixels, rng: Rng) -> Pixels:
    """Leave the page as printed, but for a whisper of noise."""
    return _noise(image, rng, 1.5)


def office(image: Pixels, rng: Rng) -> Pixels:
    """Scan on a flatbed: a little skew, paper tint, soft edges."""
    page = skew(image, float(rng.normal(0, 0.8)))
    page = _tint(page, rng)
    page = np.asarray(cv2.GaussianBlur(page, (0, 0), float(rng.uniform(0.4, 0.7))), np.uint8)
    return _noise(page, rng, 4)


def lowdpi(image: Pixels, rng: Rng) -> Pixels:
    """Scan coarsely; the caller renders at 100 to 130 dpi."""
    page = skew(image, float(rng.normal(0, 0.5)))
    return _noise(page, rng, 5)


def photocopy(image: Pixels, rng: Rng) -> Pixels:
    """Copy or fax to black and white: worn strokes, specks, a streak, sometimes a dark edge."""
    grey = np.asarray(cv2.cvtColor(skew(image, float(rng.normal(0, 0.9))), cv2.COLOR_RGB2GRAY), np.uint8)
    grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), float(rng.uniform(0.5, 0.9))), np.uint8)
    level = rng.uniform(125, 175)
    ink: npt.NDArray[np.bool_] = np.asarray(_noise(grey, rng, 16) < level, dtype=np.bool_)
    height, width = ink.shape
    for _ in range(int(rng.integers(60, 260) * height / 2000)):
        y, x, r = (int(rng.integers(low, high)) for low, high in ((0, height), (0, width), (1, 3)))
        ink[y : y + r, x : x + r] = True
    if rng.random() < 0.4:
        x = int(rng.integers(0, width))
        ink[:, x : x + 1] |= np.asarray(rng.random(height) < 0.5)[:, None]
    if rng.random() < 0.3:
        ink[:, : int(width * rng.uniform(0.003, 0.012))] = True
    return np.where(ink, 0, 255).astype(np.uint8)


def phone(image: Pixels, rng: Rng) -> Pixels:
    """Photograph the sheet on a desk: perspective, uneven light, a shadow, blur."""
    height, width = image.shape[:2]
    border = int(0.07 * max(height, width))
    desk = _desk(rng, height + 2 * border, width + 2 * border)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    jitter = rng.uniform(-0.6, 0.6, (4, 2)) * border
    target = (corners + border + jitter).astype(np.float32)
    turn = cv2.getPerspectiveTransform(corners, target)
    size = (desk.shape[1], desk.shape[0])
    sheet = cv2.warpPerspective(image, turn, size, flags=cv2.INTER_AREA, borderValue=WHITE)
    mask = cv2.warpPerspective(np.ones((height, width), np.float32), turn, size)[..., None]
    photo = sheet * mask + desk * (1 - mask)
    photo = photo * _light(rng, *photo.shape[:2])[..., None]
    photo = cv2.GaussianBlur(photo, (0, 0), float(rng.uniform(0.5, 1.0)))
    return _noise(_bytes(photo), rng, 5)


def app(image: Pixels, rng: Rng) -> Pixels:
    """Photograph with a scanning app: the sheet cut out not quite square, paper whitened, print hardened."""
    height, width = image.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    slip = (corners + rng.uniform(-0.012, 0.012, (4, 2)) * max(height, width)).astype(np.float32)
    turn = cv2.getPerspectiveTransform(corners, slip)
    sheet = cv2.warpPerspective(image, turn, (width, height), flags=cv2.INTER_AREA, borderValue=WHITE)
    sheet = _bytes(sheet * _light(rng, height, width)[..., None])
    sheet = np.asarray(cv2.GaussianBlur(sheet, (0, 0), float(rng.uniform(0.6, 1.1))), np.uint8)
    paper = cv2.GaussianBlur(cv2.dilate(sheet, np.ones((15, 15), np.uint8)), (0, 0), 21)
    even = sheet.astype(np.float32) / np.maximum(paper, 1) * 255
    return _noise(_bytes((even - 128) * float(rng.uniform(1.2, 1.7)) + 150), rng, 3)


def fax(image: Pixels, rng: Rng) -> Pixels:
    """Send by fax: black and white, half the lines lost, a line or two torn."""
    page = photocopy(image, rng)
    height, width = page.shape
    page = page[::2].repeat(2, axis=0)[:height]
    for _ in range(int(rng.integers(0, 3))):
        at, slip = int(rng.integers(0, height - 12)), int(rng.integers(-6, 7))
        page[at : at + 12] = np.roll(page[at : at + 12], slip, axis=1)
    return np.asarray(page[:, :width], np.uint8)


STYLES: dict[str, Callable[[Pixels, Rng], Pixels]] = {
    "clean": clean,
    "office": office,
    "lowdpi": lowdpi,
    "photocopy": photocopy,
    "phone": phone,
    "app": app,
    "fax": fax,
}


def render_dpi(style: str, rng: Rng) -> int:
    """Give the resolution a device of this style scans at."""
    choices = {
        "clean": (200, 300),
        "office": (150, 200, 200, 300),
        "lowdpi": (100, 110, 120, 130),
        "photocopy": (200, 200, 300),
        "phone": (170, 190, 220),
        "app": (150, 180, 200),
        "fax": (200,),
    }
    return int(rng.choice(choices[style]))


def blank_back(shape: tuple[int, ...], front: Pixels, rng: Rng) -> Pixels:
    """Give the empty back of a sheet: specks, and a little of the front shining through."""
    ghost = front[:, ::-1] if front.ndim == 2 else cv2.cvtColor(front, cv2.COLOR_RGB2GRAY)[:, ::-1]
    if set(np.unique(front[::50, ::50])) <= {0, 255} and front.ndim == 2:
        page = np.full(shape[:2], 255, np.uint8)
        for _ in range(int(rng.integers(4, 40))):
            y, x = rng.integers(0, shape[0] - 3), rng.integers(0, shape[1] - 3)
            page[y : y + 2, x : x + 2] = 0
        return page
    page = _bytes(250 - (255 - ghost.astype(np.float32)) * float(rng.uniform(0.0, 0.045)))
    page = _noise(np.asarray(cv2.GaussianBlur(page, (0, 0), 2.0), np.uint8), rng, 3)
    return page if front.ndim == 2 else np.asarray(cv2.cvtColor(page, cv2.COLOR_GRAY2RGB), np.uint8)


def turn_clockwise(image: Pixels, degrees: int) -> Pixels:
    """Turn by a multiple of 90 degrees clockwise."""
    return np.ascontiguousarray(np.rot90(image, -degrees // 90))


def skew(image: Pixels, degrees: float) -> Pixels:
    """Turn a little about the middle, filling with white."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return np.asarray(
        cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=WHITE), np.uint8
    )


def _bytes(image: Any) -> Pixels:
    return np.asarray(np.clip(image, 0, 255), np.float32).astype(np.uint8)


def _noise(image: Pixels, rng: Rng, sigma: float) -> Pixels:
    grain = rng.normal(0, sigma, image.shape[:2]).astype(np.float32)
    grain = grain if image.ndim == 2 else grain[..., None]
    return _bytes(image + grain)


def _tint(image: Pixels, rng: Rng) -> Pixels:
    warm = rng.uniform(0, 0.05)  # old paper is yellowish, never green
    paper = np.array([1, 1 - warm / 3, 1 - warm], np.float32)
    contrast, lift = rng.uniform(0.86, 1.0), rng.uniform(0, 14)
    return _bytes(image * paper * contrast + lift)


def _light(rng: Rng, height: int, width: int) -> npt.NDArray[np.float32]:
    y, x = np.mgrid[0 : 1 : complex(0, height), 0 : 1 : complex(0, width)].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    fall = 1 - rng.uniform(0.1, 0.4) * (
        0.5 + 0.5 * (np.cos(angle) * (2 * x - 1) + np.sin(angle) * (2 * y - 1))
    )
    if rng.random() < 0.5:  # the photographer's own shadow
        edge = rng.uniform(0.3, 0.7) + rng.uniform(-0.4, 0.4) * y
        fall = fall * (1 - rng.uniform(0.1, 0.3) / (1 + np.exp((x - edge) * rng.uniform(20, 60))))
    return np.asarray(fall * rng.uniform(0.85, 1.08), np.float32)


def _desk(rng: Rng, height: int, width: int) -> npt.NDArray[np.float32]:
    base = np.array(rng.choice([[96, 70, 48], [60, 62, 66], [150, 128, 100], [40, 52, 70]]), np.float32)
    grain = rng.normal(0, 10, (height, 1, 1)).astype(np.float32) + rng.normal(0, 4, (height, width, 1))
    return np.asarray(np.clip(base + grain, 0, 255), np.float32)
