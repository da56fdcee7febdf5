from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api_calls import API, check
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from world import World

from records.states import Role
from web.api.operations import OPERATIONS


def _routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(API) and rule.endpoint not in ("api.openapi", "api.docs"):
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                path = rule.rule.removeprefix(API).replace("<int:", "<").replace("<", "{").replace(">", "}")
                yield method.lower(), path


def test_the_document_is_valid_openapi(small_world: World, spec: dict[str, Any]) -> None:
    validate(spec)
    assert spec["openapi"].startswith("3.1")


def test_the_document_covers_every_route_and_nothing_else(
    small_world: World, app: Flask, spec: dict[str, Any]
) -> None:
    said = {(method, path) for path, entry in spec["paths"].items() for method in entry}
    assert said == set(_routes(app))
    assert len(said) == len(OPERATIONS)


def test_the_docs_page_shows_every_operation(small_world: World, client: FlaskClient) -> None:
    page = client.get(f"{API}/docs")
    assert page.status_code == 200
    for one in OPERATIONS:
        assert f'id="{one.name}"' in page.text
    assert "<script>" not in page.text


def test_answers_fit_their_schemas(world: World, client: FlaskClient, spec: dict[str, Any]) -> None:
    token = world.bearer("tu-a")
    for path, model in (
        (f"/batches/{world.a.batch}", "BatchOut"),
        ("/documents", "DocumentsOut"),
        (f"/documents/{world.a.awaiting}", "DocumentOut"),
        (f"/employees/{world.a.nip}/index", "EmployeeIndexOut"),
        (f"/handovers/{world.a.handover}", "HandoverOut"),
    ):
        answer = client.get(API + path, headers=token)
        assert answer.status_code == 200, answer.text
        check(spec, model, answer.json)


def test_errors_are_problem_documents_in_both_languages(
    small_world: World, client: FlaskClient, spec: dict[str, Any]
) -> None:
    reviewer = small_world.bearer("reviewer")
    for answer, status, code in (
        (client.get(f"{API}/documents"), 401, "login-needed"),
        (client.get(f"{API}/documents", headers={"Authorization": "Bearer x"}), 401, "token-invalid"),
        (client.get(f"{API}/documents/999999", headers=reviewer), 404, "not-found"),
        (client.get(f"{API}/documents/99999999999999999999", headers=reviewer), 404, "not-found"),
        (client.get(f"{API}/nowhere", headers=reviewer), 404, "not-found"),
        (client.delete(f"{API}/documents", headers=reviewer), 405, "method-not-allowed"),
        (client.get(f"{API}/documents?status=LOST", headers=reviewer), 422, "body-invalid"),
        (client.get(f"{API}/documents?colour=red", headers=reviewer), 422, "body-invalid"),
        (client.post(f"{API}/batches", headers=small_world.bearer("bkpp")), 403, "role-missing"),
        (client.post(f"{API}/batches", headers=small_world.bearer("tu-a")), 422, "batch-empty"),
    ):
        assert (answer.status_code, answer.json["code"]) == (status, code), answer.text
        assert answer.mimetype == "application/problem+json"
        check(spec, "Problem", answer.json)
        assert answer.json["detail"] != answer.json["detail_en"]
    answer = client.get(f"{API}/documents")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_every_role_is_there(small_world: World) -> None:
    assert {one for operation in OPERATIONS for one in operation.roles} == set(Role)
