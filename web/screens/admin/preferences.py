"""The settings an admin may change on screen: share drawn, threshold, lock, rule set, retention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.errors import Refused
from records.preferences import CHANGEABLE, choose, chosen, in_force
from records.states import Role
from records.tables import User
from web.auth.identity import me
from web.data import reading, settings, writing
from web.guards import roles
from web.screens.admin.overview import rule_sets
from web.screens.speech import angka, t
from web.views.admin import PreferenceRow

_admins = roles(Role.ADMIN)

# How each is typed: a percentage, a decimal, a whole number, one of the rule sets.
_KINDS = {
    "audit_share": "percent",
    "ready_error_per_1000": "decimal",
    "lock_minutes": "whole",
    "rule_set": "choice",
    "retention_days": "whole",
}


def add_to(blueprint: Blueprint) -> None:
    """Put these addresses on the admin's blueprint."""
    blueprint.get("/pengaturan")(preferences)
    blueprint.post("/pengaturan")(keep_preferences)


@_admins
def preferences() -> ResponseReturnValue:
    """Show what is in force and where it comes from."""
    with reading() as session:
        rows = preference_rows(session)
    return render_template("admin/preferences.html", rows=rows, rule_sets=rule_sets())


@_admins
def keep_preferences() -> ResponseReturnValue:
    """Set what was typed; an empty field gives the setting back to the environment."""
    try:
        values = {name: _parsed(name, request.form.get(name, "")) for name in CHANGEABLE}
        with writing() as session:
            changed = choose(session, settings(), values, user_id=me().id)
    except Refused as error:
        return _once_more(error)
    flash(t("preferences.saved" if changed else "preferences.same"), "success")
    return redirect(url_for("admin.preferences"), 303)


def _once_more(error: Refused) -> ResponseReturnValue:
    """Show the form again with what was typed and why it was not taken."""
    with reading() as session:
        rows = preference_rows(session)
    typed = tuple(replace(row, value=request.form.get(row.name, "")[:40]) for row in rows)
    flash(t("error.setting-bad", field=t(f"preferences.{error.values['field']}")), "error")
    return render_template("admin/preferences.html", rows=typed, rule_sets=rule_sets()), 422


def preference_rows(session: Session) -> tuple[PreferenceRow, ...]:
    """Give each changeable setting as typed, with the environment's value and who set it."""
    found, now_ = chosen(session), in_force(session, settings())
    ids = {row.user_id for row in found.values() if row.user_id}
    names: Mapping[int | None, str] = dict(
        session.execute(select(User.id, User.name).where(User.id.in_(ids))).all()
    )
    return tuple(
        PreferenceRow(
            name=name,
            kind=_KINDS[name],
            value=_typed(name, getattr(now_, name)) if name in found else "",
            default=_typed(name, getattr(settings(), name)),
            by=names.get(found[name].user_id, "") if name in found else "",
            at=found[name].at if name in found else None,
        )
        for name in CHANGEABLE
    )


def _typed(name: str, value: Any) -> str:
    if _KINDS[name] == "percent":
        return angka(100 * value, 2)
    return angka(value, 3) if _KINDS[name] == "decimal" else str(value)


def _parsed(name: str, typed: str) -> Any:
    """Read a field as people type it: "5", "5 %", "0,5".

    Raises:
        Refused: `setting-bad`.
    """
    plain = typed.strip().removesuffix("%").strip()
    if not plain:
        return None
    if name == "rule_set":
        if plain not in rule_sets():
            raise Refused("setting-bad", field=name)
        return plain
    try:
        number = float(plain.replace(",", "."))
    except ValueError as error:
        raise Refused("setting-bad", field=name) from error
    if _KINDS[name] == "percent":
        return number / 100
    return int(number) if _KINDS[name] == "whole" and number.is_integer() else number
