"""The engines behind `ocr.engine.Engine`, each outside program or model named in one file only."""

import os

# Tesseract's OpenMP threads spin against each other and against other workers; the limit is read when the
# library is loaded, so it must stand before any engine is.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")
