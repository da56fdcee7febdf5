"""The people of a document as a reviewer sees them: what was printed, who it could be, the gain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from records.states import PersonDecision, Variant
from records.tables import DocumentPerson, Employee, IndexResult
from records.values import MatchStatus
from web.views.fields import FieldView


@dataclass(frozen=True, slots=True)
class DigitView:
    """One digit of a register NIP and whether the paper shows another at its place."""

    digit: str
    differs: bool


@dataclass(frozen=True, slots=True)
class CandidateView:
    """An employee the printed person could be. `why` are match codes."""

    nip: str
    name: str
    post: str
    unit: str
    born: str
    rank: str
    probability: float
    why: tuple[str, ...]
    digits: tuple[DigitView, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class IndexStep:
    """An employee's index as recorded and as it would be with all pending evidence confirmed."""

    before: float
    after: float
    category_before: str
    category_after: str

    @property
    def gain(self) -> float:
        """Give the points gained."""
        return round(self.after - self.before, 2)


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person. `chosen` is the register NIP that holds now, `stop` whether a look is needed.

    `added`: a reviewer put the person there.
    """

    ordinal: int
    name: FieldView
    nip: FieldView
    status: str
    probability: float
    why: tuple[str, ...]
    candidates: tuple[CandidateView, ...]
    chosen: str
    excluded: bool
    taken: bool
    stop: bool
    linear: bool | None
    linear_proposed: bool | None
    linear_why: tuple[str, ...]
    index: IndexStep | None
    recorded: bool
    added: bool = False

    @property
    def is_linear(self) -> bool:
        """Whether the course counts as linear: a person's word, else the proposal."""
        return bool(self.linear_proposed if self.linear is None else self.linear)

    @property
    def choice(self) -> CandidateView | None:
        """Give the candidate that holds now."""
        return next((c for c in self.candidates if c.chosen), None)


def digits_of(nip: str, printed: str) -> tuple[DigitView, ...]:
    """Compare a register NIP with the printed one, digit by digit; nothing differs where none was printed."""
    same_length = len(printed) == len(nip)
    return tuple(DigitView(d, same_length and printed[i] != d) for i, d in enumerate(nip))


def full_name(employee: Employee) -> str:
    """Write an employee's name with degrees."""
    front = f"{employee.gelar_depan} " if employee.gelar_depan else ""
    back = f", {employee.gelar_belakang}" if employee.gelar_belakang else ""
    return f"{front}{employee.nama}{back}"


def candidates_of(
    person: DocumentPerson, employees: Mapping[str, Employee], chosen: str
) -> tuple[CandidateView, ...]:
    """Give the machine's candidates, most probable first, with the chosen one even if not among them."""
    found = [(o["nip"], float(o["probability"]), tuple(o.get("why", ()))) for o in person.match_others]
    if person.match_nip:
        found.append((person.match_nip, person.match_probability, tuple(person.match_why)))
    if chosen and chosen not in [nip for nip, _, _ in found]:
        found.append((chosen, 0.0, ("chosen-by-hand",)))
    unique = {nip: (nip, p, why) for nip, p, why in sorted(found, key=lambda c: c[1])}
    ranked = sorted(unique.values(), key=lambda c: (-c[1], c[0]))
    return tuple(
        candidate_view(employees[nip], person.nip or "", probability, why, chosen=nip == chosen)
        for nip, probability, why in ranked
        if nip in employees
    )


def candidate_view(
    employee: Employee, printed: str, probability: float, why: tuple[str, ...], *, chosen: bool = False
) -> CandidateView:
    """Show one employee beside what was printed."""
    return CandidateView(
        nip=employee.nip,
        name=full_name(employee),
        post=employee.jabatan,
        unit=employee.unit_kerja,
        born=employee.tanggal_lahir.strftime("%d-%m-%Y") if employee.tanggal_lahir else "",
        rank=employee.golongan,
        probability=probability,
        why=why,
        digits=digits_of(employee.nip, printed),
        chosen=chosen,
    )


def index_step(results: Mapping[Variant, IndexResult]) -> IndexStep | None:
    """Join the two variants a reviewer compares; None until both were computed."""
    before, after = results.get(Variant.RECORDED), results.get(Variant.PENDING)
    if before is None or after is None:
        return None
    return IndexStep(before.total, after.total, slug(before.category), slug(after.category))


def slug(category: str) -> str:
    """Give a category's catalogue name ("Sangat Tinggi" → "sangat-tinggi")."""
    return category.lower().replace(" ", "-")


def needs_choice(person: DocumentPerson) -> bool:
    """Say whether nobody decided yet and the match alone is not certain."""
    certain = person.match_status is MatchStatus.CERTAIN and person.employee_id is not None
    return person.decision is PersonDecision.OPEN and not certain
