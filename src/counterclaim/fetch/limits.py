"""How much of everything a fetch may take."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from typing import Final

from counterclaim.model import Problem, ProblemError

Network = IPv4Network | IPv6Network

EVERYWHERE: Final[tuple[Network, ...]] = (IPv4Network("0.0.0.0/0"), IPv6Network("::/0"))
"""Every network, private ones too."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch.

    ``size``: bytes of a body, as sent and once unpacked. ``seconds``: all network time of one fetch
    together. ``idle``: seconds without a byte. ``redirects``: hops. ``pace``: seconds between two
    requests to one host. ``patience``: the longest Retry-After, in seconds, that is waited for, and
    ``retries`` how often. ``allow``: networks entered although they are not public.
    """

    size: int = 20_000_000
    seconds: float = 60.0
    idle: float = 15.0
    redirects: int = 10
    pace: float = 1.0
    patience: float = 60.0
    retries: int = 2
    allow: tuple[Network, ...] = ()


class ComeBackError(ProblemError):
    """A server that asks to be left alone for ``seconds``."""

    def __init__(self, problem: Problem, seconds: float) -> None:
        super().__init__(problem)
        self.seconds = seconds


class StatusError(ProblemError):
    """A server that answered with ``status``, an error of HTTP."""

    def __init__(self, problem: Problem, status: int) -> None:
        super().__init__(problem)
        self.status = status
