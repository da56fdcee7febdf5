"""People outside tables and blocks: a NIP with its name beside or above, or a name that stands out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from ocr.fields.capitals import capital_run_end
from ocr.fields.draft import Draft, PersonDraft
from ocr.fields.flow import Flow, Piece, flow_of
from ocr.fields.layout import Segment
from ocr.fields.people.drafts import name_draft, nip_draft
from ocr.fields.scene import Scene
from ocr.fields.titles import title_kind
from ocr.fields.zones import SUBJECT_START, Zone
from ocr.grammar.names import DEGREE, end_of_name, name_score
from ocr.grammar.nip import LABEL, NipSpan, find_nips
from ocr.grammar.wording import any_of
from records.values import Box

_SMALL_WORD = re.compile(r"\b(?!(?:dr|drs|dra|drg|drh|ir|apt|ns|prof|hj?)\b)[a-z]{3,}\b[\s,:]+(?=[A-Z])")
_OPENER = re.compile(any_of("zones", "name_opener") + r"\s*[:;,.]?\s+" + any_of("zones", "honorific") + "?")
_DEGREES = re.compile(rf"(?:{DEGREE.pattern})(?:[\s,]+(?:{DEGREE.pattern}))*[.,]?")
_JOINT = re.compile(r"[\s)\],;]*(?:\b(?:dan|serta|and)\b|[,;])\s*", re.IGNORECASE)
_OTHER_ROLE = re.compile(
    r"\W*(?:narasumber|nara\s?sumber|pemateri|moderator|penyaji|pengajar|instruktur|fasilitator|pembicara|speakers?"
    r"|trainers?|instructors?|facilitators?|resource\s+persons?|lecturers?)\b"
)
_LARGE = 1.25  # times the page's usual height: what a name in large print has at least
_LONGEST_NAME = 80
_BACK_REACH = 230  # letters of prose between "menerangkan bahwa" and the NIP


def find_nip_people(scene: Scene, claimed: set[int]) -> list[PersonDraft]:
    """Find the person of every NIP that no table or block claimed."""
    people = []
    flow = scene.flow
    previous: NipSpan | None = None
    for span in find_nips(_unclaimed(scene, claimed)):
        before, previous = previous, span
        draft = nip_draft(span, flow, 0, "nip")
        if draft is None or (not span.labelled and not span.plausible):
            continue
        position = flow.text_position(span.begin)
        index = scene.row_index(position)
        name = (
            (_name_between(scene, before, span) if before else None)
            or _name_in_prose(scene, span)
            or _name_in_running_text(scene, span)
            or _name_beside(scene, span)
            or _name_behind(scene, span)
            or _name_above(scene, index, draft)
            or _name_below(scene, index, draft)
        )
        signer = scene.zone_at(position) in (Zone.SIGNATURE, Zone.SIGNER)
        people.append(PersonDraft(index, "nip", signer, name, draft))
    claimed.update(p.row for p in people)
    return people


def _unclaimed(scene: Scene, claimed: set[int]) -> str:
    """The flow's plain text, line feeds as spaces so that a NIP may go on, claimed rows blanked out."""
    rows = scene.flow.plain.split("\n")
    return " ".join(
        re.sub(r"\S", "\0", r) if i in claimed else r.replace("\t", " ") for i, r in enumerate(rows)
    )


def _label_begin(scene: Scene, span: NipSpan) -> int:
    """Where in the plain text the label of the NIP begins, the NIP itself without one."""
    before = scene.flow.plain[max(0, span.begin - 40) : span.begin]
    labels = list(LABEL.finditer(before))
    return span.begin - len(before) + labels[-1].start() if labels else span.begin


def _name_in_prose(scene: Scene, span: NipSpan) -> Draft[str] | None:
    """The name between "menerangkan bahwa saudara" and the NIP."""
    flow = scene.flow
    stop = flow.text_position(_label_begin(scene, span))
    openers = list(_OPENER.finditer(flow.text, max(0, stop - _BACK_REACH), stop))
    for opener in reversed(openers):
        begin = opener.end()
        end = _name_end(flow, begin, stop)
        draft = name_draft(flow.piece(begin, end), "prose")
        if draft is not None and draft.signs["name_score"] > 0 and stop - end < 60:
            return draft
    return None


def _name_in_running_text(scene: Scene, span: NipSpan) -> Draft[str] | None:
    """The name behind a sentence's last small word: "By our records, Budi, S.E., Auditor, NIP ..."."""
    flow = scene.flow
    stop = _label_begin(scene, span)
    begin = max(0, stop - _LONGEST_NAME - 40, flow.plain.rfind("\t", 0, stop) + 1)
    small = [m for m in _SMALL_WORD.finditer(flow.plain, begin, stop) if m.end() < stop]
    if not small:
        return None
    draft = name_draft(flow.plain_piece(small[-1].end(), stop), "prose")
    whole = draft is not None and draft.signs["name_score"] > 0 and " " in draft.value
    return draft if whole else None


def _name_end(flow: Flow, begin: int, limit: int) -> int:
    """Where the name that opens at text[begin] ends: before a word in small letters or a label."""
    end = begin + end_of_name(flow.text[begin:limit].replace("\n", " "))
    return min(end, capital_run_end(flow, begin, limit), limit)


def _name_beside(scene: Scene, span: NipSpan) -> Draft[str] | None:
    """The name on the NIP's own row before it."""
    flow = scene.flow
    begin = flow.plain.rfind("\n", 0, span.begin) + 1
    draft = name_draft(flow.plain_piece(begin, _label_begin(scene, span)), "beside")
    return draft if draft is not None and draft.signs["name_score"] > 0 else None


def _name_behind(scene: Scene, span: NipSpan) -> Draft[str] | None:
    """The name in the next cell of the NIP's own row, where numbers stand before names."""
    flow = scene.flow
    stop = flow.plain.find("\n", span.end)
    cells = flow.plain[span.end : stop if stop >= 0 else len(flow.plain)].split("\t")
    if len(cells) < 2 or cells[0].strip(" .,;:"):
        return None
    begin = span.end + len(cells[0]) + 1
    draft = name_draft(flow.plain_piece(begin, begin + len(cells[1])), "beside")
    whole = draft is not None and draft.signs["name_score"] > 0 and " " in draft.value
    return draft if whole else None


def _name_between(scene: Scene, previous: NipSpan, span: NipSpan) -> Draft[str] | None:
    """The name between two numbers of a sentence: "A (NIP 1) and B (NIP 2)"."""
    flow = scene.flow
    stop = _label_begin(scene, span)
    joint = _JOINT.match(flow.plain, previous.end, stop)
    if joint is None or stop - joint.end() > _LONGEST_NAME:
        return None
    draft = name_draft(flow.plain_piece(joint.end(), stop), "prose")
    return draft if draft is not None and draft.signs["name_score"] > 0 else None


def _name_above(scene: Scene, index: int, nip: Draft[str]) -> Draft[str] | None:
    """The nearest name-like segment above, over the NIP's own place."""
    box = nip.piece.box
    for at in range(index - 1, max(-1, index - 6), -1):
        row = scene.rows[at]
        if row.page != nip.piece.page:
            break
        over = [s for s in row.segments if _shared(s.box, box) > 0]
        most = max((_shared(s.box, box) for s in over), default=0.0)
        # A long name of the next column may reach over the number's first figures.
        drafts = [
            d for s in over if _shared(s.box, box) > 0.5 * most and (d := name_draft(_whole(s), "above"))
        ]
        best = max(drafts, key=lambda d: d.signs["name_score"], default=None)
        if best is not None and best.signs["name_score"] > 0:
            return _with_degrees(scene, at, best)
        if SUBJECT_START.search(scene.row_text(at)):
            break
    return None


def _shared(one: Box, other: Box) -> float:
    """How much of the page's width two boxes have in common."""
    return min(one.right, other.right) - max(one.left, other.left)


def _name_below(scene: Scene, index: int, nip: Draft[str]) -> Draft[str] | None:
    """The name right below a NIP that words such as "given to" lead to."""
    if index + 1 >= len(scene.rows) or not index or not SUBJECT_START.search(scene.row_text(index - 1)):
        return None
    row = scene.rows[index + 1]
    if row.page != nip.piece.page or row.level - scene.rows[index].level > 4 * row.height:
        return None
    drafts = [d for s in row.segments if (d := name_draft(_whole(s), "below"))]
    best = max(drafts, key=lambda d: d.signs["name_score"], default=None)
    return _with_degrees(scene, index + 1, best) if best and best.signs["name_score"] > 0 else None


def _with_degrees(scene: Scene, index: int, name: Draft[str]) -> Draft[str]:
    """The name with what wrapped: "Dra. Sri Rahayu, / S.I.P.", "Sri Rahayu / Ningsih, S.E."."""
    below = scene.rows[index + 1] if index + 1 < len(scene.rows) else None
    if index and _goes_on(scene, index - 1):
        return _two_rows(scene, index - 1) or name
    if below is not None and _goes_on(scene, index):
        return _two_rows(scene, index) or name
    broken = name.piece.text.rstrip().endswith(",") or scene.rows[index].text.rstrip().endswith(",")
    if below is None or not broken or not _DEGREES.fullmatch(below.text.strip()):
        return name
    flow = flow_of([scene.rows[index], below])
    piece = flow.plain_piece(0, len(flow.plain))
    return name_draft(piece, name.source) or name


def _two_rows(scene: Scene, index: int) -> Draft[str] | None:
    flow = flow_of(scene.rows[index : index + 2])
    return name_draft(flow.plain_piece(0, len(flow.plain)), "centred")


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether row `index` is the first half of one name in large print: the degrees stand on the next row."""
    one, two = scene.rows[index : index + 2]
    usual = median(r.height for r in scene.rows if r.page == one.page)
    alone = len(one.segments) == len(two.segments) == 1 and one.page == two.page
    alike = 0.85 < one.height / max(two.height, 1e-6) < 1.18 and one.height > _LARGE * usual
    close = two.level - one.level < 1.8 * max(one.height, two.height)
    head, comma, _ = two.text.partition(",")
    shaped = "," not in one.text and bool(comma) and len(head.split()) <= 3
    return alone and alike and close and shaped and min(name_score(one.text), name_score(two.text)) > 0


def _whole(segment: Segment) -> Piece | None:
    flow = flow_of([segment])
    return flow.plain_piece(0, len(flow.plain))


def find_lone_name(scene: Scene, claimed: set[int]) -> PersonDraft | None:
    """Find the one person of a paper that prints no NIP beside the name."""
    prose = list(_prose_names(scene))
    shown = list(_shown_names(scene, claimed))
    best = max([*prose, *shown], key=lambda c: c[0], default=None)
    return best[1] if best is not None else None


def with_name(scene: Scene, person: PersonDraft, claimed: set[int]) -> PersonDraft:
    """Give a nameless person the name that stands out on the paper, if there is one."""
    other = find_lone_name(scene, claimed)
    return replace(person, name=other.name) if other is not None else person


def _prose_names(scene: Scene) -> Iterator[tuple[float, PersonDraft]]:
    flow = scene.flow
    for opener in _OPENER.finditer(flow.text):
        zone = scene.zone_at(opener.end())
        if zone in (Zone.SIGNATURE, Zone.SIGNER, Zone.BACK):
            continue
        begin = opener.end()
        end = _name_end(flow, begin, begin + 120)
        line = flow.text.find("\n", begin)
        for stop in (end, min(end, line if line > begin else end)):
            draft = name_draft(flow.piece(begin, stop), "prose")
            if draft is not None and draft.signs["name_score"] > 0:
                yield (
                    1.6 + draft.signs["name_score"],
                    PersonDraft(scene.row_index(begin), "prose", name=draft),
                )
                break


def _shown_names(scene: Scene, claimed: set[int]) -> Iterator[tuple[float, PersonDraft]]:
    """Names on lines of their own before the body, rated by size and by what stands above them."""
    usual = median(r.height for r in scene.rows) if scene.rows else 1.0
    opened = False
    for index, row in enumerate(scene.rows):
        text = scene.row_text(index)
        zone = scene.zones[index]
        if zone in (Zone.SIGNATURE, Zone.SIGNER, Zone.BACK):
            continue
        if _OTHER_ROLE.match(text):
            continue
        for segment in row.segments:
            draft = name_draft(_whole(segment), "centred")
            if draft is None or index in claimed or title_kind(text) or name_score(draft.value) == 0:
                continue
            size = min(2.0, row.height / max(usual, 1e-6))
            place = 0.6 * opened + 0.4 * (zone is Zone.SUBJECT) - 0.5 * (zone is Zone.BODY)
            full = _with_degrees(scene, index, draft)
            yield draft.signs["name_score"] + 0.6 * size + place, PersonDraft(index, "centred", name=full)
        opened = bool(SUBJECT_START.search(text))
