"""The course: what the sentence says was attended, a quoted title, a labelled value, or a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

from ocr.fields.capitals import capital_run_end, opens_run
from ocr.fields.draft import Draft
from ocr.fields.flow import Piece
from ocr.fields.labels import Labelled
from ocr.fields.scene import Scene
from ocr.fields.sentence import FILLER, LEAD, STRONG_LEAD, find_stop
from ocr.fields.titles import row_title
from ocr.fields.trim import without_batch, without_place
from ocr.fields.zones import Zone
from ocr.grammar.names import name_score
from ocr.grammar.wording import any_of

TYPE_WORD = re.compile(r"\b" + any_of("words", "type") + r"\b")
_INSTITUTION_FIRST = re.compile(any_of("words", "institution") + r"\b")
_OPENS_QUOTE = re.compile(r"[\"“„«]|(?<!\w)'(?=\w)")
_CLOSES_QUOTE = re.compile(r"[\"”»]|'(?!\w)")
_QUOTED = re.compile(r"[\"“„«]\s*([^\"“”„«»]{8,260}?)\s*[\"“”»]")
_SERIES = (
    r"(?:seri|series|episode|eps?|edisi|jilid|sesi|chapter|vol(?:ume)?)\b[\s.#:\-]*(?:ke[\s\-]*)?\w{1,5}"
)
_TYPE_THEN_QUOTE = re.compile(
    any_of("words", "type")
    + r"(?:\s+(?:nasional|daring|online|internasional|series|ilmiah|regional|sehari))*"
    rf"(?:\s+{_SERIES})?"
    r"(?:\s+(?:dengan|yang|ber)?\s*(?:judul|bertema(?:kan)?|tema|bertajuk|tajuk|berjudul|topik|entitled|titled|themed?))?"
    r"\s*:?\s*[\"“„«](?=[^\"”]{12})"
)
# "Webinar ASN Belajar Seri 44 Tahun 2023 dengan topik": the kind and its series, the theme behind.
_TYPE_THEN_THEME = re.compile(
    any_of("words", "type")
    + r"(?:\s+[\w\-#./]+){0,7}?,?\s+(?:(?:dengan|yang|ber)\s+)?(?:(?:mengambil|mengangkat|mengusung)\s+)?"
    r"(?:judul|bertema(?:kan)?|tema|topik|bertopik|bertajuk|tajuk|berjudul|entitled|titled|themed)\s*:?\s+(?=\S)"
)
# "Webinar Episode 53: Sehat Mental di Tempat Kerja": the colon closes the series.
_TYPE_THEN_SERIES = re.compile(any_of("words", "type") + rf"(?:\s+\w+){{0,2}}?\s+{_SERIES}\s*:\s*")
_WORDS_THEN_QUOTE = re.compile(r"[a-z][a-z\d\-#.,\s]{2,70}?\s*:?\s*[\"“„«](?=[^\"”]{8})")
_JOINED = re.compile(r"(?:\b(?:dan|serta|atau|and|or)|&)$")
_STRONG = 0.15
_LARGE = 1.2  # times the usual height of print: what a headline has at least
_SURE_NAME = 0.8
_LEAST_HEADLINE = 3  # words
_INNER = 0.35  # page widths: a label so far in is no form's first column
# A person's number, a rank, or a sentence about the paper itself.
_NO_TITLE = re.compile(r"\d{7,}|\bNIP\b|\((?:I|II|III|IV)/[a-e]\)|\b(?:ini|this)\b|\d\s?%")
# A kind of course and how it was held name none: "pelatihan serupa", "pengembangan kompetensi".
_GENERIC = re.compile(
    r"(?:\W*\b(?:" + any_of("words", "type") + "|" + any_of("words", "generic") + r")\b)+\W*", re.IGNORECASE
)
_HELD_BY = re.compile(
    r",?\s+(?:yang\s+)?(?:diselenggarakan|dilaksanakan|diadakan|berlangsung|organi[sz]ed|held|conducted)\b"
)
_CELLS = 3  # parts of one row that stand apart: a row of labels or of figures
_FAR = 95  # how far behind "telah mengikuti" a course may begin, in letters


@dataclass(frozen=True, slots=True)
class _Span:
    begin: int
    end: int
    quoted: bool


def find_courses(scene: Scene, labels: tuple[Labelled, ...]) -> list[Draft[str]]:
    """Give candidates for the course, best first."""
    drafts = [
        *_labelled(scene, labels),
        *_led(scene),
        *_quoted(scene),
        *_typed(scene),
        *_headline(scene, labels),
    ]
    return sorted(drafts, key=lambda d: -d.signs["rank"])


def _labelled(scene: Scene, labels: tuple[Labelled, ...]) -> Iterator[Draft[str]]:
    for label in labels:
        if label.label == "course" and label.value is not None and _enough(label.value.text):
            typed = bool(TYPE_WORD.match(label.value.text.lower()))
            office = label.stacked and _INSTITUTION_FIRST.match(label.value.text.lower()) and not typed
            if len(label.value.text.split()) < 2 or office:
                continue
            behind = 0.3 * (scene.zones[label.row] is Zone.BACK) + 0.05 * (label.label_left > _INNER)
            behind += 0.2 * (label.stacked and bool(LEAD.search(scene.row_text(label.row))))
            title, dated = without_batch(_before_holder(label.value), scene.years)
            draft = _draft(title, "label", 0.9 + 0.1 * typed - behind, typed=typed)
            yield _with_year(draft, label.value) if dated else draft
        elif label.label == "form" and label.value is not None and len(label.value.text.split()) > 1:
            yield _draft(label.value, "label", 0.5, typed=bool(TYPE_WORD.match(label.value.text.lower())))


def _before_holder(value: Piece) -> Piece:
    """The value without the sentence that goes on behind it: "... yang diselenggarakan oleh"."""
    found = _HELD_BY.search(value.text)
    count = len(value.text[: found.start()].split()) if found else 0
    return (
        Piece(value.text[: found.start()].rstrip(" ,"), value.words[:count], value.page)
        if found and count > 1
        else value
    )


def _led(scene: Scene) -> Iterator[Draft[str]]:
    """Spans behind "telah mengikuti", "dalam kegiatan", "has completed"."""
    for lead in LEAD.finditer(scene.flow.text):
        strong = bool(STRONG_LEAD.search(lead.group()))
        for begin in _beginnings(scene, lead.end(), strong=strong):
            yield from _candidate(scene, begin, "lead", 0.1 + 0.08 * strong)


def _beginnings(scene: Scene, at: int, *, strong: bool) -> list[int]:
    """Where the course behind a lead may begin: past filler, or at a quote or kind of course soon after."""
    text = scene.flow.text
    begin = at
    while (m := FILLER.match(text, begin)) and m.end() > begin:
        begin = m.end()
    out = [begin]
    if strong:
        stop = min(len(text), at + _FAR)
        quote = _OPENS_QUOTE.search(text, at, stop)
        typed = next(
            (m for m in TYPE_WORD.finditer(text, at, stop) if opens_run(scene.flow, m.start())), None
        )
        out += [m.start() for m in (quote, typed) if m is not None and m.start() > begin]
    return out


def _typed(scene: Scene) -> Iterator[Draft[str]]:
    """Runs of capitalised words that open with a kind of course, wherever they stand."""
    for m in TYPE_WORD.finditer(scene.flow.text):
        if opens_run(scene.flow, m.start()) and not _goes_on_above(scene, m.start()):
            yield from _candidate(scene, m.start(), "run", 0.0)


def _headline(scene: Scene, labels: tuple[Labelled, ...]) -> Iterator[Draft[str]]:
    """What stands in large print right below the paper's title, as on the pages of learning platforms."""
    titles = [
        i
        for i, t in enumerate(scene.row_texts[:12])
        if row_title(t) and scene.rows[i].page == scene.rows[0].page
    ]
    if not titles or titles[-1] + 1 >= len(scene.rows):
        return
    usual = median(r.height for r in scene.rows)
    rows: list[int] = []
    for index in range(titles[-1] + 1, len(scene.rows)):
        row, above = scene.rows[index], scene.rows[index - 1]
        text = scene.row_text(index)
        large = row.height > _LARGE * usual and len(row.segments) == 1
        goes_on = not rows or 0.85 < row.height / scene.rows[rows[0]].height < 1.18
        if not large or not goes_on or (":" in text[:20] and not rows) or row.page != above.page:
            break
        rows.append(index)
    if not rows:
        return
    begin = scene.row_begins[rows[0]]
    end = scene.row_begins[rows[-1]] + len(scene.row_text(rows[-1]))
    piece = scene.flow.piece(begin, end)
    if piece is None or not _enough(piece.text) or len(piece.text.split()) < _LEAST_HEADLINE:
        return
    named = any(x.label == "name" and x.value is not None for x in labels)
    is_name = not named and name_score(piece.text) > _SURE_NAME
    if not is_name and not _INSTITUTION_FIRST.match(piece.text.lower()):
        typed = bool(TYPE_WORD.match(piece.text.lower()))
        yield _draft(piece, "headline", 0.66 + 0.2 * typed, typed=typed)


def _goes_on_above(scene: Scene, position: int) -> bool:
    """Whether the row that opens at text[position] goes on with the one above: "... dan / Pengembangan"."""
    index = scene.row_index(position)
    if (
        not index
        or position != scene.row_begins[index]
        or scene.rows[index].page != scene.rows[index - 1].page
    ):
        return False
    return bool(_JOINED.search(scene.row_text(index - 1).rstrip()))


def _quoted(scene: Scene) -> Iterator[Draft[str]]:
    for m in _QUOTED.finditer(scene.flow.text):
        yield from _candidate(scene, m.start(), "quoted", -0.02)


def _candidate(scene: Scene, begin: int, source: str, bonus: float) -> Iterator[Draft[str]]:
    text = scene.flow.text
    if begin >= len(text):
        return
    zone = scene.zone_at(begin)
    if zone in (Zone.SIGNATURE, Zone.SIGNER):
        return
    begin = _past_descriptor(scene, begin)
    theme = _TYPE_THEN_THEME.match(text, begin) or _TYPE_THEN_SERIES.match(text, begin)
    begin = theme.end() if theme else begin
    quote = _TYPE_THEN_QUOTE.match(text, begin) or _described(scene, begin)
    begin = quote.end() - 1 if quote else begin
    span = _span(scene, begin)
    piece = scene.flow.piece(span.begin, span.end)
    whole, dated = piece, False
    if not span.quoted and piece is not None:
        whole = without_place(piece, scene.towns)
        piece, dated = without_batch(whole, scene.years) if whole is not None else (None, False)
    if piece is None or not _enough(piece.text):
        return
    opening = piece.text.lower()
    typed = bool(TYPE_WORD.match(opening))
    words = len(piece.text.split())
    rank = 0.5 + 0.3 * typed + 0.15 * span.quoted + bonus
    in_line = len(scene.rows[scene.row_index(begin)].segments) == 1
    rank += 0.15 * (bonus > _STRONG and not typed and words > 2 and in_line and _is_titled(piece.text))
    rank -= 0.3 * (zone is Zone.HEAD) + 0.35 * (zone is Zone.BACK) + 0.35 * (words < 2)
    named = name_score(piece.text) > 0 and not typed and not (bonus > _STRONG and in_line and words > 3)
    rank -= 0.3 * bool(_INSTITUTION_FIRST.match(opening) and not typed) + 0.3 * named
    rank -= 0.1 * (not piece.text[0].isupper() and not span.quoted) + 0.00002 * begin
    rank -= 0.5 * _over_cells(scene, span)
    draft = _draft(piece, source, rank, typed=typed, quoted=span.quoted)
    yield _with_year(draft, whole) if dated and whole is not None else draft


def _over_cells(scene: Scene, span: _Span) -> bool:
    """Whether a span runs over the cells of a row, as no title does: "Jumlah jam   Metode   Nilai akhir"."""
    indices = range(scene.row_index(span.begin), scene.row_index(max(span.begin, span.end - 1)) + 1)
    return any(len(scene.rows[i].segments) >= _CELLS for i in indices)


def _is_titled(text: str) -> bool:
    """Whether most longer words are capitalised, as in a title and unlike a sentence."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def _described(scene: Scene, begin: int) -> re.Match[str] | None:
    """Find the quoted title behind words in small letters that only tell its kind: "kuliah tamu bertema"."""
    match = _WORDS_THEN_QUOTE.match(scene.flow.text, begin)
    if match is None or any(
        scene.flow.starts_upper(begin + w.start()) for w in re.finditer(r"\S+", match.group()[:-1])
    ):
        return None
    return match


def _with_year(draft: Draft[str], whole: Piece) -> Draft[str]:
    """The draft with the title that keeps its year as the other reading: papers leave open which is meant."""
    return replace(draft, signs={**draft.signs, "year_cut": 1.0}, alternatives=(whole.text,))


def _past_descriptor(scene: Scene, begin: int) -> int:
    """Skip "kursus daring", "program pelatihan" in small letters before a title on the next line."""
    text = scene.flow.text
    line = text.find("\n", begin)
    lead = text[begin:line] if line >= 0 else ""
    small = 0 < len(lead.split()) <= 4 and not any(
        scene.flow.starts_upper(begin + m.start()) for m in re.finditer(r"\S+", lead)
    )
    if _heads_title(scene, begin, line, lead):
        return line + 1
    return (
        line + 1
        if small and scene.flow.starts_upper(line + 1) and not lead.strip().startswith("dengan")
        else begin
    )


def _heads_title(scene: Scene, begin: int, line: int, lead: str) -> bool:
    """Whether a short line ("FINAL TEST OF THE CLASS") only leads to a title set apart below it."""
    index = scene.row_index(begin)
    if line < 0 or not 0 < len(lead.split()) <= 4 or index + 1 >= len(scene.rows):
        return False
    if scene.flow.text[scene.row_begins[index] : begin].strip(" \"'“"):
        return False  # the last word of a line of prose
    here, below = scene.rows[index], scene.rows[index + 1]
    apart = below.level - here.level > 1.9 * here.height or below.height > 1.15 * here.height
    return apart and here.page == below.page and bool(TYPE_WORD.match(scene.row_text(index + 1).lstrip()))


def _span(scene: Scene, begin: int) -> _Span:
    """Where the course that begins at text[begin] ends."""
    text = scene.flow.text
    if _OPENS_QUOTE.match(text, begin):
        close = _CLOSES_QUOTE.search(text, begin + 4, begin + 270)
        if close:
            return _Span(begin, close.start(), quoted=True)
        begin += 1
    stop = find_stop(scene, begin)
    end = capital_run_end(scene.flow, begin, stop)
    if len(text[begin:end].split()) < 3 <= len(text[begin:stop].split()) and not _closed_line(text, end):
        end = stop
    return _Span(begin, end, quoted=False)


def _closed_line(text: str, end: int) -> bool:
    """Whether the line ends where the run does."""
    return not text[end : text.find("\n", end) if "\n" in text[end:] else len(text)].strip(" .,\"'")


def _enough(text: str) -> bool:
    """Whether a text is long enough for a title and holds no person's number."""
    if _GENERIC.fullmatch(text):
        return False
    return not _NO_TITLE.search(text) and sum(c.isalpha() for c in text) >= 6 and len(text) <= 320


def _draft(piece: Piece, source: str, rank: float, *, typed: bool, quoted: bool = False) -> Draft[str]:
    text = re.sub(r"(\w)- (?=[a-z])", r"\1", piece.text).strip(" \"'“”„«»,;:-")
    signs = {"rank": rank, "typed": float(typed), "quoted": float(quoted), "words": float(len(text.split()))}
    return Draft(text, piece, source, signs)
