"""Put what a driver reads into a ledger, many reports to a transaction."""

from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from counterclaim.drivers.origins import Origin
from counterclaim.drivers.stamping import stamp
from counterclaim.ledger import Ledger, Receipt, Stamp
from counterclaim.ledger.web import WebState
from counterclaim.model import Extraction, Problem
from counterclaim.model.web import SeenCapture, SeenPage

BATCH = 64
"""Reports to a transaction: waiting for the disk after each one would halve the speed."""


class Keeper:
    """Collects results and adds them to a ledger; what ``flush`` returned for is on the disk.

    Used as a ``with`` block it flushes at the end, also when the work was interrupted.
    """

    def __init__(
        self, ledger: Ledger, *, keep_text: bool = False, state: WebState | None = None
    ) -> None:
        self._ledger = ledger
        self._keep_text = keep_text
        self._state = state
        self._held: list[tuple[Extraction, Stamp]] = []
        self._origins: list[tuple[Origin, str]] = []
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

    def take(self, result: Extraction | Problem, origin: Origin | None = None) -> None:
        """Keep an extraction, or note that a report could not be read; and where it came from."""
        if isinstance(result, Problem):
            self._ledger.note(result, stamp(""))
            document_id = ""
        else:
            self._held.append((result, stamp(result.document.imprint.language)))
            document_id = result.document.id
        if origin is not None and self._state is not None:
            self._origins.append((origin, document_id))
        if max(len(self._held), len(self._origins)) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write all that is held."""
        if self._held or self._origins:
            # Let go of only once it is on the disk: an interruption comes at any moment, and what
            # the ledger already has is not added twice.
            self.receipts += self._ledger.add_all(
                self._held, keep_text=self._keep_text, also=self._note_origins
            )
            self._held, self._origins = [], []

    def _note_origins(self, link: Connection) -> None:
        if self._state is not None:
            for origin, document_id in self._origins:
                note_origin(self._state, link, origin, document_id)


def note_origin(
    state: WebState,
    link: Connection,
    origin: Origin,
    document_id: str,
    *,
    next_at: datetime | None = None,
    looks: int = 0,
) -> None:
    """Put down where a report came from; ``document_id`` is "" where none could be read.

    ``next_at`` is when its page is to be looked at again, ``looks`` how often it was.
    """
    if origin.position is not None:
        p = origin.position
        state.set_progress(link, origin.archive, (p.offset, p.skip, p.done))
    visit = origin.visit
    if visit is None:
        return
    capture = SeenCapture(
        document_id=document_id,
        address=visit.asked,
        digest=visit.digest,
        answered_by=visit.address,
        media_type=visit.media_type,
        encoding=visit.encoding,
        file=visit.file,
        fetched_at=visit.fetched_at,
    )
    state.see(link, capture)
    page = SeenPage(
        address=visit.asked,
        etag=visit.validators.etag,
        last_modified=visit.validators.last_modified,
        digest=visit.digest,
        document_id=document_id,
        next_at=next_at,
        looks=looks,
    )
    state.set_page(link, page)
