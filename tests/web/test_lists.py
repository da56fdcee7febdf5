"""Lists found fast must still be the right ones: order, filters, search and counts."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import select, update
from world import Browser, World

from records.database import reading, transaction
from records.figures import count_indexes, keep_indexes
from records.states import Variant
from records.tables import AuditEntry, Document, DocumentPerson, Employee, IndexResult, now

Login = Callable[[str], Browser]


def _nips(page: str) -> list[str]:
    return re.findall(r'<th scope="row">\s*<a href="/pegawai/(\d{18})"', page)


def _ids(page: str) -> list[int]:
    return [int(i) for i in re.findall(r'<th scope="row"><a href="/tinjau/(\d+)', page)]


def _set_totals(world: World, totals: dict[str, tuple[float, float]]) -> None:
    with transaction(world.url) as session:
        for nip, (before, after) in totals.items():
            employee = session.scalars(select(Employee.id).where(Employee.nip == nip)).one()
            for variant, total in ((Variant.RECORDED, before), (Variant.PENDING, after)):
                session.execute(
                    update(IndexResult)
                    .where(IndexResult.employee_id == employee, IndexResult.variant == variant)
                    .values(total=total, jp=int(total))
                )


def test_employees_are_ordered_and_filtered_by_their_indexes(world: World, login: Login) -> None:
    a, b = world.a.nip, world.b.nip
    _set_totals(world, {a: (50, 52), b: (40, 60)})
    bkpp = login("bkpp")
    assert _nips(bkpp.get("/pegawai?urut=lowest").text) == [b, a]
    assert _nips(bkpp.get("/pegawai?urut=gain").text) == [b, a]
    assert _nips(bkpp.get("/pegawai").text) == sorted([a, b], key=lambda nip: nip[-1])
    assert _nips(bkpp.get(f"/pegawai?kantor={world.a.office}&urut=gain").text) == [a]
    assert _nips(bkpp.get("/pegawai?perlu=gain&cari=Pegawai").text) != []
    assert _nips(bkpp.get(f"/pegawai?cari={a[:6]}").text) == [a]
    assert _nips(bkpp.get("/pegawai?cari=tidakada").text) == []
    page = bkpp.get("/pegawai?urut=lowest").text
    assert "40" in page
    assert "60" in page


def test_a_search_of_the_queue_counts_what_it_finds(world: World, login: Login) -> None:
    with transaction(world.url) as session:
        session.execute(
            update(Document)
            .where(Document.id == world.b.awaiting)
            .values(ready=False, reasons=["jp-missing"])
        )
        session.execute(
            update(DocumentPerson)
            .where(DocumentPerson.document_id == world.b.awaiting)
            .values(name="Zulkifli Rahman")
        )
    reviewer = login("reviewer")
    assert _ids(reviewer.get("/tinjau").text) == [world.b.awaiting, world.a.awaiting]
    assert _ids(reviewer.get("/tinjau?cari=zulkif").text) == [world.b.awaiting]
    assert _ids(reviewer.get("/tinjau?cari=bimbingan").text) == [world.b.awaiting, world.a.awaiting]
    assert _ids(reviewer.get("/tinjau?cari=100%25").text) == []
    assert _ids(reviewer.get("/tinjau?alasan=jp-missing").text) == [world.b.awaiting]
    assert _ids(reviewer.get(f"/tinjau?cari={world.a.nip}").text) == [world.a.awaiting]
    tiles = re.findall(r"<dd>(\d+)</dd>", reviewer.get("/tinjau?cari=bimbingan").text)
    assert tiles[:2] == ["1", "1"]
    # Found nothing, and beyond the last page.
    assert "Tidak ada" in reviewer.get("/tinjau?cari=qqqq").text
    assert reviewer.get("/tinjau?cari=bimbingan&hal=9").status_code == 200


def test_statistics_say_when_they_were_counted(world: World, login: Login) -> None:
    _set_totals(world, {world.a.nip: (50, 70), world.b.nip: (40, 60)})
    bkpp = login("bkpp")
    live = bkpp.get("/bkpp/statistik").text
    assert "Dihitung" in live
    with transaction(world.url) as session:
        keep_indexes(session, count_indexes(session), now())
    _set_totals(world, {world.a.nip: (0, 0), world.b.nip: (0, 0)})
    kept = bkpp.get("/bkpp/statistik").text
    assert (
        re.findall(r"<dd>([\d,]+)</dd>", kept) == re.findall(r"<dd>([\d,]+)</dd>", live) == ["2", "45", "65"]
    )
    assert bkpp.get("/bkpp/statistik.xlsx").status_code == 200


def test_the_log_offers_every_verb_once(world: World, login: Login) -> None:
    with reading(world.url) as session:
        verbs = set(session.scalars(select(AuditEntry.verb)))
    page = login("admin").get("/admin/jejak").text
    offered = re.search(r'<select[^>]*id="perbuatan".*?</select>', page, flags=re.DOTALL)
    assert offered is not None
    values = re.findall(r'<option value="([^"]*)"', offered[0])
    assert set(values) - {"", "logged-in"} == verbs - {"logged-in"}
    assert len(values) == len(set(values))
