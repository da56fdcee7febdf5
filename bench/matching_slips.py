"""How prints of people are misread: slips of engines and habits of scribes.

The matcher has tables of its own and does not read this file; docs/trust.md tells where these are from.
"""

from __future__ import annotations

import random

from records.values import Employee, Field, PersonReading

# What a printed digit is misread as, repeated by how often; other slips fall anywhere.
DIGIT_SLIPS = {
    "0": "6689", "1": "747", "2": "717", "3": "8895", "4": "19", "5": "639", "6": "0855", "7": "112",
    "8": "306639", "9": "0448",
}  # fmt: skip
_LETTER_SLIPS = {
    "i": "l1t", "l": "i1t", "o": "0ae", "a": "oe", "e": "ca", "n": "mrh", "m": "nr", "u": "vn", "t": "lf",
    "s": "5z", "r": "nt", "h": "bn", "y": "vg", "d": "cb", "g": "qy",
}  # fmt: skip
_SPELLINGS = (
    ("Muhammad", "Muh."), ("Muhammad", "M."), ("Muhammad", "Mohamad"), ("Ahmad", "Achmad"), ("Nur", "Noor"),
    ("Yusuf", "Jusuf"), ("Syah", "Sah"), ("Siti", "St."), ("f", "p"), ("dh", "d"), ("ie", "i"),
)  # fmt: skip
_DEGREES = ("S.E", "S.Sos., M.AP", "S.Kom", "S.Pd", "SKM", "S.H., M.H", "A.Md", "ST")
SLIP_COUNTS = ((0, 55), (1, 22), (2, 13), (3, 6), (4, 4))


def garble_nip(luck: random.Random, nip: str) -> tuple[str, int]:
    """Give a number as read and how many slips it took."""
    slips = luck.choices([n for n, _ in SLIP_COUNTS], [w for _, w in SLIP_COUNTS])[0]
    digits = list(nip)
    for _ in range(slips):
        at = luck.randrange(len(digits))
        chance = luck.random()
        if chance < 0.06:
            del digits[at]
        elif chance < 0.10:
            digits.insert(at, digits[at])
        elif chance < 0.78:
            digits[at] = luck.choice(DIGIT_SLIPS[digits[at]])
        else:
            digits[at] = luck.choice([d for d in "0123456789" if d != digits[at]])
    return "".join(digits), slips


def garble_name(luck: random.Random, name: str) -> str:
    """Give a name as printed and read: spelling, degrees, capitals, misread letters, a word lost."""
    if luck.random() < 0.06:
        old, new = luck.choice(_SPELLINGS)
        name = name.replace(old, new, 1)
    words = name.split()
    if len(words) > 2 and luck.random() < 0.02:
        words.pop(luck.randrange(1, len(words)))
    text = " ".join(_misread(luck, word) for word in words)
    if luck.random() < 0.3:
        text = f"{text}, {luck.choice(_DEGREES)}"
    return text.upper() if luck.random() < 0.4 else text


def print_person(luck: random.Random, employee: Employee) -> tuple[PersonReading, int]:
    """Give an employee as read from a scan, and the slips in his number."""
    number, slips = garble_nip(luck, employee.nip)
    # Engines are less sure of wrong numbers, but not always.
    sure = min(max(luck.gauss(0.96 if slips == 0 else 0.8, 0.06), 0.3), 0.995)
    return (
        PersonReading(
            name=Field(garble_name(luck, employee.nama), 0.95),
            nip=Field(number, sure),
            unit=Field(employee.unit_kerja, 0.9) if luck.random() < 0.5 else Field(),
            birth_date=Field(employee.tanggal_lahir, 0.95) if luck.random() < 0.25 else Field(),
        ),
        slips,
    )


def _misread(luck: random.Random, word: str) -> str:
    letters = list(word)
    for at, letter in enumerate(letters):
        if luck.random() < 0.012:
            letters[at] = luck.choice(_LETTER_SLIPS.get(letter.lower(), "e"))
    return "".join(letters)
