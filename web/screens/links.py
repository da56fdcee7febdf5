"""Addresses of what other parts of the web serve: page images, words, packages."""

from __future__ import annotations

from flask import url_for

from records.tables import Page
from web.views.review import PageView


def image_href(page_id: int, generation: int = 1) -> str:
    """Give the address of an upright page image; a page read anew gets a new one, so caches stay right."""
    return url_for("images.page_image", page_id=page_id, v=generation)


def words_href(page_id: int, generation: int = 1) -> str:
    """Give the address of a page's words with boxes."""
    return url_for("images.page_words", page_id=page_id, v=generation)


def page_view(page: Page) -> PageView:
    """Show one page row."""
    return PageView(
        id=page.id,
        number=page.number,
        href=image_href(page.id, page.generation),
        words_href=words_href(page.id, page.generation),
        width_px=page.width_px or 1000,
        height_px=page.height_px or 1414,
        notes=tuple(page.notes or ()),
    )
