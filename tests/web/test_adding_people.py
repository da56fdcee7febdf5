"""Adding a person the machine missed, by page and by API: who may, what is shown, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from api_calls import API, check
from flask.testing import FlaskClient
from sqlalchemy import select
from world import Browser, World

from records.database import reading
from records.tables import AuditEntry, Decision, DocumentPerson

Login = Callable[[str], Browser]
PLACE = {"page": 1, "box": [0.1, 0.1, 0.5, 0.2]}


def _people(world: World) -> list[str | None]:
    with reading(world.url) as session:
        return list(
            session.scalars(
                select(DocumentPerson.nip)
                .where(DocumentPerson.document_id == world.a.awaiting)
                .order_by(DocumentPerson.ordinal)
            )
        )


def test_a_reviewer_adds_a_person_by_api_and_takes_it_back(
    world: World, client: FlaskClient, spec: dict[str, Any]
) -> None:
    token, here = world.bearer("reviewer"), f"{API}/documents/{world.a.awaiting}"
    etag = client.get(here, headers=token).headers["ETag"]
    body = {"employee_nip": world.b.nip, "place": PLACE, "corrections": {"jp": 25}}
    answer = client.post(f"{here}/people", json=body, headers=token | {"If-Match": etag})
    assert answer.status_code == 200, answer.text
    check(spec, "DocumentOut", answer.json)
    assert answer.json["status"] == "FOUND"
    assert answer.json["jp"]["value"] == 25
    first, second = answer.json["people"]
    assert "added" not in first
    assert second["added"] is True
    assert (second["employee_nip"], second["decision"]) == (world.b.nip, "taken")
    assert second["name"]["box"] == PLACE["box"]
    with reading(world.url) as session:
        said = session.scalars(select(Decision).where(Decision.verb == "add-person")).one()
        logged = session.scalars(select(AuditEntry).where(AuditEntry.verb == "person-added")).one()
    assert said.user_id == logged.user_id == world.users["reviewer"]
    # The machine is at it: nobody decides meanwhile.
    busy = client.post(f"{here}/undo", headers=token)
    assert (busy.status_code, busy.json["code"]) == (409, "nothing-to-undo")


def test_the_last_decision_is_undone_by_api(world: World, client: FlaskClient, spec: dict[str, Any]) -> None:
    token, here = world.bearer("reviewer"), f"{API}/documents/{world.a.awaiting}"
    assert client.post(f"{here}/confirm", headers=token).json["status"] == "CONFIRMED"
    undone = client.post(f"{here}/undo", headers=token)
    assert undone.status_code == 200, undone.text
    check(spec, "DocumentOut", undone.json)
    assert undone.json["status"] == "AWAITING_REVIEW"
    for name in ("tu-a", "bkpp"):
        answer = client.post(f"{here}/undo", headers=world.bearer(name))
        assert (answer.status_code, answer.json["code"]) == (403, "role-missing")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"employee_nip": "1"}, 422, "body-invalid"),
        ({"employee_nip": "111111111111111111"}, 422, "employee-unknown"),
        ({"place": {"page": 9, "box": PLACE["box"]}}, 422, "page-unknown"),
        ({"place": {"page": 1, "box": [0.5, 0.1, 0.1, 0.2]}}, 422, "box-bad"),
        ({"place": {"page": 1, "box": [0.5, 0.1]}}, 422, "body-invalid"),
        ({"corrections": {"hours": 3}}, 422, "body-invalid"),
    ],
)
def test_bad_additions_change_nothing(
    small_world: World, client: FlaskClient, change: dict[str, Any], status: int, code: str
) -> None:
    token, here = small_world.bearer("reviewer"), f"{API}/documents/{small_world.a.awaiting}"
    before = _people(small_world)
    body = {"employee_nip": small_world.b.nip, "place": PLACE} | change
    answer = client.post(f"{here}/people", json=body, headers=token)
    assert (answer.status_code, answer.json["code"]) == (status, code), answer.text
    assert _people(small_world) == before


def test_the_screen_adds_with_what_was_typed_so_far(small_world: World, login: Login) -> None:
    reviewer, here = login("reviewer"), f"/tinjau/{small_world.a.awaiting}"
    assert "Tambah orang" in reviewer.get(here).text
    body = {"employee_nip": small_world.b.nip, "place": PLACE, "fields": {"jp": "28"}, "people": {}}
    answer = reviewer.send("POST", f"{here}/orang", json=body)
    assert answer.status_code == 200, answer.text
    assert _people(small_world) == [small_world.a.nip, small_world.b.nip]
    assert reviewer.get(f"{here}/keadaan").json == {"state": "FOUND", "moving": True}
    page = reviewer.get(here).text
    assert "Ditambahkan oleh pemeriksa" in page
    assert 'value="28"' in page
    assert "Orang ditambahkan" in page


@pytest.mark.parametrize("body", [{}, {"employee_nip": "12"}, {"employee_nip": "x", "place": "there"}])
def test_the_screen_refuses_what_names_nobody(
    small_world: World, login: Login, body: dict[str, object]
) -> None:
    answer = login("reviewer").send("POST", f"/tinjau/{small_world.a.awaiting}/orang", json=body)
    assert answer.status_code == 422
    assert len(_people(small_world)) == 1


def test_an_employee_who_is_there_is_not_added_twice(small_world: World, login: Login) -> None:
    body = {"employee_nip": small_world.a.nip}
    answer = login("reviewer").send("POST", f"/tinjau/{small_world.a.awaiting}/orang", json=body)
    assert (answer.status_code, answer.json["code"]) == (409, "person-there")
