"""Messages between the child that parses hostile bytes and the parent: a JSON head, then raw pixels.

Each message is two big-endian 32-bit lengths (head, body), the head as JSON, the body as bytes. JSON and
counted bytes cannot make the parent run anything, whatever became of the child.
"""

from __future__ import annotations

import json
import os
import select
import struct
import time
from dataclasses import dataclass
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">II")
_MAX_HEAD_BYTES = 32_000_000


class WireError(Exception):
    """The other side closed, was too slow (`timed_out`), or sent what was not agreed."""

    def __init__(self, *, timed_out: bool = False) -> None:
        super().__init__("timed out" if timed_out else "closed or malformed")
        self.timed_out = timed_out


@dataclass(frozen=True, slots=True)
class Message:
    """One message as received, unchecked beyond its lengths."""

    head: dict[str, Any]
    body: bytearray


def send(stream: BinaryIO, head: dict[str, Any], body: bytes | memoryview = b"") -> None:
    """Write one message and flush it."""
    packed = json.dumps(head).encode()
    stream.write(_LENGTHS.pack(len(packed), len(body)))
    stream.write(packed)
    stream.write(body)
    stream.flush()


def receive(descriptor: int, timeout_s: float, max_body_bytes: int) -> Message:
    """Read one message from a pipe within `timeout_s`.

    Raises:
        WireError: end of stream, too slow, too long, or not JSON.
    """
    deadline = time.monotonic() + timeout_s
    head_bytes, body_bytes = _LENGTHS.unpack(_read(descriptor, _LENGTHS.size, deadline))
    if head_bytes > _MAX_HEAD_BYTES or body_bytes > max_body_bytes:
        raise WireError
    try:
        head = json.loads(_read(descriptor, head_bytes, deadline))
    except ValueError as error:
        raise WireError from error
    if not isinstance(head, dict):
        raise WireError
    return Message(head, _read(descriptor, body_bytes, deadline))


def _read(descriptor: int, count: int, deadline: float) -> bytearray:
    data = bytearray(count)
    view = memoryview(data)
    filled = 0
    while filled < count:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise WireError(timed_out=True)
        got = os.readv(descriptor, [view[filled:]])
        if got == 0:
            raise WireError
        filled += got
    return data
