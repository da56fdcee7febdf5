"""A contradiction shows both scans where they contradict, not only where they begin."""

from __future__ import annotations

import re
from collections.abc import Callable

import world as county
from sqlalchemy import select

from records.database import transaction
from records.states import RepeatKind
from records.tables import Document, Page


def contradict(world: county.World) -> tuple[int, int]:
    """Make office A's waiting document contradict office B's, whose hours stand on a second page."""
    with transaction(world.url) as session:
        here, there = (session.get_one(Document, i) for i in (world.a.awaiting, world.b.awaiting))
        here.repeat_of_id, here.repeat_kind, here.repeat_why = there.id, RepeatKind.CONFLICT, ["other-hours"]
        first = session.scalars(select(Page).where(Page.file_id == there.file_id)).one()
        back = Page(
            file_id=there.file_id, number=2, state=first.state, image_blob=first.image_blob, width_px=700,
            height_px=1000, generation=1,
        )  # fmt: skip
        session.add(back)
        session.flush()
        there.number, there.course, there.organiser = here.number, here.course, here.organiser
        there.start, there.end, there.issued = here.start, here.end, here.issued
        here.jp, there.jp, there.pages = 24, 30, [1, 2]
        there.people[0].name = "Orang Lain"
        there.reading = there.reading | {
            "jp": {"value": 30, "confidence": 0.9, "page": 2, "box": [0.25, 0.5, 0.75, 0.55]}
        }
        here.reading = here.reading | {
            "jp": {"value": 24, "confidence": 0.9, "page": 1, "box": [0.125, 0.25, 0.375, 0.3]}
        }
        return first.id, back.id


def sections(text: str) -> dict[str, str]:
    found = re.findall(r'<section class="compare-pair" aria-label="([^"]+)">(.*?)</section>', text, re.DOTALL)
    return {name.strip(): body for name, body in found}


def test_the_pages_that_differ_stand_side_by_side(
    small_world: county.World, login: Callable[[str], county.Browser]
) -> None:
    first, back = contradict(small_world)
    shown = sections(login("reviewer").get(f"/tinjau/{small_world.a.awaiting}").text)
    hours = shown["JP"]
    assert f"/{back}/" in hours
    assert f"/{first}/" not in hours
    assert "alaman 1" in hours
    assert "alaman 2" in hours
    assert re.search(r'<rect x="0.25" y="0.5" width="0.5" height="0.05', hours)
    assert re.search(r'<rect x="0.125" y="0.25" width="0.25"', hours)
    # The people differ too, and stand on the first pages.
    (people,) = (body for name, body in shown.items() if name != "JP")
    assert f"/{first}/" in people


def test_two_that_say_the_same_have_nothing_to_mark(
    small_world: county.World, login: Callable[[str], county.Browser]
) -> None:
    contradict(small_world)
    with transaction(small_world.url) as session:
        here, there = (session.get_one(Document, i) for i in (small_world.a.awaiting, small_world.b.awaiting))
        there.jp = here.jp
        for ours, theirs in zip(here.people, there.people, strict=True):
            theirs.name, theirs.nip = ours.name, ours.nip
    assert not sections(login("reviewer").get(f"/tinjau/{small_world.a.awaiting}").text)


def test_a_page_that_is_no_longer_kept_is_said(
    small_world: county.World, login: Callable[[str], county.Browser]
) -> None:
    _, back = contradict(small_world)
    with transaction(small_world.url) as session:
        session.get_one(Page, back).image_blob = None
    shown = sections(login("reviewer").get(f"/tinjau/{small_world.a.awaiting}").text)
    assert "tidak ada lagi" in shown["JP"]
