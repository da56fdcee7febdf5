"""The retention screen: looking erases nothing, a ticked box does, other roles see neither."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select, update
from world import Browser, World

from records.blobs import BlobStore
from records.database import reading, transaction
from records.states import DocumentState
from records.tables import AuditEntry, Document, File, now

Login = Callable[[str], Browser]
HERE = "/admin/retensi"


def _age(world: World, document_id: int) -> File:
    store = BlobStore(world.settings.get_blob_dir())
    for path in store.root.rglob("*"):
        if path.is_file():
            os.utime(path, (0, 0))
    with transaction(world.url) as session:
        session.execute(
            update(Document)
            .where(Document.id == document_id)
            .values(state=DocumentState.ACCEPTED, moved_at=now() - timedelta(days=3000))
        )
        return session.get_one(File, session.get_one(Document, document_id).file_id)


def _erased(world: World, file_id: int) -> bool:
    with reading(world.url) as session:
        return session.get_one(File, file_id).erased_at is not None


def test_an_admin_erases_what_is_due_after_ticking(world: World, login: Login) -> None:
    file = _age(world, world.a.handed_over)
    store = BlobStore(world.settings.get_blob_dir())
    admin = login("admin")
    page = admin.get(HERE).text
    assert f'href="/berkas/{file.id}"' in page
    assert "Hapus 1 berkas" in page
    answer = admin.post(HERE, {})
    assert answer.status_code == 303
    assert not _erased(world, file.id)
    assert admin.post(HERE, {"mengerti": "ya"}).status_code == 303
    assert _erased(world, file.id)
    assert not store.has(file.sha256)
    after = admin.get(HERE).text
    assert file.sha256[:16] in after
    assert "Orang admin" in after
    assert "Tidak ada yang perlu dihapus" in after
    with reading(world.url) as session:
        logged = session.scalars(select(AuditEntry).where(AuditEntry.verb == "file-erased")).one()
    assert (logged.user_id, logged.details["sha256"]) == (world.users["admin"], file.sha256)


def test_pages_of_what_was_erased_say_so_and_do_not_break(small_world: World, login: Login) -> None:
    file = _age(small_world, small_world.a.handed_over)
    admin = login("admin")
    admin.post(HERE, {"mengerti": "ya"})
    assert _erased(small_world, file.id)
    page = admin.get(f"/dokumen/{small_world.a.handed_over}")
    assert "sudah dihapus karena masa simpannya berakhir" in page.text
    clerk, bkpp = login("tu-a"), login("bkpp")
    for browser, address in (
        (clerk, f"/pegawai/{small_world.a.nip}"),
        (clerk, f"/paket/{small_world.a.batch}"),
        (clerk, f"/berkas/{file.id}"),
        (clerk, f"/bkpp/serahan/{small_world.a.handover}"),
        (bkpp, f"/bkpp/serahan/{small_world.a.handover}"),
        (bkpp, f"/dokumen/{small_world.a.handed_over}"),
        (admin, f"/tinjau/{small_world.a.handed_over}"),
    ):
        assert browser.get(address).status_code == 200, address
    api = clerk.client.get(
        f"/api/v1/documents/{small_world.a.handed_over}", headers=small_world.bearer("tu-a")
    )
    assert api.status_code == 200
    assert api.json["people"][0]["nip"]["value"] is None


def test_only_admins_may_erase(small_world: World, login: Login) -> None:
    file = _age(small_world, small_world.a.handed_over)
    for name in ("tu-a", "reviewer", "bkpp"):
        assert login(name).get(HERE).status_code == 404
        assert login(name).post(HERE, {"mengerti": "ya"}).status_code == 404
    assert not _erased(small_world, file.id)
