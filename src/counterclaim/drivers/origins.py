"""Read captures and keep hold of where each came from: a fetched page, a place in an archive."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from counterclaim.captures.archives import Position
from counterclaim.drivers.local import Result, read_many
from counterclaim.fetch import Validators
from counterclaim.model import Capture, Problem

Item = Capture | Problem


@dataclass(frozen=True, slots=True)
class Visit:
    """A page as it was last seen: fetched just now, or ``changed`` False and from its capture.

    ``asked`` is the address asked for, ``address`` the one that answered; ``digest`` is SHA-256 of
    ``body`` and ``file`` where it is kept, "" where nowhere.
    """

    asked: str
    address: str
    body: bytes
    media_type: str
    encoding: str | None
    digest: str
    file: str
    fetched_at: datetime
    validators: Validators
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a capture came from: a visit to a page, or a place in an archive.

    ``archive`` is the key of ``WebState.progress``; once what came from ``position`` is kept,
    reading may go on from there.
    """

    visit: Visit | None = None
    archive: str = ""
    position: Position | None = None


Sourced = tuple[Item, Origin | None]


def read_sourced(
    items: Iterable[Sourced], *, jobs: int = 1, fast: bool = False
) -> Iterator[tuple[Result, Origin | None]]:
    """Read captures as ``read_many`` does and give each result with its origin."""
    origins: deque[Origin | None] = deque()

    def captures() -> Iterator[Item]:
        for item, origin in items:
            origins.append(origin)
            yield item

    for result in read_many(captures(), jobs=jobs, fast=fast):
        yield result, origins.popleft()
