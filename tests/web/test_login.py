from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner
from sqlalchemy import select, update
from world import PASSWORD, Browser, World

from records.accounts import is_password
from records.database import reading, transaction
from records.settings import Settings
from records.tables import AuditEntry, User
from web.app import create_app
from web.auth.login_manager import UNATTENDED

Login = Callable[[str], Browser]


def _notice(page: str) -> str:
    return re.search(r'role="alert".*?</div></div>', page, flags=re.DOTALL)[0]


def test_the_right_password_lets_in_and_a_wrong_one_does_not(world: World, app: Flask, login: Login) -> None:
    assert login("tu-a").get("/sandi").status_code == 200
    stranger = Browser(app.test_client())
    answer = stranger.post("/masuk", {"username": "tu-a", "password": "salah sekali"})
    assert answer.status_code == 401
    assert stranger.get("/sandi").status_code == 302


def test_unknown_names_and_wrong_passwords_are_answered_alike(small_world: World, app: Flask) -> None:
    browser = Browser(app.test_client())
    unknown = browser.post("/masuk", {"username": "siapa", "password": "salah sekali"})
    wrong = browser.post("/masuk", {"username": "tu-a", "password": "salah sekali"})
    assert unknown.status_code == wrong.status_code == 401
    assert "tidak cocok" in _notice(wrong.text)
    assert _notice(unknown.text) == _notice(wrong.text)


def test_a_name_is_shut_after_eight_wrong_tries_even_for_the_right_password(world: World, app: Flask) -> None:
    browser = Browser(app.test_client())
    for _ in range(8):
        assert browser.post("/masuk", {"username": "tu-a", "password": "x"}).status_code == 401
    answer = browser.post("/masuk", {"username": "tu-a", "password": PASSWORD})
    assert answer.status_code == 401
    # Said alike for a name that does not exist: being shut must not betray that there is such a user.
    unknown = browser.post("/masuk", {"username": "siapa", "password": "x"})
    assert _notice(unknown.text) == _notice(answer.text)
    with transaction(world.url) as session:
        session.execute(update(User).values(locked_until=None))
    assert browser.post("/masuk", {"username": "tu-a", "password": PASSWORD}).status_code == 303


def test_an_address_gets_so_many_tries(small_world: World) -> None:
    settings = Settings(**(small_world.settings.model_dump() | {"login_rate": "3 per minute"}))
    browser = Browser(create_app(settings).test_client())
    for number in range(3):
        answer = browser.post("/masuk", {"username": f"siapa{number}", "password": "x"})
        assert answer.status_code == 401
    answer = browser.post("/masuk", {"username": "tu-a", "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_limits_are_shared_through_redis(small_world: World, redis_url: str) -> None:
    values = small_world.settings.model_dump() | {"login_rate": "2 per hour", "redis_url": redis_url}
    for expected in (401, 401, 429):
        # A new app each time: another web process.
        browser = Browser(create_app(Settings(**values)).test_client())
        assert browser.post("/masuk", {"username": "x", "password": "x"}).status_code == expected


def test_a_dead_redis_locks_nobody_out(small_world: World) -> None:
    values = small_world.settings.model_dump() | {"redis_url": "redis://127.0.0.1:1/0"}
    browser = Browser(create_app(Settings(**values)).test_client())
    assert browser.post("/masuk", {"username": "tu-a", "password": PASSWORD}).status_code == 303


def test_an_inactive_user_stays_outside_and_running_sessions_end(small_world: World, login: Login) -> None:
    browser = login("tu-a")
    with transaction(small_world.url) as session:
        session.execute(update(User).where(User.username == "tu-a").values(active=False))
    assert browser.get("/sandi").status_code == 302
    assert browser.post("/masuk", {"username": "tu-a", "password": PASSWORD}).status_code == 401


def test_the_session_cookie_is_strict_and_new_at_each_log_in(small_world: World, app: Flask) -> None:
    client = app.test_client()
    browser = Browser(client)
    browser.get("/masuk")
    before = client.get_cookie("bukti")
    answer = browser.post("/masuk", {"username": "tu-a", "password": PASSWORD})
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("bukti="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert before is not None
    with client.session_transaction() as session:
        assert "csrf_token" not in session  # the secret of before the log-in is gone


def test_cookies_are_secure_where_the_operator_says_so(small_world: World) -> None:
    values = small_world.settings.model_dump() | {"secure_cookies": True}
    answer = create_app(Settings(**values)).test_client().get("/masuk", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


class _AnHourAgo(TimestampSigner):
    def get_timestamp(self) -> int:
        return int(time.time()) - 3601


def test_a_session_ends_when_idle(small_world: World, login: Login, app: Flask) -> None:
    browser = login("tu-a")
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    serializer.signer = _AnHourAgo
    with browser.client.session_transaction() as session:
        old = serializer.dumps(dict(session))
    browser.client.set_cookie("bukti", old)
    assert browser.get("/sandi").status_code == 302


def test_what_a_page_asks_for_by_itself_does_not_keep_a_session_alive(
    small_world: World, login: Login
) -> None:
    browser, here = login("tu-a"), f"/paket/{small_world.a.batch}?sebagian=1"
    assert "bukti=" in browser.get(here).headers.get("Set-Cookie", "")
    asked = browser.get(here, headers={UNATTENDED: "1"})
    assert asked.status_code == 200
    assert "Set-Cookie" not in asked.headers
    # An ended session is not woken up by it either.
    browser.client.delete_cookie("bukti")
    ended = browser.get(here, headers={UNATTENDED: "1", "X-Requested-With": "fetch"})
    assert ended.status_code == 401


def test_a_picture_that_arrives_late_undoes_neither_a_message_nor_a_log_out(
    small_world: World, login: Login
) -> None:
    browser = login("reviewer")
    picture = f"/halaman/{small_world.a.page}/kecil"
    shown = browser.get(picture)
    assert shown.status_code == 200
    assert "Set-Cookie" not in shown.headers
    assert "bukti=" in browser.get("/tinjau").headers.get("Set-Cookie", "")


def test_a_session_ends_after_a_working_day_however_busy(small_world: World, login: Login) -> None:
    browser = login("tu-a")
    with browser.client.session_transaction() as session:
        session["since"] -= 13 * 3600
    assert browser.get("/sandi").status_code == 302


def test_a_changed_password_ends_every_other_session(world: World, login: Login, client: FlaskClient) -> None:
    here, elsewhere = login("tu-a"), login("tu-a")
    new = "kerbau membajak pagi"
    wrong = here.post("/sandi", {"old": "bukan", "new": new, "again": new})
    assert wrong.status_code == 422
    assert here.post("/sandi", {"old": PASSWORD, "new": new, "again": "lain"}).status_code == 422
    assert here.post("/sandi", {"old": PASSWORD, "new": "pendek", "again": "pendek"}).status_code == 422
    assert here.post("/sandi", {"old": PASSWORD, "new": new, "again": new}).status_code == 303
    assert here.get("/sandi").status_code == 200
    assert elsewhere.get("/sandi").status_code == 302
    with reading(world.url) as session:
        user = session.scalars(select(User).where(User.username == "tu-a")).one()
        assert is_password(user, new)
        verbs = set(session.scalars(select(AuditEntry.verb).where(AuditEntry.subject_id == user.id)))
    assert {"logged-in", "password-changed"} <= verbs


def test_logging_out_needs_a_post_and_ends_the_session(small_world: World, login: Login) -> None:
    browser = login("tu-a")
    assert browser.get("/keluar").status_code == 405
    assert browser.post("/keluar").status_code == 303
    assert browser.get("/sandi").status_code == 302


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example", "evil"])
def test_the_log_in_leads_to_no_other_site(small_world: World, app: Flask, target: str) -> None:
    answer = Browser(app.test_client()).post(
        "/masuk", {"username": "tu-a", "password": PASSWORD, "next": target}
    )
    assert answer.headers["Location"] == "/"


def test_the_page_asked_for_comes_after_the_log_in(small_world: World, app: Flask) -> None:
    browser = Browser(app.test_client())
    there = browser.get("/sandi?a=1").headers["Location"]
    assert there.startswith("/masuk?next=")
    answer = browser.post(there, {"username": "tu-a", "password": PASSWORD})
    assert answer.headers["Location"] == "/sandi?a=1"
