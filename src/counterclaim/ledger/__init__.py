"""The ledger: an append-only store of what was read, by which version, and what it replaced."""

from counterclaim.ledger.opening import open_ledger
from counterclaim.ledger.rows import Receipt, Report, Stamp, StoredReading
from counterclaim.ledger.store import Ledger

__all__ = ["Ledger", "Receipt", "Report", "Stamp", "StoredReading", "open_ledger"]
