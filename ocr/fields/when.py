"""Which dates on the paper are the course's and which is the day of issue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ocr.fields.draft import Draft
from ocr.fields.labels import Labelled
from ocr.fields.scene import Scene
from ocr.fields.zones import Zone, comes_again, is_place_and_date
from ocr.grammar.dates import DateSpan, find_dates, lacks_end, lacks_start
from ocr.grammar.slips import fold
from records.values import Word

_BIRTH = re.compile(r"lahir|born|birth|kelahiran")
_LAW = re.compile(
    r"(?:nomor|no\.?|keputusan|peraturan|undang|surat|instruksi|edaran|sk|spt|perintah|dpa)\b[^.]{0,70}$"
)
_COURSE = re.compile(
    r"(?:pada|dari|mulai|sejak|tanggal|tgl|selama|held|from|on|dates?|waktu|pelaksanaan|during"
    r"|berlangsung|period|hari)\W*(?:\w+\W+){0,4}$"
)
_BARE_DATE = re.compile(r"(?:^|\t)\W*(?:date|tanggal|tgl\.?)\s*:?\s*$")
_SAME_COLUMN = 0.03  # page widths between the left edges of days of one column
_ISSUED_HEAD = re.compile(r"\b(?:rilis|terbit|diterbitkan|issued?|dikeluarkan|released?|berlaku|valid)\b")
_FOOT_ROWS = 4
_SESSION_ROWS = 3  # rows that one meeting may take
_LONGEST_DAYS = 200  # from the first meeting to the last
_ISSUE = re.compile(
    r"(?:ditetapkan|dikeluarkan|diterbitkan|dibuat|issued|given|dated|ditandatangani|terbit|signed"
    r"|diberikan\s+di)\b[^.]{0,60}$"
)


@dataclass(frozen=True, slots=True)
class When:
    """The drafts of the three dates, each None when the paper does not say."""

    start: Draft[date] | None
    end: Draft[date] | None
    issued: Draft[date] | None


@dataclass(frozen=True, slots=True)
class _Seen:
    span: DateSpan
    course: float
    issue: float


def find_when(scene: Scene, labels: tuple[Labelled, ...], course_end: int | None) -> When:
    """Choose the course's dates and the day of issue among all dates of the scene."""
    seen = [_judge(scene, span, course_end) for span in scene.dates]
    seen = [_by_labels(scene, s, labels) for s in seen]
    course = max((s for s in seen if s.course > 0.3), key=lambda s: s.course, default=None)
    issue = max(
        (s for s in seen if s.issue > 0.3 and s is not course),
        key=lambda s: (s.issue, s.span.begin),
        default=None,
    )
    start = end = None
    if course is not None and (days := _sessions(scene, course.span)):
        start = _draft(scene, days[0], days[0].start, course.course)
        end = _draft(scene, days[-1], days[-1].end, course.course)
    elif course is not None:
        if not lacks_start(scene.flow.text, course.span):
            start = _draft(scene, course.span, course.span.start, course.course)
        if not lacks_end(scene.flow.text, course.span):
            end = _draft(scene, course.span, course.span.end, course.course)
    apart = _apart(scene, labels)
    start, end = apart[0] or start, apart[1] or end
    return When(start, end, _draft(scene, issue.span, issue.span.end, issue.issue) if issue else None)


def _sessions(scene: Scene, span: DateSpan) -> list[DateSpan]:
    """The days of a table of meetings that the day at `span` is one of, first to last; empty without one."""
    if span.is_range:
        return []
    left = _left_of(scene, span)
    days = [d for d in scene.dates if not d.is_range and abs(_left_of(scene, d) - left) < _SAME_COLUMN]
    indices = [scene.row_index(d.begin) for d in days]
    listed = all(len(scene.rows[i].segments) > 1 for i in indices)
    close = max(indices, default=0) - min(indices, default=0) < _SESSION_ROWS * len(days)
    ordered = sorted(days, key=lambda d: d.start)
    headed = any(
        _ISSUED_HEAD.search(scene.row_text(i))
        for i in range(min(indices, default=0), max(indices, default=0))
    )
    if (
        len(days) < 2
        or not listed
        or not close
        or headed
        or (ordered[-1].end - ordered[0].start).days > _LONGEST_DAYS
    ):
        return []
    return ordered


def _left_of(scene: Scene, span: DateSpan) -> float:
    piece = scene.flow.piece(span.begin, span.end_at)
    return piece.words[0].box.left if piece is not None else -1.0


def _apart(scene: Scene, labels: tuple[Labelled, ...]) -> tuple[Draft[date] | None, Draft[date] | None]:
    """Start and end printed on label rows of their own."""
    out: list[Draft[date] | None] = []
    for name in ("start", "end"):
        label = next((x for x in labels if x.label == name and x.value is not None), None)
        spans = find_dates(fold(label.value.text)) if label is not None and label.value is not None else ()
        if label is not None and label.value is not None and spans and not spans[0].is_range:
            out.append(Draft(spans[0].start, label.value, "label", {"score": 1.0, "range": 1.0}))
        else:
            out.append(None)
    del scene
    return (out[0], out[1]) if all(out) else (None, None)


def _draft(scene: Scene, span: DateSpan, value: date, score: float) -> Draft[date] | None:
    piece = scene.flow.piece(span.begin, span.end_at)
    if piece is None:
        return None
    signs = {"score": score, "range": float(span.is_range), "ordered": float(span.in_order)}
    return Draft(value, piece, span.form, signs)


def _judge(scene: Scene, span: DateSpan, course_end: int | None) -> _Seen:
    text = scene.flow.text
    before = text[max(0, span.begin - 90) : span.begin]
    near = before.replace("\n", " ")
    index = scene.row_index(span.begin)
    zone = scene.zones[index]
    if _BIRTH.search(before[-60:]) and not span.is_range:
        return _Seen(span, 0.0, 0.0)
    alone = _stands_alone(scene, span, index)
    issue = (
        0.6 * alone
        + 0.4 * (not span.is_range and _fills_segment(scene, span, index) and _signs_below(scene, index))
        + 0.35 * (_beside_signers(scene, span, index))
        + 0.6 * bool(_ISSUE.search(near[-60:]) and not span.is_range)
        + 0.2 * (zone is Zone.SIGNATURE)
    )
    if span.is_range:
        issue = 0.0
    course = 0.5 * span.is_range + 0.35 * bool(_COURSE.search(near)) + 0.15 * (zone is Zone.BODY)
    course += 0.3 * (not alone and _in_place_and_date(scene, span, index))
    course += 0.1 if course_end is not None and 0 <= span.begin - course_end < 400 else 0.0
    course += 0.2 if course_end is not None and 0 <= span.begin - course_end < 150 else 0.0
    if alone or zone is Zone.SIGNATURE or (_ISSUE.search(near[-60:]) and not span.is_range):
        course -= 0.7 if not span.is_range else 0.0
    if (
        _LAW.search(before[-80:])
        and not span.is_range
        and not _ISSUE.search(before[-30:].rsplit("\n", maxsplit=1)[-1])
        and not re.search(r"pada\s+(?:hari|tanggal)|held|dilaksanakan", near[-40:])
    ):
        course -= 0.5
        issue -= 0.5
    return _Seen(span, course, issue)


def _beside_signers(scene: Scene, span: DateSpan, index: int) -> bool:
    """Whether a day stands by itself beside other print at a page's foot, below the days of the sentence."""
    earlier = [d for d in scene.dates if d.begin < span.begin and scene.row_index(d.begin) < index]
    page = scene.rows[index].page
    last = [i for i, r in enumerate(scene.rows) if r.page == page][-_FOOT_ROWS:]
    return (
        not span.is_range
        and bool(earlier)
        and index in last
        and len(scene.rows[index].segments) > 1
        and not scene.in_table(index)
        and _fills_segment(scene, span, index)
    )


def _fills_segment(scene: Scene, span: DateSpan, index: int) -> bool:
    """Whether the day is all that its segment says."""
    begin = scene.row_begins[index]
    parts = re.finditer(r"[^\t]+", scene.row_text(index))
    return any(
        begin + p.start() <= span.begin
        and span.end_at <= begin + p.end()
        and len(p.group()) - (span.end_at - span.begin) < 4
        for p in parts
    )


def _signs_below(scene: Scene, index: int) -> bool:
    """Whether the signature's part opens on the row below."""
    return index + 1 < len(scene.rows) and scene.zones[index + 1] is Zone.SIGNATURE is not scene.zones[index]


def _stands_alone(scene: Scene, span: DateSpan, index: int) -> bool:
    """Whether the date stands in a "Town, date" of its own, the last one of its page."""
    return _in_place_and_date(scene, span, index) and not comes_again(scene, index)


def _in_place_and_date(scene: Scene, span: DateSpan, index: int) -> bool:
    begin = scene.row_begins[index]
    for part in re.finditer(r"[^\t]+", scene.row_text(index)):
        start = begin + part.start()
        if start <= span.begin < start + len(part.group()):
            return is_place_and_date(scene, part.group(), start)
    return False


def _signs_on(scene: Scene, span: DateSpan, index: int) -> bool:
    """Whether a day labelled "Date:" stands beside other print below a day that the sentence told."""
    if span.is_range:
        return False
    begin = scene.row_begins[index]
    ranged = any(d.is_range and d.begin < begin for d in scene.dates)
    if len(scene.rows[index].segments) < 2 and not ranged:
        return False
    bare = _BARE_DATE.search(scene.flow.text[begin : span.begin])
    above = [scene.row_index(d.begin) for d in scene.dates if d.begin < begin]
    told = any(
        _COURSE.search(scene.flow.text[max(0, d.begin - 60) : d.begin])
        for d in scene.dates
        if d.begin < begin
    )
    return bare is not None and bool(above) and told


def _dates_paper(label: Labelled, labels: tuple[Labelled, ...]) -> bool:
    """Whether a label "Tanggal" stands right below the paper's number, as at the head of an annex."""
    return any(
        x.label == "number" and label.row - x.row == 1 and abs(x.label_left - label.label_left) < 0.02
        for x in labels
    )


def _goes_with(scene: Scene, label: Labelled, word: Word | None) -> bool:
    """Whether `word` stands in a label's own segment or up to the end of its value, not in another column."""
    if label.value is None or word is None:
        return True
    row = scene.rows[label.row]
    value = [w for w in label.value.words if w in row.words]
    return (
        word.box.left <= max((w.box.right for w in value), default=1.0) and word.box.left >= label.label_left
    )


def _by_labels(scene: Scene, seen: _Seen, labels: tuple[Labelled, ...]) -> _Seen:
    row = scene.row_index(seen.span.begin)
    word = scene.flow.word_at(seen.span.begin)
    for label in labels:
        held = label.value is not None and any(w is word for w in label.value.words)
        if not held and (label.stacked or label.row != row or not _goes_with(scene, label, word)):
            continue
        if label.label == "dates" and not seen.span.is_range and _dates_paper(label, labels):
            return _Seen(seen.span, 0.0, 0.45)  # less than the day beside the signature
        if label.label == "dates" and _signs_on(scene, seen.span, row):
            return _Seen(seen.span, 0.0, 0.8)
        if label.label == "dates":
            return _Seen(seen.span, max(seen.course, 0.0) + 0.6, 0.0)
        if label.label == "issued":
            return _Seen(seen.span, 0.0, seen.issue + 0.8)
        if label.label in ("birth", "subject"):
            return _Seen(seen.span, 0.0, 0.0)
    return seen
