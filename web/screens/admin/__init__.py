"""The admin's screens: overview, users and offices, imports, periods, audit log."""

from web.screens.admin.routes import blueprint

__all__ = ["blueprint"]
