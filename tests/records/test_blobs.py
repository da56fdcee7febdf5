import io
from pathlib import Path

import pytest

from records.blobs import BlobStore
from records.errors import Refused, Trouble


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def _files(store: BlobStore) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_the_same_bytes_are_kept_once_under_their_sha256(store: BlobStore) -> None:
    first = store.put(b"pindaian")
    second = store.put_stream(io.BytesIO(b"pindaian"), max_bytes=100)
    assert first == second
    assert first.size_bytes == 8
    assert store.get(first.sha256) == b"pindaian"
    assert len(_files(store)) == 1


def test_too_many_bytes_are_refused_and_leave_nothing_behind(store: BlobStore) -> None:
    with pytest.raises(Refused, match="file-too-large"):
        store.put_stream(io.BytesIO(b"x" * 101), max_bytes=100)
    assert _files(store) == []


def test_a_broken_upload_leaves_nothing_behind(store: BlobStore) -> None:
    class Cut(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:  # noqa: ARG002 - the base's signature
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.put_stream(Cut(), max_bytes=100)
    assert _files(store) == []


def test_an_absent_blob_is_named(store: BlobStore) -> None:
    with pytest.raises(Trouble, match="blob-missing"):
        store.get("0" * 64)
    store.drop("0" * 64)


def test_a_dropped_blob_is_gone(store: BlobStore) -> None:
    blob = store.put(b"x")
    store.drop(blob.sha256)
    assert not store.has(blob.sha256)
