from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from sqlalchemy import select, update
from world import World

from records.database import reading, transaction
from records.settings import Settings
from records.states import DocumentState, Role
from records.tables import ApiToken, Correction, Decision, Document, Employee, File, Handover, now
from web.api.operations import OPERATIONS
from web.app import create_app

API = "/api/v1"
PDF = b"%PDF-1.7 baru"


def files(*named: tuple[bytes, str]) -> dict[str, Any]:
    return {"files": [(io.BytesIO(data), name) for data, name in named]}


@pytest.fixture
def spec(app: Flask) -> dict[str, Any]:
    answer = app.test_client().get(f"{API}/openapi.json")
    assert answer.status_code == 200
    return answer.json


def check(spec: dict[str, Any], name: str, value: Any) -> None:
    """Check a value against a model of the document."""
    resource = Resource(contents=spec, specification=DRAFT202012)
    registry = Registry().with_resource("urn:api", resource)
    schema = {"$ref": f"urn:api#/components/schemas/{name}"}
    Draft202012Validator(schema, registry=registry).validate(value)


def test_the_document_is_valid_openapi(small_world: World, spec: dict[str, Any]) -> None:
    validate(spec)
    assert spec["openapi"].startswith("3.1")


def _routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(API) and rule.endpoint not in ("api.openapi", "api.docs"):
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                path = rule.rule.removeprefix(API).replace("<int:", "<").replace("<", "{").replace(">", "}")
                yield method.lower(), path


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


def test_a_batch_is_taken_in_and_shown(world: World, client: FlaskClient, spec: dict[str, Any]) -> None:
    token = world.bearer("tu-a")
    sent = files((PDF, "satu.pdf"), (b"", "kosong.pdf"), (b"MZ", "😀.exe"), (PDF, "lagi.pdf"))
    answer = client.post(f"{API}/batches", data=sent, headers=token)
    assert answer.status_code == 202, answer.text
    check(spec, "BatchTakenOut", answer.json)
    assert [(one["status"], (one["error"] or {}).get("code")) for one in answer.json["files"]] == [
        ("RECEIVED", None),
        ("REJECTED", "file-empty"),
        ("REJECTED", "file-type-unknown"),
        ("LINKED", None),
    ]
    shown = client.get(answer.headers["Location"], headers=token)
    assert shown.status_code == 200
    check(spec, "BatchOut", shown.json)
    assert shown.json["status"] == "WORKING"
    assert [one["name"] for one in shown.json["files"]] == ["satu.pdf", "kosong.pdf", "😀.exe", "lagi.pdf"]
    assert {one["code"] for one in shown.json["errors"]} == {"file-empty", "file-type-unknown"}


def test_a_batch_counts_pages_and_documents(world: World, client: FlaskClient) -> None:
    shown = client.get(f"{API}/batches/{world.a.batch}", headers=world.bearer("tu-a")).json
    assert shown["pages"] == {"done": 3, "total": 3}
    assert {one["status"] for one in shown["documents"]} == {"HANDED_OVER", "CONFIRMED", "AWAITING_REVIEW"}
    assert shown["status"] == "AWAITING_REVIEW"


def test_one_request_sent_twice_makes_one_batch(world: World, client: FlaskClient) -> None:
    headers = world.bearer("tu-a") | {"Idempotency-Key": "surat-17"}
    first = client.post(f"{API}/batches", data=files((PDF, "satu.pdf")), headers=headers)
    again = client.post(f"{API}/batches", data=files((PDF, "satu.pdf")), headers=headers)
    assert first.json["id"] == again.json["id"]
    assert (first.json["known"], again.json["known"]) == (False, True)
    assert [one["id"] for one in first.json["files"]] == [one["id"] for one in again.json["files"]]
    other = world.bearer("tu-b") | {"Idempotency-Key": "surat-17"}
    theirs = client.post(f"{API}/batches", data=files((PDF, "satu.pdf")), headers=other)
    assert theirs.json["id"] != first.json["id"]


def test_a_batch_goes_to_the_senders_own_office_only(world: World, client: FlaskClient) -> None:
    for office in (str(world.b.office), "B", "Dinas B"):
        sent = files((PDF, "satu.pdf")) | {"office": office}
        answer = client.post(f"{API}/batches", data=sent, headers=world.bearer("tu-a"))
        assert (answer.status_code, answer.json["code"]) == (422, "office-unknown")
    admin = world.bearer("admin")
    answer = client.post(f"{API}/batches", data=files((PDF, "satu.pdf")), headers=admin)
    assert answer.json["code"] == "office-needed"
    answer = client.post(f"{API}/batches", data=files((PDF, "satu.pdf")) | {"office": "B"}, headers=admin)
    assert answer.status_code == 202
    with reading(world.url) as session:
        file = session.get_one(File, answer.json["files"][0]["id"])
    assert file.office_id == world.b.office


def test_documents_come_page_by_page_in_the_reading_format(world: World, client: FlaskClient) -> None:
    token = world.bearer("reviewer")
    seen, after = [], 0
    while after is not None:
        answer = client.get(f"{API}/documents?limit=2&after={after}", headers=token).json
        assert len(answer["documents"]) <= 2
        seen += [one["id"] for one in answer["documents"]]
        after = answer["next"]
    assert len(seen) == len(set(seen)) == 6
    answer = client.get(
        f"{API}/documents?status=AWAITING_REVIEW&batch={world.a.batch}&ready=true", headers=token
    ).json
    (one,) = answer["documents"]
    assert one["id"] == world.a.awaiting
    assert one["jp"]["value"] == 20
    assert one["jp"]["box"] == [0.2, 0.2, 0.6, 0.24]
    assert one["start"]["value"] == "2019-03-05"
    assert one["issued"]["value"] is None
    assert one["people"][0]["match"]["status"] == "certain"
    assert one["people"][0]["match"]["nip"] == world.a.nip
    assert one["ready"] is True


def test_confirming_with_corrections_keeps_what_was_read(
    world: World, client: FlaskClient, spec: dict[str, Any]
) -> None:
    token, here = world.bearer("reviewer"), f"{API}/documents/{world.a.awaiting}"
    before = client.get(here, headers=token)
    body = {"corrections": {"jp": 32, "start": "2019-03-04"}}
    answer = client.post(f"{here}/confirm", json=body, headers=token | {"If-Match": before.headers["ETag"]})
    assert answer.status_code == 200, answer.text
    check(spec, "DocumentOut", answer.json)
    assert answer.json["status"] == "CONFIRMED"
    assert answer.json["jp"] | {"box": 0} == {
        "value": 32,
        "confidence": 1.0,
        "page": 1,
        "box": 0,
        "raw": "20 JP",
        "corrected": True,
    }
    assert answer.json["start"]["value"] == "2019-03-04"
    assert "corrected" not in answer.json["end"]
    assert answer.headers["ETag"] != before.headers["ETag"]
    with reading(world.url) as session:
        decision = session.scalars(select(Decision).where(Decision.document_id == world.a.awaiting)).one()
        fields = set(session.scalars(select(Correction.field)))
    assert (decision.verb, decision.user_id) == ("confirm", world.users["reviewer"])
    assert fields == {"jp", "start"}


def test_of_two_people_the_second_is_told(world: World, client: FlaskClient) -> None:
    here = f"{API}/documents/{world.a.awaiting}"
    seen = client.get(here, headers=world.bearer("reviewer")).headers["ETag"]
    first = client.post(
        f"{here}/return", json={"reason": "unreadable"}, headers=world.bearer("admin") | {"If-Match": seen}
    )
    assert first.status_code == 200
    second = client.post(f"{here}/confirm", headers=world.bearer("reviewer") | {"If-Match": seen})
    assert second.status_code in (409, 412)
    with transaction(world.url) as session:
        changed = session.get_one(Document, world.a.awaiting)
        changed.state = DocumentState.AWAITING_REVIEW
    stale = client.post(f"{here}/confirm", headers=world.bearer("reviewer") | {"If-Match": seen})
    assert (stale.status_code, stale.json["code"]) == (412, "document-changed")
    nonsense = client.post(f"{here}/confirm", headers=world.bearer("reviewer") | {"If-Match": '"x"'})
    assert nonsense.status_code == 412


def test_an_unchanged_document_costs_no_bytes(small_world: World, client: FlaskClient) -> None:
    token, here = small_world.bearer("reviewer"), f"{API}/documents/{small_world.a.awaiting}"
    etag = client.get(here, headers=token).headers["ETag"]
    again = client.get(here, headers=token | {"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"corrections": {"jp": "banyak"}}, 422, "body-invalid"),
        ({"corrections": {"jp": -4}}, 422, "correction-bad-value"),
        ({"corrections": {"start": "31-31-2019"}}, 422, "body-invalid"),
        ({"corrections": {"end": "2019-01-01"}}, 422, "dates-reversed"),
        ({"corrections": {"hours": 3}}, 422, "body-invalid"),
        ({"corrections": {"people": [{"person": 9, "name": "X"}]}}, 422, "correction-unknown-person"),
        ({"corrections": {"people": [{"person": 0, "employee_nip": "1"}]}}, 422, "employee-unknown"),
        ({"corrections": {"people": [{"person": 0, "excluded": True}]}}, 409, "nobody-taken"),
        ([1, 2], 422, "body-invalid"),
    ],
)
def test_bad_corrections_change_nothing(
    small_world: World, client: FlaskClient, body: Any, status: int, code: str
) -> None:
    token, here = small_world.bearer("reviewer"), f"{API}/documents/{small_world.a.awaiting}"
    before = client.get(here, headers=token)
    answer = client.post(f"{here}/confirm", json=body, headers=token)
    assert (answer.status_code, answer.json["code"]) == (status, code), answer.text
    after = client.get(here, headers=token)
    assert after.json == before.json
    assert after.headers["ETag"] == before.headers["ETag"]


def test_a_body_that_is_no_json_is_refused(small_world: World, client: FlaskClient) -> None:
    here = f"{API}/documents/{small_world.a.awaiting}/confirm"
    answer = client.post(here, data="{jp: 3", headers=small_world.bearer("reviewer"))
    assert (answer.status_code, answer.json["code"]) == (400, "request-bad")


def test_only_reviewers_and_admins_decide(small_world: World, client: FlaskClient) -> None:
    for name in ("tu-a", "bkpp"):
        for verb in ("confirm", "return"):
            answer = client.post(
                f"{API}/documents/{small_world.a.awaiting}/{verb}",
                json={},
                headers=small_world.bearer(name),
            )
            assert (answer.status_code, answer.json["code"]) == (403, "role-missing")


def test_returning_needs_a_reason(small_world: World, client: FlaskClient) -> None:
    here = f"{API}/documents/{small_world.a.awaiting}/return"
    token = small_world.bearer("reviewer")
    assert client.post(here, json={}, headers=token).status_code == 422
    answer = client.post(here, json={"reason": "unreadable", "text": "Foto buram"}, headers=token)
    assert answer.json["status"] == "RETURNED"


def test_an_index_is_shown_with_its_reasons(world: World, client: FlaskClient) -> None:
    token = world.bearer("tu-a")
    shown = client.get(f"{API}/employees/{world.a.nip}/index", headers=token).json
    assert set(shown["variants"]) == {"recorded", "pending", "confirmed"}
    assert shown["variants"]["confirmed"]["total"] == 60.5
    assert shown["variants"]["confirmed"]["explanation"] == {"points": []}
    assert shown["current"] is False
    with transaction(world.url) as session:
        session.execute(update(Employee).values(index_done=Employee.index_wanted))
    assert client.get(f"{API}/employees/{world.a.nip}/index", headers=token).json["current"] is True
    assert client.get(f"{API}/employees/{world.b.nip}/index", headers=token).status_code == 404
    everybody = client.get(f"{API}/employees/{world.b.nip}/index", headers=world.bearer("bkpp"))
    assert everybody.status_code == 200


def test_a_handover_is_made_and_its_package_fetched(
    world: World, client: FlaskClient, spec: dict[str, Any]
) -> None:
    token = world.bearer("tu-a")
    made = client.post(f"{API}/handovers", json={"note": "Paket 2"}, headers=token)
    assert made.status_code == 202, made.text
    check(spec, "HandoverOut", made.json)
    assert [one["document"] for one in made.json["records"]] == [world.a.confirmed]
    shown = client.get(made.headers["Location"], headers=token)
    assert shown.json["status"] == "REQUESTED"
    early = client.get(f"{made.headers['Location']}/package", headers=token)
    assert (early.status_code, early.json["code"]) == (409, "handover-not-packed")
    again = client.post(f"{API}/handovers", json={}, headers=token)
    assert (again.status_code, again.json["code"]) == (409, "handover-empty")
    there = client.get(f"{API}/handovers/{world.a.handover}/package", headers=token)
    assert (there.status_code, there.mimetype) == (200, "application/zip")
    with reading(world.url) as session:
        handover = session.get_one(Handover, world.a.handover)
    assert there.headers["ETag"] == f'"{handover.package_blob}"'


def test_a_clerk_hands_over_the_own_office_only(world: World, client: FlaskClient) -> None:
    answer = client.post(f"{API}/handovers", json={"office": "B"}, headers=world.bearer("tu-a"))
    assert (answer.status_code, answer.json["code"]) == (422, "office-unknown")
    everything = client.post(f"{API}/handovers", json={}, headers=world.bearer("reviewer"))
    assert {one["document"] for one in everything.json["records"]} == {world.a.confirmed, world.b.confirmed}
    assert everything.json["office"] is None
    answer = client.get(f"{API}/handovers/{everything.json['id']}", headers=world.bearer("tu-a"))
    assert answer.status_code == 404


@pytest.mark.parametrize("change", ["revoked", "expired", "inactive"])
def test_a_token_that_no_longer_holds_is_refused(
    small_world: World, client: FlaskClient, change: str
) -> None:
    token = small_world.bearer("tu-a")
    assert client.get(f"{API}/documents", headers=token).status_code == 200
    with transaction(small_world.url) as session:
        row = session.scalars(select(ApiToken).where(ApiToken.user_id == small_world.users["tu-a"])).one()
        assert row.last_used_at is not None
        if change == "revoked":
            row.revoked_at = now()
        elif change == "expired":
            row.expires_at = now()
        else:
            row.user.active = False
    answer = client.get(f"{API}/documents", headers=token)
    assert (answer.status_code, answer.json["code"]) == (401, "token-invalid")


def test_a_token_gets_so_many_calls(small_world: World) -> None:
    settings = Settings(**(small_world.settings.model_dump() | {"api_rate": "3 per minute"}))
    client = create_app(settings).test_client()
    for _ in range(3):
        assert client.get(f"{API}/documents", headers=small_world.bearer("tu-a")).status_code == 200
    limited = client.get(f"{API}/documents", headers=small_world.bearer("tu-a"))
    assert (limited.status_code, limited.json["code"]) == (429, "rate-limited")
    assert client.get(f"{API}/documents", headers=small_world.bearer("tu-b")).status_code == 200


def test_a_copy_of_another_office_is_named_only_to_who_sees_all(world: World, client: FlaskClient) -> None:
    with transaction(world.url) as session:
        session.execute(
            update(Document)
            .where(Document.id == world.a.awaiting)
            .values(repeat_of_id=world.b.awaiting, repeat_kind="same")
        )
    here = f"{API}/documents/{world.a.awaiting}"
    clerk = client.get(here, headers=world.bearer("tu-a")).json["duplicate_of"]
    assert clerk == {"file": None, "document": None, "id": None, "kind": "same"}
    reviewer = client.get(here, headers=world.bearer("reviewer")).json["duplicate_of"]
    assert reviewer == {"file": "tunggu.pdf", "document": 0, "id": world.b.awaiting, "kind": "same"}


def test_candidates_of_other_offices_are_not_told_to_clerks(world: World, client: FlaskClient) -> None:
    with transaction(world.url) as session:
        document = session.get_one(Document, world.a.awaiting)
        document.people[0].match_others = [
            {"nip": nip, "probability": 0.1, "why": []} for nip in (world.a.nip, world.b.nip)
        ]
    here = f"{API}/documents/{world.a.awaiting}"
    for name, expected in (("tu-a", [world.a.nip]), ("reviewer", [world.a.nip, world.b.nip])):
        (person,) = client.get(here, headers=world.bearer(name)).json["people"]
        assert [other["nip"] for other in person["match"]["others"]] == expected


def test_every_role_is_there(small_world: World) -> None:
    assert {one for operation in OPERATIONS for one in operation.roles} == set(Role)
