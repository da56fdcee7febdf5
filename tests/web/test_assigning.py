"""Documents assigned to a reviewer: others pass them over, filters find them, only reviewers get any."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from world import Browser, World

from records.database import reading, transaction
from records.tables import Assignment, AuditEntry, User

Login = Callable[[str], Browser]


def _assigned(world: World) -> dict[int, int]:
    with reading(world.url) as session:
        return dict(session.execute(select(Assignment.document_id, Assignment.user_id)).all())


def _give(browser: Browser, to: object, *documents: int, filters: str = "") -> str:
    data = {"petugas": str(to), "dokumen": [str(i) for i in documents], "filters": filters}
    answer = browser.post("/tinjau/tugaskan", data=data, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def test_what_is_assigned_to_another_is_passed_over(world: World, login: Login) -> None:
    admin, reviewer = world.users["admin"], world.users["reviewer"]
    first, second = world.a.awaiting, world.b.awaiting
    browser = login("reviewer")
    page = _give(browser, admin, first)
    assert "1 dokumen kini tugas" in page
    assert _assigned(world) == {first: admin}
    # Going on skips it, and comes back to it only when its reviewer is asked for.
    after = {"sesudah": str(second)}
    assert browser.get("/tinjau/berikut", query_string=after).json == {"id": None}
    asked = {**after, "petugas": str(admin)}
    assert browser.get("/tinjau/berikut", query_string=asked).json == {"id": first}
    assert login("admin").get("/tinjau/berikut", query_string=after).json == {"id": first}
    # It may still be opened, and says whose it is.
    assert "Tugas " in browser.get(f"/tinjau/{first}").text
    # Taken back, it is anybody's again; twice changes nothing.
    for said in ("1 dokumen kini boleh", "0 dokumen kini boleh"):
        assert said in _give(browser, "", first)
    assert browser.get("/tinjau/berikut", query_string=after).json == {"id": first}
    with reading(world.url) as session:
        log = session.execute(
            select(AuditEntry.subject_id, AuditEntry.user_id, AuditEntry.details)
            .where(AuditEntry.verb == "document-assigned")
            .order_by(AuditEntry.id)
        ).all()
    assert [tuple(row) for row in log] == [(first, reviewer, {"to": admin}), (first, reviewer, {"to": None})]


def test_what_was_given_to_somebody_who_left_is_anybodys(small_world: World, login: Login) -> None:
    browser, first = login("reviewer"), small_world.a.awaiting
    _give(browser, small_world.users["admin"], first)
    with transaction(small_world.url) as session:
        session.get_one(User, small_world.users["admin"]).active = False
    after = {"sesudah": str(small_world.b.awaiting)}
    assert browser.get("/tinjau/berikut", query_string=after).json == {"id": first}


def test_filters_find_ones_own_and_nobodys(world: World, login: Login) -> None:
    me = world.users["reviewer"]
    browser = login("reviewer")
    # None ticked: the first ones under the filters.
    _give(browser, me, filters=f"kantor={world.b.office}")
    assert _assigned(world) == {world.b.awaiting: me}
    mine = browser.get("/tinjau", query_string={"petugas": str(me)}).text
    assert f"/tinjau/{world.b.awaiting}?petugas={me}" in mine
    assert f"/tinjau/{world.a.awaiting}?" not in mine
    free = browser.get("/tinjau", query_string={"petugas": "bebas"}).text
    assert f"/tinjau/{world.a.awaiting}?petugas=bebas" in free
    assert f"/tinjau/{world.b.awaiting}?" not in free


def test_nobody_but_a_reviewer_is_given_documents(small_world: World, login: Login) -> None:
    clerk = small_world.users["tu-a"]
    data = {"petugas": str(clerk), "dokumen": str(small_world.a.awaiting)}
    answer = login("reviewer").post("/tinjau/tugaskan", data=data)
    assert answer.status_code == 422
    assert login("tu-a").post("/tinjau/tugaskan", data=data).status_code == 404
    assert _assigned(small_world) == {}
