"""ZIP archives to single files, inside the child: every count, size and name is checked while unpacking."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from ocr.limits import Limits
from records.errors import Rejected, Trouble
from records.filetypes import HEAD_BYTES, FileType, sniff

_CHUNK_BYTES = 1 << 20
_ENCRYPTED_FLAG = 0x1
_MAX_NAME = 120
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_IGNORED = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def unpack(path: Path, folder: Path, limits: Limits) -> Iterator[dict[str, Any]]:
    """Write each member to `folder` under a plain number and yield what became of it.

    Yields:
        dicts with `name` (safe to show), `stored` (file name inside `folder`, or None) and `code` (or None).

    Raises:
        Rejected: the archive as a whole is no good: `archive-broken`, `archive-empty`,
            `archive-too-many-members`, `archive-bomb`.
        Trouble: `disk-full`, with `needed_bytes` and `most_bytes` where the disk could never hold them.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [e for e in archive.infolist() if not e.is_dir() and not _IGNORED.search(e.filename)]
            _check_whole(path, entries, limits)
            yield from _members(archive, entries, folder, limits)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise _full(path, folder) from error
        raise Rejected("archive-broken") from error


def _full(path: Path, folder: Path) -> Trouble:
    """Give the trouble of a disk that is no fault of the archive."""
    with zipfile.ZipFile(path) as archive:
        needed = sum(entry.file_size for entry in archive.infolist())
    disk = os.statvfs(folder)
    most = disk.f_frsize * (disk.f_blocks - (disk.f_bfree - disk.f_bavail))
    sizes = {"needed_bytes": needed, "most_bytes": most} if needed > most else {}
    return Trouble("disk-full", **sizes)


def _check_whole(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if not entries:
        raise Rejected("archive-empty")
    if len(entries) > limits.max_members:
        raise Rejected("archive-too-many-members", members=len(entries), limit=limits.max_members)
    claimed = sum(e.file_size for e in entries)
    # a single-colour fax page packs very well, so small archives are let through whatever their ratio
    if claimed > limits.max_unpacked_bytes or claimed > max(
        50_000_000, limits.max_ratio * path.stat().st_size
    ):
        raise Rejected("archive-bomb")


def _members(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], folder: Path, limits: Limits
) -> Iterator[dict[str, Any]]:
    left = limits.max_unpacked_bytes
    for index, entry in enumerate(entries):
        name = safe_name(entry.filename)
        stored = f"{index:05d}"
        try:
            _check_entry(entry, limits)
            left -= _write(archive, entry, folder / stored, min(left, limits.max_member_bytes))
            _check_type(folder / stored)
        except Rejected as rejected:
            if rejected.code == "archive-bomb":
                raise
            (folder / stored).unlink(missing_ok=True)
            yield {"name": name, "stored": None, "code": rejected.code}
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            (folder / stored).unlink(missing_ok=True)
            yield {"name": name, "stored": None, "code": "archive-member-broken"}
        else:
            yield {"name": name, "stored": stored, "code": None}


def _check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    if is_unsafe_name(entry.filename):
        raise Rejected("archive-unsafe-name")
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise Rejected("archive-encrypted")
    if entry.file_size > limits.max_member_bytes:
        raise Rejected("file-too-large", max_bytes=limits.max_member_bytes)


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, allowed: int) -> int:
    """Unpack one member, counting real bytes: the header's size is only a claim."""
    written = 0
    with archive.open(entry) as source, target.open("wb") as sink:
        while chunk := source.read(_CHUNK_BYTES):
            written += len(chunk)
            if written > allowed or written > entry.file_size:
                raise Rejected("archive-bomb")
            sink.write(chunk)
    return written


def _check_type(path: Path) -> None:
    with path.open("rb") as file:
        if sniff(file.read(HEAD_BYTES)) is FileType.ZIP:
            raise Rejected("archive-nested")


def is_unsafe_name(name: str) -> bool:
    """Say whether a member's name tries to leave the folder it is unpacked into."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in PurePosixPath(plain).parts or bool(re.match(r"^[A-Za-z]:", plain))


def safe_name(name: str) -> str:
    """Give the last part of a member's name, fit to be shown and stored: emoji stay, control marks go."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    kept = "".join(
        c
        for c in unicodedata.normalize("NFC", last)
        if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl")
    )
    stem = kept.strip(" .") or "tanpa-nama"
    return stem if len(stem) <= _MAX_NAME else stem[: _MAX_NAME - 10] + stem[-10:]
