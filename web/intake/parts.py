"""Bytes of uploads under way: one growing file each, beside the scan store; its size is the offset."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from records.blobs import BlobStore
from records.errors import Refused
from records.fullness import storing

_CHUNK_BYTES = 1 << 18


def part_path(store: BlobStore, upload_id: str) -> Path:
    """Give where an upload's bytes lie; `upload_id` must be one of ours."""
    return store.root / "uploads" / upload_id


def make_part(store: BlobStore, upload_id: str) -> None:
    """Begin an empty part; raises `Trouble` where the store takes none."""
    path = part_path(store, upload_id)
    with storing():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)


def received(store: BlobStore, upload_id: str) -> int:
    """Give how many bytes came so far."""
    try:
        return part_path(store, upload_id).stat().st_size
    except FileNotFoundError:
        return 0


def drop_part(store: BlobStore, upload_id: str) -> None:
    """Forget the bytes."""
    part_path(store, upload_id).unlink(missing_ok=True)


@contextmanager
def held(store: BlobStore, upload_id: str) -> Iterator[IO[bytes]]:
    """Hold a part for one writer at a time.

    Raises:
        Refused: `upload-busy` while another request writes; `upload-gone` when the bytes are not there.
        Trouble: `store-full` or `store-unusable`; the part may hold less than was sent, never anything else.
    """
    try:
        file = part_path(store, upload_id).open("r+b")
    except FileNotFoundError as error:
        raise Refused("upload-gone") from error
    # Closing writes what is still in memory, so it too may find the disk full.
    with storing(), file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused("upload-busy") from error
        yield file


def append(file: IO[bytes], stream: IO[bytes], *, offset: int, size_bytes: int) -> int:
    """Write what comes at `offset` and give the new one; whatever arrived before a cut is kept.

    Raises:
        Refused: `upload-offset` when `offset` is not the part's end, `upload-too-large` past `size_bytes`.
    """
    end = file.seek(0, os.SEEK_END)
    if offset != end:
        raise Refused("upload-offset", offset=end)
    try:
        while chunk := stream.read(_CHUNK_BYTES):
            end += len(chunk)
            if end > size_bytes:
                raise Refused("upload-too-large", size_bytes=size_bytes)
            file.write(chunk)
    finally:
        file.flush()
        os.fsync(file.fileno())
    return end
