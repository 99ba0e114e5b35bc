"""Markdown: the words without their marks; a block at the head may give title, date and outlet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from counterclaim.languages.detect import UNDETERMINED
from counterclaim.model import Capture, Document, Imprint, Problem, ProblemError, Span
from counterclaim.model.reason import Reason
from counterclaim.readers.dates import parse_time
from counterclaim.readers.decoding import decode

_FRONT: Final = re.compile(
    r"\A---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*$\n?", re.DOTALL | re.MULTILINE
)
_FIELD: Final = re.compile(r"^([A-Za-z_]+)[^\S\n]*:[^\S\n]*(.+?)[^\S\n]*$", re.MULTILINE)
_TAG: Final = re.compile(r"<[^<>]{0,600}>")


def read_markdown(capture: Capture) -> tuple[Document, tuple[Problem, ...]]:
    """Read a Markdown file; raises ProblemError CC002 where it holds no words.

    The first heading is the title unless the block at the head names one; code, pictures and raw
    HTML are left out.
    """
    source, problems = decode(capture)
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ").lstrip("\ufeff")
    front = _FRONT.match(source)
    about = {k.lower(): v.strip("\"'") for k, v in _FIELD.findall(front[1])} if front else {}
    blocks = list(_blocks(_parser().parse(source[front.end() :] if front else source)))
    title = about.get("title", "")
    if blocks and blocks[0][0] and (not title or blocks[0][1] == title):
        title = blocks.pop(0)[1]
    body = "\n\n".join(words for _, words in blocks)
    if not body.strip() and not title:
        raise ProblemError(Problem("CC002", Reason("It holds no words."), capture.address))
    text = f"{title}\n\n{body}" if title else body
    span = Span(0, len(title), title) if title else None
    return Document(text, _imprint(about, title, capture), span), problems


def _imprint(about: Mapping[str, str], title: str, capture: Capture) -> Imprint:
    def first(*names: str) -> str:
        return next((about[name] for name in names if about.get(name)), "")

    author = first("author", "authors", "byline")
    return Imprint(
        title=title,
        outlet=first("outlet", "publisher", "site"),
        authors=(author,) if author else (),
        published=parse_time(first("published", "date")),
        language=first("lang", "language").partition("-")[0].lower() or UNDETERMINED,
        address=first("url", "source", "address") or capture.address,
        name=first("id"),
    )


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").enable("strikethrough")


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[bool, str]]:
    """Give each paragraph, heading, list item or row of a table, and whether it is a heading."""
    row: list[str] | None = None
    heading = False
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield False, " | ".join(row)
            row = None
        elif token.type == "heading_open":
            heading = token.tag in {"h1", "h2"}
        elif token.type == "heading_close":
            heading = False
        elif token.type == "inline":
            words = " ".join(_inline(token.children or ()).split())
            if row is not None:
                row.append(words)
            elif words:
                yield heading, words


def _inline(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type == "html_inline" and _TAG.fullmatch(token.content) is None:
            parts.append(token.content)
    return "".join(parts)
