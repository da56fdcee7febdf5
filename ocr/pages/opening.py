"""The parent's side: pages of a file out of a child that can be killed, checked before they are used."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from ocr.limits import DEFAULT_LIMITS, Limits
from ocr.pages import wire
from ocr.pages.children import start_child
from ocr.pages.raw import LayerMark, LayerWord, RawPage, TextLayer
from records.errors import Rejected, Trouble
from records.filetypes import HEAD_BYTES, FileType, sniff
from records.values import Box

_MAX_RESTARTS = 3


def open_pages(path: Path, limits: Limits = DEFAULT_LIMITS, first: int = 1) -> Iterator[RawPage]:
    """Yield the pages of a PDF or image file from page `first` on, in order.

    A single page that cannot be decoded comes as a blank 1 x 1 image with `problem` set, the others follow.

    Raises:
        Rejected: the file's fault (`file-empty`, `file-type-unknown`, `file-too-large`, `pdf-encrypted`,
            `pdf-broken`, `image-broken`, `image-too-large`, `too-many-pages`, `page-timeout`).
        Trouble: `reader-killed` when something outside ended the child.
    """
    kind = check_file(path, limits)
    number, sound, restarts = first, 0, 0
    while True:
        try:
            for page in _child_pages(path, limits, number):
                number = page.number + 1
                sound += page.problem is None
                yield page
        except ChildLost as lost:
            restarts += 1
            if kind is not FileType.PDF or restarts > _MAX_RESTARTS:
                raise Rejected(lost.code if lost.code == "page-timeout" else _broken(kind)) from lost
            yield RawPage(number, np.full((1, 1), 255, np.uint8), problem=lost.code)
            number += 1
            continue
        if not sound:
            raise Rejected(_broken(kind))
        return


def check_file(path: Path, limits: Limits) -> FileType:
    """Look at a file's size and first bytes only.

    Raises:
        Rejected: `file-empty`, `file-type-unknown`, `file-too-large`.
    """
    with path.open("rb") as file:
        kind = sniff(file.read(HEAD_BYTES))
    size = path.stat().st_size
    if size > limits.max_bytes:
        raise Rejected("file-too-large", max_bytes=limits.max_bytes)
    return kind


class ChildLost(Exception):  # noqa: N818 - control flow, never shown
    """The child crashed, took too long or sent nonsense: `code` says which, for the page it was at."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _broken(kind: FileType) -> str:
    return "pdf-broken" if kind is FileType.PDF else "image-broken"


def _child_pages(path: Path, limits: Limits, first: int) -> Iterator[RawPage]:
    job = {"verb": "pages", "path": str(path.resolve()), "first": first}
    expected = first
    for message in child_messages(job, limits):
        page = _checked_page(message, expected, limits)
        expected += 1
        yield page


def _checked_page(message: wire.Message, expected: int, limits: Limits) -> RawPage:
    """Turn an untrusted message into a page.

    Raises:
        ChildLost: the numbers do not fit together, so the child is not to be believed.
    """
    head = message.head
    try:
        shape = tuple(int(side) for side in head["shape"])
        if head["number"] != expected or not _is_image(shape, limits):
            raise ChildLost("page-broken")
        flat = np.frombuffer(message.body, np.uint8).reshape(shape)
        image = np.ascontiguousarray(flat[..., 0] if shape[2] == 1 else flat[..., :3])
        dpi = None if head["dpi"] is None else float(head["dpi"])
        problem = None if head["problem"] is None else str(head["problem"])
        return RawPage(expected, image, dpi, _layer(head), problem)
    except (KeyError, TypeError, ValueError) as error:
        raise ChildLost("page-broken") from error


def _layer(head: dict[str, Any]) -> TextLayer:
    words = tuple(
        LayerWord(str(text), Box(*(float(edge) for edge in edges)), bool(upright))
        for text, edges, upright in head["words"]
    )
    marks = tuple(
        LayerMark(str(code), Box(*(float(edge) for edge in edges))) for code, edges in head["marks"]
    )
    return TextLayer(words, float(head["image_cover"]), float(head["invisible"]), marks)


def _is_image(shape: tuple[int, ...], limits: Limits) -> bool:
    if len(shape) != 3 or min(shape) < 1 or shape[2] not in (1, 3, 4):
        return False
    return shape[0] * shape[1] <= limits.max_page_pixels * 1.1


def child_messages(job: dict[str, Any], limits: Limits) -> Iterator[wire.Message]:
    """Start a child on `job` and yield its messages until it says that it is done.

    Raises:
        Rejected: what the child found wrong with the file.
        Trouble: `reader-killed`, or what the child found wrong with the machine.
        ChildLost: it crashed or took too long.
    """
    child = start_child(json.dumps(job | {"limits": asdict(limits)}).encode())
    body_limit = int(limits.max_page_pixels * 1.1) * 4
    lost: wire.WireError | None = None
    try:
        while True:
            message = wire.receive(child.messages, limits.page_timeout_s, body_limit)
            if message.head.get("kind") == "end":
                return
            if message.head.get("kind") == "rejected":
                raise Rejected(str(message.head["code"]), **dict(message.head["values"]))
            if message.head.get("kind") == "trouble":
                raise Trouble(str(message.head["code"]), **dict(message.head["values"]))
            yield message
    except wire.WireError as error:
        lost = error
        if not error.timed_out:
            child.wait()
    finally:
        code = child.finish()
    # our own rlimits end the child by MemoryError or SIGXCPU; SIGKILL comes from outside
    if not lost.timed_out and code in (None, -signal.SIGKILL):
        raise Trouble("reader-killed") from lost
    raise ChildLost("page-timeout" if lost.timed_out or code == -signal.SIGXCPU else "page-broken") from lost
