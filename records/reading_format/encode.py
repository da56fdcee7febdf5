"""Values to JSON-ready dicts in the reading format; dates become ISO text, boxes lists of four fractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from records.values import (
    DocumentReading,
    Field,
    FileReading,
    Judgement,
    Match,
    PageText,
    PersonReading,
    Word,
)

Json = dict[str, Any]

_FIELDS = ("number", "course", "organiser", "start", "end", "issued", "jp")
_PERSON_FIELDS = ("name", "nip", "birth_date", "unit", "post", "golongan")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Where a document was handed in before: the file's name and the document's place in it, from 0."""

    file: str
    document: int


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def field_to_json(field: Field[Any]) -> Json:
    """One field; an absent one keeps its null value so that readers need not ask twice."""
    out: Json = {"value": _plain(field.value), "confidence": round(field.confidence, 4)}
    if field.page is not None:
        out["page"] = field.page
    if field.box is not None:
        out["box"] = field.box.as_list()
    if field.raw is not None:
        out["raw"] = field.raw
    if field.engine is not None:
        out["engine"] = field.engine
    if field.alternatives:
        out["alternatives"] = [_plain(a) for a in field.alternatives]
    return out


def match_to_json(match: Match) -> Json:
    """Who a printed person is, with the reasons and the others it could be."""
    return {
        "nip": match.nip,
        "status": match.status.value,
        "probability": round(match.probability, 6),
        "why": list(match.why),
        "others": [
            {"nip": o.nip, "probability": round(o.probability, 6), "why": list(o.why)} for o in match.others
        ],
    }


def person_to_json(person: PersonReading, match: Match | None) -> Json:
    """One person of a document; `match` is left out where nobody looked yet."""
    out = {name: field_to_json(getattr(person, name)) for name in _PERSON_FIELDS}
    if match is not None:
        out["match"] = match_to_json(match)
    return out


def document_to_json(
    document: DocumentReading,
    matches: Sequence[Match] = (),
    judgement: Judgement | None = None,
    repeat: Repeat | None = None,
) -> Json:
    """One document, with its people's matches and its judgement where they are known."""
    reasons = list(judgement.reasons if judgement else document.reasons)
    people = [
        person_to_json(person, matches[i] if i < len(matches) else None)
        for i, person in enumerate(document.people)
    ]
    return {
        "pages": list(document.pages),
        "kind": document.kind.value,
        "kind_confidence": round(document.kind_confidence, 4),
        "ready": bool(judgement and judgement.ready),
        "reasons": reasons,
        **{name: field_to_json(getattr(document, name)) for name in _FIELDS},
        "people": people,
        "signers": [person_to_json(signer, None) for signer in document.signers],
        "duplicate_of": {"file": repeat.file, "document": repeat.document} if repeat else None,
    }


def _word_to_json(word: Word) -> Json:
    return {
        "text": word.text,
        "box": word.box.as_list(),
        "confidence": round(word.confidence, 4),
        "line": word.line,
        "engine": word.engine,
    }


def page_to_json(page: PageText) -> Json:
    """One page with its words."""
    return {
        "number": page.number,
        "width_px": page.width_px,
        "height_px": page.height_px,
        "rotation": page.rotation,
        "skew_deg": round(page.skew_deg, 3),
        "blank": page.blank,
        "quality": round(page.quality, 4),
        "source": page.source,
        "notes": list(page.notes),
        "words": [_word_to_json(word) for word in page.words],
        "rules": [rule.box.as_list() for rule in page.rules],
        "oddities": [{"code": odd.code, "box": odd.box.as_list()} for odd in page.oddities],
    }


def file_to_json(reading: FileReading, documents: Sequence[Json], *, with_words: bool = False) -> Json:
    """One line of `bukti read`: the file, its error if any, what it cost and its documents."""
    out: Json = {
        "file": reading.file,
        "sha256": reading.sha256,
        "error": {"code": reading.error.code, "message": reading.error.message} if reading.error else None,
        "timing": {
            "cpu_s": round(reading.cpu_s, 3),
            "wall_s": round(reading.wall_s, 3),
            "pages": len(reading.pages),
        },
        "documents": list(documents),
    }
    if with_words:
        out["pages"] = [page_to_json(page) for page in reading.pages]
    return out
