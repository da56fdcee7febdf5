"""The report of what is not recorded: a clerk's own office, BKPP what was handed over; kept in the log."""

from __future__ import annotations

import io
from collections.abc import Callable

import world as county
from openpyxl import load_workbook
from sqlalchemy import select

from records.database import reading
from records.tables import AuditEntry

Login = Callable[[str], county.Browser]


def courses(text: str) -> set[str]:
    return {name for name in ("serah", "sah", "tunggu") if f"Bimbingan Teknis {name}<" in text}


def test_a_clerk_reads_and_downloads_the_own_report(small_world: county.World, login: Login) -> None:
    clerk, here = login("tu-a"), f"/belum-tercatat/{small_world.a.office}"
    assert here in clerk.get("/pegawai").text
    page = clerk.get(here)
    assert courses(page.text) == {"serah", "sah", "tunggu"}
    assert small_world.b.nip not in page.text
    file = clerk.get(f"{here}.xlsx")
    _, *rows = load_workbook(io.BytesIO(file.data)).worksheets[0].values
    assert {row[1] for row in rows} == {small_world.a.nip}
    assert {row[7] for row in rows} == {20}
    with reading(small_world.url) as session:
        logged = session.scalars(select(AuditEntry).where(AuditEntry.verb == "unrecorded-downloaded")).one()
    assert (logged.user_id, logged.details) == (small_world.users["tu-a"], {"rows": 3})


def test_bkpp_sees_of_it_what_was_handed_over(small_world: county.World, login: Login) -> None:
    assert courses(login("bkpp").get(f"/belum-tercatat/{small_world.a.office}").text) == {"serah"}


def test_another_office_is_not_shown(small_world: county.World, login: Login) -> None:
    clerk, there = login("tu-a"), f"/belum-tercatat/{small_world.b.office}"
    assert (clerk.get(there).status_code, clerk.get(f"{there}.xlsx").status_code) == (404, 404)
