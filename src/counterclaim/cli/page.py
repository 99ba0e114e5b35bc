"""A report as it was read: what is known of it, and its words without the furniture."""

import json
from typing import Final

from rich.console import Console
from rich.text import Text

from counterclaim.model import Document, Furniture

_OWN: Final = frozenset({Furniture.DATELINE})
"""Fences around words that no claim comes from, and that are the report's all the same."""


def print_page(console: Console, document: Document) -> None:
    """Print title, outlet, authors, time, language and address, then the words."""
    about = document.imprint
    published = about.published.isoformat(" ", "minutes") if about.published else "not known"
    modified = about.modified.isoformat(" ", "minutes") if about.modified else ""
    facts = {
        "title": about.title,
        "outlet": about.outlet or "not known",
        "authors": ", ".join(about.authors),
        "published": published,
        "modified": modified,
        "language": "not known" if about.language == "und" else about.language,
        "address": about.address,
        "canonical": about.canonical if about.canonical != about.address else "",
    }
    for name, fact in facts.items():
        if fact:
            line = Text().append(f"{name:10}", "dim").append(" ".join(fact.split()))
            console.print(line, soft_wrap=True)
    console.print()
    console.print(Text(words_of(document)), soft_wrap=True)
    console.print()


def page_line(document: Document) -> str:
    """Give a report as one line of JSON; times in ISO 8601, with the zone where one is known."""
    about = document.imprint
    record = {
        "address": about.address,
        "canonical": about.canonical,
        "name": about.name,
        "title": about.title,
        "outlet": about.outlet,
        "authors": list(about.authors),
        "published": about.published.isoformat() if about.published else None,
        "modified": about.modified.isoformat() if about.modified else None,
        "language": about.language,
        "text": words_of(document),
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def words_of(document: Document) -> str:
    """Give the text without its headline and without what is fenced off, blank lines joined."""
    cuts = [fence.span for fence in document.fences if fence.kind not in _OWN]
    if document.title:
        cuts.append(document.title)
    kept, at = [], 0
    for cut in sorted(cuts):
        kept.append(document.text[at : max(at, cut.start)])
        at = max(at, cut.end)
    kept.append(document.text[at:])
    lines = (line.strip() for line in "".join(kept).split("\n"))
    return "\n\n".join(line for line in lines if line)
