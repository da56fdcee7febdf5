"""Whether an error means that a disk takes no more, which passes once somebody makes room.

    file system   ENOSPC no space, EDQUOT over quota, EFBIG over the longest file allowed here
    SQLite        SQLITE_FULL (sqlite.org/rescode.html#full)
    PostgreSQL    disk_full 53100 (its manual, appendix A)

Nothing that was worked on is at fault then, so no try is counted against it.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

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


@contextmanager
def storing() -> Iterator[None]:
    """Turn what the scan store's disk says while bytes are written into trouble that people can act on.

    Raises:
        Trouble: `store-full` where the disk takes no more, `store-unusable` for all else it refuses.
    """
    try:
        yield
    except (ConnectionError, TimeoutError):
        raise  # the sender's line, not the disk
    except OSError as error:
        raise Trouble("store-full" if is_full(error) else "store-unusable") from error
