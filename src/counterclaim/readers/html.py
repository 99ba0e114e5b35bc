"""Web pages: trafilatura finds the article; what the page says of itself gives the time."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any, Final

from counterclaim.languages.detect import UNDETERMINED, detect_language
from counterclaim.model import Capture, Document, Imprint, Problem, ProblemError, Span
from counterclaim.readers.byline import published_in
from counterclaim.readers.dates import parse_time
from counterclaim.readers.decoding import decode

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE
)
_HEAD: Final = 4_000
"""Bytes in which a page declares its encoding; HTML asks for the first 1,024."""

_LINKED_DATA: Final = re.compile(
    r"<script[^>]{1,200}application/ld\+json[^>]{0,200}>(.*?)</script>", re.IGNORECASE | re.DOTALL
)
_META: Final = re.compile(r"<meta\s[^>]{1,600}>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TIME_NAMES: Final = frozenset(
    {
        *("article:published_time", "og:published_time", "datepublished", "publishdate"),
        *("date.issued", "dc.date.issued", "dcterms.created", "parsely-pub-date", "pubdate"),
        *("sailthru.date", "cxenseparse:recs:publishtime", "publish-date", "article.published"),
    }
)
_HEADING: Final = re.compile(r"<h1\b[^>]{0,600}>(.{1,600}?)</h1>", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]{0,600}>")
_ADDRESS_DAY: Final = re.compile(r"(?<=/)((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?!\d)")
_LATEST: Final = "2200-01-01"
"""Given to the date search, which would otherwise ask the clock and answer by the day."""


def read_page(capture: Capture) -> tuple[Document, tuple[Problem, ...]]:
    """Find the article of a page; raises ProblemError (CC007) where there is none.

    The text is title, two line feeds and body. Nothing is fetched.
    """
    declared = _CHARSET.search(capture.body[:_HEAD])
    markup, problems = decode(capture, declared[1].decode("ascii", "replace") if declared else None)
    page = _extracted(markup, capture)
    body = (page.text or "").strip() if page is not None else ""
    if page is None or not body:
        hint = "The page may build its text with scripts; save the text itself."
        raise ProblemError(
            Problem("CC007", "No article text was found in the page.", capture.address, hint)
        )
    title = _without_site(" ".join((page.title or "").split()), markup)
    if title and body.startswith(f"{title}\n"):  # the page's one heading, found a second time
        body = body[len(title) :].lstrip()
    text = f"{title}\n\n{body}" if title else body
    imprint = Imprint(
        title=title,
        outlet=page.sitename or page.hostname or "",
        authors=tuple(filter(None, (name.strip() for name in (page.author or "").split(";")))),
        published=_stated_time(markup) or _found_time(page.date, page.url or capture.address, body),
        language=UNDETERMINED,
        address=page.url or capture.address,
    )
    span = Span(0, len(title), title) if title else None
    return Document(text=text, imprint=imprint, title=span), problems


def _without_site(title: str, markup: str) -> str:
    """Drop what follows the heading in a page's title: " - The Outlet"."""
    for heading in _HEADING.findall(markup):
        words = " ".join(unescape(_TAG.sub(" ", heading)).split())
        # A heading of a few characters is a section's name.
        if len(words) >= 10 and title.startswith(words):
            return words
    return title


def _extracted(markup: str, capture: Capture) -> Any:  # noqa: ANN401  trafilatura is untyped
    # Loading trafilatura takes longer than reading a thousand lines of JSON, so only pages pay.
    from trafilatura import bare_extraction  # noqa: PLC0415

    # A declaration of the bytes' encoding is refused by lxml once they are characters.
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup.replace("\0", " "))
    try:
        return bare_extraction(
            markup,
            url=capture.address if capture.address.startswith("http") else None,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "max_date": _LATEST},
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as failure:
        message = f"The page could not be parsed: {failure}."
        raise ProblemError(Problem("CC007", message, capture.address)) from failure


def _stated_time(markup: str) -> datetime | None:
    """When the page says it was published, to the minute; linked data first, then meta tags."""
    for block in _LINKED_DATA.findall(markup):
        try:
            data = json.loads(block)
        except (ValueError, RecursionError):
            continue
        for value in _published_values(data, 0):
            if moment := parse_time(value):
                return moment
    for tag in _META.findall(markup):
        attributes = {name.lower(): a or b for name, a, b in _ATTRIBUTE.findall(tag)}
        names = (attributes.get(key, "").lower() for key in ("property", "name", "itemprop"))
        if _TIME_NAMES.intersection(names) and (moment := parse_time(attributes.get("content"))):
            return moment
    return None


def _found_time(found: object, address: str, body: str) -> datetime | None:
    """Give the day that trafilatura found, unless address or by-line know better than 1 January.

    Where a page shows only a year, that is the day it gives.
    """
    moment = parse_time(found)
    if moment is None or (moment.month, moment.day) != (1, 1):
        return moment
    return _day_in(address) or published_in(body, detect_language(body)) or moment


def _day_in(address: str) -> datetime | None:
    """Read a day that stands in an address: /2031/5/9/ferry, /2031-05-09-ferry."""
    for match in _ADDRESS_DAY.finditer(address):
        year, _, month, day = match.groups()
        try:
            return datetime(int(year), int(month), int(day))  # noqa: DTZ001  addresses have no zone
        except ValueError:
            continue
    return None


def _published_values(data: object, depth: int) -> Iterator[object]:
    """Give each datePublished in linked data, outermost first; lists of other stories are not."""
    if depth > 4:
        return
    if isinstance(data, dict):
        if "datePublished" in data:
            yield data["datePublished"]
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _published_values(data.get(key), depth + 1)
    elif isinstance(data, list):
        for item in data:
            yield from _published_values(item, depth + 1)
