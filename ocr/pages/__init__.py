"""From a file's hostile bytes to upright page images: everything before the first letter is read.

`open_pages` yields the pages of a file, `members` the files of a ZIP; both parse in a child process whose
modules (`child`, `pdf`, `textlayer`, `pictures`, `unpacking`) load as little as they can, so the names
below are looked up only when they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ocr.pages.archive import Member, members
    from ocr.pages.opening import open_pages
    from ocr.pages.raw import Image, LayerWord, RawPage, TextLayer

__all__ = ["Image", "LayerWord", "Member", "RawPage", "TextLayer", "members", "open_pages"]

_HOMES = {"Member": "archive", "members": "archive", "open_pages": "opening"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module  # noqa: PLC0415 - the child must not pay for it

    return getattr(import_module(f"ocr.pages.{_HOMES.get(name, 'raw')}"), name)
