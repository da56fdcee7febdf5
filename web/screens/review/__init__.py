"""The reviewer's screens: queue, one document after the other, bulk confirmation and its audit."""

from web.screens.review import adding, assigning, bulk
from web.screens.review.routes import blueprint

adding.add_to(blueprint)
assigning.add_to(blueprint)
bulk.add_to(blueprint)

__all__ = ["blueprint"]
