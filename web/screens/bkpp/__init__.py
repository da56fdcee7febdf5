"""BKPP's screens: inbox, hand-overs, progress, statistics; an office simulated, what is unrecorded."""

from web.screens.bkpp import routes, simulation, unrecorded  # registers their addresses
from web.screens.bkpp.blueprint import blueprint

__all__ = ["blueprint", "routes", "simulation", "unrecorded"]
