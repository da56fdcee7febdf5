"""The audit log: who did what to which row, with ids and codes only.

Names and NIPs never enter it, so it can be kept, searched and shown without being personal data itself
(UU 27/2022); `AuditEntry` rows point to the rows that hold them.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from records.tables import AuditEntry

# Codes, hashes, dates and task names pass; anything with a blank could be a name.
_PLAIN = re.compile(r"^[A-Za-z0-9_.:+-]{0,64}$")
_NIP = re.compile(r"(?<![0-9a-fA-F])[0-9]{18}(?![0-9a-fA-F])")

Detail = int | float | bool | str | None | list[int] | list[str]


def log(
    session: Session,
    verb: str,
    subject_type: str,
    subject_id: int | None,
    *,
    user_id: int | None = None,
    from_state: StrEnum | None = None,
    to_state: StrEnum | None = None,
    **details: Any,
) -> None:
    """Write one line in the caller's transaction.

    Raises:
        ValueError: a detail could be a name or a NIP.
    """
    for key, value in details.items():
        if not _is_plain(value):
            raise ValueError(f"audit detail {key} must be an id or a code")
    session.add(
        AuditEntry(
            verb=verb,
            subject_type=subject_type,
            subject_id=subject_id,
            user_id=user_id,
            from_state=from_state,
            to_state=to_state,
            details=details or None,
        )
    )


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_plain(part) for part in value)
    if isinstance(value, str):
        return bool(_PLAIN.match(value)) and not _NIP.search(value)
    return value is None or isinstance(value, (int, float))
