"""Import verbs: a register or a training history comes in, is previewed, and applied by a person's word."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from records import audit
from records.blobs import Blob
from records.errors import BuktiError, Refused, Rejected
from records.ledger.hints import hint
from records.ledger.intake import clean_name
from records.ledger.moves import move
from records.states import ImportKind, ImportState
from records.tables import RegisterImport, now

_WORKING = (ImportState.RECEIVED, ImportState.APPLYING)


def receive_import(
    session: Session, kind: ImportKind, name: str, blob: Blob, *, user_id: int | None
) -> RegisterImport:
    """Take in a stored file and ask for its preview."""
    row = RegisterImport(kind=kind, name=clean_name(name)[:255], blob=blob.sha256, created_by=user_id)
    session.add(row)
    session.flush()
    audit.log(
        session,
        "import-received",
        "register_imports",
        row.id,
        user_id=user_id,
        to_state=ImportState.RECEIVED,
        kind=kind,
    )
    hint(session, "preview_import", row.id)
    return row


def record_preview(session: Session, import_id: int, counts: dict[str, int], preview: Any) -> bool:
    """RECEIVED → PREVIEWED: what the file would change."""
    return move(
        session,
        RegisterImport,
        import_id,
        ImportState.PREVIEWED,
        start=(ImportState.RECEIVED,),
        verb="import-previewed",
        details=dict(counts),
        counts=counts,
        preview=preview,
        tries=0,
    )


def apply_import(session: Session, import_id: int, *, user_id: int | None) -> None:
    """PREVIEWED → APPLYING: a person said yes; the worker does it.

    Raises:
        Refused: `import-not-previewed`.
    """
    _answer(session, import_id, ImportState.APPLYING, "import-approved", user_id=user_id, applied_by=user_id)
    hint(session, "apply_import", import_id)


def discard_import(session: Session, import_id: int, *, user_id: int | None) -> None:
    """PREVIEWED → DISCARDED: nothing was changed and nothing will be.

    Raises:
        Refused: `import-not-previewed`.
    """
    _answer(session, import_id, ImportState.DISCARDED, "import-discarded", user_id=user_id)


def record_applied(session: Session, import_id: int, counts: dict[str, int]) -> bool:
    """APPLYING → APPLIED, in the transaction that made the changes."""
    return move(
        session,
        RegisterImport,
        import_id,
        ImportState.APPLIED,
        start=(ImportState.APPLYING,),
        verb="import-applied",
        details=dict(counts),
        counts=counts,
        applied_at=now(),
        tries=0,
    )


def end_import(session: Session, import_id: int, error: BuktiError) -> bool:
    """Put an import where its error says: REJECTED for the file's fault, FAILED for ours."""
    rejected = isinstance(error, Rejected)
    return move(
        session,
        RegisterImport,
        import_id,
        ImportState.REJECTED if rejected else ImportState.FAILED,
        start=_WORKING,
        verb="import-rejected" if rejected else "import-failed",
        details={"code": error.code},
        error_code=error.code,
        error_values=error.values or None,
    )


def _answer(
    session: Session, import_id: int, to: ImportState, verb: str, *, user_id: int | None, **values: Any
) -> None:
    if not move(
        session,
        RegisterImport,
        import_id,
        to,
        start=(ImportState.PREVIEWED,),
        verb=verb,
        user_id=user_id,
        **values,
    ):
        raise Refused("import-not-previewed")
