"""What an admin sets on screen in place of the environment's settings; web and workers read it here.

    with reading(url) as session:
        share = in_force(session, settings).audit_share

A preference nobody set leaves the environment's value. Values are checked by the settings' own rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from records import audit
from records.errors import Refused
from records.ledger.documents import want_all_indexes
from records.ledger.hints import hint
from records.settings import Settings
from records.tables import Preference, now

CHANGEABLE = ("audit_share", "ready_error_per_1000", "lock_minutes", "rule_set", "retention_days")


def in_force(session: Session, settings: Settings) -> Settings:
    """Give the settings with what admins set over them."""
    found = chosen(session)
    return settings.model_copy(update={name: row.value for name, row in found.items()}) if found else settings


def chosen(session: Session) -> dict[str, Preference]:
    """Give the preferences somebody set, by the setting's name."""
    rows = session.scalars(select(Preference).where(Preference.key.in_(CHANGEABLE)))
    return {row.key: row for row in rows}


def choose(
    session: Session, settings: Settings, values: Mapping[str, Any], *, user_id: int | None
) -> tuple[str, ...]:
    """Set preferences; None gives a setting back to the environment. Give the names that changed.

    What was computed by the old values is asked for anew: indexes by another rule set, and who is ready by
    another threshold.

    Raises:
        Refused: `setting-bad` with the `field` that does not fit.
    """
    checked = {name: _checked(settings, name, values[name]) for name in CHANGEABLE if name in values}
    before = in_force(session, settings)
    known = chosen(session)
    for name, value in checked.items():
        _keep(session, known.get(name), name, value, user_id)
    session.flush()
    after = in_force(session, settings)
    changed = tuple(name for name in CHANGEABLE if getattr(before, name) != getattr(after, name))
    for name in changed:
        change = {"setting": name, "before": getattr(before, name), "after": getattr(after, name)}
        audit.log(session, "setting-changed", "preferences", None, user_id=user_id, **change)
    if "rule_set" in changed:
        want_all_indexes(session)
    if "ready_error_per_1000" in changed:
        hint(session, "apply_threshold", 0)
    return changed


def _keep(session: Session, row: Preference | None, name: str, value: Any, user_id: int | None) -> None:
    if value is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(Preference(key=name, value=value, user_id=user_id))
    elif row.value != value:
        row.value, row.user_id, row.at = value, user_id, now()


def _checked(settings: Settings, name: str, value: Any) -> Any:
    if value is None:
        return None
    try:
        return getattr(Settings(**{**settings.model_dump(), name: value}), name)
    except ValidationError as error:
        raise Refused("setting-bad", field=name) from error
