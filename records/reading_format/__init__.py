"""The reading format as JSON and back: one shape for `bukti read`, the API and the stored readings."""

from records.reading_format.decode import document_from_json, page_from_json
from records.reading_format.encode import (
    Repeat,
    document_to_json,
    field_to_json,
    file_to_json,
    match_to_json,
    page_to_json,
)

__all__ = [
    "Repeat",
    "document_from_json",
    "document_to_json",
    "field_to_json",
    "file_to_json",
    "match_to_json",
    "page_from_json",
    "page_to_json",
]
