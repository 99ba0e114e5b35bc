"""Tell what sort of feed a body is and give its entries, also where its XML is broken."""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree, html

from counterclaim.model import Problem, ProblemError

_SITEMAPS: Final = ("urlset", "sitemapindex")
_NEWS: Final = "{http://www.google.com/schemas/sitemap-news/0.9}"
_ITEM: Final = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_START: Final = 4_000
"""Bytes in which a feed says what it is."""
_LONGEST: Final = 500
"""Characters of a title or key; a longer one is cut."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed.

    ``key`` tells it from the others of its feed. ``version`` is what the feed says of its last
    change, "" for nothing. ``published`` is ISO 8601. ``content`` is HTML, and "" where there is an
    ``address`` to read it at.
    """

    key: str
    address: str
    title: str = ""
    published: str = ""
    version: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed gives: its entries, further sitemaps that it lists, and what is wrong with it."""

    entries: tuple[Entry, ...]
    children: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_feed(body: bytes, address: str, media_type: str = "") -> Feed:
    """Read a feed; addresses in it are relative to ``address``.

    Raises ProblemError CC050 where it is no feed, or defines entities of its own.
    """
    start = body[:_START].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"{"):
        return _json_feed(body, address)
    # Nobody needs them in a feed, and parsers have died of them.
    if b"<!ENTITY" in body.replace(b"\0", b""):
        raise _no_feed(address, "It defines entities of its own and was not read.")
    lowered = start.lower()
    if any(f"<{name}".encode() in lowered for name in _SITEMAPS):
        return _sitemap(body, address)
    return _syndicated(body, address, media_type)


def _no_feed(address: str, message: str) -> ProblemError:
    return ProblemError(Problem("CC050", message, address, "Check the address of the feed."))


def _syndicated(body: bytes, address: str, media_type: str) -> Feed:
    """Read RSS or Atom."""
    parsed = _parsed(body, address, media_type)
    entries = tuple(_entries(parsed.entries, address))
    fault = parsed.get("bozo_exception")
    broken = fault is not None and _is_broken(fault)
    if broken and (mended := _mended(body)):
        again = tuple(_entries(_parsed(mended, address, media_type).entries, address))
        entries = max(entries, again, key=len)
    if not parsed.get("version") and not entries:
        raise _no_feed(address, "It is no feed: it is neither RSS, Atom, JSON Feed nor a sitemap.")
    problems: tuple[Problem, ...] = ()
    if broken:
        begun = len(_ITEM.findall(body))
        told = " ".join(str(fault).split())[:100]
        message = f"Its XML is broken ({told}); {len(entries):,} of {begun:,} entries were read."
        problems = (Problem("CC050", message, address, "Tell its publisher."),)
    return Feed(entries, problems=problems)


def _parsed(body: bytes, address: str, media_type: str) -> Any:  # noqa: ANN401  it is untyped
    # Loading it takes longer than reading a feed does.
    import feedparser  # noqa: PLC0415

    headers = {"content-location": address}
    if media_type:
        headers["content-type"] = media_type
    # A stream, since a string that looks like an address or a path would be opened.
    return feedparser.parse(io.BytesIO(body), response_headers=headers)


def _mended(body: bytes) -> bytes:
    """Give broken XML as a parser that forgives more understands it, b"" where it cannot."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return b""
    return b"" if root is None else etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _is_broken(fault: BaseException) -> bool:
    """Whether the XML itself is at fault, and not the media type that the server gave."""
    return type(fault).__name__ not in {"NonXMLContentType", "CharacterEncodingOverride"}


def _entries(items: Sequence[Mapping[str, Any]], address: str) -> Iterator[Entry]:
    for given in items:
        # The library's own dictionary stands one field in for another, and warns of it.
        item = dict(given)
        link = _web(item.get("link"), address)
        contents = [str(part.get("value", "")) for part in item.get("content", ())]
        words = max([*contents, str(item.get("summary", ""))], key=len)
        title = _plain(item.get("title"))
        published = _moment(item.get("published_parsed") or item.get("updated_parsed"))
        key = str(item.get("id") or "") or link or title or words
        yield Entry(
            key=key[:_LONGEST],
            address=link,
            title=title[:_LONGEST],
            published=published,
            version=_moment(item.get("updated_parsed")) or published,
            content="" if link else words,
        )


def _json_feed(body: bytes, address: str) -> Feed:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as failure:
        raise _no_feed(address, f"It is not valid JSON: {failure}.") from None
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        raise _no_feed(address, "It is JSON, but no JSON Feed.")
    return Feed(tuple(_items(value["items"], address)))


def _items(items: Sequence[object], address: str) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        about = {k: str(v) for k, v in item.items() if isinstance(v, str | int)}
        link = _web(about.get("url") or about.get("external_url"), address)
        words = about.get("content_html") or _as_html(about.get("content_text", ""))
        key = about.get("id") or link or about.get("title", "") or words
        yield Entry(
            key=key[:_LONGEST],
            address=link,
            title=_plain(about.get("title"))[:_LONGEST],
            published=_iso(about.get("date_published")),
            version=_iso(about.get("date_modified")) or _iso(about.get("date_published")),
            content="" if link else words,
        )


def _sitemap(body: bytes, address: str) -> Feed:
    """Read a sitemap, a news sitemap or a list of sitemaps, element by element."""
    entries: list[Entry] = []
    children: list[str] = []
    events = etree.iterparse(
        io.BytesIO(body),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for _, element in events:
            place = _web(element.findtext("{*}loc"), address)
            if place and etree.QName(element).localname == "sitemap":
                children.append(place)
            elif place:
                entries.append(_located(element, place))
            element.clear()
    except etree.XMLSyntaxError as failure:
        if not entries and not children:
            raise _no_feed(address, f"Its XML cannot be read ({failure.msg}).") from None
    problems: tuple[Problem, ...] = ()
    if events.error_log:
        if not entries and not children:
            raise _no_feed(address, "Its XML is broken from the start.")
        message = f"Its XML is broken; {len(entries):,} entries were read."
        problems = (Problem("CC050", message, address, "Tell its publisher."),)
    return Feed(tuple(entries), tuple(children), problems)


def _located(element: Any, place: str) -> Entry:  # noqa: ANN401  lxml's own types are partial
    published = _iso(element.findtext(f"{_NEWS}news/{_NEWS}publication_date"))
    changed = _iso(element.findtext("{*}lastmod"))
    title = " ".join((element.findtext(f"{_NEWS}news/{_NEWS}title") or "").split())
    # When a page was last changed is not when it was published.
    return Entry(place[:_LONGEST], place, title[:_LONGEST], published, changed or published)


def _web(link: object, address: str) -> str:
    """Give a whole address of the web, "" for anything else."""
    if not isinstance(link, str) or not link.strip():
        return ""
    try:
        whole = urljoin(address, link.strip())
    except ValueError:
        return ""
    return whole if whole.lower().startswith(("http://", "https://")) else ""


def _plain(title: object) -> str:
    """Give the words of a title, which may hold HTML."""
    if not isinstance(title, str) or not title.strip():
        return ""
    if "<" not in title and "&" not in title:
        return " ".join(title.split())
    try:
        return " ".join(str(html.fromstring(f"<p>{title}</p>").text_content()).split())
    except (etree.LxmlError, ValueError):
        return " ".join(title.split())


def _as_html(words: str) -> str:
    lines = words.replace("&", "&amp;").replace("<", "&lt;").split("\n")
    return "".join(f"<p>{line}</p>" for line in lines if line.strip())


def _moment(parts: Any) -> str:  # noqa: ANN401  a struct_time in UTC, or None
    try:
        return datetime(*parts[:6]).replace(tzinfo=UTC).isoformat() if parts else ""  # noqa: DTZ001
    except (ValueError, TypeError, OverflowError):
        return ""


def _iso(text: object) -> str:
    """Give an ISO 8601 time as it stands, "" for what is none."""
    if not isinstance(text, str):
        return ""
    try:
        return datetime.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return ""
