"""Addresses of the admin's pages."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from records.ledger.imports import apply_import, discard_import, receive_import
from records.states import ImportKind, Role
from web.auth.identity import me
from web.data import reading, settings, store, writing
from web.guards import roles
from web.screens.admin import people
from web.screens.admin.imports import import_rows, import_view
from web.screens.admin.log import log_view
from web.screens.admin.overview import overview as overview_of
from web.screens.admin.overview import period_rows, rule_sets
from web.screens.admin.periods import save_period
from web.screens.lists import page_number
from web.screens.speech import t

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
_admins = roles(Role.ADMIN)


@blueprint.get("")
@_admins
def overview() -> ResponseReturnValue:
    """Show how much there is and what stands still."""
    with reading() as session:
        view = overview_of(session)
    return render_template("admin/overview.html", view=view)


@blueprint.get("/pengguna")
@_admins
def users() -> ResponseReturnValue:
    """List users and offices."""
    with reading() as session:
        rows, offices = people.user_rows(session), people.office_rows(session)
        choices = people.office_choices(session)
    return render_template(
        "admin/users.html", users=rows, offices=offices, roles=people.role_choices(), choices=choices
    )


@blueprint.post("/pengguna")
@_admins
def add_user() -> ResponseReturnValue:
    """Add a user; the first password is shown once."""
    with writing() as session:
        password = people.new_user(session, request.form, me())
    return _shown_once("admin.password-made", request.form.get("username", ""), password)


@blueprint.get("/pengguna/<int:user_id>")
@_admins
def user(user_id: int) -> ResponseReturnValue:
    """Show one user."""
    with reading() as session:
        view = people.account_view(session, user_id, me()) or abort(404)
    return render_template("admin/user.html", view=view)


@blueprint.post("/pengguna/<int:user_id>")
@_admins
def change_user(user_id: int) -> ResponseReturnValue:
    """Change a user."""
    with writing() as session:
        people.change_user(session, user_id, request.form, me())
    flash(t("admin.saved"), "success")
    return redirect(url_for("admin.user", user_id=user_id), 303)


@blueprint.post("/pengguna/<int:user_id>/sandi")
@_admins
def reset_password(user_id: int) -> ResponseReturnValue:
    """Give a new first password, shown once."""
    with writing() as session:
        password = people.new_password(session, user_id, me())
    return _shown_once("admin.password-made", "", password)


@blueprint.post("/pengguna/<int:user_id>/token")
@_admins
def make_token(user_id: int) -> ResponseReturnValue:
    """Make an API token, shown once."""
    with writing() as session:
        token = people.new_token(session, user_id, request.form.get("name", ""), me())
    return _shown_once("admin.token-made", "", token)


@blueprint.post("/token/<int:token_id>/cabut")
@_admins
def revoke_token(token_id: int) -> ResponseReturnValue:
    """End a token."""
    with writing() as session:
        owner = people.revoke_token(session, token_id, me())
    flash(t("admin.token-revoked"), "success")
    return redirect(url_for("admin.user", user_id=owner), 303)


def _shown_once(key: str, username: str, secret: str) -> ResponseReturnValue:
    # No flash: a session cookie would carry the secret back and forth.
    return render_template("admin/secret.html", title=t(key), username=username, secret=secret)


@blueprint.post("/kantor")
@_admins
def save_office() -> ResponseReturnValue:
    """Add an office, or switch one on or off."""
    with writing() as session:
        people.save_office(session, request.form, me())
    flash(t("admin.saved"), "success")
    return redirect(url_for("admin.users") + "#kantor", 303)


@blueprint.get("/impor")
@_admins
def imports() -> ResponseReturnValue:
    """List imports."""
    with reading() as session:
        rows = import_rows(session)
    return render_template("admin/imports.html", rows=rows)


@blueprint.post("/impor")
@_admins
def receive() -> ResponseReturnValue:
    """Take in a register or a history; nothing changes before it was looked over."""
    file, kind = request.files.get("file"), request.form.get("kind", "")
    if file is None or not file.filename or kind not in list(ImportKind):
        flash(t("imports.choose"), "error")
        return redirect(url_for("admin.imports"), 303)
    blob = store().put_stream(file.stream, settings().max_upload_bytes)
    with writing() as session:
        row = receive_import(session, ImportKind(kind), file.filename, blob, user_id=me().id)
        import_id = row.id
    return redirect(url_for("admin.import_page", import_id=import_id), 303)


@blueprint.get("/impor/<int:import_id>")
@_admins
def import_page(import_id: int) -> ResponseReturnValue:
    """Show what an import would change."""
    with reading() as session:
        number = page_number(request.args.get("hal", "1"))
        view = import_view(session, import_id, number) or abort(404)
    template = "admin/import_live.html" if request.args.get("sebagian") else "admin/import.html"
    return render_template(template, view=view)


@blueprint.post("/impor/<int:import_id>")
@_admins
def answer_import(import_id: int) -> ResponseReturnValue:
    """Apply the import, or throw it away."""
    with writing() as session:
        answer = apply_import if request.form.get("jawaban") == "terapkan" else discard_import
        answer(session, import_id, user_id=me().id)
    return redirect(url_for("admin.import_page", import_id=import_id), 303)


@blueprint.get("/periode")
@_admins
def periods() -> ResponseReturnValue:
    """List periods."""
    with reading() as session:
        rows = period_rows(session)
    return render_template("admin/periods.html", rows=rows, rule_sets=rule_sets())


@blueprint.post("/periode")
@_admins
def keep_period() -> ResponseReturnValue:
    """Add or change a period."""
    with writing() as session:
        save_period(session, request.form, me())
    flash(t("admin.saved"), "success")
    return redirect(url_for("admin.periods"), 303)


@blueprint.get("/jejak")
@_admins
def log() -> ResponseReturnValue:
    """Search the audit log."""
    with reading() as session:
        view = log_view(session, request.args)
    return render_template("admin/log.html", log=view)
