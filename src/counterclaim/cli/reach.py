"""How far a command reaches: which networks it may enter, and where it keeps what it fetches."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from counterclaim.drivers.gathering import Gatherer, Memory
from counterclaim.fetch import EVERYWHERE, CaptureFolder, Fetcher, Limits


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether private networks may be entered, and the folder of captures, None for none.

    ``pace`` is the seconds between two requests to one host.
    """

    allow_private: bool = False
    captures: Path | None = None
    pace: float = 1.0

    def beside(self, ledger: Path) -> "Reach":
        """Keep captures beside a ledger, unless a folder was named."""
        if self.captures is not None:
            return self
        return replace(self, captures=ledger.with_name(ledger.name + ".captures"))

    def fetcher(self, contact: str = "") -> Fetcher:
        """Give a fetcher that goes no further."""
        allow = EVERYWHERE if self.allow_private else ()
        return Fetcher(Limits(allow=allow, pace=self.pace), contact=contact)

    def gatherer(self, state: Memory | None = None, fetcher: Fetcher | None = None) -> Gatherer:
        """Give what opens files and addresses, with a fetcher of its own unless one is given."""
        folder = CaptureFolder(self.captures) if self.captures is not None else None
        return Gatherer(fetcher or self.fetcher(), folder=folder, state=state)


CLOSED: Final = Reach()
"""Only public networks, and nothing kept."""
