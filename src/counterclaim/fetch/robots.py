"""What robots.txt of each host allows, after RFC 9309."""

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from protego import Protego

from counterclaim.fetch.addresses import Target
from counterclaim.fetch.connection import Reply
from counterclaim.model import Problem, ProblemError
from counterclaim.model.reason import Reason

AGENT: Final = "Counterclaim"
"""The name that robots.txt may speak to."""
FRESH: Final = 24 * 3600.0
"""Seconds for which a robots.txt is taken as read."""
LONGEST_DELAY: Final = 60.0
"""Seconds of a Crawl-delay that are honoured; some hosts ask for a day."""
_READ: Final = 512_000
"""Characters of a robots.txt that are read; the standard asks for 500 KiB."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one host's robots.txt says, and until when that holds; ``parsed`` None allows all."""

    parsed: Protego | None
    until: float
    closed: Reason | None = None
    """Why nothing of the host may be read."""


class Robots:
    """Asks each host once a day; ``get`` fetches its robots.txt, following redirects."""

    def __init__(self, get: Callable[[Target], Reply], clock: Callable[[], float]) -> None:
        self._get = get
        self._clock = clock
        self._known: dict[str, _Rules] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def check(self, target: Target) -> float:
        """Give the pause that the host asks for between requests, in seconds, 0 where none.

        Raises ProblemError CC037 where the address may not be read, and what ``get`` raises where
        the host cannot be asked.
        """
        # Several threads at one host wait for the one that asks it.
        with self._locks[target.origin]:
            rules = self._known.get(target.origin)
            if rules is None or rules.until <= self._clock():
                rules = self._asked(target)
                self._known[target.origin] = rules
        if rules.closed:
            raise _closed(target, rules.closed)
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(target.address, AGENT):
            raise _closed(target, Reason("Its robots.txt asks that this page not be read."))
        return min(LONGEST_DELAY, rules.parsed.crawl_delay(AGENT) or 0.0)

    def _asked(self, target: Target) -> _Rules:
        until = self._clock() + FRESH
        reply = self._get(Target(target.scheme, target.host, target.port, "/robots.txt"))
        if reply.status >= 500:
            told = Reason(
                "Its robots.txt could not be read: the server answered {status}.",
                status=str(reply.status),
            )
            return _Rules(None, self._clock() + 60, told)
        if reply.status != 200:
            return _Rules(None, until)
        text = reply.body.decode("utf-8", "replace")
        if len(text) > _READ:  # half a line, "Disallow: /", would forbid more than the whole
            text = text[:_READ].rpartition("\n")[0]
        return _Rules(Protego.parse(text.lstrip("\ufeff")), until)


def _closed(target: Target, message: Reason) -> ProblemError:
    hint = Reason("Ask the outlet for leave, or save the page by hand.")
    return ProblemError(Problem("CC037", message, target.address, hint))
