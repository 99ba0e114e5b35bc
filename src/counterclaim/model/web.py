"""What is remembered of pages, captures, feeds and their entries."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as it was last fetched. ``document_id`` is what was read there, "" for nothing."""

    address: str
    etag: str
    last_modified: str
    digest: str
    document_id: str = ""
    next_at: datetime | None = None
    looks: int = 0


@dataclass(frozen=True, slots=True)
class SeenCapture:
    """A capture in which a report was read; ``file`` is "" where none was kept."""

    document_id: str
    address: str
    digest: str
    answered_by: str
    media_type: str
    encoding: str | None
    file: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class FeedState:
    """How the polling of a feed stands; ``failures`` in a row."""

    address: str
    failures: int = 0
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry of a feed that is still to be read."""

    feed: str
    key: str
    version: str
    address: str
    title: str
    published: str | None
    content: str | None
    tries: int = 0
