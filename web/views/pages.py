"""One file taken apart by hand: its documents as rows of pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as a small picture. `last` and `first` are its place in its document."""

    id: int
    number: int
    href: str
    state: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Sheaf:
    """One document's pages. `above` is the document before it, to join with; `open` whether it may change."""

    document_id: int
    number: int
    kind: str
    state: str
    course: str
    leaves: tuple[Leaf, ...]
    above: int | None
    open: bool


@dataclass(frozen=True, slots=True)
class FileView:
    """A file with its documents, the pages in none of them, and whether hands may work on it now."""

    id: int
    name: str
    batch_id: int
    state: str
    sheaves: tuple[Sheaf, ...]
    loose: tuple[Leaf, ...]
    dropped: tuple[Leaf, ...]
    busy: bool
    undoable: bool
    moving: bool
