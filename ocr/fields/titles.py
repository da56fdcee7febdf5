"""What a line says when it is a paper's title."""

from __future__ import annotations

import re

from ocr.grammar.wording import any_of, compiled

CERTIFICATE_TITLE = compiled("titles", "certificate")
LETTER_TITLE = compiled("titles", "letter")
_OTHER_STATEMENT = compiled("titles", "other_statement")
OTHER_TITLE = re.compile(r"\b" + any_of("titles", "other") + r"\b")

# Titles as one word, for those whose letters an engine set apart: "S ERTIFIKA T".
_CLOSED = re.compile(
    r"sertifikat|sertipikat|certificate|piagam(?:penghargaan)?|sttpp|sttpl|suratketerangan|surattandatamat\w*"
    r"|sertifikat(?:pelatihan|kompetensi|keikutsertaan|kelulusan)|certificateof\w{5,20}"
)
_GIVES = re.compile(
    r"\b(?:ini|this)\b.*\b(?:diberikan|dianugerahkan|kepada|presented|awarded|given|certif\w+)\b"
)
_SENTENCE = re.compile(r"\b(?:ini|this)\b")


_ABOUT = re.compile(r"^\W*(?:perihal|hal|subject|re)\s*[:;]\s*(?=[a-z])")


def row_title(row: str) -> str | None:
    """Say which kind of paper a row names, in one of its segments or as what a letter is about."""
    about = _ABOUT.match(row)
    if about:
        return title_kind(row[about.end() :].replace(":", " ")[:70])
    whole = title_kind(row)
    if whole is not None or "\t" not in row:
        return whole
    # Beside other print only the plain titles count: "Jadwal" may head a column.
    parts = (title_kind(part) for part in (row.replace("\t", " "), *row.split("\t")))
    return next((kind for kind in parts if kind in ("certificate", "letter")), None)


def title_kind(line: str) -> str | None:
    """Say which kind of paper a title line names: "certificate", "letter", "other", or None."""
    bare = line.strip(" .:;*-_|'\"\t")
    if not bare or len(bare) > 75 or ":" in bare[:-1] or re.search(r"\blampiran\b", bare):
        return None
    # A letter that stands apart belongs to the word before it: "TANDA LULU S".
    bare = re.sub(r"(?<=[a-z]{3}) (?=[a-z]{1,2}(?: |$))(?!(?:di|ke|se|of|in|to|on)\b)", "", bare)
    words = len(bare.split())
    whole = re.sub(r"[^a-z]", "", bare)
    if min(map(len, bare.split())) <= 2 and _CLOSED.fullmatch(whole):
        return "letter" if whole.startswith("suratket") else "certificate"
    letter, certificate, other = (
        LETTER_TITLE.search(bare),
        CERTIFICATE_TITLE.search(bare),
        OTHER_TITLE.search(bare),
    )
    about = _OTHER_STATEMENT.search(bare)
    if about and about.start() <= 12 and words <= 9:
        letter, other = None, about
    if letter and letter.start() <= 12 and words <= 9 and not _SENTENCE.search(bare):
        return "letter"
    if (
        other
        and "\t" not in bare
        and other.start() <= 8
        and words <= 7
        and not (certificate and certificate.start() <= 4)
    ):
        return "other"
    if certificate and certificate.start() <= 24 and words <= 9 and not _GIVES.search(bare):
        return "certificate"
    return None
