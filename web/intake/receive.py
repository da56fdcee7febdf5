"""Files of one request become one batch: bytes first, then all rows in one transaction.

The scans are in the store before any row speaks of them, and the rows of a request come together or not at
all; so a cut or a crash leaves either the whole batch or nothing, and the sender may safely send again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from records.blobs import Blob, BlobStore
from records.errors import Refused
from records.ledger.intake import Received, open_batch, receive_file, refuse_file
from records.tables import Batch, Period
from web import data
from web.auth.identity import Identity
from web.intake.offices import get_office_id
from web.visibility import scoped


@dataclass(frozen=True, slots=True)
class Sent:
    """One file as it came: its name as the sender wrote it and its bytes."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True, slots=True)
class Stored:
    """One file in the store, or, without a blob, the code it was turned away with."""

    name: str
    blob: Blob | None
    code: str = ""
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The batch a request ended in; `known`: an earlier request with the same key had made it."""

    batch_id: int
    files: tuple[Received, ...] = ()
    known: bool = False


def store_files(files: Iterable[Sent], store: BlobStore, max_bytes: int) -> tuple[Stored, ...]:
    """Put each file into the store; one that is too large is turned away alone.

    Raises:
        Trouble: `store-full` or `store-unusable`; nothing was taken in then.
    """
    return tuple(_store(file, store, max_bytes) for file in files)


def _store(file: Sent, store: BlobStore, max_bytes: int) -> Stored:
    try:
        return Stored(file.name, store.put_stream(file.stream, max_bytes))
    except Refused as error:
        return Stored(file.name, None, error.code, error.values)


def take_in(
    files: Sequence[Stored], user: Identity, *, office: str = "", note: str = "", request_key: str = ""
) -> TakenIn:
    """Open a batch with these files. The same `request_key` of the same user gives the same batch.

    Raises:
        Refused: `batch-empty` without a file; `office-needed` or `office-unknown`.
    """
    key = hashlib.sha256(request_key.encode()).hexdigest() if request_key else None
    if key and (known := _find_known(user, key)):
        return known
    if not files:
        raise Refused("batch-empty")
    try:
        with data.writing() as session:
            batch = new_batch(session, user, office=office, note=note)
            batch.request_key = key
            session.flush()
            received = tuple(add_file(session, batch, file, user) for file in files)
            return TakenIn(batch.id, received)
    except IntegrityError:
        # The same request came twice at once and the other one was faster.
        if key and (known := _find_known(user, key)):
            return known
        raise


def new_batch(session: Session, user: Identity, *, office: str = "", note: str = "") -> Batch:
    """Open an empty batch in the current period.

    Raises:
        Refused: `office-needed` or `office-unknown`.
    """
    period = session.scalar(select(Period.id).where(Period.current).limit(1))
    return open_batch(
        session, get_office_id(session, user, office), user_id=user.id, note=note.strip(), period_id=period
    )


def add_file(session: Session, batch: Batch, file: Stored, user: Identity) -> Received:
    """Give one file its row, whatever became of it."""
    if file.blob is None:
        return refuse_file(session, batch, file.name, file.code, user_id=user.id, values=dict(file.values))
    return receive_file(session, data.store(), batch, file.name, file.blob, user_id=user.id)


def _find_known(user: Identity, key: str) -> TakenIn | None:
    with data.reading() as session:
        query = select(Batch.id).where(Batch.user_id == user.id, Batch.request_key == key)
        found = session.scalar(scoped(query, Batch, user))
    return TakenIn(found, known=True) if found else None
