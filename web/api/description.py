"""The API's description: the OpenAPI document, and the same as a page made on the server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import Response, render_template

from web.api.openapi import document
from web.api.operations import blueprint

_METHODS = ("get", "post", "put", "patch", "delete")


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Give the OpenAPI document."""
    answer = Response(json.dumps(document(), ensure_ascii=False), mimetype="application/json")
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@blueprint.get("/docs")
def docs() -> str:
    """Show the document to people."""
    found = document()
    return render_template(
        "api/docs.html",
        info=found["info"],
        server=found["servers"][0]["url"],
        operations=list(_operations(found)),
        schemas=found["components"]["schemas"],
        pretty=_pretty,
    )


def _operations(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in found["paths"].items():
        for method in _METHODS:
            if method in methods:
                yield {"path": path, "method": method.upper(), **methods[method]}


def _pretty(schema: object) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False)
