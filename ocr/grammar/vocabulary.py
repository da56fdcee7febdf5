"""The field's own words, against which misread words are straightened."""

from __future__ import annotations

from ocr.grammar.wording import read_wording

MONTHS = {
    "januari": 1, "january": 1, "jan": 1,
    "februari": 2, "pebruari": 2, "february": 2, "feb": 2, "peb": 2,
    "maret": 3, "march": 3, "mar": 3,
    "april": 4, "apr": 4,
    "mei": 5, "may": 5,
    "juni": 6, "june": 6, "jun": 6,
    "juli": 7, "july": 7, "jul": 7,
    "agustus": 8, "august": 8, "agu": 8, "agt": 8, "ags": 8, "aug": 8, "agust": 8,
    "september": 9, "sep": 9, "sept": 9,
    "oktober": 10, "october": 10, "okt": 10, "oct": 10,
    "november": 11, "nopember": 11, "nov": 11, "nop": 11,
    "desember": 12, "december": 12, "des": 12, "dec": 12,
}  # fmt: skip

# Short months are too short for a distance: the shapes machines make of them are listed.
MONTH_SLIPS = {
    "0ktober": 10, "0 ktober": 10, "o ktober": 10, "0ctober": 10, "n0vember": 11,
    "mel": 5, "me1": 5, "mci": 5, "mej": 5, "me|": 5, "rnei": 5, "me!": 5, "nei": 5,
    "junl": 6, "jun1": 6, "jum": 6, "junj": 6, "jun|": 6, "iuni": 6, "luni": 6, "junii": 6, "jani": 6,
    "jull": 7, "jul1": 7, "ju1i": 7, "juii": 7, "jul|": 7, "iuli": 7, "luli": 7,
    "ju1y": 7, "ju|i": 7, "juiy": 7,
    "apri": 4, "apr1l": 4, "aprll": 4, "aprii": 4, "apr": 4, "ap": 4, "aprl": 4,
    "marct": 3, "maret.": 3, "marot": 3, "mare": 3, "maref": 3, "marel": 3, "narch": 3,
    "0kt": 10, "n0v": 11, "0ct": 10, "scp": 9, "agus": 8, "agst": 8,
}  # fmt: skip

_WORDS = {name: tuple(text.split()) for name, text in read_wording("steering").items()}
DAY_NAMES: tuple[str, ...] = _WORDS["day_names"]
NUMBER_WORDS: tuple[str, ...] = _WORDS["number_words"]
STEERING = frozenset(_WORDS["steering"])
VALID = frozenset(_WORDS["valid"])
NOT_IN_NAMES = frozenset(_WORDS["not_in_names"])
KEYWORDS = frozenset(w for w in (*STEERING, *MONTHS, *DAY_NAMES, *NUMBER_WORDS) if len(w) >= 5)
GLUED = tuple(sorted(_WORDS["glued"], key=len, reverse=True))
