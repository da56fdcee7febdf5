"""The parts of a paper that people stand in: who certifies, whom, what was attended, who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ocr.fields.titles import row_title
from ocr.grammar.vocabulary import DAY_NAMES
from ocr.grammar.wording import any_of

if TYPE_CHECKING:
    from ocr.fields.layout import Row
    from ocr.fields.scene import Scene


class Zone(StrEnum):
    """What part of a paper a place belongs to."""

    HEAD = "head"
    SIGNER = "signer"
    SUBJECT = "subject"
    BODY = "body"
    SIGNATURE = "signature"
    BACK = "back"


def _lines(name: str) -> re.Pattern[str]:
    return re.compile(any_of("zones", name), re.MULTILINE)


SIGNER_START = _lines("signer_start")
SUBJECT_START = _lines("subject_start")
BODY_START = _lines("body_start")
SIGN_TITLE = _lines("sign_title")
SIGN_START = _lines("sign_start")
BACK_START = _lines("back_start")
_BADGE_WIDTH = 0.12  # in page widths
_CENTRED = 0.03  # page widths between the middles of two centred rows
_FOOTER_GAP = 5.0  # row heights of white above a footer
_LONGEST_OFFICE = 95
_LONGEST_HEADING = 70
_BEFORE_SIGNATURE = (Zone.HEAD, Zone.SUBJECT, Zone.BODY)
_SMALL_LAST = re.compile(r"\b" + any_of("words", "small") + r"$")
_NUMBERED = re.compile(r"^[\s|]*\d{1,3}\s*[.)|]?[\s|]")
_MANY_DIGITS = re.compile(r"(?:\d[ .]{0,2}){12,}")


@dataclass(frozen=True, slots=True)
class Event:
    """Something at text[position] that opens a zone."""

    position: int
    opens: Zone


def walk(scene: Scene) -> tuple[Event, ...]:
    """Give the zone changes of a scene in reading order; before the first, all is HEAD."""
    zone, seen_body = Zone.HEAD, False
    page = scene.rows[0].page if scene.rows else 0
    out: list[Event] = []
    for seen in sorted(_events(scene), key=lambda e: e.position):
        event = seen
        row_page = scene.rows[scene.row_index(event.position)].page
        if row_page != page and zone is Zone.SIGNATURE:
            zone = Zone.BACK
        page = row_page
        if event.opens is Zone.SIGNER and zone in _BEFORE_SIGNATURE and _names_before(scene, event):
            # "The undersigned confirms the above" below a sentence about somebody opens the signature.
            event = Event(event.position, Zone.SIGNATURE)
        if event.opens is Zone.HEAD:
            zone = Zone.HEAD
            out.append(event)
            continue
        low = event.opens is Zone.SIGNATURE and _stands_low(scene, event.position)
        if not _follows(zone, event.opens, seen_body=seen_body or low):
            continue
        zone = event.opens
        seen_body = seen_body or zone is Zone.BODY
        out.append(Event(event.position, zone))
    return tuple(out)


def _names_before(scene: Scene, event: Event) -> bool:
    """Whether somebody's number stands above: the paper has named whom it is about."""
    return any(_MANY_DIGITS.search(scene.row_text(i)) for i in range(scene.row_index(event.position)))


def _follows(zone: Zone, opens: Zone, *, seen_body: bool) -> bool:
    """Whether `opens` may come after `zone`; papers go head, signer, subject, body, signature, back."""
    if opens is Zone.SIGNER:
        return zone in (Zone.HEAD, Zone.SUBJECT)
    if opens is Zone.SUBJECT:
        return zone in (Zone.HEAD, Zone.SIGNER)
    if opens is Zone.BODY:
        return zone not in (Zone.SIGNATURE, Zone.BACK, Zone.BODY)
    if opens is Zone.SIGNATURE:
        return seen_body and zone is not Zone.SIGNATURE
    return zone in (Zone.SIGNATURE, Zone.BODY, Zone.BACK)


def _stands_low(scene: Scene, position: int) -> bool:
    """Whether text[position] is in the lower part of its page, where papers without a sentence are signed."""
    row = scene.rows[scene.row_index(position)]
    same = [r for r in scene.rows if r.page == row.page]
    return len(same) >= 5 and row.level > 0.45 * (same[0].level + same[-1].level)


def _events(scene: Scene) -> Iterator[Event]:
    text = scene.flow.text
    titles = {i for i, t in enumerate(scene.row_texts[:20]) if row_title(t)}
    for pattern, zone in (
        (SIGNER_START, Zone.SIGNER),
        (SUBJECT_START, Zone.SUBJECT),
        (BODY_START, Zone.BODY),
    ):
        for match in pattern.finditer(text):
            index = scene.row_index(match.start())
            if index in titles or (zone is Zone.BODY and _ends_title(scene, index, titles)):
                continue
            yield Event(match.start(), zone)
    for index, row in enumerate(scene.row_texts):
        if index and scene.rows[index].sidebar and not scene.rows[index - 1].sidebar:
            yield Event(scene.row_begins[index], Zone.HEAD)
        if opens_signature(scene, index, row):
            yield Event(scene.row_begins[index], Zone.SIGNATURE)
        elif opens_back(row):
            yield Event(scene.row_begins[index], Zone.BACK)


def _ends_title(scene: Scene, index: int, titles: set[int]) -> bool:
    """Whether a row goes on with the title above it: "SURAT PERNYATAAN / TELAH MENGIKUTI DIKLAT"."""
    if index - 1 not in titles:
        return False
    row, above = scene.rows[index], scene.rows[index - 1]
    centred = abs(row.box.centre[0] - above.box.centre[0]) < _CENTRED and len(row.segments) == 1
    opens_later = (SIGNER_START, SUBJECT_START)
    text = scene.flow.text
    end = scene.row_begins[index] + len(scene.row_text(index))
    return centred and row.text.isupper() and any(p.search(text, end) for p in opens_later)


def opens_back(row: str) -> bool:
    """Whether a row heads a list of materials; "Subject: Arithmetic" is a label with its value."""
    valued = ":" in row.rstrip(" :") or re.search(r"\t.*\d", row)
    return bool(BACK_START.search(row)) and len(row) < _LONGEST_HEADING and not valued


def opens_signature(scene: Scene, index: int, text: str) -> bool:
    """Say whether row `index` opens the signature block: place and date, or the signer's office."""
    if scene.in_table(index) or _NUMBERED.match(text) or _MANY_DIGITS.search(text) or ":" in text[:30]:
        return False
    begin = scene.row_begins[index]
    for part in re.finditer(r"[^\t]+", text):
        start = begin + part.start()
        if is_place_and_date(scene, part.group(), start):
            return not comes_again(scene, index) and not _body_below(scene, index)
        if SIGN_START.search(part.group()):
            return not _body_below(scene, index)
        office = SIGN_TITLE.search(part.group()) and _is_short_or_closed(part.group())
        if office and scene.flow.starts_upper(start):
            return not _unfinished(scene, index) and not _body_below(scene, index)
    return False


def _is_short_or_closed(text: str) -> bool:
    """Whether an office may be named: in few words, or in more that end in a comma and hold no figures."""
    closed = text.rstrip().endswith(",") and not re.search(r"\d", text)
    return len(text) < (_LONGEST_OFFICE if closed else _LONGEST_HEADING)


def _unfinished(scene: Scene, index: int) -> bool:
    """Whether the row above breaks off in the middle of a title: "... bagi / Kepala Sekolah"."""
    above = scene.row_text(index - 1).rstrip() if index else ""
    return bool(_SMALL_LAST.search(above)) or above.count('"') % 2 == 1


def _body_below(scene: Scene, index: int) -> bool:
    """Whether hours or a range of days are printed further down the same page and column."""
    row = scene.rows[index]
    spans = [h.begin for h in scene.hours if h.strong] + [d.begin for d in scene.dates if d.is_range]
    below = {scene.row_index(at) for at in spans if scene.row_index(at) > index}
    rows = (scene.rows[i] for i in below if not _is_footer(scene, i) and not _is_badge(row, scene.rows[i]))
    return any(r.page == row.page and r.sidebar == row.sidebar for r in rows)


def _is_badge(row: Row, other: Row) -> bool:
    """Whether `other` is a narrow thing at the side that has no place in common with `row`."""
    beside = min(row.box.right, other.box.right) < max(row.box.left, other.box.left)
    return beside and other.box.width < _BADGE_WIDTH


def _is_footer(scene: Scene, index: int) -> bool:
    """Whether row `index` is a page's last but for one at most, far below everything else."""
    row, above = scene.rows[index], scene.rows[index - 1]
    later = [r for r in scene.rows[index + 1 :] if r.page == row.page]
    return len(later) <= 1 and above.page == row.page and row.level - above.level > _FOOTER_GAP * row.height


def comes_again(scene: Scene, index: int) -> bool:
    """Whether another "Town, date" stands further down the page: only the last belongs to the signature."""
    for later in range(index + 1, len(scene.rows)):
        if scene.rows[later].page != scene.rows[index].page:
            return False
        begin = scene.row_begins[later]
        for part in re.finditer(r"[^\t]+", scene.row_text(later)):
            if is_place_and_date(scene, part.group(), begin + part.start()):
                return True
    return False


def is_place_and_date(scene: Scene, text: str, begin: int) -> bool:
    """Say whether a segment `text` that begins at `begin` of the flow is "Town, 5 March 2019" and no more."""
    inside = [d for d in scene.dates if begin <= d.begin and d.end_at <= begin + len(text)]
    if len(inside) != 1 or inside[0].is_range:
        return False
    before, after = text[: inside[0].begin - begin], text[inside[0].end_at - begin :]
    before = re.sub(r"\b(?:tanggal|tgl\.?)\s*$", "", before)
    words = list(re.finditer(r"[a-z][\w.'-]+", before))
    if not 1 <= len(words) <= 5 or len(re.findall(r"\w", after)) > 3 or _NOT_TOWN.search(before):
        return False
    capitals = sum(scene.flow.starts_upper(begin + w.start()) for w in words)
    # A stamp over the first letters leaves "irtajaya, 5 March 2019".
    spoilt = bool(re.search(r",\s*$", before)) and _is_low(scene, begin)
    return capitals >= len(words) - (before.startswith("di ") or spoilt) and (
        "," in before or len(words) <= 3
    )


def _is_low(scene: Scene, position: int) -> bool:
    """Whether text[position] stands in the lower half of its page's print."""
    row = scene.rows[scene.row_index(position)]
    levels = [r.level for r in scene.rows if r.page == row.page]
    return row.level > (min(levels) + max(levels)) / 2


_NOT_TOWN = re.compile(
    r"\b(?:lahir|born|selama|oleh|sampai|mulai|sejak|waktu|nomor|tahun|held|peraturan|hari|yang|dan|on|from|telah|to|by"
    r"|pelaksanaan|tanggal|date|virtual|daring|online|pada|issued|diterbitkan|berlaku|"
    + "|".join(DAY_NAMES)
    + r")\b"
)
