from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from records.accounts import add_user, find_token_user, is_password, issue_token
from records.database import transaction, upgrade
from records.errors import Refused
from records.states import Role
from records.tables import ApiToken, Office, User
from records.tables.base import now


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'accounts.sqlite3'}"
    upgrade(url)
    with transaction(url) as session:
        add_user(session, username="Rina", name="Rina", role=Role.REVIEWER, password="sepuluh-huruf")
    return url


def test_a_password_is_kept_as_argon2_and_checked(url: str) -> None:
    with transaction(url) as session:
        user = session.scalars(select(User)).one()
        assert user.username == "rina"
        assert user.password_hash.startswith("$argon2id$")
        assert is_password(user, "sepuluh-huruf")
        assert not is_password(user, "sepuluh-hurug")
        assert not is_password(None, "sepuluh-huruf")


def test_short_passwords_doubles_and_homeless_clerks_are_refused(url: str) -> None:
    with transaction(url) as session:
        with pytest.raises(Refused, match="password-short"):
            add_user(session, username="a", name="a", role=Role.ADMIN, password="pendek")
        with pytest.raises(Refused, match="user-exists"):
            add_user(session, username="RINA", name="x", role=Role.ADMIN, password="sepuluh-huruf")
        with pytest.raises(Refused, match="office-needed"):
            add_user(session, username="tu", name="x", role=Role.TATA_USAHA, password="sepuluh-huruf")
        office = Office(code="K1", name="Kecamatan")
        session.add(office)
        add_user(
            session, username="tu", name="x", role=Role.TATA_USAHA, password="sepuluh-huruf", office=office
        )


def test_a_token_works_until_it_expires_is_revoked_or_its_user_leaves(url: str) -> None:
    with transaction(url) as session:
        user = session.scalars(select(User)).one()
        token = issue_token(session, user, "test")
        row = session.scalars(select(ApiToken)).one()
        assert token not in (row.token_sha256, row.name)
        assert find_token_user(session, token) is user
        assert find_token_user(session, token + "x") is None
        row.expires_at = now() - timedelta(seconds=1)
        assert find_token_user(session, token) is None
        row.expires_at, row.revoked_at = None, now()
        assert find_token_user(session, token) is None
        row.revoked_at, user.active = None, False
        assert find_token_user(session, token) is None
