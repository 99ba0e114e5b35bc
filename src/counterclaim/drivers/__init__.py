"""Drivers run the pipeline over many captures and put clock and versions onto what it found."""

from counterclaim.drivers.keeping import Keeper
from counterclaim.drivers.local import read_many
from counterclaim.drivers.stamping import stamp

__all__ = ["Keeper", "read_many", "stamp"]
