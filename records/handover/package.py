"""The package itself: a ZIP whose bytes follow from its content alone.

records.json    every record in SIASN's fields, with its person and the name of its evidence
records.xlsx    the same as two sheets
evidence/…pdf   one PDF a record
manifest.json   what this is, and name, size and sha256 of every other member
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from records.handover.workbook import EPOCH, workbook

FORMAT = "bukti-handover/1"
MANIFEST, RECORDS_JSON, RECORDS_XLSX = "manifest.json", "records.json", "records.xlsx"


@dataclass(frozen=True, slots=True)
class Member:
    """A piece of evidence: its name in the package and the file that holds its bytes."""

    name: str
    path: Path


def build_package(
    target: Path, about: Mapping[str, Any], records: Sequence[Mapping[str, Any]], evidence: Iterable[Member]
) -> None:
    """Write a package to `target`.

    `about` is what the manifest says of the hand-over as a whole (id, office, time); `records` hold `record`,
    `fields`, `person` and `evidence` (a member's name) each, in order.
    """
    listed = []
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in ((RECORDS_JSON, _json(list(records))), (RECORDS_XLSX, workbook(records))):
            listed.append(_add(archive, name, data))
        listed += [
            _add(archive, member.name, member.path.read_bytes())
            for member in sorted(evidence, key=lambda m: m.name)
        ]
        manifest = {"format": FORMAT, **about, "records": len(records), "members": listed}
        _add(archive, MANIFEST, _json(manifest))


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> dict[str, Any]:
    # PDFs hold compressed pictures already; squeezing them again costs time and gains nothing.
    how = zipfile.ZIP_STORED if name.endswith(".pdf") else zipfile.ZIP_DEFLATED
    info = zipfile.ZipInfo(name, EPOCH)
    info.external_attr = 0o644 << 16
    archive.writestr(info, data, how, 6)
    return {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
