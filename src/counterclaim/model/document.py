"""One report: its words, who published it and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlsplit

from counterclaim.model.identity import content_id
from counterclaim.model.span import Span


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they were found: a file, a line of a file, standard input, a fetched page.

    ``media_type`` is an IANA media type ("text/plain", "text/html", "application/json").
    ``address`` is a path or URL for people; ``encoding`` is what the carrier declared, if anything.
    """

    address: str
    media_type: str
    body: bytes
    encoding: str | None = None


def host_of(address: str) -> str:
    """Give the host of a web address without "www."; "" for a path or a broken address."""
    if not address.lower().startswith(("http://", "https://")):
        return ""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # half a pair of brackets
        return ""


class Furniture(StrEnum):
    """Why a run of text is fenced off: no claim may come from inside the fence."""

    CAPTION = "caption"
    BYLINE = "byline"
    DATELINE = "dateline"
    RELATED = "related"
    FOLLOW = "follow"
    ADVERTISEMENT = "advertisement"
    SIGN_OFF = "sign_off"
    REPEATED_TITLE = "repeated_title"


@dataclass(frozen=True, slots=True)
class Fence:
    """A run of ``document.text`` that is page furniture, and the rule that says so."""

    kind: Furniture
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is known of a report beside its words.

    ``published`` is None where neither metadata nor byline gives it; it is never "now".
    It may be naive: most outlets print local time without a zone.
    ``language`` is an ISO 639-1 code, "und" where it could not be told.
    """

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    language: str = "und"
    address: str = ""
    name: str = ""
    """The carrier's own id for the report ("id" of a JSON document), kept for exchange."""
    modified: datetime | None = None
    """When the carrier says it was last changed."""
    canonical: str = ""
    """The address that a page names as its own."""

    @property
    def publisher(self) -> str:
        """Who brought the report out: the outlet, else the host of a web address, else ""."""
        return self.outlet.strip() or host_of(self.address)

    @property
    def called(self) -> str:
        """A short name for people: who brought it out, else the file, else the carrier's id."""
        file = self.address.replace("\\", "/").rpartition("/")[2]
        # Standard input has no name, and its reports are told apart by line or by id.
        named = "" if file.startswith("-") and self.name else file
        return self.publisher or named or self.name


@dataclass(frozen=True)
class Document:
    """One report as read; every span of every claim points into ``text``."""

    text: str
    imprint: Imprint
    title: Span | None = None
    """Where the headline stands in ``text``; None where the text has none."""
    fences: tuple[Fence, ...] = ()

    @cached_property
    def id(self) -> str:
        """Content hash over outlet, publication time and words, so that a re-read has the same id."""
        published = self.imprint.published.isoformat() if self.imprint.published else None
        return content_id(["document", self.imprint.outlet, published, self.text])
