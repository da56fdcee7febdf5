from __future__ import annotations

import pytest
from api_calls import API
from flask.testing import FlaskClient
from sqlalchemy import select
from world import World

from records.database import transaction
from records.settings import Settings
from records.tables import ApiToken, now
from web.app import create_app


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
