"""A document handed in before, beside its copy: every page of both, and what differs."""

from __future__ import annotations

import re
from collections.abc import Callable

from world import Browser, World

from records.database import reading, transaction
from records.states import RepeatKind
from records.tables import Document, Page

Login = Callable[[str], Browser]


def test_both_are_shown_with_all_their_pages(small_world: World, login: Login) -> None:
    here, there = small_world.b.awaiting, small_world.a.confirmed
    with transaction(small_world.url) as session:
        copy, first = session.get_one(Document, here), session.get_one(Document, there)
        copy.repeat_of_id, copy.repeat_kind, copy.repeat_why = there, RepeatKind.SAME, ["number-same"]
        first.course = "Judul yang lain"
        # The earlier one goes on on a second page.
        page = session.query(Page).filter_by(file_id=first.file_id).first()
        assert page is not None
        session.add(
            Page(
                file_id=first.file_id,
                number=2,
                state=page.state,
                image_blob=page.image_blob,
                width_px=page.width_px,
                height_px=page.height_px,
            )
        )
        first.pages = [1, 2]
    html = login("reviewer").get(f"/tinjau/{here}").text
    dialog = re.search(r'<dialog id="compare".*?</dialog>', html, flags=re.DOTALL)
    assert dialog is not None
    assert "<mark>Judul yang lain</mark>" in dialog[0]
    pages = dialog[0].split('<div class="compare-pages">')[1]
    with reading(small_world.url) as session:
        ids = {
            number: [
                page.id
                for page in session.query(Page)
                .filter_by(file_id=session.get_one(Document, number).file_id)
                .order_by(Page.number)
            ]
            for number in (here, there)
        }
    shown = [int(number) for number in re.findall(r'src="/halaman/(\d+)/', pages)]
    assert shown == [*ids[here], *ids[there]]
    assert len(ids[there]) == 2
