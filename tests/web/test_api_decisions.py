from __future__ import annotations

from typing import Any

import pytest
from api_calls import API, check
from flask.testing import FlaskClient
from sqlalchemy import select
from world import World

from records.database import reading, transaction
from records.states import DocumentState
from records.tables import Correction, Decision, Document


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
