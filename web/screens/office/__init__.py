"""Tata Usaha's screens: upload, batches, pages by hand, returned documents, sending to BKPP."""

from web.screens.office import pages
from web.screens.office.routes import blueprint

pages.add_to(blueprint)

__all__ = ["blueprint"]
