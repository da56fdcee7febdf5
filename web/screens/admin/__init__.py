"""The admin's screens: users and offices, imports, periods, settings, retention, the audit log."""

from web.screens.admin import preferences, retention
from web.screens.admin.routes import blueprint

preferences.add_to(blueprint)
retention.add_to(blueprint)

__all__ = ["blueprint"]
