"""Who held the course: after "diselenggarakan oleh", a labelled value, or the letterhead of a certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ocr.fields.capitals import capital_run_end
from ocr.fields.draft import Draft
from ocr.fields.flow import Flow, Piece, flow_of
from ocr.fields.labels import Labelled
from ocr.fields.layout import Row
from ocr.fields.scene import Scene
from ocr.fields.sentence import find_stop
from ocr.fields.titles import title_kind
from ocr.fields.trim import without_place
from ocr.fields.zones import Zone
from ocr.grammar.names import looks_like_name
from ocr.grammar.nip import find_nips
from ocr.grammar.slips import fold
from ocr.grammar.wording import any_of

_BY = re.compile(
    r"\b"
    + any_of("sentence", "organised_by")
    + r"(?:\s+(?:secara\s+\w+|bersama|jointly|and\s+\w+|dan\s+\w+))*"
    r"(?:\s*(?:\s+(?:di|pada|in|at|on)\s+[^\n]{3,60}?\s+)?(?:oleh|by)\s*:?\s+(?:the\s+)?"
    r"|\s+(?=" + any_of("words", "institution") + r"\b))"
)
_PROGRAMME = re.compile(r"\b(?:programme?|short\s+courses?|certificate|continuing)\b")
_AT_ROW = re.compile(
    r"^\W*(?:(?:di)?selenggara(?:kan|an)?(?: oleh)?|penyelenggara|oleh"
    r"|organi[sz](?:er|ed by)|by|host(?:ed by)?)"
    r"\s*:?\s+(?=(?:the\s+)?" + any_of("words", "institution") + r"\b)"
)
_PLATFORM = re.compile(
    r"[\s·:|,\-–]+(?:mooc|lms|learning\s+management|e-?learning|portal|platform)\b.*$", re.IGNORECASE
)
_ROLE = re.compile(r"\s+(?:selaku|sebagai)\s+(?:pelaksana|penyelenggara|panitia)\b.*$", re.IGNORECASE)
_DECLARES = re.compile(
    r"(?:^|[,.;]\s+|\b(?:kepala|pimpinan|direktur|ketua|rektor)\s+)("
    + any_of("words", "institution")
    + r"\b[^.,;]{3,110}?)\s+(?:dengan\s+ini\s+)?"
    r"(?:menyatakan|menetapkan|menerangkan|menganugerahkan|menyampaikan|memberikan|mengucapkan|certifies|declares"
    r"|confirms|presents|awards)\b",
    re.MULTILINE,
)
_HAS_HELD = re.compile(
    r"\s+(?:telah|sudah|has)\s+(?:menyelenggarakan|melangsungkan|menggelar|mengadakan|held|organi[sz]ed|conducted)\b"
)
_LONGEST_OFFICE = 130
_SHOP_SIGN = re.compile(r"\W*(?:kelas|program|kursus|class|courses?|webinar|seminar|e-?learning|mooc)\b")
_HEAD_ROWS = 9
_BY_OFFICE = re.compile(
    r"(?<!tangani )(?<!secara elektronik )(?<!diikuti )(?<!sahkan )\b(?:oleh|by)\s+(?:the\s+)?"
    r"(?!panitia|komite)(?=" + any_of("words", "institution") + r"\b)"
)
_ROLE_FIRST = re.compile(r"\W*(?:selaku|sebagai)\b")
_SUBUNIT = re.compile(r"\W*(?:office|department|division|unit|bidang|bagian|seksi|panitia)\b")
_TAIL = re.compile(r"[\s,]+" + any_of("sentence", "organiser_tail") + r"\b")
_HEAD_WORD = re.compile(r"\b" + any_of("words", "institution") + r"\b")
_UPPER_OFFICE = re.compile(r"\W*(?:pemerintah|kementerian)\b")
_WITH = re.compile(
    r"\b(?:be)?kerja\s*sama\s+dengan\s+(?=" + any_of("words", "institution") + r"\b)"
    r"|\bin\s+(?:collaboration|cooperation|partnership)\s+with\s+(?:the\s+)?(?="
    + any_of("words", "institution")
    + r"\b)"
)
_JOINT = re.compile(r"\W*(?:bekerja\s*sama|kerja\s*sama|in\s+co|in\s+partnership|with\b|dengan\b)")
_NOT_HEAD = re.compile(
    r"\b(?:jalan|jl|road|street|telp|telpon|telepon|fax|faks|email|surel|website|www|nomor|no|pos|alamat|akta)\b|\d{4,}|@"
    r"|sertifikat|sekretariat\s*:|sekretariat\s+(?:kegiatan|panitia)|penanggung|\w\s?:\s"
    r"|certificate|surat|piagam|\bmemberikan\b|\bmenyatakan\b|\bmenerangkan\b"
    r"|\bkepada\s*:?\s*$|terima\s+kasih|thank|to\s+whom"
)


def find_organisers(scene: Scene, labels: tuple[Labelled, ...]) -> list[Draft[str]]:
    """Give candidates for the organiser, best first."""
    told = [
        *_led(scene),
        *_partners(scene),
        *_at_row(scene),
        *_doers(scene),
        *_declarers(scene),
        *_holders(scene),
    ]
    drafts = [*_labelled(labels), *told, *_letterhead(scene)]
    if not drafts:
        drafts = list(_at_bottom(scene))
    return sorted(drafts, key=lambda d: -d.signs["rank"])


def _draft(piece: Piece, source: str, rank: float) -> Draft[str]:
    known = bool(_HEAD_WORD.search(piece.text.lower()))
    text = re.sub(r"(\w)- (?=[a-z])", r"\1", piece.text)
    text = (_ROLE.sub("", _PLATFORM.sub("", text)) or text).strip(" \"'“”,;:-.")
    return Draft(
        text,
        piece,
        source,
        {"rank": rank + 0.05 * known, "known": float(known), "words": float(len(text.split()))},
    )


def _labelled(labels: tuple[Labelled, ...]) -> Iterator[Draft[str]]:
    for label in labels:
        if label.label == "organiser" and label.value is not None and len(label.value.text) > 2:
            yield _draft(label.value, "label", 0.88)


def _led(scene: Scene) -> Iterator[Draft[str]]:
    flow = scene.flow
    for m in _BY.finditer(flow.text):
        end = find_stop(scene, m.end())
        run = capital_run_end(flow, m.end(), end)
        tail = next(
            (t for t in _TAIL.finditer(flow.text, m.end() + 2, end) if t.start() >= run or _parts(flow, t)),
            None,
        )
        stop = min(run if run > m.end() else end, tail.start() if tail else end)
        piece = without_place(flow.piece(m.end(), stop), scene.towns)
        if piece is None or not any(c.isupper() for c in piece.text):
            continue  # "diterbitkan oleh sistem": nobody's name
        if sum(c.isalpha() for c in piece.text) >= 3 and len(piece.text) < 200:
            signed = scene.zone_at(m.start()) is Zone.SIGNATURE
            yield _draft(piece, "lead", 0.9 - 0.75 * signed)


def _partners(scene: Scene) -> Iterator[Draft[str]]:
    """Whom an office held the course with, where nobody else is named: "in cooperation with the Agency"."""
    for m in _WITH.finditer(scene.flow.text):
        stop = find_stop(scene, m.end())
        tail = _TAIL.search(scene.flow.text, m.end() + 2, stop)
        piece = without_place(
            scene.flow.piece(m.end(), tail.start() if tail and _parts(scene.flow, tail) else stop),
            scene.towns,
        )
        if piece is not None and 5 <= len(piece.text) < 160:
            yield _draft(piece, "partner", 0.2)


def _doers(scene: Scene) -> Iterator[Draft[str]]:
    """The office behind a bare "oleh": "the training was held ... oleh Dinas Kesehatan"."""
    for m in _BY_OFFICE.finditer(scene.flow.text):
        end = find_stop(scene, m.end())
        run = capital_run_end(scene.flow, m.end(), end)
        piece = without_place(scene.flow.piece(m.end(), min(run, end)), scene.towns)
        if piece is not None and 5 <= len(piece.text) < 160 and scene.flow.starts_upper(m.end()):
            signed = scene.zone_at(m.start()) is Zone.SIGNATURE
            yield _draft(piece, "lead", 0.5 - 0.4 * signed)


def _holders(scene: Scene) -> Iterator[Draft[str]]:
    """The office in "the Faculty of Law has held a course": right before the verb."""
    for m in _HAS_HELD.finditer(scene.flow.text):
        stop = m.start()
        floor = max(0, stop - _LONGEST_OFFICE)
        marks = [d.end_at for d in scene.dates if floor <= d.end_at <= stop]
        begin = max([floor, *marks, scene.flow.text.rfind(",", floor, stop) + 1])
        office = _HEAD_WORD.search(scene.flow.text, begin, stop)
        first = next((w for w in re.finditer(r"\S+", scene.flow.text[begin:stop])), None)
        if office is None or first is None:
            continue
        at = begin + first.start() if scene.flow.starts_upper(begin + first.start()) else office.start()
        piece = scene.flow.piece(at, stop)
        if piece is not None and scene.flow.starts_upper(at):
            yield _draft(piece, "lead", 0.86)


def _at_row(scene: Scene) -> Iterator[Draft[str]]:
    """A line of its own: "Organiser Association of Archivists"."""
    for index, text in enumerate(scene.row_texts):
        m = _AT_ROW.match(text)
        if m and scene.zones[index] not in (Zone.SIGNATURE, Zone.BACK):
            begin = scene.row_begins[index] + m.end()
            piece = without_place(scene.flow.piece(begin, find_stop(scene, begin)), scene.towns)
            if piece is not None and sum(c.isalpha() for c in piece.text) >= 5:
                yield _draft(piece, "lead", 0.8)


def _parts(flow: Flow, tail: re.Match[str]) -> bool:
    """Whether a small word parts the organiser from what follows: not "for" in "Partnership for Cities"."""
    word = tail.start() + len(tail.group()) - len(tail.group().lstrip(" \t\n,"))
    if flow.starts_upper(word) and not tail.group().strip(" ,").isdecimal():
        return "," in tail.group() or "\n" in tail.group()
    return not re.match(r"[\s,]+(?:for|with|and|dan)\b", tail.group()) or not flow.starts_upper(
        tail.end() + 1
    )


def _declarers(scene: Scene) -> Iterator[Draft[str]]:
    """The office in "The Hospital of X certifies that"."""
    for m in _DECLARES.finditer(scene.flow.text):
        piece = scene.flow.piece(m.start(1), m.end(1))
        if piece is not None and scene.flow.starts_upper(m.start(1)):
            yield _draft(piece, "letterhead", 0.32)


def _at_bottom(scene: Scene) -> Iterator[Draft[str]]:
    """The office on stationery that has its head at the foot of the page, above an address."""
    first = [i for i, r in enumerate(scene.rows) if r.page == scene.rows[0].page]
    for index in first[-4:-1]:
        if _NOT_HEAD.search(scene.row_text(index + 1)) and not _NOT_HEAD.search(scene.row_text(index)):
            flow = flow_of([scene.rows[index]])
            piece = flow.plain_piece(0, len(flow.plain))
            if piece is not None and _HEAD_WORD.search(piece.text.lower()):
                yield _draft(piece, "letterhead", 0.2)


def _letterhead(scene: Scene) -> Iterator[Draft[str]]:
    """The office that the head of the paper names: of several lines the last office, with its wrapped end."""
    office = _office_rows(scene)
    if office:
        flow = flow_of(office)
        piece = flow.plain_piece(0, len(flow.plain))
        if piece is not None and sum(c.isalpha() for c in piece.text) > 5:
            known = _HEAD_WORD.search(piece.text.lower()) is not None
            yield _draft(piece, "letterhead", 0.4 if known else 0.3)


def _office_rows(scene: Scene) -> list[Row]:
    office: list[Row] = []
    titles = {i for i in range(len(scene.rows[:_HEAD_ROWS])) if _is_title(scene, i)}
    for index, whole in enumerate(scene.rows[:_HEAD_ROWS]):
        if index in titles and not office:
            continue
        row = _without_title(whole)
        text = scene.row_text(index) if row is whole else fold(row.text)
        if index in titles or _ends_letterhead(scene, index, office):
            break
        if _NOT_HEAD.search(text) or _JOINT.match(text):
            if office:
                break
            continue
        if _HEAD_WORD.match(text.lstrip("\"'-. ")) and not _UPPER_OFFICE.match(text):
            office = [row]
        elif office and _goes_with(office[-1], row):
            office.append(row)
        elif (_HEAD_WORD.search(text) and not _is_elsewhere(office, row)) or (
            not office and index < 3 and len(text) > 12
        ):
            office = [row]
    return office


def _ends_letterhead(scene: Scene, index: int, office: Sequence[Row]) -> bool:
    """Whether row `index` is another page's or part's, tells what the office did, or names somebody."""
    text = scene.row_text(index)
    elsewhere = scene.zones[index] is not Zone.HEAD or scene.rows[index].page != scene.rows[0].page
    below = bool(office) and (_SUBUNIT.match(text) is not None or _names_somebody(scene, index))
    return elsewhere or below or bool(_ROLE_FIRST.match(text))


def _is_elsewhere(office: Sequence[Row], row: Row) -> bool:
    """Whether a row stands apart from the office named above it."""
    return bool(office) and row.level - office[-1].level > 3 * max(office[-1].height, row.height)


def _is_title(scene: Scene, index: int) -> bool:
    return all(title_kind(part) for part in scene.row_text(index).split("\t"))


def _names_somebody(scene: Scene, index: int) -> bool:
    """Whether a row is a person's name: with degrees, or with a NIP below it."""
    text = scene.rows[index].text
    numbered = index + 1 < len(scene.rows) and bool(find_nips(scene.rows[index + 1].text.replace("\t", " ")))
    return looks_like_name(text) and ("," in text or numbered)


def _without_title(row: Row) -> Row:
    """The row without segments that are the paper's title, when others stand beside them."""
    kept = tuple(s for s in row.segments if not title_kind(fold(s.text)))
    return replace(row, segments=kept) if kept and len(kept) < len(row.segments) else row


def _goes_with(above: Row, row: Row) -> bool:
    """Whether a line of the letterhead goes on with the office above it: as large and close."""
    size = row.height / max(above.height, 1e-6)
    if _PROGRAMME.search(row.text.lower()) or _SHOP_SIGN.match(fold(row.text)):
        return False
    over = min(above.box.right, row.box.right) > max(above.box.left, row.box.left)
    return over and 0.8 < size < 1.25 and row.level - above.level < 2.6 * above.height
