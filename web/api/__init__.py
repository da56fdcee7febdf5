"""The REST API `/api/v1`: token-authorised, described by its own OpenAPI 3.1 document."""

from __future__ import annotations

from flask import Flask

from web.api import batches, description, documents, employees, handovers
from web.api.operations import blueprint
from web.api.tokens import identify
from web.auth.limits import api_rate, caller, limiter

__all__ = [
    "batches",
    "blueprint",
    "description",
    "documents",
    "employees",
    "handovers",
    "identify",
    "register",
]


def register(app: Flask) -> None:
    """Put the API on the app."""
    limiter.limit(api_rate, key_func=caller)(blueprint)
    app.register_blueprint(blueprint)
