"""What a page says of itself: linked data, meta tags, the canonical link; nothing is guessed here.

Sources: schema.org in JSON-LD, the Open Graph protocol, Dublin Core, and names that publishing
systems have made common.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import unescape
from typing import Any, Final

from counterclaim.readers.blocks import UNSEEN
from counterclaim.readers.dates import parse_time
from counterclaim.readers.tags import Tags, tags_of

_LINKED_DATA: Final = re.compile(r">(.*?)</(?:script|SCRIPT)>", re.DOTALL)
_ATTRIBUTE: Final = re.compile(
    r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)
_VALUE: Final = re.compile(r"=\s*+(?:[\"']\s*+)?+([^\s\"'>]++)")
"""The first word of what may be an attribute's value."""
_TITLE: Final = re.compile(r"<title[^>]*>([^<]{1,2000})</title>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{1,2000}>")
_PUBLISHED: Final = (
    *("article:published_time", "og:published_time", "datepublished", "publishdate"),
    *("date.issued", "dc.date.issued", "dcterms.created", "parsely-pub-date", "pubdate"),
    *("sailthru.date", "cxenseparse:recs:publishtime", "publish-date", "article.published"),
    *(
        "og:article:published_time",
        "dc.date",
        "dcterms.date",
        "date",
        "published",
        "publication_date",
    ),
)
_MODIFIED: Final = (
    *(
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "last-modified",
        "dcterms.modified",
    ),
    *("og:modified_time", "article.updated", "og:article:modified_time"),
)
_ARTICLE: Final = re.compile(r"(?:Article|Posting|Report|WebPage|Review|Blog)$")
_BRACKETS: Final = re.compile(r"\s*\([^()]*\)\s*$")
_NESTED: Final = ("@graph", "mainEntity", "mainEntityOfPage")
_DEEPEST: Final = 5


class Said:
    """The statements of one page, read when first asked for; ``tags`` are those of its markup."""

    __slots__ = ("_articles", "_contents", "_stating", "markup", "tags")

    def __init__(self, markup: str, tags: Tags | None = None) -> None:
        self.markup = markup
        self.tags = tags_of(markup) if tags is None else tags
        # Kept by hand: compiled, a cached property would be worked out at each question.
        self._stating: Mapping[str, Sequence[tuple[str, str]]] | None = None
        self._contents: dict[str, tuple[str, ...]] = {}
        self._articles: tuple[Mapping[str, Any], ...] | None = None

    def contents(self, name: str) -> tuple[str, ...]:
        """Contents of meta tags whose property, name or itemprop this is, in small letters; and others'.

        ``link:canonical`` holds the addresses of links, ``time`` the machine times of <time>
        elements, ``lang`` the language of the page.
        """
        known = self._contents.get(name)
        if known is None:
            known = self._contents[name] = self._contents_of(name)
        return known

    def _contents_of(self, name: str) -> tuple[str, ...]:
        if self._stating is None:
            self._stating = _by_name(self.tags.stating)
        # A tag that has one word in two values stands there twice.
        found = (
            value
            for kind, inside in dict.fromkeys(self._stating.get(name, ()))
            for stated, value in _statements(kind, _attributes(inside))
            if stated == name and value
        )
        return tuple(found)

    @property
    def articles(self) -> tuple[Mapping[str, Any], ...]:
        """Objects of linked data that describe the page's article, the fullest kind first."""
        if self._articles is None:
            self._articles = self._read_articles()
        return self._articles

    def _read_articles(self) -> tuple[Mapping[str, Any], ...]:
        found: list[Mapping[str, Any]] = []
        for place in self.tags.linked:
            block = _LINKED_DATA.match(self.markup, place)
            if block is None:
                continue
            try:
                data = json.loads(block[1].strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            found.extend(_objects(data, 0))
        return tuple(sorted(found, key=_fullness))

    def first(self, *names: str) -> str:
        """Give the first meta content under the first of these names that has one."""
        return next((contents[0] for contents in map(self.contents, names) if contents), "")

    def linked(self, field: str) -> Iterator[object]:
        """Give a field's values in the linked data of the article."""
        return (found[field] for found in self.articles if found.get(field))

    @property
    def titles(self) -> tuple[str, ...]:
        """Headlines that the page names, the likeliest first; they may end in the outlet's name."""
        headlines = [words_in(value) for value in self.linked("headline")]
        tag = _TITLE.search(self.markup)
        shared = [self.first("og:title"), self.first("twitter:title"), self.first("title")]
        named = [*shared[:1], *headlines, *shared[1:], words_in(tag[1]) if tag else ""]
        return tuple(dict.fromkeys(filter(None, map(words_in, named))))

    @property
    def outlet(self) -> str:
        """Who brings the page out; "" where it does not say."""
        name = self.first("og:site_name", "application-name", "cre", "article:publisher_name")
        publishers = (_named(value) for value in self.linked("publisher"))
        return words_in(name) or next(filter(None, publishers), "")

    @property
    def authors(self) -> tuple[str, ...]:
        """Persons whom the page names as its authors."""
        for value in self.linked("author"):
            people = value if isinstance(value, list) else [value]
            names = tuple(filter(None, map(_named, people)))
            if names:
                return tuple(dict.fromkeys(names))
        names = ("author", "article:author", "parsely-author", "byl")
        listed: tuple[str, ...] = next(filter(None, map(self.contents, names)), ())
        return tuple(dict.fromkeys(words_in(name) for name in listed if "://" not in name and name))

    @property
    def descriptions(self) -> tuple[str, ...]:
        """Summaries that the page gives of itself."""
        names = ("description", "og:description", "twitter:description")
        given = [*map(self.first, names), *map(words_in, self.linked("description"))]
        return tuple(dict.fromkeys(filter(None, map(words_in, given))))

    @property
    def body(self) -> str:
        """The article's text in linked data, the longest; "" where there is none."""
        bodies = (words_in(value) for value in self.linked("articleBody"))
        return max(bodies, key=len, default="")

    @property
    def canonical(self) -> str:
        """The address that the page names as its own; "" where it names none that is whole."""
        addresses = (self.first("link:canonical"), self.first("og:url"), self.first("twitter:url"))
        return next((a for a in addresses if a.lower().startswith(("http://", "https://"))), "")

    @property
    def published(self) -> datetime | None:
        """When the page says it appeared; linked data first, then meta tags."""
        return _first_time([*self.linked("datePublished"), *self._under(_PUBLISHED)])

    @property
    def modified(self) -> datetime | None:
        """When the page says it was last changed."""
        return _first_time([*self.linked("dateModified"), *self._under(_MODIFIED)])

    def _under(self, names: tuple[str, ...]) -> list[str]:
        return [value for name in names for value in self.contents(name)]


def _by_name(stating: Sequence[tuple[str, str]]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Sort tags by the names under which they may state something: for <meta>, by any of its values.

    What exactly they state is read when asked for: of a page's fifty names a dozen are.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for tag in stating:
        kind, inside = tag
        if kind == "meta" and "&" not in inside:
            for name in _VALUE.findall(inside):
                found.setdefault(name.lower(), []).append(tag)
        else:  # few; and a name that is written in codes has to be read first
            for name, _ in _statements(kind, _attributes(inside)):
                found.setdefault(name, []).append(tag)
    return found


def _attributes(inside: str) -> Mapping[str, str]:
    return {
        name.lower(): unescape(a or b or c).strip() for name, a, b, c in _ATTRIBUTE.findall(inside)
    }


def _statements(kind: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if kind == "meta":
        for key in ("property", "name", "itemprop", "http-equiv"):
            if key in values:
                yield values[key].lower(), values.get("content", "")
    elif kind == "link":
        for word in values.get("rel", "").lower().split():
            if word == "canonical":
                yield f"link:{word}", values.get("href", "")
    elif kind == "time":
        yield values.get("itemprop", "time").lower(), values.get("datetime", "")
        if "pubdate" in values:
            yield "pubdate", values.get("datetime", "")
    else:
        yield "lang", values.get("lang", "")


def _objects(data: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Give each object that states something of the article, outermost first.

    Lists of other stories hang under other keys and are not entered.
    """
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        if any(key in data for key in ("datePublished", "headline", "articleBody", "author")):
            yield data
        for key in _NESTED:
            yield from _objects(data.get(key), depth + 1)
    elif isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)


def _fullness(found: Mapping[str, Any]) -> int:
    """Rank an object: a report before a mere page, anything else (a video, a person) last."""
    kinds = found.get("@type")
    names = [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]
    if any(name.endswith(("Article", "Posting", "Report")) for name in names):
        return 0
    return 1 if any(_ARTICLE.search(name) for name in names) else 2


def _named(value: object) -> str:
    """Give the name of a person or organisation, which may be a string or an object."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str) or "://" in value:
        return ""
    # Initials or an agency in brackets stand behind some names; in brackets alone stand pictures'.
    return _BRACKETS.sub("", words_in(value)).strip()


def words_in(value: object) -> str:
    """Give a string without markup and with white space made single; "" for anything else."""
    if not isinstance(value, str):
        return ""
    if "<" in value:
        value = _TAG.sub(" ", value)
    # Twice, since systems escape what was escaped.
    return " ".join(UNSEEN.sub("", unescape(unescape(value))).split())


def _first_time(values: list[object]) -> datetime | None:
    return next(filter(None, map(parse_time, values)), None)
