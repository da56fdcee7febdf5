"""Batches and their files."""

from __future__ import annotations

from datetime import datetime

from records.states import BatchState, DocumentState, FileState
from records.values import Kind
from web.api.models.base import Out, Said


class OfficeOut(Out):
    """An office."""

    id: int
    code: str
    name: str


class PagesOut(Out):
    """How many pages there are and how many of them were read (or given up)."""

    done: int
    total: int


class FileOut(Out):
    """A file of a batch, or a member of a ZIP in it (`parent`). `same_as`: the file read earlier."""

    id: int
    name: str
    sha256: str
    size_bytes: int
    media_type: str
    status: FileState
    parent: int | None
    same_as: int | None
    pages: PagesOut
    error: Said | None


class FoundOut(Out):
    """A document found in a batch, in short."""

    id: int
    file: int
    pages: list[int]
    kind: Kind
    status: DocumentState
    ready: bool


class BatchErrorOut(Said):
    """What went wrong with a file, a page of it or a document of it."""

    file: int
    name: str
    page: int | None
    document: int | None


class BatchOut(Out):
    """A batch with everything in it."""

    id: int
    office: OfficeOut
    status: BatchState
    note: str
    created_at: datetime
    pages: PagesOut
    files: list[FileOut]
    documents: list[FoundOut]
    errors: list[BatchErrorOut]


class TakenFileOut(Out):
    """A file as it was taken in or turned away."""

    id: int
    status: FileState
    same_as: int | None
    error: Said | None


class BatchTakenOut(Out):
    """The batch that was made; `known`: an earlier request with the same Idempotency-Key had made it."""

    id: int
    known: bool
    files: list[TakenFileOut]
