"""Pages by hand: turn, split, join, reorder, drop; every change is a ledger verb that can be undone."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from records.ledger import surgery
from records.states import DocumentState, FileState, PageState, Role
from records.tables import Document, File, Page, Surgery
from web.auth.identity import me
from web.data import reading, writing
from web.guards import roles
from web.screens.speech import t
from web.views.pages import FileView, Leaf, Sheaf
from web.visibility import get_visible

_hands = roles(Role.TATA_USAHA, Role.REVIEWER, Role.ADMIN)
# Documents a person stands behind are settled; the ledger's verbs refuse to touch them as well.
_OPEN = (
    *(DocumentState.AWAITING_REVIEW, DocumentState.RETURNED, DocumentState.FAILED),
    *(DocumentState.FOUND, DocumentState.MATCHED, DocumentState.SCORED),
)


def add_to(blueprint: Blueprint) -> None:
    """Put these pages on the office's blueprint."""
    blueprint.get("/berkas/<int:file_id>")(file)
    blueprint.post("/berkas/<int:file_id>/ubah")(change)


@_hands
def file(file_id: int) -> ResponseReturnValue:
    """Show a file's pages document by document."""
    with reading() as session:
        view = file_view(session, get_visible(session, File, file_id, me()))
    return render_template(
        "office/file_live.html" if request.args.get("sebagian") else "office/file.html", view=view
    )


@_hands
def change(file_id: int) -> ResponseReturnValue:
    """Carry out one change the form names."""
    with writing() as session:
        get_visible(session, File, file_id, me())
        _carry_out(session, file_id, request.form.get("verb", ""))
    flash(t("file.done"), "success")
    return redirect(url_for("office.file", file_id=file_id), 303)


def _carry_out(session: Session, file_id: int, verb: str) -> None:
    user = me().id
    if verb == "turn":
        surgery.turn_page(session, _own_page(session, file_id), 90, user_id=user)
    elif verb == "drop":
        surgery.drop_page(session, _own_page(session, file_id), user_id=user)
    elif verb == "split":
        document = _own_document(session, file_id, "document")
        surgery.split_document(session, document.id, _number("after"), user_id=user)
    elif verb == "join":
        ids = [_own_document(session, file_id, name).id for name in ("above", "document")]
        surgery.join_documents(session, ids, user_id=user)
    elif verb == "earlier":
        document = _own_document(session, file_id, "document")
        surgery.reorder_pages(
            session, document.id, _earlier(document.pages, _number("page_number")), user_id=user
        )
    else:
        surgery.undo_surgery(session, file_id, user_id=user)


def _earlier(pages: list[int], number: int) -> list[int]:
    order = list(pages)
    at = order.index(number) if number in order else 0
    if at > 0:
        order[at - 1], order[at] = order[at], order[at - 1]
    return order


def _number(name: str) -> int:
    typed = request.form.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 16 else 0


def _own_page(session: Session, file_id: int) -> int:
    # The page must be of the file in the address: that file is the one the user was shown to own.
    page = get_visible(session, Page, _number("page"), me())
    return page.id if page.file_id == file_id else 0


def _own_document(session: Session, file_id: int, name: str) -> Document:
    document = get_visible(session, Document, _number(name), me())
    return document if document.file_id == file_id else get_visible(session, Document, 0, me())


def file_view(session: Session, row: File) -> FileView:
    """Give the file with its pages: four queries."""
    pages = {
        page.number: page
        for page in session.scalars(select(Page).where(Page.file_id == row.id).order_by(Page.number))
    }
    documents = session.scalars(
        select(Document)
        .where(Document.file_id == row.id, Document.state != DocumentState.REPLACED)
        .order_by(Document.generation, Document.ordinal)
    ).all()
    documents = sorted(documents, key=lambda d: min(d.pages))
    used = {number for document in documents for number in document.pages}
    rest = [page for number, page in pages.items() if number not in used]
    return FileView(
        id=row.id,
        name=row.name,
        batch_id=row.batch_id,
        state=row.state,
        sheaves=tuple(_sheaf(i, d, documents[i - 1] if i else None, pages) for i, d in enumerate(documents)),
        loose=tuple(_leaf(page) for page in rest if page.state is not PageState.DROPPED),
        dropped=tuple(_leaf(page) for page in rest if page.state is PageState.DROPPED),
        busy=row.state is not FileState.FOUND,
        undoable=bool(
            session.scalar(select(exists().where(Surgery.file_id == row.id, Surgery.undone_at.is_(None))))
        ),
        moving=row.state.is_moving or any(d.state.is_moving for d in documents),
    )


def _sheaf(at: int, document: Document, above: Document | None, pages: dict[int, Page]) -> Sheaf:
    numbers = [number for number in document.pages if number in pages]
    joinable = above is not None and above.state in _OPEN and document.state in _OPEN
    return Sheaf(
        document_id=document.id,
        number=at + 1,
        kind=document.kind,
        state=document.state,
        course=document.course or "",
        leaves=tuple(
            _leaf(pages[number], first=number == numbers[0], last=number == numbers[-1]) for number in numbers
        ),
        above=above.id if above is not None and joinable else None,
        open=document.state in _OPEN,
    )


def _leaf(page: Page, *, first: bool = True, last: bool = True) -> Leaf:
    # Named after the picture itself: a page just turned still has its old one for a moment, and a browser
    # would go on showing that under an address that stays the same.
    picture = page.image_blob
    href = url_for("images.page_thumbnail", page_id=page.id, v=picture[:12]) if picture else ""
    return Leaf(page.id, page.number, href, page.state, first, last)
