"""From a file's hostile bytes to upright page images: everything before the first letter is read."""

from ocr.pages.archive import Member, members
from ocr.pages.opening import open_pages
from ocr.pages.raw import Image, LayerWord, RawPage, TextLayer

__all__ = ["Image", "LayerWord", "Member", "RawPage", "TextLayer", "members", "open_pages"]
