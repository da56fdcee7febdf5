"""Every look at a scan is logged: who, which page, when (UU 27/2022)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from records.tables import Document, Page, ScanView, now
from web import data
from web.auth.identity import Identity

# One look fetches the page and a crop for each field; these are one look, not ten.
_SAME_LOOK = timedelta(seconds=60)


def log_look(page: Page, user: Identity, document_id: int | None) -> None:
    """Keep that `user` looked at `page`, as part of `document_id` where the asker named one of its file."""
    recent = select(ScanView.id).where(
        ScanView.user_id == user.id, ScanView.at > now() - _SAME_LOOK, ScanView.page_id == page.id
    )
    with data.reading() as session:
        if session.scalar(recent.limit(1)) is not None:
            return
        known = document_id and session.scalar(
            select(Document.id).where(Document.id == document_id, Document.file_id == page.file_id)
        )
    with data.writing() as session:
        session.add(ScanView(user_id=user.id, page_id=page.id, document_id=known or None))
