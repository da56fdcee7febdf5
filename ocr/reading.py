"""A file from bytes to fields: the same way for the command line and the worker."""

from __future__ import annotations

import hashlib
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ocr.engine import ALL_ENGINES, Engines, Reread
from ocr.limits import DEFAULT_LIMITS, Limits
from ocr.list_gaps import with_list_gaps
from ocr.pages.children import children_cpu_s
from ocr.pages.encoding import decode_page_image, encode_page_image
from ocr.pages.opening import open_pages
from ocr.pages.raw import Image
from ocr.read_page import read_page
from ocr.rereading import reread_from
from ocr.tampering import with_hints
from records.errors import BuktiError
from records.texts import has_text, text
from records.values import DocumentReading, FileProblem, FileReading, PageText

__all__ = ["ReadOptions", "decode_page_image", "encode_page_image", "read_file", "read_pages", "reread_from"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: bounds, engines, and the language of sentences for people."""

    limits: Limits = DEFAULT_LIMITS
    engines: Engines = ALL_ENGINES
    language: str = "id"


DEFAULT_OPTIONS = ReadOptions()


def read_pages(
    path: Path, *, options: ReadOptions = DEFAULT_OPTIONS, first: int = 1
) -> Iterator[tuple[PageText, Image]]:
    """Yield each page from `first` on as its text and its upright image.

    Raises:
        Rejected, Trouble: as `ocr.pages.open_pages`.
        Misconfigured: an engine that was asked for is not installed.
    """
    turn = 0
    for raw in open_pages(path, options.limits, first):
        page, image = read_page(raw, options.engines, options.limits, turn)
        if page.words:
            turn = page.rotation
        yield page, image


def read_file(path: Path, *, options: ReadOptions = DEFAULT_OPTIONS) -> FileReading:
    """Read one PDF or image file, bytes to documents; what is wrong with it comes as `error`."""
    cpu, wall = cpu_seconds(), time.monotonic()
    pages: list[PageText] = []
    images: dict[int, bytes] = {}
    documents: tuple[DocumentReading, ...] = ()
    error = None
    try:
        for page, image in read_pages(path, options=options):
            pages.append(page)
            images[page.number] = encode_page_image(image)
        documents = _documents(
            pages, reread_from(lambda number: decode_page_image(images[number]), options.engines)
        )
    except BuktiError as problem:
        error = _problem(problem, options.language)
    reading = FileReading(path.name, _sha256(path), tuple(pages), documents, error)
    return replace(reading, cpu_s=cpu_seconds() - cpu, wall_s=time.monotonic() - wall)


def _documents(pages: Sequence[PageText], reread: Reread) -> tuple[DocumentReading, ...]:
    from ocr.documents import find_documents  # noqa: PLC0415 - pages are read by some who need no documents

    return with_hints(with_list_gaps(find_documents(pages, reread=reread), pages), pages)


def _problem(problem: BuktiError, language: str) -> FileProblem:
    key = f"error.{problem.code}"
    sentence = text(key, language, **problem.values) if has_text(key) else problem.code
    return FileProblem(problem.code, sentence)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cpu_seconds() -> float:
    """Processor seconds, user and system, of this process, its ended children and theirs."""
    spent = children_cpu_s()
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        spent += usage.ru_utime + usage.ru_stime
    return spent
