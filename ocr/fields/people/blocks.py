"""People printed as blocks of label rows: Nama, NIP, Pangkat, Jabatan, Unit Kerja."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.fields.draft import Draft, PersonDraft
from ocr.fields.flow import flow_of
from ocr.fields.labels import Labelled
from ocr.fields.people.drafts import birth_draft, labelled_nip, name_draft, nip_draft, text_draft
from ocr.fields.scene import Scene
from ocr.fields.zones import Zone
from ocr.grammar.names import name_score
from ocr.grammar.nip import find_nips

_COUNTED = re.compile(r"\b\d{1,2}\b(?!\d)\s*(?:skp|jp|orang)", re.IGNORECASE)
_FAR_ROWS = 8  # rows of other labels that may stand between two of one person
_PERSON = ("name", "nip", "birth", "golongan", "post", "unit")


def _groups(labels: tuple[Labelled, ...]) -> Iterator[list[Labelled]]:
    """Runs of person labels; a label that comes again, or a stretch of other text, opens a new run."""
    group: list[Labelled] = []
    for label in labels:
        if label.label not in _PERSON:
            continue
        again = any(g.label == label.label for g in group)
        far = bool(group) and label.row - group[-1].row > _FAR_ROWS
        if group and (far or (again and label.label in ("name", "nip"))):
            yield group
            group = []
        group.append(label)
    if group:
        yield group


def find_block_people(scene: Scene, labels: tuple[Labelled, ...], claimed: set[int]) -> list[PersonDraft]:
    """Find people in label blocks and claim their rows."""
    people = []
    for group in _groups(tuple(x for x in labels if x.row not in claimed and x.value is not None)):
        person = _person(scene, group)
        if person is not None:
            people.append(person)
            claimed.update(range(group[0].row, group[-1].row + 1))
    return people


def _person(scene: Scene, group: list[Labelled]) -> PersonDraft | None:
    first = {g.label: g for g in reversed(group) if not _is_no_name(g)}
    name = (
        name_draft(first["name"].value, "label", clear=float(first["name"].clear))
        if "name" in first
        else None
    )
    nip = labelled_nip(first["nip"]) if "nip" in first else None
    if name is not None and nip is None:
        name, nip = _parted(name)
    nip = nip or _nip_within(scene, group)
    if name is None and (nip is None or len(group) < 2):
        return None
    zone = scene.zones[group[0].row]
    signer = zone is Zone.SIGNER or (zone is Zone.SIGNATURE and "name" not in first)
    return PersonDraft(
        row=group[0].row,
        source="label",
        signer=signer,
        name=name,
        nip=nip,
        birth_date=birth_draft(first["birth"]) if "birth" in first else None,
        unit=text_draft(first["unit"]) if "unit" in first else None,
        post=text_draft(first["post"]) if "post" in first else None,
        golongan=text_draft(first["golongan"]) if "golongan" in first else None,
    )


def _is_no_name(label: Labelled) -> bool:
    """Whether what stands below "Peserta" is no name: the word tells there what somebody was."""
    if label.label != "name" or label.value is None or name_score(label.value.text) > 0:
        return False
    return label.stacked or bool(_COUNTED.search(label.value.text)) or ":" in label.value.text


def _nip_within(scene: Scene, group: list[Labelled]) -> Draft[str] | None:
    """The one NIP printed on the block's own rows, where its label was not seen as one."""
    found = []
    for index in range(group[0].row, group[-1].row + 1):
        flow = flow_of([scene.rows[index]])
        found += [(span, flow) for span in find_nips(flow.plain.replace("\t", " ").replace("\n", " "))]
    return nip_draft(*found[0], 0, "label") if len(found) == 1 else None


def _parted(name: Draft[str]) -> tuple[Draft[str] | None, Draft[str] | None]:
    """Part "Budi / NIP. 1979…" that stands in one value."""
    spans = find_nips(name.value)
    if not spans:
        return name, None
    span = spans[0]
    nip = Draft(span.digits, name.piece, "label", {"labelled": float(span.labelled)}, span.alternatives)
    cut = name.value[: span.begin].rstrip(" /(")
    cut = cut[: -len("NIP")] if cut.upper().endswith("NIP") else cut
    cut = cut.rstrip(" ./(:,-")
    return (Draft(cut, name.piece, "label", name.signs) if cut else None), nip
