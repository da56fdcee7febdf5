"""The pages people work with, one package a role's work; `register` puts them all on the app."""

from __future__ import annotations

from flask import Flask

from web.screens import admin, bkpp, employees, frame, home, office, review


def register(app: Flask) -> None:
    """Add every page and what their templates need."""
    frame.init(app)
    for part in (home, office, review, employees, bkpp, admin):
        app.register_blueprint(part.blueprint)
