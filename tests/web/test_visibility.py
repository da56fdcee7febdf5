"""Whose rows are whose is said for every table; a new one fails here until somebody says it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from world import World

from records.database import reading
from records.tables import Base, Batch, Document, Employee, File, Handover, Page, User
from web.auth.identity import Identity, identity_of
from web.visibility import KNOWN, find_visible, scoped, visible

# Rows that are reached only through one that has an office, or that screens of admins alone show.
NOT_OF_AN_OFFICE = {
    "api_tokens",
    "assignments",
    "audit_log",
    "audit_samples",
    "corrections",
    "decisions",
    "document_keys",
    "document_people",
    "employee_keys",
    "figures",
    "periods",
    "precedents",
    "preferences",
    "register_imports",
    "scan_views",
    "surgeries",
    "term_counts",
    "users",
}


def test_every_table_is_either_of_an_office_or_on_the_written_list() -> None:
    scoped_tables = {rows.__tablename__ for rows in KNOWN}
    assert scoped_tables | NOT_OF_AN_OFFICE == set(Base.metadata.tables)
    assert not scoped_tables & NOT_OF_AN_OFFICE


def _identity(world: World, name: str) -> Identity:
    with reading(world.url) as session:
        return identity_of(session.get_one(User, world.users[name]))


@pytest.mark.parametrize("rows", sorted(KNOWN, key=lambda rows: rows.__tablename__))
def test_a_query_of_a_clerk_gives_rows_of_the_own_office_only(world: World, rows: type) -> None:
    everybody = _identity(world, "admin")
    with reading(world.url) as session:
        of_a = set(session.scalars(scoped(select(rows.id), rows, _identity(world, "tu-a"))))
        of_b = set(session.scalars(scoped(select(rows.id), rows, _identity(world, "tu-b"))))
        of_all = set(session.scalars(scoped(select(rows.id), rows, everybody)))
    assert not of_a & of_b
    if rows.__tablename__ not in ("trainings", "uploads"):
        assert of_a
        assert of_b
        assert of_a | of_b == of_all


def test_a_clerk_without_an_office_sees_nothing(small_world: World) -> None:
    nobody = Identity(
        **{
            **{name: getattr(_identity(small_world, "tu-a"), name) for name in Identity.__slots__},
            "office_id": None,
        }
    )
    with reading(small_world.url) as session:
        for rows in (Batch, Document, Employee, File, Handover, Page):
            assert session.scalars(scoped(select(rows.id), rows, nobody)).all() == []
            assert find_visible(session, rows, 1, nobody) is None


def test_a_table_nobody_spoke_of_is_an_error_not_a_leak(small_world: World) -> None:
    for name in ("tu-a", "admin"):
        with pytest.raises(KeyError):
            visible(User, _identity(small_world, name))
