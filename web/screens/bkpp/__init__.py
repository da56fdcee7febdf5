"""BKPP's screens: inbox, one hand-over, progress, statistics."""

from web.screens.bkpp.routes import blueprint

__all__ = ["blueprint"]
