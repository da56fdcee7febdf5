"""BKPP's screens: inbox, one hand-over, progress, statistics; an office's simulation."""

from web.screens.bkpp import routes, simulation  # registers their addresses
from web.screens.bkpp.blueprint import blueprint

__all__ = ["blueprint", "routes", "simulation"]
