"""The simulation's page: asked for by a form, shown as charts, the own office only for a clerk."""

from __future__ import annotations

from collections.abc import Callable

import world as county

from records.database import transaction
from records.simulations import Simulated, Spread, find_simulation, keep_simulation

Login = Callable[[str], county.Browser]


def spread(*people: int) -> Spread:
    names = ("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah")
    return Spread(dict(zip(names, people, strict=True)), 61.25, {"kualifikasi": 12.5, "kinerja": None}, 3)


def test_a_clerk_asks_and_sees_the_charts(small_world: county.World, login: Login) -> None:
    clerk, here = login("tu-a"), f"/simulasi/{small_world.a.office}"
    assert here in clerk.get("/pegawai").text
    assert "Belum ada simulasi" in clerk.get(here).text
    asked = {"rule_set": "bkn-8-2019-proportional", "option": "windows.counting=rolling"}
    assert clerk.post(here, asked).status_code == 303
    assert "Sedang dihitung" in clerk.get(here).text
    with transaction(small_world.url) as session:
        found = find_simulation(session, small_world.a.office)
        assert found is not None
        assert found.elsewhere == "bkn-8-2019-proportional;windows.counting=rolling"
        result = Simulated("bkn-8-2019", "2019-09-15", 7, *[spread(1, 0, 2, 0, n) for n in (4, 3, 2, 8)])
        assert keep_simulation(session, small_world.a.office, found, result)
    page = clerk.get(here).text
    assert page.count('<figure class="card">') == 4
    assert "61,25" in page
    assert '<rect class="k-after" width="100.0"' in page  # eight people: the longest bar of all
    assert "bkn-8-2019-proportional;windows.counting=rolling" in page


def test_what_cannot_be_reckoned_is_said(small_world: county.World, login: Login) -> None:
    admin, here = login("admin"), f"/simulasi/{small_world.b.office}"
    assert admin.post(here, {"rule_set": "bkn-8-2019"}).status_code == 303
    with transaction(small_world.url) as session:
        found = find_simulation(session, small_world.b.office)
        assert found is not None
        keep_simulation(session, small_world.b.office, found, None, "rule-set-not-valid")
    assert "rule-set-not-valid" in admin.get(here).text


def test_another_office_and_unknown_rules_are_refused(small_world: county.World, login: Login) -> None:
    clerk = login("tu-a")
    assert clerk.get(f"/simulasi/{small_world.b.office}").status_code == 404
    assert clerk.post(f"/simulasi/{small_world.b.office}", {"rule_set": "bkn-8-2019"}).status_code == 404
    assert clerk.post(f"/simulasi/{small_world.a.office}", {"rule_set": "bkn-9"}).status_code == 400
    assert login("reviewer").get(f"/simulasi/{small_world.a.office}").status_code == 404


def test_the_statistics_lead_there(small_world: county.World, login: Login) -> None:
    assert f"/simulasi/{small_world.a.office}" in login("bkpp").get("/bkpp/statistik").text
