"""From a point of an index to the print on the scan that it rests on."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
from actors import Person, World
from PIL import Image
from playwright.sync_api import expect

AtBrowser = Callable[[str], Person]
SCAN = "surat-miring.jpg"  # a photograph that lies askew: its boxes are those of the upright page
HOURS = 36
DARK = 110


def test_a_point_leads_to_its_rule_its_record_and_its_print(world: World, at_browser: AtBrowser) -> None:
    (document_id,) = world.read("tu1", SCAN)
    api = world.client("peninjau")
    document = api.get(f"documents/{document_id}")
    assert document["jp"]["value"] == HOURS
    api.post(f"documents/{document_id}/confirm", {})
    nip = document["people"][0]["match"]["nip"]

    reviewer = at_browser("peninjau")
    reviewer.go(f"/pegawai/{nip}?tampil=confirmed")
    point = reviewer.page.locator("li.point", has=reviewer.page.locator(f'a[href*="{document_id}"]'))
    for _ in range(60):  # the index is computed by the worker
        if point.count():
            break
        reviewer.page.wait_for_timeout(500)
        reviewer.page.reload()
    expect(point).to_have_count(1)
    assert float(point.locator(".point-value").inner_text().split("/")[0].replace(",", ".")) > 0
    expect(point.get_by_text("Peraturan BKN")).to_be_visible()  # the rule says where it stands
    reviewer.check_accessible()

    point.get_by_role("link").first.click()
    hours = reviewer.page.locator('.look[data-field="jp"]')
    expect(hours).to_contain_text(str(HOURS))
    expect(hours).to_be_focused()  # the link leads to the very field
    mark = reviewer.page.locator('svg.marks rect[data-mark="jp"]')
    expect(mark).to_be_visible()
    expect(mark).to_have_class("is-now")
    assert _share_of(reviewer, mark) == [round(edge, 2) for edge in document["jp"]["box"]]
    assert _ink(reviewer, document["jp"]["box"]) > 0.03
    assert _ink(reviewer, [0.0, 0.0, 1.0, 1.0]) < _ink(reviewer, document["jp"]["box"])


def _share_of(person: Person, mark: Any) -> list[float]:
    """Where a mark stands on the picture of the page as people see it, in shares of the picture."""
    picture = person.page.locator("figure.sheet:not([hidden]) img").bounding_box()
    shown = mark.bounding_box()
    left = (shown["x"] - picture["x"]) / picture["width"]
    top = (shown["y"] - picture["y"]) / picture["height"]
    right, bottom = left + shown["width"] / picture["width"], top + shown["height"] / picture["height"]
    return [round(edge, 2) for edge in (left, top, right, bottom)]


def _ink(person: Person, box: list[float]) -> float:
    """Share of dark pixels of the page's picture inside a box."""
    source = person.page.locator("figure.sheet:not([hidden]) img").get_attribute("src")
    assert source
    data = person.page.request.get(person.world.address + source).body()
    page = np.asarray(Image.open(io.BytesIO(data)).convert("L"))
    high, wide = page.shape
    left, top, right, bottom = (round(edge * side) for edge, side in zip(box, (wide, high) * 2, strict=True))
    return float((page[top:bottom, left:right] < DARK).mean())
