"""Put what a driver reads into a ledger, many reports to a transaction."""

from types import TracebackType
from typing import Self

from counterclaim.drivers.stamping import stamp
from counterclaim.ledger import Ledger, Receipt, Stamp
from counterclaim.model import Extraction, Problem

BATCH = 64
"""Reports to a transaction: waiting for the disk after each one would halve the speed."""


class Keeper:
    """Collects results and adds them to a ledger; what ``flush`` returned for is on the disk.

    Used as a ``with`` block it flushes at the end, also when the work was interrupted.
    """

    def __init__(self, ledger: Ledger, *, keep_text: bool = False) -> None:
        self._ledger = ledger
        self._keep_text = keep_text
        self._held: list[tuple[Extraction, Stamp]] = []
        self.receipts: list[Receipt] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.flush()

    def take(self, result: Extraction | Problem) -> None:
        """Keep an extraction, or note that a report could not be read."""
        if isinstance(result, Problem):
            self._ledger.note(result, stamp(""))
            return
        self._held.append((result, stamp(result.document.imprint.language)))
        if len(self._held) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write all that is held."""
        if self._held:
            # Let go of only once it is on the disk: an interruption comes at any moment, and what
            # the ledger already has is not added twice.
            self.receipts += self._ledger.add_all(self._held, keep_text=self._keep_text)
            self._held = []
