from __future__ import annotations

from typing import Any

from api_calls import API, PDF, check, files
from flask.testing import FlaskClient
from world import World

from records.database import reading
from records.tables import File


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
