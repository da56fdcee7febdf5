"""ZIP archives, the parent's side: members come out of a child, under names that cannot do harm."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from ocr.limits import DEFAULT_LIMITS, Limits
from ocr.pages import wire
from ocr.pages.opening import ChildLost, check_file, child_messages
from records.errors import Rejected
from records.filetypes import FileType


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: `path` where it was unpacked, or None and `code` why it was left out."""

    name: str
    path: Path | None
    code: str | None = None


def members(path: Path, folder: Path, limits: Limits = DEFAULT_LIMITS) -> list[Member]:
    """Unpack the archive at `path` into the existing `folder`, in a child with the pages' limits.

    A member that cannot be taken is listed with its code (`archive-unsafe-name`, `archive-encrypted`,
    `archive-nested`, `archive-member-broken`, `file-empty`, `file-type-unknown`, `file-too-large`); the
    others are still there.

    Raises:
        Rejected: `file-empty`, `file-type-unknown` (not a ZIP), `archive-broken`, `archive-empty`,
            `archive-bomb`, `archive-too-many-members`, `page-timeout`.
        Trouble: `reader-killed`; `disk-full` when the members do not fit into `folder`.
    """
    if check_file(path, limits) is not FileType.ZIP:
        raise Rejected("file-type-unknown")
    job = {"verb": "unpack", "path": str(path.resolve()), "folder": str(folder.resolve())}
    try:
        return [_checked(message, folder) for message in child_messages(job, limits)]
    except ChildLost as lost:
        raise Rejected("page-timeout" if lost.code == "page-timeout" else "archive-broken") from lost


def _checked(message: wire.Message, folder: Path) -> Member:
    head = message.head
    try:
        name, stored, code = str(head["name"]), head["stored"], head["code"]
    except KeyError as error:
        raise ChildLost("page-broken") from error
    if stored is None:
        return Member(name, None, str(code))
    if not str(stored).isdecimal():
        raise ChildLost("page-broken")
    with contextlib.suppress(OSError):
        (folder / str(stored)).chmod(0o600)
    return Member(name, folder / str(stored))
