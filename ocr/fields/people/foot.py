"""Who stands where papers are signed: below everything the paper tells, or under an office's title."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.fields.draft import PersonDraft
from ocr.fields.labels import is_bare_label
from ocr.fields.layout import Segment
from ocr.fields.scene import Scene
from ocr.fields.zones import BODY_START, SIGN_START, SIGN_TITLE, SUBJECT_START
from ocr.grammar.slips import fold

_REACH = 7  # rows between a signer's office and his name: the signature or a stamp stands there
_LONGEST_OFFICE = 110  # letters of an office's name with its head's title
_AWAY = 14.0  # rows' heights from the office to the name at most


def signs_at_foot(scene: Scene, person: PersonDraft) -> bool:
    """Whether the place of a person is a signer's, whatever was read of the words that say so.

    Stamps and signatures hide "Town, date" and "Head of Office" more often than names, so the place counts:
    nobody is introduced by words ("given to", "named") after the paper told its last date or hours. People in
    tables and in rows "Name: ..." are introduced by those.
    """
    if person.source == "table" or (person.source == "label" and person.name is not None):
        return False
    return _stands_low(scene, person) and (_below_all(scene, person) or _under_office(scene, person))


def introduced_below(scene: Scene, person: PersonDraft, found: Sequence[PersonDraft]) -> bool:
    """Whether a labelled person stands below all that the paper tells of somebody labelled above it."""
    if person.source != "label" or person.name is None:
        return False
    page = scene.rows[person.row].page
    told = [scene.row_index(h.begin) for h in scene.hours if h.strong]
    told = [i for i in told if scene.rows[i].page == page and i < person.row]
    above = [p for p in found if p is not person and not p.signer and told and p.row < min(told)]
    between = range(max(told, default=0) + 1, person.row + 1)
    return bool(above) and not any(SUBJECT_START.search(scene.row_text(i)) for i in between)


def _stands_low(scene: Scene, person: PersonDraft) -> bool:
    """Whether the person stands in the lower part of a page's print, or below the sentence."""
    row = scene.rows[person.row]
    levels = [r.level for r in scene.rows if r.page == row.page]
    return row.level > (min(levels) + max(levels)) / 2 or _sentence_above(scene, person)


def _sentence_above(scene: Scene, person: PersonDraft) -> bool:
    return any(BODY_START.search(scene.row_text(i)) for i in range(person.row))


def _below_all(scene: Scene, person: PersonDraft) -> bool:
    """Whether the person stands below the page's last date or hours, and no word introduces him there."""
    row = scene.rows[person.row]
    told = [scene.row_index(d.begin) for d in scene.dates] + [
        scene.row_index(h.begin) for h in scene.hours if h.strong
    ]
    above = [i for i in told if scene.rows[i].page == row.page and i < person.row]
    below = [i for i in told if scene.rows[i].page == row.page and i > person.row]
    if not above or any(not _marginal(scene, i) for i in below):
        return False
    between = range(max(above) + 1, person.row + 1)
    return _sentence_above(scene, person) and not any(
        SUBJECT_START.search(scene.row_text(i)) for i in between
    )


def _marginal(scene: Scene, index: int) -> bool:
    """Whether a date stands at the very foot of a page, as a date of printing or of validity does."""
    return index >= len(scene.rows) - 2


def _under_office(scene: Scene, person: PersonDraft) -> bool:
    """Whether a line in the person's own column, not far above, names the office that signs."""
    draft = person.name or person.nip
    if draft is None:
        return False
    box = draft.piece.box
    for index in range(person.row - 1, max(-1, person.row - _REACH), -1):
        row = scene.rows[index]
        text = scene.row_text(index)
        if row.page != scene.rows[person.row].page or SUBJECT_START.search(text):
            return False
        if scene.rows[person.row].level - row.level > _AWAY * row.height:
            return False
        if len(row.segments) > 1 and is_bare_label(row.segments[0]):
            continue  # "Penyelenggara   Koordinator Wilayah" tells who held the course
        for segment in row.segments:
            over = min(segment.box.right, box.right) > max(segment.box.left, box.left)
            if over and _names_office(segment):
                return True
    return False


def _names_office(segment: Segment) -> bool:
    words = fold(segment.text)
    if len(words) > _LONGEST_OFFICE or ":" in words:
        return False
    return bool(SIGN_TITLE.search(words) or SIGN_START.search(words))
