"""What was worked out for one state of the ledger, kept until anything is written to it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from counterclaim.ledger.pulse import Pulse

T = TypeVar("T")
HELD = 500
"""Things held at a time; what was not asked for the longest gives way."""


class Memory:
    """Remembers by key; may be used by any thread. Two that ask at once may both work it out."""

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse
        self._lock = threading.Lock()
        self._beat = -1
        self._held: OrderedDict[Hashable, Any] = OrderedDict()

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what ``make`` gives for the present state of the ledger; it is not to be changed."""
        beat = self._pulse.beat()
        with self._lock:
            if beat != self._beat:
                self._held.clear()
                self._beat = beat
            if key in self._held:
                self._held.move_to_end(key)
                found: T = self._held[key]
                return found
        made = make()
        with self._lock:
            # What was begun before something was written may be of the state before.
            if beat == self._beat:
                self._held[key] = made
                if len(self._held) > HELD:
                    self._held.popitem(last=False)
        return made
