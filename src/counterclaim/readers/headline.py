"""The title of a page's article, out of several places that name it, without the outlet's name."""

import re
from collections.abc import Sequence
from typing import Final

from counterclaim.model.document import host_of
from counterclaim.readers.blocks import Block
from counterclaim.readers.said import Said, words_in
from counterclaim.readers.traits import folded

_LEAST: Final = 10
"""Letters; a heading of fewer is a section's name."""
_EDGE: Final = re.compile(r"\s*(?:\s[-–—*·•:]\s|\s?[|｜ㅣ：»«]\s?|-(?=[^\s-]+$))\s*")
"""What stands between a title and the name of an outlet or section."""


def headings(blocks: Sequence[Block]) -> list[str]:
    """Give the words of a page's main headings, those of elements right within them last."""
    heads = [block.text for block in blocks if block.place.tag == "h1"]
    heads += [b.text for b in blocks if b.place.parent is not None and b.place.parent.tag == "h1"]
    return heads


def headline(said: Said, heads: Sequence[str]) -> str:
    """Give the title; "" where the page names none. ``heads`` are the page's main headings.

    Linked data, the title for sharing and the heading often differ. Systems fill what was left
    empty from the heading; so where two of the three agree, the third was written on purpose and
    is taken if it is metadata. Names of outlet and section at its ends are dropped.
    """
    heads = [" ".join(head.split()) for head in heads]
    others = list(said.titles)
    shared = words_in(said.first("og:title"))
    stated = next(filter(None, map(words_in, said.linked("headline"))), "")
    top = _top(heads, others)
    names = {folded(name) for name in (said.outlet, *_host_names(said)) if name}
    known = [title for title in (shared, stated, top) if title]
    shared, stated = (_shortest(title, known, names) for title in (shared, stated))
    chosen = _chosen(shared, stated, top) or _shortest(next(iter(others), ""), known, names)
    # The heading is what the reader sees, quotation marks and all.
    return top if folded(top) == folded(chosen) else chosen


def _host_names(said: Said) -> list[str]:
    host = host_of(said.canonical)
    return [host, host.rpartition(".")[0].rpartition(".")[2]] if host else []


def _top(heads: Sequence[str], titles: Sequence[str]) -> str:
    """Give the heading that the page's titles speak of, else the first that is long enough."""
    long = [head for head in heads if len(head) >= _LEAST]
    known = [folded(title) for title in titles]
    spoken = [h for h in long if any(folded(h) in title or title in folded(h) for title in known)]
    return next(iter(spoken or long), "")


def _chosen(shared: str, stated: str, top: str) -> str:
    """Choose between the title for sharing, that of linked data, and the heading."""
    if not shared or not stated:
        return shared or stated or top
    if folded(shared) == folded(stated):
        return stated
    if folded(shared) == folded(top):
        return stated
    return shared


def _shortest(title: str, others: Sequence[str], outlets: set[str]) -> str:
    """Drop names of outlet and section at the ends of a title."""
    whole = folded(title)
    for other in others:
        words = folded(other)
        if len(other) >= _LEAST and words != whole and _is_end(words, whole):
            rest = whole.removeprefix(words).removesuffix(words).strip()
            # Without a mark between them, the heading may be shorter because the title says more.
            marked = title.startswith(other) and _EDGE.match(title, len(other))
            if marked or len(rest) < len(words):
                return other
    return _without_outlet(title, outlets)


def _is_end(words: str, whole: str) -> bool:
    return whole.startswith(f"{words} ") or whole.endswith(f" {words}")


def _without_outlet(title: str, outlets: set[str]) -> str:
    pieces = list(_EDGE.finditer(title))
    for piece in pieces:
        rest = title[piece.end() :]
        if any(folded(part) in outlets for part in _EDGE.split(rest)):
            return title[: piece.start()].strip() if piece.start() >= _LEAST else title
    return title
