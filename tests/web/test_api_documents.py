from __future__ import annotations

from api_calls import API
from flask.testing import FlaskClient
from sqlalchemy import update
from world import World

from records.database import transaction
from records.tables import Document


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


def test_an_unchanged_document_costs_no_bytes(small_world: World, client: FlaskClient) -> None:
    token, here = small_world.bearer("reviewer"), f"{API}/documents/{small_world.a.awaiting}"
    etag = client.get(here, headers=token).headers["ETag"]
    again = client.get(here, headers=token | {"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


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
