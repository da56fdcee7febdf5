"""One day of regexes: text lines of pages to documents. The baseline behind every peer, not part of Bukti."""

from __future__ import annotations

import re
from typing import Any

from rapidfuzz import fuzz, process

from bench.peers.sentences import (
    find_course,
    find_hours,
    find_issued,
    find_number,
    find_organiser,
    find_range,
)

CERTIFICATE = re.compile(
    r"SERTIFIKAT|PIAGAM|CERTIFICATE|SURAT TANDA TAMAT|STTPP|S T T P P|TANDA LULUS", re.IGNORECASE
)
LETTER = re.compile(r"SURAT\s+(KETERANGAN|PERNYATAAN)", re.IGNORECASE)
OTHER = re.compile(
    r"SATYALANCANA|TANDA KEHORMATAN|UNDANGAN|DAFTAR HADIR|SURAT (PERINTAH )?TUGAS|KEPUTUSAN|PENGANTAR|Perihal"
)
HEAD = re.compile(r"PEMERINTAH|KEMENTERIAN|BADAN|DINAS|KEPUTUSAN|Perihal", re.IGNORECASE)
NIP = re.compile(r"\b(\d{8})[ .]?(\d{6})[ .]?(\d)[ .]?(\d{3})\b")
NAME_ROW = re.compile(r"^N\s?a\s?m\s?a(?: Lengkap| Peserta)?\s*[:;]\s*(.+)$", re.IGNORECASE)
KEPADA = re.compile(r"kepada|certify that|presented to|bahwa$", re.IGNORECASE)
ROW = re.compile(r"^\d{1,3}[.)]?\s+(.+?)\s+(\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3})\b")
TOP = 8


def documents(pages: list[list[str]], employees: dict[str, str]) -> list[dict[str, Any]]:
    """Give the documents of a file in the reading format."""
    groups: list[list[int]] = []
    for number, lines in enumerate(pages, 1):
        if sum(len(line) for line in lines) < 20:
            continue
        top = "\n".join(lines[:TOP])
        if not groups or CERTIFICATE.search(top) or LETTER.search(top) or HEAD.search(top):
            groups.append([number])
        else:
            groups[-1].append(number)
    return [_document(group, [line for n in group for line in pages[n - 1]], employees) for group in groups]


def kind_of(lines: list[str]) -> str:
    """Say what a document is by the words at its top."""
    top = "\n".join(lines[: TOP + 2])
    if OTHER.search(top):
        return "other"
    if LETTER.search(top):
        return "supervisor_letter"
    return "certificate" if CERTIFICATE.search(top) else "other"


def _document(numbers: list[int], lines: list[str], employees: dict[str, str]) -> dict[str, Any]:
    kind = kind_of(lines)
    if kind == "other":
        return {"pages": numbers, "kind": kind, "people": []}
    text = " ".join(lines)
    start, end = find_range(text)
    people = _letter_people(lines) if kind == "supervisor_letter" else _certificate_people(lines)
    facts = {
        "number": find_number(lines),
        "course": find_course(text),
        "organiser": find_organiser(text, lines) if kind == "certificate" else None,
        "start": start,
        "end": end,
        "issued": find_issued(lines),
        "jp": find_hours(text),
    }
    found = [_person(name, nip, employees) for name, nip in people]
    certain = bool(found) and all(p["match"]["status"] == "certain" for p in found)
    ready = certain and all(facts[k] for k in ("course", "start", "end", "jp"))
    return {"pages": numbers, "kind": kind, "people": found, "ready": ready} | {
        key: {"value": content} for key, content in facts.items()
    }


def _certificate_people(lines: list[str]) -> list[tuple[str | None, str | None]]:
    """Give the one person of a certificate: the row "Nama", else the line after "kepada"; the first NIP."""
    name = None
    for i, line in enumerate(lines):
        if row := NAME_ROW.match(line):
            name = row[1]
        elif name is None and KEPADA.search(line) and i + 1 < len(lines):
            name = lines[i + 1]
    half = lines[: max(6, int(len(lines) * 0.7))]
    nips = ["".join(m.groups()) for m in NIP.finditer("\n".join(half))]
    return [(name, nips[0] if nips else None)]


def _letter_people(lines: list[str]) -> list[tuple[str | None, str | None]]:
    """Give the rows of a table, else the second "Nama" row and NIP (the first are the signer's)."""
    rows = [(m[1], re.sub(r"\D", "", m[2])) for m in map(ROW.match, lines) if m]
    if rows:
        return [*rows]
    names = [m[1] for m in map(NAME_ROW.match, lines) if m]
    nips = ["".join(m.groups()) for m in NIP.finditer("\n".join(lines))]
    at = 1 if len(nips) > 1 else 0
    return [(names[min(1, len(names) - 1)] if names else None, nips[at] if nips else None)]


def _person(name: str | None, nip: str | None, employees: dict[str, str]) -> dict[str, Any]:
    match, status = (nip, "certain") if nip in employees else (None, "none")
    if match is None and name:
        bare = name.split(",")[0].lower()
        best = process.extractOne(bare, {k: v.lower() for k, v in employees.items()}, scorer=fuzz.ratio)
        if best and best[1] >= 90:
            match, status = best[2], "probable"
    return {"name": {"value": name}, "nip": {"value": nip}, "match": {"nip": match, "status": status}}
