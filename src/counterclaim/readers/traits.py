"""What can be seen of a block: the names that its score is summed from.

No trait holds a word of the page. The numbers in them are steps, so that a trait is there or not.
"""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from counterclaim.readers.blocks import Block, Place

_WORD: Final = re.compile(r"\w+")
_SENTENCE_END: Final = re.compile(r"[.!?…。！？।؟][\"”“»)\]’'」』]*$")
_STOP: Final = re.compile(r"[.!?…。！？।:;,\"”»][\"”»)\]’']*$")
_INNER_END: Final = re.compile(r"[a-zà-ÿ\d)][.!?][\"”»)]*\s+[\"“«(]?[A-ZÀ-Þ]|。.")
_WIDE: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that say as much in one as others do in two."""
_ADDRESS: Final = re.compile(r"https?:|www\.|@\w")
_CLOCK: Final = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b")
_OPENINGS: Final = "\"“„«»'‘([–—- "
_SHARES: Final[Sequence[float]] = (0.0, 0.05, 0.15, 0.3, 0.5, 0.7, 0.9, 0.99)
_SHORT: Final = 60
_LONG: Final = 150
"""Letters; what is shorter than the one is no paragraph, what is longer than the other is one."""
_ASIDE: Final = frozenset(
    {
        *("comment", "related", "side", "nav", "footer", "notice", "subscribe", "ad"),
        *("<nav>", "<footer>", "<aside>"),
    }
)
_TAGS: Final = frozenset(
    {
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "li", "figcaption", "blockquote", "section"),
        *("article", "main", "header", "footer", "body", "dt", "dd", "ul", "aside", "tr", "form"),
        *("nav", "summary", "figure"),
    }
)


@dataclass(frozen=True, slots=True)
class Named:
    """What the page says of its article elsewhere, folded: only letters and figures, small."""

    title: str = ""
    summaries: tuple[str, ...] = ()
    body: str = ""


@dataclass(slots=True)
class Layout:
    """Measures over all blocks of a page; lists run along the blocks."""

    blocks: Sequence[Block]
    named: Named
    folded: list[str]
    size: list[int]
    links: list[float]
    """Share of a block's letters that are links."""
    prose: list[float]
    """Letters of a block that look like those of paragraphs."""
    total: float = 1.0
    beneath: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    """Prose anywhere beneath an element, by the identity of its place."""
    within: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    """Prose in blocks whose parent an element is."""
    alike: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    count: Counter[str] = field(default_factory=Counter)
    best: Place | None = None
    """The element that holds the most prose near it: the article's, most times."""
    heading: int | None = None


def folded(text: str) -> str:
    """Give words in small letters with single spaces, for comparing."""
    return " ".join(_WORD.findall(text.lower()))


def is_prose(text: str) -> bool:
    """Tell whether words are those of a paragraph: long, and ended as sentences are."""
    return _letters(text) >= _SHORT and _SENTENCE_END.search(text) is not None


def layout(blocks: Sequence[Block], named: Named) -> Layout:
    """Measure a page."""
    size = [_letters(block.text) for block in blocks]
    links = [block.linked / max(1, len(block.text)) for block in blocks]
    page = Layout(blocks, named, [folded(b.text) for b in blocks], size, links, [])
    near: dict[int, float] = {}
    places: dict[int, Place] = {}
    for block, letters, linked in zip(blocks, size, links, strict=True):
        prose = _prose(block, letters, linked)
        page.prose.append(prose)
        page.within[id(block.place.parent)] += prose
        page.alike[block.place.key] += prose
        page.count[block.place.key] += 1
        part, place = prose, block.place.parent
        while place is not None:
            page.beneath[id(place)] += prose
            near[id(place)] = near.get(id(place), 0.0) + part
            places[id(place)] = place
            part *= 0.6
            place = place.parent
    page.total = sum(page.prose) or 1.0
    page.best = places[max(near, key=lambda name: near[name])] if near else None
    page.heading = _heading(page)
    return page


def _letters(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _prose(block: Block, letters: int, linked: float) -> float:
    if letters < _SHORT or block.place.tag == "figcaption":
        return 0.0
    prose = letters * (1 - min(1.0, linked))
    return 0.3 * prose if block.place.around & _ASIDE else prose


def _heading(page: Layout) -> int | None:
    """Find the block that is the article's heading."""
    title = page.named.title
    tops = [i for i, block in enumerate(page.blocks) if page.folded[i] and _is_top(block.place)]
    if title:
        for i in tops:
            words = page.folded[i]
            if words == title or (len(words) > 10 and (words in title or title in words)):
                return i
        if title in page.folded:
            return page.folded.index(title)
    return tops[0] if tops else None


def _is_top(place: Place) -> bool:
    return place.tag == "h1" or (place.parent is not None and place.parent.tag == "h1")


def traits(page: Layout) -> list[list[str]]:
    """Give the traits of every block."""
    seen = Counter(page.folded)
    around = _Around()
    depth = [_depth(block.place, page.best) for block in page.blocks]
    inside = [i for i, d in enumerate(depth) if d is not None and page.prose[i] > 0]
    first, last = (inside[0], inside[-1]) if inside else (len(depth), -1)
    found = []
    for i, block in enumerate(page.blocks):
        have = [*_words(page, i), *around.of(block.place), *_mass(page, i, depth[i])]
        if seen[page.folded[i]] > 1:
            have.append("twice")
        have += _said(page, i)
        have += _where(page, i, first, last)
        have += _neighbours(page, i)
        found.append(have)
    return found


def _step(share: float) -> int:
    return bisect_left(_SHARES, share)


def _log(number: float, most: int) -> int:
    return min(most, int(math.log2(number) * 2))


def _kind(letters: int) -> str:
    return "short" if letters < _SHORT else "middling" if letters < _LONG else "long"


def _words(page: Layout, i: int) -> Iterator[str]:
    """Traits of the words themselves."""
    block, letters, linked = page.blocks[i], page.size[i], page.links[i]
    text = block.text
    tail = text[-5:]
    ended = _SENTENCE_END.search(tail) is not None
    yield f"size={_log(letters + 1, 12)}"
    yield f"links={_step(linked)}"
    yield f"bold={_step(block.strong / len(text))}"
    yield f"sentence={ended:d}{_INNER_END.search(text[:2000]) is not None:d}"
    if _STOP.search(tail):
        yield "stop"
    if text[-1] in ":?":
        yield f"ends={text[-1]}"
    start = text.lstrip(_OPENINGS)[:1]
    yield f"starts={_case(start)}"
    if _shouts(text[:200]):
        yield "capitals"
        if linked > 0.5:
            yield "capitals-linked"
    if _ADDRESS.search(text[:300]):
        yield "address"
    if "©" in text or "|" in text:
        yield "mark"
    if letters < _LONG and _CLOCK.search(text):
        yield "clock"
    if block.breaks:
        yield f"breaks={min(3, block.breaks)}"
    if linked > 0:
        yield from _linked(block, sentence=linked > 0.9 and ended)


def _linked(block: Block, *, sentence: bool) -> Iterator[str]:
    head, colon, rest = block.text.partition(":")
    if colon and len(head) < 30 and block.linked >= 0.9 * len(rest.strip()):
        yield "label-and-link"
    if sentence:
        yield "linked-sentence"
    if block.opened:
        yield "opens-linked"


def _case(letter: str) -> str:
    if letter.isupper():
        return "capital"
    return "small" if letter.islower() else "digit" if letter.isdigit() else "other"


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 4 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


class _Around:
    """Traits of the elements around blocks; blocks of one parent share them."""

    def __init__(self) -> None:
        self._known: dict[int, list[str]] = {}
        self._articles: dict[int, int] = {}
        self._tops = 0

    def of(self, place: Place) -> Iterator[str]:
        """Give the traits of a place; must be asked in the order of the page."""
        known = self._known.get(id(place))
        if known is None:
            known = self._known[id(place)] = list(self._of(place))
        yield from known
        self._tops += place.tag == "h1"
        yield f"tops={min(2, self._tops)}"

    def _of(self, place: Place) -> Iterator[str]:
        yield f"tag={_tag(place)}"
        yield f"tag2={_tag(place.parent)}"
        levels = (("own", place), ("parent", place.parent))
        upper = place.parent.parent if place.parent is not None else None
        for level, at in (*levels, ("grand", upper)):
            if at is not None:
                yield from (f"{level}:{sign}" for sign in sorted(at.own))
        yield from (f"around:{sign}" for sign in sorted(place.around))
        article, at = None, place
        while at.parent is not None:
            article = at if at.tag == "article" else article
            at = at.parent
        if article is None:
            yield "article=none"
        else:
            yield f"article={min(3, self._articles.setdefault(id(article), len(self._articles)))}"


def _tag(place: Place | None) -> str:
    return place.tag if place is not None and place.tag in _TAGS else "?"


def _depth(place: Place, best: Place | None) -> int | None:
    """Levels below the best element; None outside of it."""
    depth, at = 0, place
    while at is not best:
        if at.parent is None:
            return None
        at, depth = at.parent, depth + 1
    return depth


def _mass(page: Layout, i: int, depth: int | None) -> Iterator[str]:
    """Traits of how much prose stands around and in the same kind of element."""
    place = page.blocks[i].place
    upper = place.parent.parent if place.parent is not None else None
    yield f"beside={_step(page.within[id(place.parent)] / page.total)}"
    yield f"above={_step(page.beneath[id(upper)] / page.total)}" if upper else "above=none"
    yield f"alike={_step(page.alike[place.key] / page.total)}"
    if page.blocks[i].opened and page.count[place.key] > 3:
        yield f"opens-linked={min(5, int(math.log2(page.count[place.key])))}"
    yield f"count={min(6, int(math.log2(page.count[place.key])))}"
    best = "out" if depth is None else str(min(6, depth))
    yield f"best={best}"
    yield f"best={best}{_kind(page.size[i])}{'-linked' if page.links[i] > 0.5 else ''}"
    yield f"best={best}{_tag(place)}"


def _said(page: Layout, i: int) -> Iterator[str]:
    """Traits of what the page says elsewhere in the same words."""
    words, named = page.folded[i], page.named
    if words == named.title:
        yield "title"
    if len(words) > 20:
        if words in named.summaries:
            yield "summary"
        elif any(words.startswith(summary[:60]) for summary in named.summaries):
            yield "summary-begun"
    if not named.body:
        yield "stated=unknown"
        return
    held = f" {words} " in named.body or (len(words) > 80 and words[10:60] in named.body)
    yield f"stated={bool(words) and held:d}"
    yield f"stated={bool(words) and held:d}{'short' if page.size[i] < _SHORT else 'long'}"


def _where(page: Layout, i: int, first: int, last: int) -> Iterator[str]:
    """Traits of where the block stands from the heading and from the article's prose."""
    if page.heading is None:
        yield "heading=none"
    else:
        away = i - page.heading
        yield f"heading={'before' if away < 0 else 'here' if away == 0 else 'behind'}"
        if away > 0:
            yield f"below={min(8, int(math.log2(away) * 1.5))}"
    yield f"part={8 * i // len(page.blocks)}"
    where = "before" if i < first else "behind" if i > last else "within"
    yield f"prose={where}"
    yield f"prose={where}-{_kind(page.size[i])}"
    if where == "before":
        yield f"to-prose={min(6, first - i)}"
    elif where == "behind":
        yield f"from-prose={min(6, i - last)}"


def _neighbours(page: Layout, i: int) -> Iterator[str]:
    place = page.blocks[i].place
    for away in (-2, -1, 1, 2):
        j = i + away
        if not 0 <= j < len(page.blocks):
            yield f"{away}:none"
            continue
        other = page.blocks[j].place
        yield f"{away}:size={_log(page.size[j] + 1, 12) // 2}"
        yield f"{away}:links={_step(page.links[j]) // 3}"
        yield f"{away}:same={other.parent is place.parent:d}"
        if abs(away) == 1:
            yield f"{away}:tag={_tag(other)}"
