"""What tests of the API share: where it is, files to send, and its own description to check answers by."""

from __future__ import annotations

import io
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

API = "/api/v1"
PDF = b"%PDF-1.7 baru"


def files(*named: tuple[bytes, str]) -> dict[str, Any]:
    return {"files": [(io.BytesIO(data), name) for data, name in named]}


def check(spec: dict[str, Any], name: str, value: Any) -> None:
    """Check a value against a model of the document."""
    resource = Resource(contents=spec, specification=DRAFT202012)
    registry = Registry().with_resource("urn:api", resource)
    schema = {"$ref": f"urn:api#/components/schemas/{name}"}
    Draft202012Validator(schema, registry=registry).validate(value)
