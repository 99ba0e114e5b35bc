"""A page's blocks: runs of words that a browser sets apart, each with where it stands in the tree.

A block is a paragraph, a heading, an item of a list, a cell, or words that stand between such. What
the page says about it, in tags and in the names of classes, is gathered on the way down the tree.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import html
from lxml.etree import LxmlError, iterwalk

from counterclaim.readers.signs import SIGNS

_SILENT: Final = frozenset(
    {
        *("script", "style", "noscript", "template", "svg", "iframe", "select", "object", "math"),
        *("head", "canvas", "audio", "video", "map", "textarea", "datalist", "input", "button"),
    }
)
"""Elements whose content is no text of the page."""

_INLINE: Final = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "ruby", "rt"),
        *("img", "picture", "source"),
    }
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_CELLS: Final = frozenset({"td", "th"})
"""A row of a table is one block, unless its cells hold blocks of their own."""
_BOLD: Final = frozenset({"b", "strong"})
_TELLING: Final = frozenset(
    {
        *("article", "main", "aside", "nav", "footer", "header", "form", "figure", "figcaption"),
        *("ul", "ol", "table", "blockquote", "section", "dl", "details", "address"),
    }
)
"""Elements whose names say what is in them."""
_NAMES: Final = ("class", "id", "itemprop", "role", "data-testid", "data-component")
_BREAK: Final = "\0"
"""Stands for <br>; no page has it, since it is taken out before parsing."""
UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and spaces without width: they would hide the words they stand in."""


@dataclass(frozen=True, slots=True)
class Place:
    """An element with what it and those around it say of themselves."""

    tag: str
    parent: "Place | None"
    own: frozenset[str]
    """Signs in its own tag, classes and identifier."""
    around: frozenset[str]
    """Signs of all elements around it."""
    key: str
    """Path of tags and classes, the same for elements that a page's template made alike."""
    depth: int


@dataclass(slots=True)
class Block:
    """Words of a block; ``linked`` and ``strong`` count the characters in links and in bold."""

    place: Place
    text: str
    linked: int
    strong: int
    breaks: int
    opened: bool
    """Whether its first words are a link."""


def parsed(markup: str) -> html.HtmlElement | None:
    """Parse a page; None where there is no element in it."""
    # Bytes of a known encoding: lxml refuses characters that declare one of their own.
    data = markup.replace("\0", " ").encode("utf-8", "replace")
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        root: html.HtmlElement | None = html.document_fromstring(data, parser=parser)
    except (LxmlError, ValueError):
        return None
    return root


def blocks_of(root: html.HtmlElement) -> list[Block]:
    """Give the blocks of a page in order."""
    body = root.find("body")
    gathering = _Gathering(Place("body", None, frozenset(), frozenset(), "", 0))
    walk = iterwalk(root if body is None else body, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            gathering.leave(element)
        elif not gathering.enter(element):
            walk.skip_subtree()
    gathering.flush()
    return gathering.found


class _Gathering:
    """What has been met on one way through the tree."""

    def __init__(self, place: Place) -> None:
        self.found: list[Block] = []
        self._place = place
        self._pieces: list[str] = []
        self._linked = self._strong = self._breaks = 0
        self._links = self._bolds = 0
        self._opened = False
        """How many links and bold elements are open."""
        self._skipped = False

    def enter(self, element: html.HtmlElement) -> bool:
        """Take an element's start and first words; False where all of it is to be skipped."""
        tag = element.tag
        if tag in _SILENT or _HIDDEN.search(element.get("style") or ""):
            self._skipped = True
            return False
        if tag in _INLINE:
            self._links += tag == "a"
            self._bolds += tag in _BOLD
        elif tag in _CELLS:
            self._pieces.append(" ")
        elif tag == "br":
            self._pieces.append(_BREAK)
            self._breaks += 1
        else:
            self.flush()
            self._place = _placed(element, self._place)
        self._take(element.text)
        return True

    def leave(self, element: html.HtmlElement) -> None:
        """Take an element's end and the words behind it."""
        tag = element.tag
        if self._skipped:
            self._skipped = False
        elif tag in _INLINE:
            self._links -= tag == "a"
            self._bolds -= tag in _BOLD
        elif tag not in _CELLS and tag != "br":
            self.flush()
            self._place = self._place.parent or self._place
        self._take(element.tail)

    def _take(self, words: str | None) -> None:
        if not words:
            return
        if self._links and not self._opened and not "".join(self._pieces).strip():
            self._opened = bool(words.strip())
        self._pieces.append(words)
        if self._links or self._bolds:
            letters = len(words.strip())
            self._linked += letters if self._links else 0
            self._strong += letters if self._bolds else 0

    def flush(self) -> None:
        """Close the block that is open, if it has words."""
        if not self._pieces:
            return
        text = _spaced("".join(self._pieces), self._breaks)
        if text:
            marks = self._linked, self._strong, self._breaks, self._opened
            self.found.append(Block(self._place, text, *marks))
        self._pieces = []
        self._opened = False
        self._linked = self._strong = self._breaks = 0


def _spaced(raw: str, breaks: int) -> str:
    """Make white space single; only line breaks that the page asks for stay."""
    if not raw.isascii():
        raw = UNSEEN.sub("", raw)
    if not breaks:
        return " ".join(raw.split())
    lines = (" ".join(line.split()) for line in raw.split(_BREAK))
    return "\n".join(line for line in lines if line)


def _placed(element: html.HtmlElement, parent: Place) -> Place:
    """Tell where an element stands."""
    tag = str(element.tag)
    names = " ".join(filter(None, map(element.get, _NAMES)))
    own = _signs(names)
    if tag in _TELLING:
        own |= {f"<{tag}>"}
    around = parent.around | own if own else parent.around
    key = f"{parent.key[-80:]}/{tag}.{element.get('class') or ''}"
    return Place(tag, parent, own, around, key, parent.depth + 1)


@lru_cache(maxsize=10_000)
def _signs(names: str) -> frozenset[str]:
    words = {word.lower() for word in _WORD.findall(names)}
    return frozenset(SIGNS[word] for word in words if word in SIGNS)
