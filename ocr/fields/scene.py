"""A document's pages laid out for the field finders: rows, one flow, and the zones people stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ocr.fields.flow import Flow, flow_of
from ocr.fields.layout import Row, rows_of
from ocr.grammar.dates import DateSpan, find_dates
from ocr.grammar.hours import HoursSpan, find_hours
from ocr.grammar.wording import compiled
from records.values import PageText


class Zone(StrEnum):
    """What part of a paper a row belongs to."""

    HEAD = "head"
    SIGNER = "signer"
    SUBJECT = "subject"
    BODY = "body"
    SIGNATURE = "signature"
    BACK = "back"


SIGNER_START = compiled("zones", "signer_start")
SUBJECT_START = compiled("zones", "subject_start")
BODY_START = compiled("zones", "body_start")
SIGN_TITLE = compiled("zones", "sign_title")
SIGN_START = compiled("zones", "sign_start")
BACK_START = compiled("zones", "back_start")


@dataclass(frozen=True)
class Scene:
    """One document's text: its pages' rows top to bottom, page after page, and one flow over all."""

    pages: tuple[PageText, ...]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows in reading order."""
        return tuple(row for page in self.pages for row in rows_of(page))

    @cached_property
    def flow(self) -> Flow:
        """The flow over all rows."""
        return flow_of(self.rows)

    @cached_property
    def row_begins(self) -> tuple[int, ...]:
        """Where in `flow.text` each row begins."""
        begins = [0]
        for i, char in enumerate(self.flow.text):
            if char == "\n":
                begins.append(i + 1)
        return tuple(begins[: len(self.rows)])

    def row_index(self, position: int) -> int:
        """Give the index of the row that holds text[position]."""
        return max(0, bisect_right(self.row_begins, position) - 1)

    def row_text(self, index: int) -> str:
        """Give the straightened text of row `index`, without its line feed."""
        begin = self.row_begins[index]
        end = self.flow.text.find("\n", begin)
        return self.flow.text[begin : end if end >= 0 else len(self.flow.text)]

    @cached_property
    def row_texts(self) -> tuple[str, ...]:
        """The straightened text of every row."""
        return tuple(self.row_text(i) for i in range(len(self.rows)))

    def rule_between(self, page: int, one: float, other: float) -> bool:
        """Whether a horizontal rule crosses `page` between two heights."""
        low, high = min(one, other), max(one, other)
        return any(
            low < r.box.centre[1] < high and r.box.width > r.box.height
            for p in self.pages
            if p.number == page
            for r in p.rules
        )

    @cached_property
    def dates(self) -> tuple[DateSpan, ...]:
        """All dates of the document."""
        return find_dates(self.flow.text)

    @cached_property
    def hours(self) -> tuple[HoursSpan, ...]:
        """All counts of lesson hours of the document."""
        return find_hours(self.flow.text)

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The zone of every row."""
        return zones_of(self)


def is_place_and_date(text: str, dates: Sequence[DateSpan], begin: int) -> bool:
    """Say whether a segment `text` that begins at `begin` of the flow is "Town, 5 March 2019" and no more."""
    inside = [d for d in dates if begin <= d.begin and d.end_at <= begin + len(text)]
    if len(inside) != 1 or inside[0].start != inside[0].end:
        return False
    before, after = text[: inside[0].begin - begin], text[inside[0].end_at - begin :]
    words = re.findall(r"[a-z]{2,}", before)
    verbs = re.search(
        r"\b(?:lahir|born|selama|oleh|sampai|mulai|sejak|waktu|nomor|tahun|held|peraturan)\b", before
    )
    return 1 <= len(words) <= 5 and not verbs and len(re.findall(r"\w", after)) <= 3


def zones_of(scene: Scene) -> tuple[Zone, ...]:
    """Walk the rows once and give each its zone."""
    zones: list[Zone] = []
    zone = Zone.HEAD
    page = scene.rows[0].page if scene.rows else 0
    seen_body = False
    for index, text in enumerate(scene.row_texts):
        row = scene.rows[index]
        if row.page != page:
            page = row.page
            if zone is Zone.SIGNATURE:
                zone = Zone.BACK
        zone, seen_body = _step(scene, index, text, zone, seen_body=seen_body)
        zones.append(zone)
    return tuple(zones)


def _step(scene: Scene, index: int, text: str, zone: Zone, *, seen_body: bool) -> tuple[Zone, bool]:
    if BACK_START.search(text) and len(text) < 60 and zone in (Zone.SIGNATURE, Zone.BACK):
        return Zone.BACK, seen_body
    if SIGNER_START.search(text) and zone is not Zone.BODY:
        return Zone.SIGNER, seen_body
    if (
        SUBJECT_START.search(text)
        and zone in (Zone.HEAD, Zone.SIGNER, Zone.SUBJECT)
        and not (BODY_START.search(text) and zone is Zone.SUBJECT)
    ):
        return Zone.SUBJECT, seen_body
    if BODY_START.search(text) and zone is not Zone.SIGNATURE:
        return Zone.BODY, True
    may_sign = zone is Zone.BODY or (seen_body and zone is not Zone.SIGNATURE)
    if may_sign and opens_signature(scene, index, text):
        return Zone.SIGNATURE, seen_body
    return zone, seen_body


def opens_signature(scene: Scene, index: int, text: str) -> bool:
    """Say whether row `index` opens the signature block: place and date, or the signer's office."""
    begin = scene.row_begins[index]
    for part in re.finditer(r"[^\t]+", text):
        if is_place_and_date(part.group(), scene.dates, begin + part.start()):
            return True
        if SIGN_START.search(part.group()) or (SIGN_TITLE.search(part.group()) and len(part.group()) < 70):
            return True
    return False
