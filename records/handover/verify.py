"""Check a package as BKPP could: every member as the manifest says, every record with its evidence."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from records.handover.package import FORMAT, MANIFEST, RECORDS_JSON, RECORDS_XLSX


@dataclass(frozen=True, slots=True)
class PackageCheck:
    """What a package holds and what is wrong with it; `problems` empty: all is as the manifest says."""

    records: int
    members: int
    bytes: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify_package(path: Path) -> PackageCheck:
    """Check the package at `path`; never raises for what the file holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            records = json.loads(archive.read(RECORDS_JSON))
            problems = tuple(_problems(archive, manifest, records))
            return PackageCheck(len(records), len(manifest["members"]), path.stat().st_size, problems)
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        return PackageCheck(0, 0, path.stat().st_size if path.exists() else 0, (f"unreadable: {error!r}",))


def _problems(archive: zipfile.ZipFile, manifest: dict[str, Any], records: list[Any]) -> Iterator[str]:
    if manifest["format"] != FORMAT:
        yield f"format is {manifest['format']}, not {FORMAT}"
    names = archive.namelist()
    listed = {member["name"]: member for member in manifest["members"]}
    if len(set(names)) != len(names):
        yield "a member stands twice"
    if set(names) != {*listed, MANIFEST}:
        yield f"members and manifest differ: {sorted(set(names) ^ {*listed, MANIFEST})}"
    for name in sorted(set(listed) & set(names)):
        member, data = listed[name], archive.read(name)
        if len(data) != member["bytes"] or hashlib.sha256(data).hexdigest() != member["sha256"]:
            yield f"{name} is not what the manifest says"
    if len(records) != manifest["records"]:
        yield "the number of records differs"
    yield from _evidence_problems(archive, records)
    if _sheet_rows(archive) != len(records):
        yield "the workbook's rows differ from the records"


def _evidence_problems(archive: zipfile.ZipFile, records: list[Any]) -> Iterator[str]:
    names = set(archive.namelist())
    for number, record in enumerate(records, start=1):
        evidence = record["evidence"]
        if evidence not in names:
            yield f"record {number} lacks its evidence {evidence}"
        elif not archive.read(evidence).startswith(b"%PDF-"):
            yield f"{evidence} is no PDF"


def _sheet_rows(archive: zipfile.ZipFile) -> int:
    book = load_workbook(io.BytesIO(archive.read(RECORDS_XLSX)), read_only=True)
    rows = sum(
        1
        for sheet in book.worksheets
        for row in sheet.iter_rows(min_row=2, values_only=True)
        if any(value is not None for value in row)
    )
    book.close()
    return rows
