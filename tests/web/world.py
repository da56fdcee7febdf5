"""A small county for web tests: two offices with users, scans, documents, an index and a package each.

Rows come about by the ledger's own verbs, as in life.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, field
from datetime import date

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.accounts import issue_token
from records.blobs import BlobStore
from records.database import transaction
from records.ledger import documents, handover, intake, reading, review
from records.ledger.corrections import Corrections
from records.settings import Settings
from records.states import DocumentState, Role, Variant
from records.tables import ApiToken, Batch, Document, Employee, IndexResult, Office, Page, Upload, User
from records.values import (
    Box,
    DocumentReading,
    Field,
    Judgement,
    Kind,
    Match,
    MatchStatus,
    PageText,
    PersonReading,
)

PASSWORD = "padi menguning di sawah"
# What a hash costs to check stands in the hash: hundreds of log-ins of tests need not pay what a thief must.
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
BOX = Box(0.2, 0.2, 0.6, 0.24)


@dataclass
class OfficeIds:
    """What one office has; each id is of a row only this office may see."""

    office: int
    nip: str = ""
    batch: int = 0
    file: int = 0
    page: int = 0
    awaiting: int = 0
    confirmed: int = 0
    handed_over: int = 0
    employee: int = 0
    handover: int = 0
    record: int = 0
    upload: str = ""
    surgery: int = 0
    token: int = 0


@dataclass
class World:
    """Ids and tokens of everybody and everything."""

    settings: Settings
    a: OfficeIds
    b: OfficeIds
    users: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.settings.get_database_url()

    def bearer(self, name: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[name]}"}


def build(settings: Settings) -> World:
    """Make the county in an empty migrated database."""
    url = settings.get_database_url()
    with transaction(url) as session:
        offices = [Office(code=code, name=f"Dinas {code}") for code in ("A", "B")]
        session.add_all(offices)
        session.flush()
        world = World(settings, OfficeIds(offices[0].id), OfficeIds(offices[1].id))
        for name, role, office in (
            ("tu-a", Role.TATA_USAHA, offices[0]),
            ("tu-b", Role.TATA_USAHA, offices[1]),
            ("reviewer", Role.REVIEWER, None),
            ("bkpp", Role.BKPP, None),
            ("admin", Role.ADMIN, None),
        ):
            user = User(username=name, name=f"Orang {name}", role=role, password_hash=_HASH, office=office)
            session.add(user)
            session.flush()
            world.users[name] = user.id
            world.tokens[name] = issue_token(session, user, "tests")
            for ids in (world.a, world.b):
                if office is not None and ids.office == office.id:
                    ids.token = session.scalars(select(ApiToken.id).where(ApiToken.user_id == user.id)).one()
        _fill(session, world, world.a, "197904122005011004")
        _fill(session, world, world.b, "198109012008032005")
    return world


def _fill(session: Session, world: World, ids: OfficeIds, nip: str) -> None:
    ids.nip = nip
    store = BlobStore(world.settings.get_blob_dir())
    clerk = world.users["tu-a" if ids is world.a else "tu-b"]
    employee = Employee(nip=ids.nip, nama=f"Pegawai {nip[-1]}", office_id=ids.office, unit_kerja="Dinas")
    session.add(employee)
    session.flush()
    ids.employee = employee.id
    _index(session, employee)
    batch = intake.open_batch(session, ids.office, user_id=clerk)
    ids.batch = batch.id
    ids.handed_over = _document(session, store, ids, batch, "serah")
    _confirm(session, ids.handed_over, world.users["reviewer"])
    package = handover.request_handover(session, office_id=ids.office, user_id=clerk)
    blob = store.put(b"PK\x05\x06" + bytes(18) + nip[-1].encode())
    assert handover.record_package(session, package.id, blob.sha256, blob.size_bytes)
    ids.handover, ids.record = package.id, package.records[0].id
    ids.confirmed = _document(session, store, ids, batch, "sah")
    _confirm(session, ids.confirmed, world.users["reviewer"])
    ids.awaiting = _document(session, store, ids, batch, "tunggu")
    ids.upload = f"upload-{nip[-1]}"
    session.add(Upload(id=ids.upload, batch_id=batch.id, user_id=clerk, name="x.pdf", size_bytes=9))


def _document(session: Session, store: BlobStore, ids: OfficeIds, batch: Batch, name: str) -> int:
    scan = store.put(b"%PDF-1.7 " + f"{name}{ids.nip}".encode())
    received = intake.receive_file(session, store, batch, f"{name}.pdf", scan)
    ids.file = received.file_id
    reading.add_page(session, ids.file, 1, scan.sha256, problem=None)
    reading.finish_opening(session, ids.file, 1)
    page_id = session.scalars(_pages(ids.file)).one()
    ids.page = page_id
    text = PageText(1, 200, 300, ())
    blobs = reading.PageBlobs(
        store.put(_jpeg(int(ids.nip[-1]))).sha256, store.put(json.dumps([]).encode()).sha256
    )
    reading.record_page(session, page_id, text, blobs, generation=1, cpu_s=0.1)
    assert documents.record_documents(session, ids.file, [_reading(name, ids.nip)])
    document = session.scalars(_documents(ids.file)).one()
    match = Match(ids.nip, MatchStatus.CERTAIN, 0.9999, ("nip exact",))
    documents.record_matches(session, document.id, {0: match}, [f"{name}{ids.nip}"], version=document.version)
    session.refresh(document)
    score = documents.Score(
        Judgement(ready=True, reasons=(), probability=0.999), {0: documents.PersonScore(linear=True)}, 3, None
    )
    assert documents.record_score(session, document.id, score, version=document.version)
    assert documents.offer_document(session, document.id)
    return document.id


def _pages(file_id: int):  # noqa: ANN202 - a select
    return select(Page.id).where(Page.file_id == file_id)


def _documents(file_id: int):  # noqa: ANN202 - a select
    return select(Document).where(Document.file_id == file_id)


def _reading(name: str, nip: str) -> DocumentReading:
    return DocumentReading(
        pages=(1,),
        kind=Kind.CERTIFICATE,
        kind_confidence=0.99,
        number=Field(f"860/{name}", 0.98, 1, BOX, f"860/{name}"),
        course=Field(f"Bimbingan Teknis {name}", 0.97, 1, BOX, f"Bimbingan Teknis {name}"),
        organiser=Field("Badan Latihan", 0.97, 1, BOX),
        start=Field(date(2019, 3, 5), 0.99, 1, BOX),
        end=Field(date(2019, 3, 7), 0.99, 1, BOX),
        jp=Field(20, 0.99, 1, BOX, "20 JP"),
        people=(PersonReading(name=Field("Pegawai", 0.99, 1, BOX), nip=Field(nip, 0.99, 1, BOX)),),
    )


def _confirm(session: Session, document_id: int, reviewer: int) -> None:
    review.confirm(session, document_id, user_id=reviewer, corrections=Corrections())
    assert session.get_one(Document, document_id).state is DocumentState.CONFIRMED


def _index(session: Session, employee: Employee) -> None:
    for variant in Variant:
        session.add(
            IndexResult(
                employee_id=employee.id,
                variant=variant,
                rule_set="bkn-8-2019",
                as_of=date(2019, 9, 15),
                total=60.5,
                kualifikasi=15,
                kompetensi=15.5,
                kinerja=25,
                disiplin=5,
                category="rendah",
                explanation={"points": []},
                inputs_sha256="0" * 64,
            )
        )


def _jpeg(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (200, 300), (200, 220, 10 * shade)).save(out, "JPEG")
    return out.getvalue()


class Browser:
    """A client that sends the CSRF token of the log-in page or of its session, as forms and scripts do."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def log_in(self, username: str) -> None:
        answer = self.post("/masuk", {"username": username, "password": PASSWORD})
        assert answer.status_code == 303, answer.text

    def token(self) -> str:
        page = self.client.get("/sandi")
        if page.status_code != 200:
            page = self.client.get("/masuk")
        return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]

    def get(self, path: str, **more: object):  # noqa: ANN201 - werkzeug's TestResponse
        return self.client.get(path, **more)

    def post(self, path: str, data: dict[str, object] | None = None, **more: object):  # noqa: ANN201 - as get
        return self.client.post(path, data={"csrf_token": self.token(), **(data or {})}, **more)

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, **more: object):  # noqa: ANN201 - as get
        return self.client.open(
            path,
            method=method,
            headers={"X-CSRFToken": self.token(), "X-Requested-With": "fetch", **(headers or {})},
            **more,
        )
