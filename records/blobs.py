"""Scans and page images by their sha256, in a folder; written whole or not at all.

Every write raises `Trouble`: `store-full` or `store-unusable`, with nothing kept and nothing left behind.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from records.errors import Refused, Trouble
from records.fullness import storing

_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Blob:
    """A stored value: its sha256 in hex and its size."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class BlobStore:
    """A content-addressed folder: `ab/cd/abcd…`. Putting the same bytes twice keeps one file."""

    root: Path

    def put(self, data: bytes) -> Blob:
        """Store `data` and give its address."""
        with storing(self.root, len(data)), self._incoming() as file:
            file.write(data)
            return self._keep(file, hashlib.sha256(data).hexdigest(), len(data))

    def put_stream(self, stream: IO[bytes], max_bytes: int) -> Blob:
        """Store all of `stream` without holding it in memory.

        Raises:
            Refused: `file-too-large` when more than `max_bytes` come; nothing is kept then.
        """
        digest, size = hashlib.sha256(), 0
        with storing(self.root, _length(stream)), self._incoming() as file:
            while chunk := stream.read(_CHUNK_BYTES):
                size += len(chunk)
                if size > max_bytes:
                    raise Refused("file-too-large", max_bytes=max_bytes)
                digest.update(chunk)
                file.write(chunk)
            return self._keep(file, digest.hexdigest(), size)

    def get(self, sha256: str) -> bytes:
        """Bytes of a blob.

        Raises:
            Trouble: `blob-missing` when the folder does not hold it.
        """
        try:
            return self.path_of(sha256).read_bytes()
        except FileNotFoundError as error:
            raise Trouble("blob-missing", sha256=sha256) from error

    def path_of(self, sha256: str) -> Path:
        """Where a blob lies or would lie; callers only read it."""
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the blob is here."""
        return self.path_of(sha256).is_file()

    def drop(self, sha256: str) -> None:
        """Forget a blob; absent ones are no error."""
        self.path_of(sha256).unlink(missing_ok=True)

    @contextmanager
    def _incoming(self) -> Iterator[IO[bytes]]:
        folder = self.root / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            try:
                yield file
            finally:
                # After a keep the name is gone; after a failure nothing may stay behind.
                Path(file.name).unlink(missing_ok=True)

    def _keep(self, file: IO[bytes], sha256: str, size: int) -> Blob:
        # fsync before the rename: a row must never point at bytes a power cut took away.
        file.flush()
        os.fsync(file.fileno())
        target = self.path_of(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        # replace() is atomic: two writers of the same bytes leave one whole file.
        Path(file.name).replace(target)
        return Blob(sha256, size)


def _length(stream: IO[bytes]) -> int:
    """Give how many bytes are still to come, 0 where the stream cannot tell."""
    if not stream.seekable():
        return 0
    here = stream.tell()
    end = stream.seek(0, os.SEEK_END)
    stream.seek(here)
    return end - here
