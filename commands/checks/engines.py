"""Checks of the reading engines."""

from __future__ import annotations

import shutil
import subprocess
from importlib import resources
from importlib.util import find_spec

from commands.checks.finding import Finding, State
from records.settings import Settings

_LANGUAGES = {"ind", "eng", "osd"}
_TIMEOUT_S = 20


def check_tesseract(_settings: Settings) -> Finding:
    """Whether tesseract and its three language files are installed."""
    program = shutil.which("tesseract")
    if program is None:
        return Finding("tesseract", State.BAD, "—", "tesseract")
    listed = subprocess.run(  # noqa: S603 - the path comes from the search path, the argument is ours
        [program, "--list-langs"], capture_output=True, text=True, timeout=_TIMEOUT_S, check=False
    ).stdout.split()
    missing = sorted(_LANGUAGES - set(listed))
    if missing:
        return Finding(
            "tesseract", State.BAD, program, "tesseract-language", {"packages": _packages(missing)}
        )
    return Finding("tesseract", State.GOOD, f"{program} ({', '.join(sorted(_LANGUAGES))})")


def _packages(languages: list[str]) -> str:
    return " ".join(f"tesseract-ocr-{language}" for language in languages)


def check_strong_engine(settings: Settings) -> Finding:
    """Whether PP-OCR's models are there, unless it is switched off."""
    if not settings.strong_engine:
        return Finding("strong-engine", State.WARNING, "off", "strong-engine-off")
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        return Finding("strong-engine", State.BAD, "—", "environment")
    models = [
        f.name for f in resources.files("rapidocr").joinpath("models").iterdir() if f.name.endswith(".onnx")
    ]
    kinds = {kind for kind in ("det", "rec") if any(f"_{kind}_" in name for name in models)}
    if kinds != {"det", "rec"}:
        return Finding("strong-engine", State.BAD, ", ".join(models) or "—", "environment")
    return Finding("strong-engine", State.GOOD, ", ".join(sorted(models)))
