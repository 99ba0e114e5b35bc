"""The ledger: an append-only store of what was read, by which version, and what it replaced."""

from counterclaim.ledger.judging import Judge
from counterclaim.ledger.opening import open_ledger
from counterclaim.ledger.rows import Receipt, Stamp, StoredReading, StoredReport
from counterclaim.ledger.store import Ledger

__all__ = ["Judge", "Ledger", "Receipt", "Stamp", "StoredReading", "StoredReport", "open_ledger"]
