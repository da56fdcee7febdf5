"""The people table, the employee's sheet and a document to look at."""

from web.screens.employees.routes import blueprint

__all__ = ["blueprint"]
