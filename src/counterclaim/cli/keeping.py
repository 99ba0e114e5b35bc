"""Keeping what is read in a ledger, without letting the ledger's troubles stop the reading."""

from pathlib import Path
from types import TracebackType
from typing import Self

from counterclaim.cli.figures import count
from counterclaim.cli.trouble import Trouble
from counterclaim.drivers.keeping import Keeper
from counterclaim.drivers.origins import Origin
from counterclaim.ledger import Ledger, open_ledger
from counterclaim.ledger.web import WebState
from counterclaim.model import Extraction, Problem, ProblemError


class Keeping:
    """A ledger to keep results in; once it fails it is told and left alone."""

    def __init__(self, path: Path, trouble: Trouble, *, keep_text: bool) -> None:
        self._trouble = trouble
        self._ledger: Ledger | None = None
        self._keeper: Keeper | None = None
        self.state: WebState | None = None
        """Which pages and archives the ledger knows; None where it could not be opened."""
        try:
            self._ledger = open_ledger(path)
            self.state = WebState(self._ledger)
            self._keeper = Keeper(self._ledger, keep_text=keep_text, state=self.state)
        except ProblemError as refused:
            trouble.tell(refused.problem)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._try(None, None)
        if self._ledger is not None:
            self._ledger.close()

    def take(self, result: Extraction | Problem, origin: Origin | None = None) -> None:
        """Keep one result, and where it came from."""
        self._try(result, origin)

    def summary(self) -> str:
        """Say what was kept, "" where nothing could be."""
        if self._keeper is None or self._ledger is None:
            return ""
        added = [receipt for receipt in self._keeper.receipts if receipt.added]
        known = len(self._keeper.receipts) - len(added)
        claims = sum(receipt.claims for receipt in added)
        replaced = sum(receipt.superseded for receipt in added)
        words = f"Kept {count(claims, 'claim')} of {count(len(added), 'report')}"
        words += f" in {self._ledger.where}"
        if known:
            words += f"; {count(known, 'report')} already there"
        if replaced:
            words += f"; {count(replaced, 'claim')} of earlier readings superseded"
        return f"{words}."

    def _try(self, result: Extraction | Problem | None, origin: Origin | None) -> None:
        if self._keeper is None:
            return
        try:
            if result is None:
                self._keeper.flush()
            else:
                self._keeper.take(result, origin)
        except ProblemError as refused:
            self._keeper = None
            self._trouble.tell(refused.problem)
