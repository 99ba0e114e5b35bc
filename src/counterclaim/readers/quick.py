"""The fast way through a page, for archives of millions: resiliparse finds the article.

Several times as fast as ``html``, and less exact: captions and links beside the article come along
more often, and of the articles that only scripts hold those alone are found that linked data give
whole. Where one element holds the article, nothing else of the page is parsed.
``bench/pages.py`` prints both.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from counterclaim.model import Capture, Document, Problem, ProblemError
from counterclaim.readers.headline import headline
from counterclaim.readers.html import THIN, Page, document_of, markup_of, no_article
from counterclaim.readers.region import article_region
from counterclaim.readers.said import Said, words_in
from counterclaim.readers.tags import Tags, tags_of
from counterclaim.readers.traits import folded, is_prose

if TYPE_CHECKING:
    from resiliparse.parse.html import HTMLTree

_PARAGRAPHS: Final = "\n\n"
_HEADING: Final = re.compile(r"<h1[^<>]{0,2000}>(.{0,4000}?)</h1>", re.DOTALL)
_INLINE: Final = re.compile(r"<(?!br\b)[^<>]*>", re.IGNORECASE)
_KEPT: Final = 0.5
"""Share of the letters that stand between the first paragraph and the last, else all are kept."""


def read_page_quickly(capture: Capture) -> tuple[Document, tuple[Problem, ...]]:
    """Find the article of a page; raises ProblemError (CC007) where there is none.

    The document has the shape that ``html.read_page`` gives, without fences.
    """
    markup, problems = markup_of(capture)
    # Looked for in the bytes, which is ten times as fast as among characters.
    words = markup.replace("\0", " ") if b"\0" in capture.body else markup
    tags = tags_of(words)
    said = Said(markup, tags)
    region = article_region(tags)
    tree = _parsed(words[slice(*region)] if region else words)
    title = headline(said, _headings(words, tags, region))
    around = _lines(tree, title, main=True)
    if region and _size(_between(around)) < THIN:
        tree = _parsed(words)
        around = _lines(tree, title, main=True)
    kept = _article(tree, said, title, around)
    if not kept:
        raise ProblemError(no_article(capture))
    text = _PARAGRAPHS.join(([title] if title else []) + kept)
    page = Page(capture, said, title, around=_PARAGRAPHS.join(around), thorough=False)
    return document_of(page, text), problems


def _parsed(markup: str) -> "HTMLTree":
    # Loaded by those who need it: it takes as long as reading fifty pages.
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415

    try:
        return HTMLTree.parse(markup)
    except UnicodeEncodeError:  # halves of surrogate pairs, which a few encodings can write
        return HTMLTree.parse(markup.encode("utf-8", "replace").decode())


def _headings(markup: str, tags: Tags, region: tuple[int, int] | None) -> list[str]:
    """The page's main headings: those in the element of the article, else those above it."""
    places = [place for name, place in tags.elements if name == "h1"]
    start, end = region or (0, len(markup))
    within = _headings_at(markup, [place for place in places if start <= place < end])
    return within or _headings_at(markup, [place for place in places if place < start])


def _headings_at(markup: str, places: Sequence[int]) -> list[str]:
    found = (_HEADING.match(markup, place) for place in places)
    # Tags within a heading stand between letters of one word as well; those of a line's end do not.
    return [words_in(_INLINE.sub("", heading[1])) for heading in found if heading is not None]


def _lines(tree: "HTMLTree", title: str, *, main: bool) -> list[str]:
    """Give the lines of a page's text that have words, its title left out."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    found = extract_plain_text(
        tree, main_content=main, alt_texts=False, links=False, comments=False
    )
    lines = (" ".join(line.split()) for line in found.split("\n"))
    named, most = folded(title), 2 * len(title)
    # Few lines are as long as the title, and only those need be folded.
    return [
        line
        for line in lines
        if line and not (len(named) <= len(line) <= most and folded(line) == named)
    ]


def _article(tree: "HTMLTree", said: Said, title: str, around: Sequence[str]) -> list[str]:
    """Give the lines of the article; where next to none are found, of linked data or of the page."""
    lines, body = _between(around), said.body
    enough = max(THIN, 2 * _size(lines))
    if len(body) > enough:
        return [body]
    if _size(lines) >= THIN:
        return lines
    others = _between(_lines(tree, title, main=False))
    return others if _size(filter(is_prose, others)) > enough else lines


def _between(lines: Sequence[str]) -> list[str]:
    """Leave out what stands before the first paragraph and after the last: bars, names, links.

    Where that is most of the words, the article is of another kind, a list or a table.
    """
    places = range(len(lines))
    first = next((i for i in places if is_prose(lines[i])), 0)
    last = next((i for i in reversed(places) if is_prose(lines[i])), len(lines))
    within = lines[first : last + 1]
    return list(within if _size(within) >= _KEPT * _size(lines) else lines)


def _size(lines: Iterable[str]) -> int:
    return sum(map(len, lines))
