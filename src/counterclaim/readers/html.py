"""Web pages: the article out of its blocks, and what the page says of itself.

Nothing is fetched, and no clock is asked.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counterclaim.languages.detect import UNDETERMINED, detect_language
from counterclaim.model import Capture, Document, Fence, Imprint, Problem, ProblemError, Span
from counterclaim.model.document import host_of
from counterclaim.model.reason import Reason
from counterclaim.readers.blocks import Block, blocks_of, parsed
from counterclaim.readers.body import Part, article
from counterclaim.readers.byline import persons_of, published_in
from counterclaim.readers.dates import parse_time
from counterclaim.readers.decoding import decode
from counterclaim.readers.embedded import embedded_markup
from counterclaim.readers.headline import headings, headline
from counterclaim.readers.said import Said
from counterclaim.readers.traits import Named, folded

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE
)
_HEAD: Final = 4_000
"""Bytes in which a page declares its encoding; HTML asks for the first 1,024."""

_ADDRESS_DAY: Final = re.compile(r"(?<=/)((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?!\d)")
_LATEST: Final = "2200-01-01"
"""Given to the date search, which would otherwise ask the clock and answer by the day."""

THIN: Final = 250
"""Letters; an article shorter than this is looked for elsewhere in the page."""
_PARAGRAPHS: Final = "\n\n"
_NAME: Final = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,3}")
_AUTHORS: Final = 4


@dataclass(frozen=True, slots=True)
class Page:
    """One page on its way to a document."""

    capture: Capture
    said: Said
    title: str
    blocks: Sequence[Block] = ()
    parts: Sequence[Part] = ()
    around: str = ""
    """The article with what stands about it, where a by-line may be; "" where its text has all."""
    thorough: bool = True
    """Whether a day of publication is worth a search of all its words."""


def read_page(capture: Capture) -> tuple[Document, tuple[Problem, ...]]:
    """Find the article of a page; raises ProblemError (CC007) where there is none.

    The text is title, two line feeds and the article's blocks, with two line feeds between them.
    Captions, links and the like that stand between them are in the text and fenced.
    """
    markup, problems = markup_of(capture)
    said = Said(markup)
    root = parsed(markup)
    blocks = blocks_of(root) if root is not None else []
    title = headline(said, headings(blocks))
    page = Page(capture, said, title, blocks, _parts(markup, blocks, said, title))
    if not page.parts:
        raise ProblemError(no_article(capture))
    text, fences = _text_of(page)
    return document_of(page, text, fences), problems


def markup_of(capture: Capture) -> tuple[str, tuple[Problem, ...]]:
    """Decode a page; the offsets that ``origin`` gives count characters of this string."""
    declared = _CHARSET.search(capture.body[:_HEAD])
    return decode(capture, declared[1].decode("ascii", "replace") if declared else None)


def no_article(capture: Capture) -> Problem:
    """Say that a page has no article."""
    hint = Reason("The page may build its text with scripts; save the text itself.")
    message = Reason("No article text was found in the page.")
    return Problem("CC007", message, capture.address, hint)


def page_of(capture: Capture) -> tuple[list[Block], Named]:
    """Give what the choice of the article is made from: blocks, and what the page says of it."""
    markup, _ = markup_of(capture)
    said = Said(markup)
    root = parsed(markup)
    blocks = blocks_of(root) if root is not None else []
    return blocks, named(said, headline(said, headings(blocks)))


def named(said: Said, title: str) -> Named:
    """Fold what the page says of its article, for comparing with blocks."""
    summaries = tuple(filter(None, map(folded, said.descriptions)))
    body = folded(said.body)
    return Named(folded(title), summaries, f" {body} " if body else "")


def _parts(markup: str, blocks: Sequence[Block], said: Said, title: str) -> list[Part]:
    """Find the article among the blocks, else in the data that a script would lay out."""
    about = named(said, title)
    parts = article(blocks, about) if blocks else []
    if _letters(parts) >= THIN:
        return _below_title(parts, about.title)
    best = parts
    for found in embedded_markup(markup):
        root = parsed(f"<article><h1></h1>{found}</article>")
        inner = blocks_of(root) if root is not None else []
        held = article(inner, Named(about.title, about.summaries)) if inner else []
        if _letters(held) > max(THIN, 2 * _letters(best)):
            best = held
    if len(said.body) > max(THIN, 2 * _letters(best)):
        root = parsed(f"<article>{_laid_out(said)}</article>")
        best = [Part(block) for block in (blocks_of(root) if root is not None else [])]
    return _below_title(best, about.title)


def _laid_out(said: Said) -> str:
    return f"<p>{said.body}</p>"


def _letters(parts: Sequence[Part]) -> int:
    return sum(len(part.block.text) for part in parts if part.furniture is None)


def _below_title(parts: Sequence[Part], title: str) -> list[Part]:
    """Leave out the page's one heading, found a second time."""
    return [part for part in parts if folded(part.block.text) != title or part.furniture]


def document_of(page: Page, text: str, fences: tuple[Fence, ...] = ()) -> Document:
    """Set what a page says of itself beside its text, which begins with its title."""
    body = text[len(page.title) :]
    language = detect_language(body)
    if language == UNDETERMINED:
        language = page.said.first("lang").replace("_", "-").partition("-")[0].lower()
    canonical, address = page.said.canonical, page.capture.address
    imprint = Imprint(
        title=page.title,
        outlet=page.said.outlet or host_of(canonical) or host_of(address),
        authors=persons_of(page.said.authors or _signed(page.blocks), language),
        published=_published(page, body, language),
        language=language or UNDETERMINED,
        address=address,
        modified=page.said.modified,
        canonical=canonical,
    )
    span = Span(0, len(page.title), page.title) if page.title else None
    return Document(text=text, imprint=imprint, title=span, fences=fences)


def _text_of(page: Page) -> tuple[str, tuple[Fence, ...]]:
    pieces = [page.title] if page.title else []
    at = len(page.title) + len(_PARAGRAPHS) if page.title else 0
    fences = []
    for part in page.parts:
        words = part.block.text
        if part.furniture is not None:
            span = Span(at, at + len(words), words)
            fences.append(Fence(part.furniture, span, "page:block"))
        pieces.append(words)
        at += len(words) + len(_PARAGRAPHS)
    return _PARAGRAPHS.join(pieces), tuple(fences)


def _signed(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Names in blocks that the page itself calls authors."""
    found: dict[str, None] = {}
    for block in blocks:
        place = block.place
        near = place.own | (place.parent.own if place.parent else frozenset())
        if "byline" in near and len(block.text) < 80:
            for match in _NAME.finditer(block.text):
                found.setdefault(match[0])
                break
    return tuple(found)[:1] if len(found) > _AUTHORS else tuple(found)


def _published(page: Page, body: str, language: str) -> datetime | None:
    """When the page appeared: as it states, else as address, by-line, elements or a search say."""
    said = page.said
    address = said.canonical or page.capture.address
    return (
        said.published
        or _day_in(address)
        or _day_in(page.capture.address)
        or published_in(page.around or body, language)
        or next(filter(None, map(parse_time, said.contents("time"))), None)
        or _searched(said.markup, address, thorough=page.thorough)
    )


def _searched(markup: str, address: str, *, thorough: bool) -> datetime | None:
    """Search the page for a day, where nothing states one. 1 January is what a bare year gives.

    A search that is not thorough looks at the elements that mostly hold days, and not at all words.
    """
    # Loading the search takes longer than reading a hundred pages that state their time.
    from htmldate import find_date  # noqa: PLC0415

    # Without a handler it would print on standard error that a page holds no date.
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    url = address if address.startswith("http") else None
    try:
        day = find_date(
            markup, url=url, original_date=True, max_date=_LATEST, extensive_search=thorough
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None
    moment = parse_time(day)
    return moment if moment is not None and (moment.month, moment.day) != (1, 1) else None


def _day_in(address: str) -> datetime | None:
    """Read a day that stands in an address: /2031/5/9/ferry, /2031-05-09-ferry."""
    for match in _ADDRESS_DAY.finditer(address):
        year, _, month, day = match.groups()
        try:
            return datetime(int(year), int(month), int(day))  # noqa: DTZ001  addresses have no zone
        except ValueError:
            continue
    return None
