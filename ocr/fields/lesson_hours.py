"""The lesson hours of a document: sentence, label, badge, or the total of its materials table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.fields.a_day import all_days, is_a_days
from ocr.fields.badge import find_badge
from ocr.fields.columns import cell_words, find_columns
from ocr.fields.draft import Draft
from ocr.fields.flow import flow_of
from ocr.fields.labels import Labelled
from ocr.fields.layout import Row, Segment
from ocr.fields.scene import Scene
from ocr.fields.zones import BACK_START, Zone
from ocr.grammar.hours import MOST_HOURS, HoursSpan
from ocr.grammar.number_words import parse_number_words
from ocr.grammar.slips import digits_of, fold

TOTAL = re.compile(r"^\W*(?:\d{1,2}\W+)?(?:grand\s+)?(?:jumlah|total|jml|(?:ke)?seluruhnya|keseluruhan)\b")
# "Paling sedikit 20 JP per tahun" is what the law wants, not what the course had.
_A_LIMIT = re.compile(
    r"\b(?:paling\s+(?:banyak|sedikit|kurang|lama)|sekurang\W{1,3}kurangnya|up\s+to|at\s+least)\W*\Z"
)
_A_YEAR = re.compile(
    r"\W{0,3}(?:(?:per|dalam|setiap|tiap|a|each|every)\s+(?:1\s+|satu\s+)?(?:\(satu\)\s+)?(?:tahun|year)|setahun)"
)
_SUBTOTAL = re.compile(
    r"^\W*(?:sub\W?(?:total|jumlah)|(?:jumlah|total|jml)\W+(?:hari|kelompok|bagian|sesi|materi|day)\b)"
)
_HOURS_HEAD = re.compile(r"\b(?:jp|jpl|jam|hours?|waktu|durasi|duration|jamlat|alokasi|jumlah)\b")
_LESSONS = re.compile(r"j\s?p|jam\s*\.?\s*pel|lesson")
_NUMBER_BEFORE = re.compile(r"(?:\d[ .]{0,2}){9,}\Z")
_TOTAL_BEFORE = re.compile(r"\b(?:jumlah|total|jml|(?:ke)?seluruhnya)\W*(?:\w+\W+)?\Z")
_BESIDE = 120  # letters between hours and their parts
_NOT_COURSE = re.compile(r"pukul|wib|rapat|per\s+(?:minggu|hari)|kerja")


@dataclass(frozen=True, slots=True)
class Hours:
    """The chosen hours, the doubts about them, and the table's own sum when there was a table."""

    draft: Draft[int] | None
    reasons: tuple[str, ...]


def find_lesson_hours(scene: Scene, labels: tuple[Labelled, ...] = ()) -> Hours:
    """Choose the lesson hours of the scene and name what speaks against them."""
    told = [s for s in scene.hours if _is_course(scene, s)]
    a_days = [s for s in told if is_a_days(scene, s)]
    table = find_table_total(scene)
    counted = len(told) == len(a_days) > 0 and table is None
    spans = [all_days(scene, s) for s in a_days] if counted else [s for s in told if s not in a_days]
    strong = [s for s in spans if s.strong] or spans
    said = [s for s in strong if not _in_table(scene, s)]
    # The rows of a table, each with its unit, are no other hours than their total.
    rows = table is not None and len(said) > 1 and sum(s.value for s in said) == table.value
    parts = said if rows else _parts_of(scene, said)
    in_text = [s for s in said if s not in parts]
    best = max(in_text, key=lambda s: _rank(scene, s), default=None)
    against = {
        "jp-digits-contradict-words": any(s.contradicts for s in (*said, *a_days)),
        "jp-of-a-day": counted,
        "jp-words-unreadable": any(s.words_unreadable for s in in_text),
        "table-total-disagrees": table is not None and table.signs.get("agrees") == 0.0,
    }
    reasons = [code for code, is_so in against.items() if is_so]
    if best is None and table is None:
        table = find_badge(scene) or _labelled(labels)
    if best is None:
        return Hours(table, tuple(reasons)) if table else Hours(None, ("jp-missing",))
    others = {s.value for s in in_text if s.value != best.value}
    if re.search(r"\d\s$", scene.flow.text[: best.begin][-2:]) and not _opens_row(scene, best):
        others.add(0)  # "1 10 JP" may be 110 or ten beside another figure
    if others or (table is not None and table.value != best.value):
        reasons.append("jp-several")
    return Hours(_draft(scene, best, table), tuple(reasons))


def _parts_of(scene: Scene, spans: Sequence[HoursSpan]) -> list[HoursSpan]:
    """The hours that add up to another one: "24 JP (in class 18 JP, alone 6 JP)", or rows and their total.

    All other hours of the paper must be parts, else the sum may be chance.
    """
    for whole in spans:
        others = [s for s in spans if s is not whole]
        beside = all(abs(s.begin - whole.begin) < _BESIDE for s in others)
        total = _TOTAL_BEFORE.search(scene.flow.text[max(0, whole.begin - 30) : whole.begin])
        if len(others) > 1 and (beside or total) and sum(s.value for s in others) == whole.value:
            return others
    return []


def _labelled(labels: tuple[Labelled, ...]) -> Draft[int] | None:
    """The bare figure beside or below a label of hours: "Durasi (JP) / 12"."""
    for label in labels:
        if label.label != "jp" or label.value is None:
            continue
        figure, *words = re.split(r"[(\[]", label.value.text.strip(" ."), maxsplit=1)
        figure = figure.strip()
        said = parse_number_words(fold(re.split(r"[)\]]", words[0])[0])) if words else None
        if figure.isdecimal() and 0 < int(figure) <= MOST_HOURS and said in (None, int(figure)):
            return Draft(
                int(figure), label.value, "label", {"strong": 1.0, "words_agree": float(said is not None)}
            )
    return None


def _opens_row(scene: Scene, span: HoursSpan) -> bool:
    """Whether the figures stand first in their segment."""
    return scene.flow.text[span.begin - 1 : span.begin] in ("", "\n", "\t")


def _is_course(scene: Scene, span: HoursSpan) -> bool:
    if _NUMBER_BEFORE.search(scene.flow.text[max(0, span.begin - 24) : span.begin]):
        return False  # the end of a long number, a unit of something else below it
    around = scene.flow.text[max(0, span.begin - 40) : span.end + 25]
    if span.value == 1 and re.search(r"menit|minutes", scene.flow.text[span.end : span.end + 25]):
        return False  # "1 JP = 45 menit" says how long an hour is
    if _A_LIMIT.search(scene.flow.text[max(0, span.begin - 30) : span.begin]) or _A_YEAR.match(
        scene.flow.text[span.end : span.end + 25]
    ):
        return False
    if span.strong:
        return True
    return not _NOT_COURSE.search(around)


def _rank(scene: Scene, span: HoursSpan) -> float:
    zone = scene.zones[scene.row_index(span.begin)]
    before = scene.flow.text[max(0, span.begin - 40) : span.begin]
    said = re.search(
        r"selama|setara|meliputi|jumlah|sebanyak|total|bobot|durasi|duration|equivalent|hours|for", before
    )
    return (
        1.0 * span.strong
        + 0.35 * bool(_LESSONS.search(scene.flow.text[span.begin : span.end]))
        + 0.4 * (span.words is not None)
        + 0.3 * bool(said)
        + 0.5 * (zone is Zone.BACK and _TOTAL_BEFORE.search(before) is not None)
        + 0.2 * (zone is Zone.BODY)
        - 0.3 * (zone is Zone.BACK)
    )


def _in_table(scene: Scene, span: HoursSpan) -> bool:
    index = scene.row_index(span.begin)
    text = scene.row_text(index)
    if _TOTAL_BEFORE.search(scene.flow.text[max(0, span.begin - 30) : span.begin]):
        return False
    return (
        scene.zones[index] is Zone.BACK and not TOTAL.search(text) and bool(re.match(r"\W*\d{1,2}\W", text))
    )


def _draft(scene: Scene, span: HoursSpan, table: Draft[int] | None) -> Draft[int] | None:
    piece = scene.flow.piece(span.begin, span.end)
    if piece is None:
        return None
    signs = {
        "strong": float(span.strong),
        "words": float(span.words is not None),
        "words_agree": float(span.words == span.value),
        "table_agrees": float(table is not None and table.value == span.value),
    }
    others = (span.words,) if span.words is not None and span.words != span.value else ()
    return Draft(span.value, piece, "sentence", signs, others)


def find_table_total(scene: Scene) -> Draft[int] | None:
    """Find the total of a materials table: the number beside "Jumlah" or "Total", checked by its rows."""
    for index in range(len(scene.rows) - 1, -1, -1):
        text = scene.row_text(index)
        if not TOTAL.search(text) or len(text) > 80:
            continue
        top = _table_top(scene, index)
        if top is None:
            continue
        draft = _total(scene, top, index)
        if draft is not None:
            return draft
    return None


def _table_top(scene: Scene, index: int) -> int | None:
    """The heading row of the table that the total at `index` closes, None when there is no such table."""
    page = scene.rows[index].page
    top = None
    for at in range(index - 1, -1, -1):
        if scene.rows[at].page != page or index - at > 60:
            break
        text = scene.row_text(at)
        if (
            _HOURS_HEAD.search(text)
            and len(text) < 90
            and not re.match(r"\W*\d", text)
            and not TOTAL.match(text)
        ) or BACK_START.search(text):
            top = at
            if BACK_START.search(text):
                break
    return top


def _total(scene: Scene, top: int, index: int) -> Draft[int] | None:
    row: Row = scene.rows[index]
    numbers = [(w, int(d)) for w in row.words if (d := _count(w.text)) and 0 < int(d) <= MOST_HOURS]
    if not numbers:
        below = scene.rows[index + 1] if index + 1 < len(scene.rows) else None
        if below is None or below.page != row.page or below.box.top > row.box.bottom:
            return None
        numbers = [(w, int(d)) for w in below.words if (d := _count(w.text)) and 0 < int(d) <= MOST_HOURS]
    if not numbers:
        return None
    word, value = numbers[-1]
    counts = _column_counts(scene, top, index, word.box.centre[0])
    agrees = float(sum(counts) == value) if len(counts) >= 2 else 0.5
    flow = flow_of([Segment(row.page, (word,))])
    piece = flow.plain_piece(0, len(flow.plain))
    return Draft(value, piece, "table", {"agrees": agrees, "strong": 1.0}) if piece else None


def _count(text: str) -> str | None:
    bare = re.sub(r"\s?(?:jpl?|jam)$", "", text.strip(".,:;|()[] "), flags=re.IGNORECASE)
    if not bare or len(bare) > 4 or not any(c.isdecimal() for c in bare):
        return None
    digits = digits_of(bare)
    return digits if len(digits) == len(bare) else None


def _column_counts(scene: Scene, top: int, index: int, x: float) -> list[int]:
    """The numbers in the total's column between heading and total."""
    # Subtotals ("Jumlah hari ke-1") count what was counted already.
    rows = [scene.rows[i] for i in range(top + 1, index) if not _SUBTOTAL.search(scene.row_text(i))]
    column = next((c for c in find_columns([*rows, scene.rows[index]]) if c.left <= x < c.right), None)
    if column is None:
        return []
    words = cell_words(rows, column)
    return [int(d) for w in words if (d := _count(w.text))]
