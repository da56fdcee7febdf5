"""Whether an error means that a disk takes no more, which passes once somebody makes room.

    file system   ENOSPC no space, EDQUOT over quota, EFBIG over the longest file allowed here
    SQLite        SQLITE_FULL (sqlite.org/rescode.html#full)
    PostgreSQL    disk_full 53100 (its manual, appendix A)

Nothing that was worked on is at fault then, so no try is counted against it. What is larger than the whole
disk would wait for ever: `never_fits` tells it from what only needs room.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.exc import DBAPIError

from records.errors import Trouble

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# The low byte of SQLite's extended codes is the plain code.
_PLAIN = 0xFF


def is_full(error: BaseException | None) -> bool:
    """Say whether `error`, or one that caused it, is a disk that takes no more."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        if isinstance(error, DBAPIError) and database_is_full(error):
            return True
        error = error.__cause__
    return False


def database_is_full(error: DBAPIError) -> bool:
    """Say whether the database's own disk is the full one."""
    origin = error.orig
    if isinstance(origin, sqlite3.Error):
        return getattr(origin, "sqlite_errorcode", 0) & _PLAIN == sqlite3.SQLITE_FULL
    return isinstance(origin, psycopg.errors.DiskFull)


def most_bytes(folder: Path) -> int:
    """Give how many bytes the disk of `folder` would take were it empty, less what it keeps for root."""
    disk = os.statvfs(folder)
    return disk.f_frsize * (disk.f_blocks - (disk.f_bfree - disk.f_bavail))


def never_fits(error: BaseException) -> dict[str, object]:
    """Give `needed_bytes` and the `most_bytes` the disk could hold, if it never could; else nothing."""
    values = error.values if isinstance(error, Trouble) else {}
    return {name: values[name] for name in ("needed_bytes", "most_bytes") if name in values}


@contextmanager
def storing(folder: Path | None = None, needed_bytes: int = 0) -> Iterator[None]:
    """Turn what the scan store's disk says while bytes are written into trouble that people can act on.

    `needed_bytes` are what is to be written to the disk of `folder`, as far as that is known.

    Raises:
        Trouble: `store-full` where the disk takes no more, with sizes where it never could (`never_fits`);
            `store-unusable` for all else it refuses.
    """
    try:
        yield
    except (ConnectionError, TimeoutError):
        raise  # the sender's line, not the disk
    except OSError as error:
        if not is_full(error):
            raise Trouble("store-unusable") from error
        raise too_full("store-full", folder, needed_bytes) from error


def too_full(code: str, folder: Path | None, needed_bytes: int) -> Trouble:
    """Give the trouble of a full disk, with both sizes where `needed_bytes` would not fit the empty one."""
    most = most_bytes(folder) if folder else needed_bytes
    if needed_bytes <= most:
        return Trouble(code)
    return Trouble(code, needed_bytes=needed_bytes, most_bytes=most)
