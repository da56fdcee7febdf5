"""The schema's history, run from code by `records.database.upgrade`."""
