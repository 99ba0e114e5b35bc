"""What the web application is told when it starts, and what it refuses to start with."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from secrets import token_bytes

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
LOOPBACK = ("127.0.0.1", "::1")
SHORTEST_TOKEN = 16
"""Characters; shorter ones can be guessed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one ledger is served.

    ``token`` is a shared secret that readers sign in with; ``user_header`` is the header in which a
    reverse proxy names who it let in, believed only from ``proxies``. ``upload_bytes`` bounds one
    request, ``upload_files`` its files. ``captures`` is the folder of fetched pages, ``fetching``
    whether addresses may be read. ``secret`` signs forms and sessions, new at each start.
    """

    ledger: Path
    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    user_header: str = ""
    proxies: tuple[str, ...] = LOOPBACK
    upload_bytes: int = 20_000_000
    upload_files: int = 50
    captures: Path | None = None
    fetching: bool = True
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)

    @property
    def guarded(self) -> bool:
        """Whether readers must say who they are."""
        return bool(self.token or self.user_header)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches ``host``, a name or an address."""
    name = host.strip("[]").casefold()
    if name in LOOPBACK_NAMES:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def refusal(settings: Settings) -> str:
    """Say why these settings are not safe to serve with, "" where they are."""
    if settings.token and len(settings.token) < SHORTEST_TOKEN:
        return f"The token is shorter than {SHORTEST_TOKEN} characters."
    if not is_loopback(settings.host) and not settings.guarded:
        return (
            f"{settings.host} can be reached from other machines, and nobody would be asked who "
            "they are. Give --token-file, or --user-header behind a reverse proxy that signs "
            "people in, or leave --host out."
        )
    return ""
