"""A whole office simulated: as recorded, if all that waits were confirmed, and both by other rules."""

from __future__ import annotations

from datetime import date

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from records import audit
from records.simulations import Simulated, Spread, ask_simulation, find_simulation
from records.states import Role
from records.tables import Office
from web.auth.identity import me
from web.data import reading, writing
from web.guards import roles
from web.screens.admin.overview import rule_sets
from web.screens.bkpp.blueprint import blueprint
from web.views.people import slug
from web.views.simulation import SimulationView, SpreadView
from web.visibility import get_visible

# Readings of the rules on which practice differs (docs/rules.md); a rule set alone is one of them.
OPTIONS = ("", "categories.edge=from", "windows.counting=rolling")
_allowed = roles(Role.TATA_USAHA, Role.BKPP, Role.ADMIN)


@blueprint.get("/simulasi/<int:office_id>")
@_allowed
def simulation(office_id: int) -> ResponseReturnValue:
    """Show the simulation last asked for, and what can be asked."""
    with reading() as session:
        office = get_visible(session, Office, office_id, me())
        found = find_simulation(session, office_id)
    asked, _, option = (found.elsewhere if found else "").partition(";")
    view = SimulationView(
        office_id=office_id,
        office=office.name,
        rule_sets=rule_sets(),
        options=OPTIONS,
        asked=asked,
        option=option,
        at=found.at if found else None,
        waiting=bool(found and not found.result and not found.problem),
        problem=found.problem if found else "",
        rule_set=found.result.rule_set if found and found.result else "",
        as_of=date.fromisoformat(found.result.as_of) if found and found.result else None,
        people=found.result.people if found and found.result else 0,
        spreads=_spreads(found.result) if found and found.result else (),
    )
    return render_template("bkpp/simulation.html", view=view)


@blueprint.post("/simulasi/<int:office_id>")
@_allowed
def simulate(office_id: int) -> ResponseReturnValue:
    """Ask for an office to be reckoned by another reading of the rules too."""
    name, option = request.form.get("rule_set", ""), request.form.get("option", "")
    with writing() as session:
        get_visible(session, Office, office_id, me())
        if name not in rule_sets() or option not in OPTIONS:
            abort(400)
        ask_simulation(session, office_id, f"{name};{option}" if option else name)
        audit.log(session, "simulation-asked", "offices", office_id, user_id=me().id)
    return redirect(url_for("bkpp.simulation", office_id=office_id), 303)


def _spreads(result: Simulated) -> tuple[SpreadView, ...]:
    columns: tuple[tuple[str, Spread], ...] = (
        ("now", result.now),
        ("confirmed", result.confirmed),
        ("now-elsewhere", result.now_elsewhere),
        ("confirmed-elsewhere", result.confirmed_elsewhere),
    )
    return tuple(
        SpreadView(
            name,
            tuple((slug(category), count) for category, count in spread.categories.items()),
            spread.mean,
            tuple(spread.dimensions.items()),
            spread.incomplete,
        )
        for name, spread in columns
    )
