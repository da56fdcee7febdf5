"""What an admin sees: users, offices, imports, periods, settings in force, the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from web.views.frame import Choice, Paging


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Counts of what stands still or needs a hand, and how much there is of everything."""

    counts: tuple[tuple[str, int], ...]
    stuck: tuple[tuple[str, int], ...]
    settings: tuple[tuple[str, str, str], ...]
    rule_sets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UserRow:
    """One user."""

    id: int
    username: str
    name: str
    role: str
    office: str
    active: bool
    last_login_at: datetime | None
    locked: bool


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office."""

    id: int
    code: str
    name: str
    active: bool
    employees: int
    users: int


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One API token; the token itself is never shown again."""

    id: int
    name: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    """One user with what an admin may change."""

    user: UserRow
    tokens: tuple[TokenRow, ...]
    offices: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    myself: bool


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import. `counts` are name and number."""

    id: int
    kind: str
    name: str
    state: str
    at: datetime
    by: str
    counts: tuple[tuple[str, int], ...]
    error: str
    moving: bool


@dataclass(frozen=True, slots=True)
class PreviewGroup:
    """Some of the rows a file would change, as lines to read."""

    name: str
    total: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value in the register and what the file puts in its place; None where it was not kept."""

    name: str
    now: str | None
    then: str | None


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    """An employee of whom the file says something else."""

    nip: str
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ImportView:
    """One import with its preview; `changed` is a page of the `changed_total` people whose values differ."""

    row: ImportRow
    groups: tuple[PreviewGroup, ...]
    changed: tuple[ChangedPerson, ...]
    changed_total: int
    paging: Paging


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period."""

    id: int
    name: str
    deadline_tu: date | None
    deadline_bkpp: date | None
    as_of: date | None
    rule_set: str
    current: bool


@dataclass(frozen=True, slots=True)
class PreferenceRow:
    """A setting an admin may change. `value` is empty where the environment's `default` holds.

    `kind` is how it is typed: percent, decimal, whole or choice.
    """

    name: str
    kind: str
    value: str
    default: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class DueRow:
    """A file whose retention ended."""

    file_id: int
    office: str
    pages: int
    size_bytes: int
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """A file erased earlier; `by` is empty for the command."""

    file_id: int
    at: datetime
    by: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class RetentionView:
    """What is due now and what was erased. `due` is counted up to `counted_to`."""

    days: int
    before: datetime
    due: int
    counted_to: int
    rows: tuple[DueRow, ...]
    past: tuple[ErasedRow, ...]
    at_once: int


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the audit log."""

    id: int
    at: datetime
    who: str
    verb: str
    subject: str
    subject_id: int | None
    states: str
    details: str


@dataclass(frozen=True, slots=True)
class LogView:
    """A page of the audit log."""

    rows: tuple[LogRow, ...]
    next_href: str | None
    verbs: tuple[Choice, ...]
    subjects: tuple[Choice, ...]
    users: tuple[Choice, ...]
    subject_id: str
    day: str
    paging: Paging | None = None
