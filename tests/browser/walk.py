"""Every address that gives a page, filled with rows there are, and who opens it; and some in other states."""

from __future__ import annotations

from collections.abc import Iterator

from actors import World
from sqlalchemy import func, select

from records.database import reading
from records.states import DocumentState
from records.tables import Batch, Document, Employee, File, Handover, Office, RegisterImport, User
from web.app import create_app

# GET routes that give no page: images, downloads, JSON for scripts, redirects.
NO_PAGE = frozenset(
    {
        *("api.get-batch", "api.get-document", "api.get-handover", "api.get-index", "api.get-package"),
        *("api.list-documents", "api.openapi", "bkpp.package", "bkpp.statistics_file", "health.alive"),
        "bkpp.unrecorded_file",
        "employees.sheet_file",
        *("health.ready", "home.choose_language", "home.start", "images.page_crop", "images.page_image"),
        *("images.page_thumbnail", "images.page_words", "review.following", "review.person_search"),
        *("review.state", "static", "uploads.state"),
    }
)
_ROLE_OF = {
    "admin": "admin",
    "api": "admin",
    "bkpp": "bkpp",
    "employees": "tu1",
    "office": "tu1",
    "review": "peninjau",
    "tokens": "admin",
}
_OTHER_STATES = (
    ("", "/masuk?next=/pegawai"),
    ("tu1", "/tidak-ada"),
    ("tu1", "/pegawai?cari=tidakadaorangnya"),
    ("tu2", "/unggah"),
    ("tu2", "/kirim"),
    ("peninjau", "/tinjau?cari=tidakadaorangnya"),
    ("peninjau", "/tinjau/uji-petik?per=bulan"),
    ("bkpp", "/pegawai?urut=lowest"),
    ("admin", "/admin/jejak?perbuatan=logged-in"),
)


def pages(world: World) -> Iterator[tuple[str, str]]:
    """Give user name and path of each page; a route nobody named a role for fails the walk."""
    known = _rows(world)
    app = create_app(world.settings)
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint in NO_PAGE:
                continue
            values = {name: known[name] for name in rule.arguments}
            yield _who(rule.endpoint), adapter.build(rule.endpoint, values)
    yield from _OTHER_STATES


def _who(endpoint: str) -> str:
    if endpoint == "auth.login":
        return ""
    return "tu1" if endpoint == "auth.password" else _ROLE_OF[endpoint.split(".", maxsplit=1)[0]]


def _rows(world: World) -> dict[str, object]:
    office = world.accounts["tu1"].office
    with reading(world.settings.get_database_url()) as session:
        waiting_first = (Document.state != DocumentState.AWAITING_REVIEW, Document.id)
        document = session.scalars(select(Document).order_by(*waiting_first).limit(1)).one()
        return {
            "batch_id": session.scalar(select(func.min(Batch.id))),
            "document_id": document.id,
            "file_id": session.scalar(select(func.min(File.id)).where(File.pages_total > 1)),
            "handover_id": session.scalar(select(func.min(Handover.id))),
            "import_id": session.scalar(select(func.max(RegisterImport.id))),
            "office_id": session.scalar(select(Office.id).where(Office.name == office)),
            "nip": session.scalar(select(Employee.nip).where(Employee.unit_kerja == office).limit(1)),
            "user_id": session.scalar(select(func.min(User.id))),
        }
