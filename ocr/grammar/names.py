"""What a printed person's name looks like, with degrees before and after it."""

from __future__ import annotations

import re

from ocr.grammar.slips import fold
from ocr.grammar.vocabulary import DAY_NAMES, MONTHS, NOT_IN_NAMES
from ocr.grammar.wording import any_of

_TITLES = frozenset({"dr", "drs", "dra", "drg", "ir", "h", "hj", "prof", "apt", "ns", "ust", "tgk", "drh"})
# "In House Training Audit" and "Coaching Clinic" stand in columns of names too.
_COURSE_FIRST = re.compile(any_of("words", "type") + r"\s+\w")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\-`]*(?:[.'’\-`][^\W\d_]+)*\.?")
DEGREE = re.compile(
    r"(?:[A-Za-z]{1,5}\.\s?)+[A-Za-z]{1,6}\.?|(?:S[EHTPI]|ST|MM|MH|MT|MA|MBA|SKM|SST|SIP|SH|MSi|MKes|MPd"
    r"|SPd|SSos|SKep|Ners|Apt|CPA|PhD|AMd|AMK|SKom|MKom|MAP|MEc|MSc|BSc)\.?"
)


def looks_like_name(text: str) -> bool:
    """Say whether `text` could be a person's name and nothing else."""
    bare = text.strip(" ,.;:-_()'\"")
    if not 3 <= len(bare) <= 70 or sum(c.isdecimal() for c in bare) > 1:
        return False
    head = re.split(r",", bare)[0]
    words = _WORD.findall(head)
    letters = sum(c.isalpha() for c in bare)
    # Degrees are half points and commas: "dr. Mutia, S.STP., M.A.P."
    if (
        not 1 <= len(words) <= 8
        or letters < 0.7 * len(re.sub(r"[\s.,]", "", bare))
        or letters < 0.5 * len(bare)
    ):
        return False
    folded = [fold(w).strip(".'") for w in words]
    if _COURSE_FIRST.match(" ".join(folded)):
        return False
    if any(w in NOT_IN_NAMES or w in DAY_NAMES or (w in MONTHS and len(w) > 3) for w in folded):
        return False
    real = [w for w in words if len(w.strip(".")) >= 3]
    plain = [w for w, f in zip(words, folded, strict=True) if f not in _TITLES]
    return bool(real) and bool(plain) and sum(w[0].isupper() for w in plain) >= 0.7 * len(plain)


def name_score(text: str) -> float:
    """Rate from 0 to 1 how much `text` looks like a printed name; 0 when it cannot be one."""
    if not looks_like_name(text):
        return 0.0
    words = _WORD.findall(text.split(",", maxsplit=1)[0])
    score = 0.5 + 0.2 * (2 <= len(words) <= 5) + 0.15 * ("," in text) + 0.15 * text.isupper()
    return min(1.0, score)


_PROSE_STOP = re.compile(
    r"[\s,;(\-]+(?:n\s?\.?i\s?\.?p|nrp|ni\s?pppk|jabatan|pangkat|gol|golongan|telah|unit|tempat|lahir|yang|dengan|dari|pada|adalah"
    r"|sebagai|selaku|pegawai|pns|has|holder|from|employee|of|who|instansi|staf|atas|was|is|sudah|benar|pernah|untuk|for|in|utusan|asal|perwakilan|bidang|nomor|no)\b"
    r"|\s*\(|\s-\s"
)


def end_of_name(folded: str) -> int:
    """Give where the name that opens `folded` prose ends."""
    stop = _PROSE_STOP.search(folded)
    return min(stop.start() if stop else len(folded), 80)
