"""Users, offices and API tokens: lists and what an admin may change."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records import audit
from records.accounts import add_user, hash_password, issue_token
from records.errors import Refused
from records.states import Role
from records.tables import ApiToken, Employee, Office, User, now
from web.auth.identity import Identity
from web.screens.lists import choices
from web.screens.speech import t
from web.views.admin import AccountView, OfficeRow, TokenRow, UserRow


def user_rows(session: Session) -> tuple[UserRow, ...]:
    """Give all users by name."""
    rows = session.execute(
        select(User, Office.name).outerjoin(Office, Office.id == User.office_id).order_by(User.username)
    )
    return tuple(_user(user, office) for user, office in rows)


def _user(user: User, office: str | None) -> UserRow:
    return UserRow(
        id=user.id,
        username=user.username,
        name=user.name,
        role=user.role,
        office=office or "",
        active=user.active,
        last_login_at=user.last_login_at,
        locked=user.locked_until is not None and user.locked_until > now(),
    )


def office_rows(session: Session) -> tuple[OfficeRow, ...]:
    """Give all offices with how many people belong to each: three queries."""
    employees = _count(session, Employee.office_id, Employee.active)
    users = _count(session, User.office_id, User.active)
    return tuple(
        OfficeRow(o.id, o.code, o.name, o.active, employees.get(o.id, 0), users.get(o.id, 0))
        for o in session.scalars(select(Office).order_by(Office.name))
    )


def _count(session: Session, column: object, active: object) -> dict[int, int]:
    query = select(column, func.count()).where(active).group_by(column)  # type: ignore[call-overload]
    return dict(session.execute(query).all())


def role_choices(chosen: str = "") -> tuple[object, ...]:
    """Give the roles to choose from."""
    return choices([(role, t(f"screen.role.{role}")) for role in Role], chosen)


def office_choices(session: Session, chosen: str = "") -> tuple[object, ...]:
    """Give the active offices to choose from."""
    rows = session.execute(select(Office.id, Office.name).where(Office.active).order_by(Office.name))
    return choices([("", t("admin.no-office")), *((str(key), name) for key, name in rows)], chosen)


def account_view(session: Session, user_id: int, admin: Identity) -> AccountView | None:
    """Give one user with tokens, None where there is none."""
    user = session.get(User, user_id)
    if user is None:
        return None
    tokens = session.scalars(select(ApiToken).where(ApiToken.user_id == user_id).order_by(ApiToken.id.desc()))
    return AccountView(
        user=_user(user, user.office.name if user.office else None),
        tokens=tuple(_token(token) for token in tokens),
        offices=office_choices(session, str(user.office_id or "")),  # type: ignore[arg-type]
        roles=role_choices(user.role),  # type: ignore[arg-type]
        myself=user_id == admin.id,
    )


def _token(token: ApiToken) -> TokenRow:
    return TokenRow(
        token.id,
        token.name,
        token.created_at,
        token.expires_at,
        token.last_used_at,
        token.revoked_at is not None,
    )


def new_user(session: Session, form: Mapping[str, str], admin: Identity) -> str:
    """Add a user and give the first password, which is shown once.

    Raises:
        Refused: `user-exists`, `office-needed`, `form-incomplete`.
    """
    username, name = form.get("username", "").strip(), form.get("name", "").strip()
    if not username or not name:
        raise Refused("form-incomplete")
    password = secrets.token_urlsafe(9)
    office = _office(session, form)
    user = add_user(
        session, username=username[:80], name=name[:200], role=_role(form), password=password, office=office
    )
    audit.log(session, "user-made", "users", user.id, user_id=admin.id, role=user.role.value)
    return password


def change_user(session: Session, user_id: int, form: Mapping[str, str], admin: Identity) -> None:
    """Change name, role, office or whether the user may log in; sessions of a changed user end.

    Raises:
        Refused: `user-unknown`, `office-needed`, `admin-self` (nobody locks the door behind oneself).
    """
    user = session.get(User, user_id)
    if user is None:
        raise Refused("user-unknown")
    role, office, active = _role(form), _office(session, form), form.get("active") == "ya"
    if role is Role.TATA_USAHA and office is None:
        raise Refused("office-needed")
    if user_id == admin.id and (role is not Role.ADMIN or not active):
        raise Refused("admin-self")
    if (user.role, user.office_id, user.active) != (role, office.id if office else None, active):
        user.session_epoch += 1
    user.name = form.get("name", "").strip()[:200] or user.name
    user.role, user.office, user.active = role, office, active
    audit.log(session, "user-changed", "users", user_id, user_id=admin.id, role=role.value, active=active)


def new_password(session: Session, user_id: int, admin: Identity) -> str:
    """Give a user a new first password and end all sessions.

    Raises:
        Refused: `user-unknown`.
    """
    user = session.get(User, user_id)
    if user is None:
        raise Refused("user-unknown")
    password = secrets.token_urlsafe(9)
    user.password_hash, user.password_changed_at = hash_password(password), now()
    user.session_epoch += 1
    user.failed_logins, user.locked_until = 0, None
    audit.log(session, "password-reset", "users", user_id, user_id=admin.id)
    return password


def new_token(session: Session, user_id: int, name: str, admin: Identity) -> str:
    """Make an API token and give it, the only time it can be seen.

    Raises:
        Refused: `user-unknown`.
    """
    user = session.get(User, user_id)
    if user is None:
        raise Refused("user-unknown")
    token = issue_token(session, user, name.strip()[:120] or "API")
    audit.log(session, "token-made", "users", user_id, user_id=admin.id)
    return token


def revoke_token(session: Session, token_id: int, admin: Identity) -> int:
    """End a token; give whose it was.

    Raises:
        Refused: `token-unknown`.
    """
    token = session.get(ApiToken, token_id)
    if token is None:
        raise Refused("token-unknown")
    token.revoked_at = token.revoked_at or now()
    audit.log(session, "token-revoked", "api_tokens", token_id, user_id=admin.id)
    return token.user_id


def save_office(session: Session, form: Mapping[str, str], admin: Identity) -> None:
    """Add an office, or switch one on or off.

    Raises:
        Refused: `form-incomplete`, `office-exists`.
    """
    if (known := form.get("id", "")).isdecimal():
        office = session.get(Office, int(known))
        if office is None:
            raise Refused("office-unknown")
        office.active = form.get("active") == "ya"
        audit.log(session, "office-changed", "offices", office.id, user_id=admin.id, active=office.active)
        return
    code, name = form.get("code", "").strip()[:40], form.get("name", "").strip()[:200]
    if not code or not name:
        raise Refused("form-incomplete")
    if session.scalar(select(Office.id).where((Office.code == code) | (Office.name == name))):
        raise Refused("office-exists")
    office = Office(code=code, name=name)
    session.add(office)
    session.flush()
    audit.log(session, "office-made", "offices", office.id, user_id=admin.id)


def _role(form: Mapping[str, str]) -> Role:
    try:
        return Role(form.get("role", ""))
    except ValueError as error:
        raise Refused("form-incomplete") from error


def _office(session: Session, form: Mapping[str, str]) -> Office | None:
    wanted = form.get("office", "")
    return session.get(Office, int(wanted)) if wanted.isdecimal() else None
