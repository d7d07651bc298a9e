"""Where a named place lies: coordinates, GeoNames number, first-level region, and how finely it is told."""

from extract.places.gazetteer import Located
from extract.places.locate import locate

__all__ = ["Located", "locate"]
