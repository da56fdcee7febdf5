"""What the demo starts from: the sample register with its offices, one user for each role, a deadline."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.accounts import add_user, issue_token
from records.states import Role
from records.tables import Employee, Office, Period
from scoring.register_file import read_register
from worker.register_rows import apply_employees

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
# Known to everyone on purpose: it exists only inside a demo, which listens on this machine alone.
PASSWORD = "bukti-demo"  # noqa: S105 - see above

# The samples tell of training in 2019; an index as of today would rightly count none of it.
_AS_OF = date(2019, 12, 31)


@dataclass(frozen=True, slots=True)
class Account:
    """A demo log-in; `scans` are the files its office hands in."""

    username: str
    role: Role
    office: str
    token: str
    scans: tuple[Path, ...] = ()


def seed(session: Session, today: date) -> list[Account]:
    """Fill an empty database and give the accounts, Tata Usaha of each office first."""
    apply_employees(session, read_register(SAMPLES / "register.csv").employees, None)
    deadlines = {"deadline_tu": today + timedelta(days=12), "deadline_bkpp": today + timedelta(days=14)}
    session.add(Period(name=f"Pemutakhiran {_AS_OF.year}", current=True, as_of=_AS_OF, **deadlines))
    session.flush()
    scans = _scans_by_office(session)
    accounts = []
    for number, office in enumerate(session.scalars(select(Office).order_by(Office.name)), start=1):
        accounts.append(
            _add(session, f"tu{number}", Role.TATA_USAHA, office, tuple(scans.get(office.name, ())))
        )
    for username, role in (("peninjau", Role.REVIEWER), ("bkpp", Role.BKPP), ("admin", Role.ADMIN)):
        accounts.append(_add(session, username, role, None, ()))
    return accounts


def _add(
    session: Session, username: str, role: Role, office: Office | None, scans: tuple[Path, ...]
) -> Account:
    name = f"{role.value.replace('_', ' ').title()} {office.name if office else 'Demo'}"
    user = add_user(session, username=username, name=name, role=role, password=PASSWORD, office=office)
    return Account(username, role, office.name if office else "", issue_token(session, user, "demo"), scans)


def _scans_by_office(session: Session) -> Mapping[str, list[Path]]:
    """Give each scan to the office of the first person on it; a cover letter goes to the first office."""
    truth = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
    units = {row.nip: row.unit_kerja for row in session.execute(select(Employee.nip, Employee.unit_kerja))}
    first_office = min(units.values())
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for name, scan in truth.items():
        nips = [p["register_nip"] for document in scan["documents"] for p in document.get("people", ())]
        found[next((units[nip] for nip in nips if nip in units), first_office)].append(
            SAMPLES / "scans" / name
        )
    return found
