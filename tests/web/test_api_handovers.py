from __future__ import annotations

from typing import Any

from api_calls import API, check
from flask.testing import FlaskClient
from sqlalchemy import update
from world import World

from records.database import reading, transaction
from records.tables import Employee, Handover


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
