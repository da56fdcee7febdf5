"""Who a document is about, and who signed it.

People come from tables, label blocks, NIPs with a name beside or above, and names that stand out; each finder
claims its rows, so that the next does not see them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ocr.fields.draft import PersonDraft
from ocr.fields.labels import Labelled
from ocr.fields.people.beneath import with_unit_beneath
from ocr.fields.people.blocks import find_block_people
from ocr.fields.people.foot import introduced_below, signs_at_foot
from ocr.fields.people.lone import find_lone_name, find_nip_people, with_name
from ocr.fields.people.same import alike, merged, signs_below
from ocr.fields.people.table import find_table_people
from ocr.fields.scene import Scene
from ocr.fields.zones import Zone

__all__ = ["find_people"]


def find_people(
    scene: Scene, labels: tuple[Labelled, ...]
) -> tuple[tuple[PersonDraft, ...], tuple[PersonDraft, ...]]:
    """Give (people the document is about, signers), each in page order."""
    claimed: set[int] = set()
    found = [
        *find_table_people(scene, claimed),
        *find_block_people(scene, labels, claimed),
        *find_nip_people(scene, claimed),
    ]
    found = [replace(p, signer=True) if _below_subjects(scene, p, found) else p for p in found]
    found = [replace(p, signer=True) if introduced_below(scene, p, found) else p for p in found]
    found = [replace(p, signer=True) if _signs_back(scene, p, found) else p for p in found]
    found = [p if not signs_at_foot(scene, p) else replace(p, signer=True) for p in found]
    found = [replace(p, signer=True) if signs_below(scene, p, found) else p for p in merged(found)]
    signers = _unique([p for p in found if p.signer])
    people = _unique([p for p in found if not p.signer])
    if len(people) == 1 and people[0].name is None and people[0].source != "table":
        people = [with_name(scene, people[0], claimed)]  # of several nobody knows whose the name is
    if people and not any(p.nip for p in people) and _on_back(scene, people[0]):
        people = [_fuller(p, find_lone_name(scene, claimed)) for p in people[:1]]
    if not people:
        lone = find_lone_name(scene, claimed)
        people = [lone] if lone is not None and not signs_at_foot(scene, lone) else []
    return tuple(with_unit_beneath(scene, p) for p in people), tuple(signers)


def _on_back(scene: Scene, person: PersonDraft) -> bool:
    return scene.rows[person.row].page != scene.rows[0].page


def _fuller(person: PersonDraft, other: PersonDraft | None) -> PersonDraft:
    """The name as the front prints it, where the back repeats it without degrees."""
    if other is None or other.name is None or person.name is None:
        return person
    same = alike(person.name.value, other.name.value) or person.name.value.lower() in other.name.value.lower()
    return replace(person, name=other.name, row=other.row) if same else person


def _signs_back(scene: Scene, person: PersonDraft, found: Sequence[PersonDraft]) -> bool:
    """Whether a number on the back is a signer's: the front has named whom the paper is about."""
    if person.source != "nip" or scene.zones[person.row] is not Zone.BACK:
        return person.signer
    front = scene.rows[0].page
    if scene.rows[person.row].page == front:
        return False
    return any(not p.signer and scene.rows[p.row].page == front for p in found if p is not person)


def _below_subjects(scene: Scene, person: PersonDraft, found: Sequence[PersonDraft]) -> bool:
    """Whether a labelled person stands in the signature's part of a paper that named its people above."""
    if person.source != "label" or scene.zones[person.row] is not Zone.SIGNATURE:
        return person.signer
    return any(p.row < person.row and not p.signer for p in found)


def _unique(people: list[PersonDraft]) -> list[PersonDraft]:
    """One draft for each printed number, the fullest; in page order."""
    kept: dict[str, PersonDraft] = {}
    for person in sorted(people, key=lambda p: p.row):
        key = (
            person.nip.value if person.nip else f"row {person.row} {person.name.value if person.name else ''}"
        )
        other = kept.get(key)
        if other is None or (other.name is None and person.name is not None):
            kept[key] = person
    return sorted(kept.values(), key=lambda p: p.row)
