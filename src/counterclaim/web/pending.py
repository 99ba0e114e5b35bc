"""What was read and waits for a person to keep it or not: in memory, bounded, for a while."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe

from counterclaim.drivers.origins import Origin
from counterclaim.model import Extraction, Problem

Result = tuple[Extraction | Problem, Origin | None]
HELD = 50
"""Uploads that wait at a time; the oldest gives way."""
CHARACTERS = 100_000_000
"""Of all waiting reports together."""
SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class _Waiting:
    visitor: str
    results: tuple[Result, ...]
    size: int
    until: float


class Pending:
    """Holds results by a name that cannot be guessed, each for the visitor who gave them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held: OrderedDict[str, _Waiting] = OrderedDict()

    def put(self, visitor: str, results: Sequence[Result]) -> str:
        """Hold results; gives the name under which they are."""
        name = token_urlsafe(18)
        size = sum(len(r.document.text) for r, _ in results if isinstance(r, Extraction))
        with self._lock:
            self._held[name] = _Waiting(visitor, tuple(results), size, self._clock() + SECONDS)
            while len(self._held) > 1 and (
                len(self._held) > HELD or sum(w.size for w in self._held.values()) > CHARACTERS
            ):
                self._held.popitem(last=False)
        return name

    def get(self, visitor: str, name: str) -> tuple[Result, ...] | None:
        """Give results; None where there are none, no longer, or another visitor gave them."""
        with self._lock:
            found = self._held.get(name)
            if found is None or found.visitor != visitor or found.until < self._clock():
                return None
            return found.results

    def drop(self, name: str) -> None:
        """Let go of results."""
        with self._lock:
            self._held.pop(name, None)
