"""The audit sample's error rate over time: by week and month, as chart and table, with its interval."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from world import Browser, World

from records.database import transaction
from records.tables import AuditSample, now
from web.screens.review.sampling import wilson

Login = Callable[[str], Browser]
HERE = "/tinjau/uji-petik"


def _look(world: World, document_id: int, at: datetime | None, *, right: bool | None) -> None:
    with transaction(world.url) as session:
        session.add(
            AuditSample(document_id=document_id, drawn_at=now(), verdict=right, checked_by=1, checked_at=at)
        )


def _rows(page: str) -> list[list[str]]:
    table = re.search(r'<caption class="hush">Tingkat kesalahan.*?</table>', page, flags=re.DOTALL)
    assert table is not None
    body = table[0].split("<tbody>")[1]
    return [
        [re.sub("<.*?>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, flags=re.DOTALL)]
        for row in re.findall(r"<tr>.*?</tr>", body, flags=re.DOTALL)
    ]


def test_no_look_yet_is_said(small_world: World, login: Login) -> None:
    _look(small_world, small_world.a.confirmed, None, right=None)
    page = login("reviewer").get(HERE).text
    assert "Belum ada yang dilihat lagi" in page
    assert '<svg class="columns"' not in page


def test_weeks_and_months_show_their_own_rate(world: World, login: Login) -> None:
    today = now()
    earlier = today - timedelta(weeks=5)
    _look(world, world.a.confirmed, today, right=True)
    _look(world, world.b.confirmed, today, right=False)
    _look(world, world.a.handed_over, earlier, right=True)
    # Longer ago than the chart shows.
    _look(world, world.b.handed_over, today - timedelta(weeks=60), right=False)
    reviewer = login("reviewer")
    weeks = _rows(reviewer.get(HERE).text)
    assert [row[1:4] for row in weeks] == [["2", "1", "50 %"], ["1", "0", "0 %"]]
    monday = today.astimezone(world.settings.zone).date()
    monday -= timedelta(days=monday.weekday())
    assert weeks[0][0].startswith(f"{monday.day} ")
    months = _rows(reviewer.get(HERE, query_string={"per": "bulan"}).text)
    assert [row[1:3] for row in months] == [["2", "1"], ["1", "0"]]
    page = reviewer.get(HERE).text
    assert page.count('class="k-wrong"') == 2
    assert 'aria-current="true">Per minggu' in page
    assert "data-prints" in page


def test_a_few_looks_leave_much_open() -> None:
    low, high = wilson(0, 5)
    assert low == 0
    assert high == pytest.approx(0.4345, abs=1e-3)
    low, high = wilson(10, 1000)
    assert (low, high) == pytest.approx((0.0054, 0.0183), abs=1e-3)
    assert wilson(5, 5)[1] == pytest.approx(1)
