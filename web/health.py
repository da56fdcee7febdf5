"""Whether the process answers, and whether what it needs answers; neither says anything about the data."""

from __future__ import annotations

import os

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from records.tables import Office
from web import data

blueprint = Blueprint("health", __name__)


@blueprint.get("/sehat")
def alive() -> ResponseReturnValue:
    """Say that the process answers."""
    return {"status": "ok"}


@blueprint.get("/siap")
def ready() -> ResponseReturnValue:
    """Say whether the database (with its schema) and the scan store can be used."""
    parts = {"database": _database_answers(), "store": _store_answers()}
    good = all(parts.values())
    return {"status": "ok" if good else "trouble", **parts}, 200 if good else 503


def _database_answers() -> bool:
    try:
        with data.reading() as session:
            session.execute(select(Office.id).limit(1))
    except SQLAlchemyError:
        return False
    return True


def _store_answers() -> bool:
    root = data.store().root
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(root, os.W_OK)
