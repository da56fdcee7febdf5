"""States a file, a page, a document and a hand-over can be in, and every move that is allowed.

    file      RECEIVED → RENDERED → READ → FOUND        (ZIP: RECEIVED → UNPACKED; known content: → LINKED)
    page      RENDERED → READ
    document  FOUND → MATCHED → SCORED → AWAITING_REVIEW → CONFIRMED → HANDED_OVER → ACCEPTED
    side exits: REJECTED (the file's fault), FAILED (ours), RETURNED (by a person, with a reason),
                SET_ASIDE (no evidence), REPLACED (its pages were split or joined by hand)

`*_MOVES` is the whole truth: a verb that makes a move not listed here is a bug, and the tests say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """What a user may do; a `tata_usaha` user sees the own office only."""

    TATA_USAHA = "tata_usaha"
    REVIEWER = "reviewer"
    BKPP = "bkpp"
    ADMIN = "admin"


class FileState(StrEnum):
    """Where an uploaded file (or a ZIP's member) stands."""

    RECEIVED = "RECEIVED"
    UNPACKED = "UNPACKED"
    RENDERED = "RENDERED"
    READ = "READ"
    FOUND = "FOUND"
    LINKED = "LINKED"
    REJECTED = "REJECTED"
    FAILED = "FAILED"

    @property
    def is_moving(self) -> bool:
        """Whether the worker still has something to do with the file itself."""
        return self in (FileState.RECEIVED, FileState.RENDERED, FileState.READ)


class PageState(StrEnum):
    """Where one page stands."""

    RENDERED = "RENDERED"
    READ = "READ"
    FAILED = "FAILED"
    DROPPED = "DROPPED"


class DocumentState(StrEnum):
    """Where one document stands."""

    FOUND = "FOUND"
    MATCHED = "MATCHED"
    SCORED = "SCORED"
    AWAITING_REVIEW = "AWAITING_REVIEW"
    CONFIRMED = "CONFIRMED"
    HANDED_OVER = "HANDED_OVER"
    ACCEPTED = "ACCEPTED"
    RETURNED = "RETURNED"
    SET_ASIDE = "SET_ASIDE"
    REPLACED = "REPLACED"
    FAILED = "FAILED"

    @property
    def is_moving(self) -> bool:
        """Whether the worker still has something to do with it before a person can."""
        return self in (DocumentState.FOUND, DocumentState.MATCHED, DocumentState.SCORED)

    @property
    def is_pending(self) -> bool:
        """Whether it is evidence that nobody confirmed yet."""
        return self.is_moving or self in (DocumentState.AWAITING_REVIEW, DocumentState.RETURNED)


class BatchState(StrEnum):
    """What a batch's files and documents add up to; derived, never stored."""

    EMPTY = "EMPTY"
    WORKING = "WORKING"
    AWAITING_REVIEW = "AWAITING_REVIEW"
    DONE = "DONE"
    NEEDS_ATTENTION = "NEEDS_ATTENTION"


class HandoverState(StrEnum):
    """Where a package for BKPP stands."""

    REQUESTED = "REQUESTED"
    PACKED = "PACKED"
    CLOSED = "CLOSED"
    FAILED = "FAILED"


class RecordState(StrEnum):
    """What BKPP said of one record of a package."""

    SENT = "SENT"
    ACCEPTED = "ACCEPTED"
    RETURNED = "RETURNED"


class ImportState(StrEnum):
    """Where a register or history import stands."""

    RECEIVED = "RECEIVED"
    PREVIEWED = "PREVIEWED"
    APPLYING = "APPLYING"
    APPLIED = "APPLIED"
    DISCARDED = "DISCARDED"
    REJECTED = "REJECTED"
    FAILED = "FAILED"


class ImportKind(StrEnum):
    """What an import holds."""

    REGISTER = "register"
    HISTORY = "history"


class Variant(StrEnum):
    """Which evidence an index result counts."""

    RECORDED = "recorded"
    PENDING = "pending"
    CONFIRMED = "confirmed"


class RepeatKind(StrEnum):
    """How a document relates to one seen before."""

    SAME = "same"
    CONFLICT = "conflict"
    PARTLY = "partly"


class PersonDecision(StrEnum):
    """What a reviewer (or a certain match at confirmation) said of one printed person."""

    OPEN = "open"
    TAKEN = "taken"
    EXCLUDED = "excluded"


_F, _P, _D = FileState, PageState, DocumentState

StrEnumMoves = Mapping[Any, frozenset[Any]]

FILE_MOVES: dict[FileState, frozenset[FileState]] = {
    _F.RECEIVED: frozenset({_F.RENDERED, _F.READ, _F.UNPACKED, _F.LINKED, _F.REJECTED, _F.FAILED}),
    _F.RENDERED: frozenset({_F.READ, _F.FAILED}),
    _F.READ: frozenset({_F.FOUND, _F.FAILED}),
    # A turned page is read anew, pages put together by hand are a document anew; a failed file may be tried
    # again by a person.
    _F.FOUND: frozenset({_F.RENDERED, _F.READ}),
    _F.FAILED: frozenset({_F.RECEIVED, _F.RENDERED}),
    _F.UNPACKED: frozenset(),
    # The content it is linked to turned out to be unusable.
    _F.LINKED: frozenset({_F.REJECTED}),
    _F.REJECTED: frozenset({_F.RECEIVED}),
}

PAGE_MOVES: dict[PageState, frozenset[PageState]] = {
    _P.RENDERED: frozenset({_P.READ, _P.FAILED}),
    _P.READ: frozenset({_P.RENDERED, _P.DROPPED}),
    _P.FAILED: frozenset({_P.RENDERED, _P.DROPPED}),
    _P.DROPPED: frozenset({_P.READ, _P.FAILED}),
}

DOCUMENT_MOVES: dict[DocumentState, frozenset[DocumentState]] = {
    _D.FOUND: frozenset({_D.MATCHED, _D.FAILED, _D.REPLACED}),
    _D.MATCHED: frozenset({_D.SCORED, _D.FAILED, _D.REPLACED}),
    _D.SCORED: frozenset({_D.AWAITING_REVIEW, _D.FAILED, _D.REPLACED}),
    _D.AWAITING_REVIEW: frozenset({_D.CONFIRMED, _D.RETURNED, _D.SET_ASIDE, _D.REPLACED, _D.FOUND}),
    _D.CONFIRMED: frozenset({_D.AWAITING_REVIEW, _D.HANDED_OVER}),
    _D.HANDED_OVER: frozenset({_D.ACCEPTED, _D.RETURNED}),
    _D.ACCEPTED: frozenset(),
    _D.RETURNED: frozenset({_D.AWAITING_REVIEW, _D.REPLACED}),
    _D.SET_ASIDE: frozenset({_D.AWAITING_REVIEW}),
    _D.REPLACED: frozenset({_D.AWAITING_REVIEW}),
    _D.FAILED: frozenset({_D.FOUND, _D.REPLACED}),
}
