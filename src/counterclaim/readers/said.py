"""What a page says of itself: linked data, meta tags, the canonical link; nothing is guessed here.

Sources: schema.org in JSON-LD, the Open Graph protocol, Dublin Core, and names that publishing
systems have made common.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from typing import Any, Final

from counterclaim.readers.blocks import UNSEEN
from counterclaim.readers.dates import parse_time

_LINKED_DATA: Final = re.compile(r"[^<>]{0,300}>(.*?)</(?:script|SCRIPT)>", re.DOTALL)
_LINKED_MARK: Final = "application/ld+json"
# In capitals or not, spelt out: ignoring case would make the search of a page five times as slow.
_HEAD_TAG: Final = re.compile(r"<(meta|link|time|html|META|LINK|TIME|HTML)\s([^<>]{1,4000})")
_ATTRIBUTE: Final = re.compile(
    r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)
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
    """The statements of one page, read when first asked for."""

    __slots__ = ("_articles", "_metas", "markup")

    def __init__(self, markup: str) -> None:
        self.markup = markup
        # Kept by hand: compiled, a cached property would be worked out at each question.
        self._metas: Mapping[str, tuple[str, ...]] | None = None
        self._articles: tuple[Mapping[str, Any], ...] | None = None

    @property
    def metas(self) -> Mapping[str, tuple[str, ...]]:
        """Contents of meta tags by property, name or itemprop in small letters; and others' own.

        ``link:REL`` holds the addresses of links, ``time`` the machine times of <time> elements,
        ``lang`` the language of the page.
        """
        if self._metas is None:
            self._metas = self._read_metas()
        return self._metas

    def _read_metas(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for kind, inside in _HEAD_TAG.findall(self.markup):
            if kind in {"link", "LINK"} and "canonical" not in inside.lower():
                continue
            values = {
                name.lower(): unescape(a or b or c).strip()
                for name, a, b, c in _ATTRIBUTE.findall(inside)
            }
            for name, value in _statements(kind.lower(), values):
                if value:
                    found.setdefault(name, []).append(value)
        return {name: tuple(values) for name, values in found.items()}

    @property
    def articles(self) -> tuple[Mapping[str, Any], ...]:
        """Objects of linked data that describe the page's article, the fullest kind first."""
        if self._articles is None:
            self._articles = self._read_articles()
        return self._articles

    def _read_articles(self) -> tuple[Mapping[str, Any], ...]:
        found: list[Mapping[str, Any]] = []
        for block in _linked_data(self.markup):
            try:
                data = json.loads(block.strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            found.extend(_objects(data, 0))
        return tuple(sorted(found, key=_fullness))

    def first(self, *names: str) -> str:
        """Give the first meta content under the first of these names that has one."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

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
        given = self.metas.get("author") or self.metas.get("article:author", ())
        listed = given or self.metas.get("parsely-author", ()) or self.metas.get("byl", ())
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
        return _first_time([*self.linked("datePublished"), *self._contents(_PUBLISHED)])

    @property
    def modified(self) -> datetime | None:
        """When the page says it was last changed."""
        return _first_time([*self.linked("dateModified"), *self._contents(_MODIFIED)])

    def _contents(self, names: tuple[str, ...]) -> list[str]:
        return [value for name in names for value in self.metas.get(name, ())]


def _linked_data(markup: str) -> Iterator[str]:
    """Give the contents of the scripts that hold linked data."""
    at = markup.find(_LINKED_MARK)
    while at >= 0:
        block = _LINKED_DATA.match(markup, at + len(_LINKED_MARK))
        if block is not None:
            yield block[1]
        at = markup.find(_LINKED_MARK, block.end() if block else at + 1)


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
