"""House rules over all routes there are: who may enter, whose rows may be seen, which forms are believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from world import Browser, OfficeIds, World

from records.database import reading
from records.tables import AuditEntry, Document, File, Handover, HandoverRecord, Page, Upload
from web.public_routes import PUBLIC

Login = Callable[[str], Browser]

WRITES = {"POST", "PUT", "PATCH", "DELETE"}

# Values in addresses that name no row.
PLAIN = {"filename": "css/base.css", "language": "id"}


def values_of(rule: Rule, ids: OfficeIds) -> dict[str, object]:
    """Fill a route with rows of one office; a kind of id nobody named here fails the walk."""
    known = PLAIN | {
        "batch_id": ids.batch,
        "document_id": ids.awaiting,
        "employee_id": ids.employee,
        "file_id": ids.file,
        "handover_id": ids.handover,
        "nip": ids.nip,
        "page_id": ids.page,
        "record_id": ids.record,
        "surgery_id": ids.surgery,
        "token_id": ids.token,
        "upload_id": ids.upload,
        # Admins' own rows: no other role may see any.
        "import_id": 1,
        "period_id": 1,
        "user_id": 1,
        "office_id": ids.office,
    }
    missing = set(rule.arguments) - set(known)
    assert not missing, f"{rule.endpoint}: say in values_of what {missing} is"
    return {name: known[name] for name in rule.arguments}


def walk(app: Flask, ids: OfficeIds) -> Iterator[tuple[Rule, str, str]]:
    """Give every route with each of its methods and an address of the office's rows."""
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        found = [
            (rule, method, adapter.build(rule.endpoint, values_of(rule, ids), method=method))
            for rule in app.url_map.iter_rules()
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        ]
    yield from found


def names_rows(rule: Rule) -> bool:
    return bool(set(rule.arguments) - set(PLAIN))


def test_every_route_needs_a_log_in_unless_it_is_on_the_public_list(small_world: World, app: Flask) -> None:
    client = app.test_client()
    walked = 0
    for rule, method, address in walk(app, small_world.a):
        answer = client.open(address, method=method)
        if rule.endpoint in PUBLIC:
            assert answer.status_code not in (401, 403), rule.endpoint
            continue
        to_login = answer.status_code == 302 and answer.headers["Location"].startswith("/masuk")
        assert to_login or answer.status_code == 401, (rule.endpoint, method, answer.status_code)
        walked += 1
    assert walked > 20


def test_the_public_list_names_only_routes_that_exist(small_world: World, app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= PUBLIC


def test_the_api_does_not_believe_cookies(small_world: World, app: Flask, login: Login) -> None:
    browser = login("admin")
    for rule, method, address in walk(app, small_world.a):
        if rule.rule.startswith("/api/") and rule.endpoint not in PUBLIC:
            assert browser.send(method, address).status_code == 401, rule.endpoint


def test_pages_do_not_believe_tokens(small_world: World, app: Flask) -> None:
    answer = app.test_client().get("/sandi", headers=small_world.bearer("admin"))
    assert answer.status_code == 302


def test_every_form_needs_its_csrf_token(small_world: World, app: Flask, login: Login) -> None:
    walked = 0
    for name in ("tu-a", "reviewer", "bkpp", "admin"):
        client = login(name).client
        for rule, method, address in walk(app, small_world.a):
            if method not in WRITES or rule.rule.startswith("/api/"):
                continue
            answer = client.open(address, method=method, headers={"X-Requested-With": "fetch"})
            assert answer.status_code == 400, (rule.endpoint, answer.status_code)
            assert answer.json["code"] == "csrf-failed"
            walked += 1
    assert walked > 10


def _rows(world: World, ids: OfficeIds) -> list[object]:
    """Take down everything of an office that a forbidden request could change."""
    with reading(world.url) as session:
        documents = session.execute(
            select(Document.id, Document.state, Document.version, Document.lock_user_id)
            .where(Document.office_id == ids.office)
            .order_by(Document.id)
        ).all()
        files = session.execute(
            select(File.id, File.state).where(File.office_id == ids.office).order_by(File.id)
        ).all()
        pages = session.execute(
            select(Page.id, Page.state, Page.rotated_by_hand)
            .join(File, File.id == Page.file_id)
            .where(File.office_id == ids.office)
            .order_by(Page.id)
        ).all()
        handovers = session.execute(
            select(Handover.id, Handover.state).where(Handover.office_id == ids.office)
        ).all()
        records = session.execute(
            select(HandoverRecord.id, HandoverRecord.state).where(HandoverRecord.office_id == ids.office)
        ).all()
        uploads = session.execute(select(Upload.id, Upload.received_bytes)).all()
        log = session.scalars(
            select(AuditEntry.id).where(AuditEntry.verb.not_in(["logged-in", "login-failed"]))
        ).all()
    return [documents, files, pages, handovers, records, uploads, log]


def test_a_clerk_sees_no_row_of_another_office_by_any_route(world: World, app: Flask, login: Login) -> None:
    browser, token = login("tu-a"), world.bearer("tu-a")
    before = _rows(world, world.b)
    walked = 0
    for rule, method, address in walk(app, world.b):
        if not names_rows(rule):
            continue
        if rule.rule.startswith("/api/"):
            answer = app.test_client().open(address, method=method, headers=token, json=_body(rule))
        else:
            headers = {"Upload-Offset": "0", "Accept": "application/json"}
            answer = browser.send(method, address, headers=headers, json=_body(rule))
        assert answer.status_code in (403, 404), (rule.endpoint, method, answer.status_code, answer.text)
        assert world.b.nip not in answer.text
        walked += 1
    assert walked > 10
    assert _rows(world, world.b) == before


def _body(rule: Rule) -> dict[str, object]:
    return {"reason": "other"} if rule.endpoint == "api.return-document" else {}


def test_a_clerk_sees_the_own_rows_by_the_same_routes(small_world: World, app: Flask, login: Login) -> None:
    """The walk above would pass on broken routes; here the same addresses answer their own clerk."""
    browser, token = login("tu-b"), small_world.bearer("tu-b")
    seen = set()
    for rule, method, address in walk(app, small_world.b):
        if method == "GET" and names_rows(rule):
            if rule.rule.startswith("/api/"):
                answer = app.test_client().get(address, headers=token)
            else:
                answer = browser.get(_with_box(rule, address))
            assert answer.status_code in (200, 404), (rule.endpoint, answer.status_code)
            if answer.status_code == 200:
                seen.add(rule.endpoint)
    assert seen >= {
        "api.get-batch",
        "api.get-document",
        "api.get-handover",
        "api.get-index",
        "api.get-package",
        "images.page_crop",
        "images.page_image",
        "images.page_thumbnail",
        "images.page_words",
        "uploads.state",
    }


def _with_box(rule: Rule, address: str) -> str:
    return f"{address}?box=0.1,0.1,0.5,0.2" if rule.endpoint == "images.page_crop" else address


@pytest.mark.parametrize("name", ["tu-a"])
def test_no_list_shows_a_clerk_another_office(world: World, app: Flask, login: Login, name: str) -> None:
    browser, token = login(name), world.bearer(name)
    walked = 0
    for rule, method, address in walk(app, world.a):
        if method != "GET" or names_rows(rule) or rule.endpoint in PUBLIC:
            continue
        if rule.rule.startswith("/api/"):
            answer = app.test_client().get(address, headers=token)
        else:
            answer = browser.get(address)
        assert answer.status_code in (200, 302, 404), (rule.endpoint, answer.status_code)
        assert world.b.nip not in answer.text, rule.endpoint
        assert "Dinas B" not in answer.text, rule.endpoint
        walked += 1
    assert walked > 2


def test_bkpp_sees_scans_only_once_they_are_handed_over(world: World, app: Flask, login: Login) -> None:
    browser, token = login("bkpp"), world.bearer("bkpp")
    client = app.test_client()
    sent = client.get(f"/api/v1/documents/{world.a.handed_over}", headers=token)
    assert sent.status_code == 200
    assert client.get(f"/api/v1/documents/{world.a.confirmed}", headers=token).status_code == 404
    listed = client.get("/api/v1/documents", headers=token).json["documents"]
    assert {one["id"] for one in listed} == {world.a.handed_over, world.b.handed_over}
    with reading(world.url) as session:
        pages = dict(
            session.execute(select(Document.id, Page.id).join(Page, Page.file_id == Document.file_id)).all()
        )
    assert browser.get(f"/halaman/{pages[world.a.handed_over]}/gambar").status_code == 200
    assert browser.get(f"/halaman/{pages[world.a.confirmed]}/gambar").status_code == 404


def test_every_answer_is_hardened(small_world: World, app: Flask, login: Login) -> None:
    for answer in (
        app.test_client().get("/masuk"),
        login("tu-a").get("/nowhere"),
        login("admin").get("/sandi"),
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["tu-a", "reviewer", "bkpp", "admin"])
def test_no_page_breaks_for_any_role(small_world: World, app: Flask, login: Login, name: str) -> None:
    browser, broken = login(name), {}
    for rule, method, address in walk(app, small_world.a):
        if method == "GET" and not rule.rule.startswith("/api/") and rule.endpoint != "auth.login":
            answer = browser.get(_with_box(rule, address))
            if answer.status_code >= 500:
                broken[rule.endpoint] = answer.status_code
    assert not broken
