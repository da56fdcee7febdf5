"""Tata Usaha's screens: upload, batches, returned documents, sending to BKPP."""

from web.screens.office.routes import blueprint

__all__ = ["blueprint"]
