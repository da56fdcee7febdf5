"""Load models and start helpers before the first scan comes, so that no page pays for them."""

from __future__ import annotations

import cv2
import numpy as np
import structlog

from ocr.pages import RawPage
from ocr.read_page import read_page
from worker.context import Context

log = structlog.get_logger()


def warm_up(ctx: Context) -> None:
    """Read a drawn line of text; a worker that cannot is told in the log and tries with real pages."""
    picture = np.full((600, 900, 3), 255, np.uint8)
    for height in (150, 300, 450):
        cv2.putText(picture, "PELATIHAN 2019", (80, height), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (0, 0, 0), 4)
    try:
        read_page(RawPage(1, picture), ctx.engines, ctx.limits)
    except Exception as error:  # noqa: BLE001 - a failed warm-up must not stop the worker
        log.warning("warm-up-failed", error=type(error).__name__)
