"""Settings an admin changes on screen: checked, logged, given back, and used by the pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, update
from world import Browser, World

from records.database import reading, transaction
from records.preferences import chosen, in_force
from records.tables import AuditEntry, Document, Employee, Preference

Login = Callable[[str], Browser]
HERE = "/admin/pengaturan"


def _in_force(world: World, name: str) -> object:
    with reading(world.url) as session:
        return getattr(in_force(session, world.settings), name)


def test_what_an_admin_sets_is_in_force_and_an_empty_field_gives_it_back(world: World, login: Login) -> None:
    admin = login("admin")
    typed = {
        "audit_share": "12,5 %",
        "ready_error_per_1000": "0,5",
        "lock_minutes": "3",
        "retention_days": "90",
    }
    assert admin.post(HERE, typed).status_code == 303
    found = {name: _in_force(world, name) for name in typed}
    assert found == {
        "audit_share": 0.125,
        "ready_error_per_1000": 0.5,
        "lock_minutes": 3,
        "retention_days": 90,
    }
    page = admin.get(HERE).text
    assert 'value="12,5"' in page
    assert "Diubah oleh Orang admin" in page
    assert admin.post(HERE, {}).status_code == 303
    assert _in_force(world, "audit_share") == world.settings.audit_share
    with reading(world.url) as session:
        assert not chosen(session)
        logged = session.scalars(select(AuditEntry).where(AuditEntry.verb == "setting-changed")).all()
    assert {entry.user_id for entry in logged} == {world.users["admin"]}
    assert {"setting": "audit_share", "before": 0.05, "after": 0.125} in [entry.details for entry in logged]
    assert len(logged) == 8


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("audit_share", "101"),
        ("audit_share", "-1"),
        ("audit_share", "banyak"),
        ("ready_error_per_1000", "0"),
        ("ready_error_per_1000", "nan"),
        ("lock_minutes", "0"),
        ("lock_minutes", "1,5"),
        ("retention_days", "0"),
        ("rule_set", "bkn-1-1999"),
    ],
)
def test_what_does_not_fit_changes_nothing_and_stays_in_the_form(
    small_world: World, login: Login, name: str, typed: str
) -> None:
    answer = login("admin").post(HERE, {"audit_share": "7"} | {name: typed})
    assert answer.status_code == 422
    assert "tidak ada pengaturan yang diubah" in answer.text
    # A list offers what there is, a field keeps what was typed.
    assert name == "rule_set" or f'value="{typed}"' in answer.text
    with reading(small_world.url) as session:
        assert not chosen(session)


def test_another_rule_set_computes_every_index_anew(small_world: World, login: Login) -> None:
    with transaction(small_world.url) as session:
        session.execute(update(Employee).values(index_done=Employee.index_wanted))
    login("admin").post(HERE, {"rule_set": "bkn-8-2019-proportional"})
    with reading(small_world.url) as session:
        rows = session.scalars(select(Employee)).all()
    assert rows
    assert all(row.index_wanted > row.index_done for row in rows)


def test_the_pages_use_what_was_set(small_world: World, login: Login) -> None:
    with transaction(small_world.url) as session:
        session.add(Preference(key="lock_minutes", value=120))
        session.add(Preference(key="audit_share", value=0.31))
    reviewer = login("reviewer")
    assert "31" in reviewer.get("/tinjau/uji-petik").text
    reviewer.send("POST", f"/tinjau/{small_world.a.awaiting}/pegang", json={})
    with reading(small_world.url) as session:
        document = session.get_one(Document, small_world.a.awaiting)
    assert document.locked_until is not None
    assert (document.locked_until - document.created_at).total_seconds() > 100 * 60
    assert "31 %" in login("admin").get("/admin").text.replace("\N{NO-BREAK SPACE}", " ")


def test_only_admins_see_and_change_them(small_world: World, login: Login) -> None:
    for name in ("tu-a", "reviewer", "bkpp"):
        assert login(name).get(HERE).status_code == 404
        assert login(name).post(HERE, {"audit_share": "1"}).status_code == 404
