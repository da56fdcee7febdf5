from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select
from world import Browser, World

from records.database import reading
from records.tables import ApiToken, AuditEntry

Login = Callable[[str], Browser]


def test_a_user_makes_uses_and_ends_a_token(world: World, login: Login, client: FlaskClient) -> None:
    browser = login("tu-a")
    page = browser.post("/token", {"name": "skrip <b>malam</b>"})
    assert page.status_code == 201
    token = re.search(r'value="(bukti_[^"]+)"', page.text)[1]
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/documents", headers=headers).status_code == 200
    later = browser.get("/token").text
    assert token not in later
    assert "skrip &lt;b&gt;malam&lt;/b&gt;" in later
    with reading(world.url) as session:
        row = session.scalars(select(ApiToken).where(ApiToken.name.like("skrip%"))).one()
    assert token not in row.token_sha256
    assert browser.post(f"/token/{row.id}/cabut").status_code == 303
    assert client.get("/api/v1/documents", headers=headers).status_code == 401
    with reading(world.url) as session:
        verbs = set(session.scalars(select(AuditEntry.verb)))
    assert {"token-made", "token-revoked"} <= verbs


def test_nobody_ends_the_token_of_another(small_world: World, login: Login, client: FlaskClient) -> None:
    with reading(small_world.url) as session:
        wanted = select(ApiToken.id).where(ApiToken.user_id == small_world.users["tu-b"])
        token_id = session.scalars(wanted).one()
    assert login("tu-a").post(f"/token/{token_id}/cabut").status_code == 404
    assert client.get("/api/v1/documents", headers=small_world.bearer("tu-b")).status_code == 200
