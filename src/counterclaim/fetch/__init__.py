"""The one door to the network: nothing else in Counterclaim opens a connection.

Only http and https, only public addresses unless allowed, each hop checked and pinned, and every
answer bounded in size and time. Why so: docs/decisions/0015-one-door-to-the-network.md.
"""

from counterclaim.fetch.fetcher import Fetched, Fetcher, Unchanged, Validators
from counterclaim.fetch.keeping import CaptureFolder, Kept
from counterclaim.fetch.limits import EVERYWHERE, ComeBackError, Limits, StatusError

__all__ = [
    "EVERYWHERE",
    "CaptureFolder",
    "ComeBackError",
    "Fetched",
    "Fetcher",
    "Kept",
    "Limits",
    "StatusError",
    "Unchanged",
    "Validators",
]
