"""The OpenAPI 3.1 document, built from the operations and their pydantic models.

OpenAPI 3.1 speaks JSON Schema 2020-12, and so does pydantic, so nothing is translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from records import __version__
from records.texts import text
from web.api.models.base import Problem
from web.api.operations import OPERATIONS, Operation, blueprint

Json = dict[str, Any]

_REF = "#/components/schemas/{model}"
_PATH_VALUE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
_ALWAYS = (401, 403, 429)
_TYPES = {None: {"type": "string"}, "int": {"type": "integer", "minimum": 0}}
_HEADER_SCHEMA = {"type": "string", "maxLength": 200}


@lru_cache(maxsize=1)
def document() -> Json:
    """Give the whole document."""
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Bukti",
            "version": __version__,
            "summary": text("api.summary", "id"),
            "description": _both("api.description"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": blueprint.url_prefix}],
        "security": [{"token": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": _both("api.token")}
            },
            "schemas": _schemas(),
            "responses": {"Problem": _problem()},
        },
    }


def _both(key: str) -> str:
    return f"{text(key, 'id')}\n\n{text(key, 'en')}"


def _paths() -> Json:
    paths: Json = {}
    for one in OPERATIONS:
        path = _PATH_VALUE.sub(r"{\g<name>}", one.rule)
        paths.setdefault(path, {})[one.method.lower()] = _operation(one)
    return paths


def _operation(one: Operation) -> Json:
    entry: Json = {
        "operationId": one.name,
        "summary": text(f"api.{one.name}", "id"),
        "description": text(f"api.{one.name}", "en") + "\n\n" + _roles(one),
        "tags": [one.rule.split("/")[1]],
        "parameters": list(_parameters(one)),
        "responses": _responses(one),
    }
    if one.uploads:
        entry["requestBody"] = _multipart()
    if one.body is not None:
        schema = {"$ref": _REF.format(model=one.body.__name__)}
        needed = any(field.is_required() for field in one.body.model_fields.values())
        entry["requestBody"] = {"required": needed, "content": {"application/json": {"schema": schema}}}
    return entry


def _roles(one: Operation) -> str:
    return "Roles: " + ", ".join(f"`{role}`" for role in one.roles)


def _parameters(one: Operation) -> Iterator[Json]:
    for found in _PATH_VALUE.finditer(one.rule):
        yield {"name": found["name"], "in": "path", "required": True, "schema": _TYPES[found["kind"]]}
    for header in one.headers:
        yield {
            "name": header,
            "in": "header",
            "required": False,
            "schema": _HEADER_SCHEMA,
            "description": _both(f"api.header.{header.lower()}"),
        }
    if one.query is not None:
        schema = one.query.model_json_schema(ref_template=_REF)
        for name, field in schema["properties"].items():
            yield {"name": name, "in": "query", "required": False, "schema": field}


def _multipart() -> Json:
    schema = {
        "type": "object",
        "required": ["files"],
        "properties": {
            "files": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "string", "format": "binary"},
                "description": _both("api.part.files"),
            },
            "office": {"type": "string", "description": _both("api.part.office")},
            "note": {"type": "string", "maxLength": 500},
        },
    }
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


def _responses(one: Operation) -> Json:
    good: Json = {"description": text(f"api.{one.name}", "en")}
    if isinstance(one.answer, str):
        good["content"] = {one.answer: {"schema": {"type": "string", "format": "binary"}}}
    else:
        schema = {"$ref": _REF.format(model=one.answer.__name__)}
        good["content"] = {"application/json": {"schema": schema}}
    if one.etag:
        good["headers"] = {"ETag": {"schema": {"type": "string"}}}
    problems = {
        str(status): {"$ref": "#/components/responses/Problem"} for status in (*_ALWAYS, *one.problems)
    }
    return {str(one.status): good, **dict(sorted(problems.items()))}


def _problem() -> Json:
    return {
        "description": _both("api.problem"),
        "content": {"application/problem+json": {"schema": {"$ref": _REF.format(model="Problem")}}},
    }


def _schemas() -> Json:
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {(Problem, "serialization"): None}
    for one in OPERATIONS:
        if isinstance(one.answer, type):
            # "validation": members that may be left out must not be called required.
            wanted[one.answer, "validation"] = None
        for model in (one.body, one.query):
            if model is not None:
                wanted[model, "validation"] = None
    _, schema = models_json_schema(list(wanted), ref_template=_REF)
    definitions: Json = schema["$defs"]
    return definitions
