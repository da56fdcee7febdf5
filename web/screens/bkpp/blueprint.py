"""What BKPP's pages hang on."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("bkpp", __name__)
