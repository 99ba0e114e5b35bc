"""Which blocks of a page are its article: a scored choice with learned weights.

Each block's score is the sum of the weights of its traits; the weights are one readable table,
``blocks.tsv``, learned by ``bench/learn_pages.py`` as a logistic regression. What stands between
blocks of the article and is not of it is kept too, so that it can be fenced and shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Final

from counterclaim.model import Furniture
from counterclaim.readers.blocks import Block
from counterclaim.readers.traits import Layout, Named, layout, traits

_SURE: Final = 0.5
"""A block at least as likely as this is the article's."""

_BASE: Final = "(any)"
"""The trait that every block has."""

_LEAST_COPY: Final = 60
"""Letters; shorter words may well be said twice."""

_FENCED: Final = 600
"""Letters; longer blocks between those of the article are other stories and are left out."""

_KINDS: Final = (
    ("<figcaption>", Furniture.CAPTION),
    ("caption", Furniture.CAPTION),
    ("byline", Furniture.BYLINE),
    ("date", Furniture.BYLINE),
    ("share", Furniture.FOLLOW),
    ("subscribe", Furniture.ADVERTISEMENT),
    ("paywall", Furniture.ADVERTISEMENT),
    ("ad", Furniture.ADVERTISEMENT),
)
"""What a block is called that is fenced; anything else leads to other pages."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the document; ``furniture`` where it is none of the article's words."""

    block: Block
    furniture: Furniture | None = None


def weights() -> Mapping[str, float]:
    """Give the learned weight of each trait."""
    return _weights()


@cache
def _weights() -> Mapping[str, float]:
    table = files("counterclaim.readers").joinpath("blocks.tsv").read_text("utf-8")
    return parse_weights(table)


def parse_weights(table: str) -> Mapping[str, float]:
    """Read lines of trait, tab, weight."""
    rows = (line.split("\t") for line in table.splitlines())
    return {trait: float(weight) for trait, weight in rows}


def article(blocks: Sequence[Block], named: Named) -> list[Part]:
    """Give the parts of the document, in order; none where the page has no article."""
    page = layout(blocks, named)
    likely = likelihoods(page, weights())
    least = threshold(likely, page.size)
    taken = [p > least for p in likely]
    copies = _copies(page, taken, likely)
    kept = [i for i, take in enumerate(taken) if take and i not in copies]
    return list(_parts(page, taken, copies, range(kept[0], kept[-1] + 1))) if kept else []


def likelihoods(page: Layout, table: Mapping[str, float]) -> list[float]:
    """Tell of each block how likely it is the article's."""
    base = table.get(_BASE, 0.0)
    get = table.get
    return [
        1 / (1 + exp(-min(30.0, max(-30.0, base + sum(get(t, 0.0) for t in have)))))
        for have in traits(page)
    ]


def threshold(likely: Sequence[float], size: Sequence[int]) -> float:
    """Give the likelihood above which a block is taken.

    That is one half, or less on a page that is doubtful throughout: there the cut that makes the
    expected F1 of its letters greatest.
    """
    order = sorted(range(len(likely)), key=lambda i: -likely[i])
    expected = sum(p * letters for p, letters in zip(likely, size, strict=True))
    best, cut, right, taken = 0.0, _SURE, 0.0, 0
    for i in order:
        right += likely[i] * size[i]
        taken += size[i]
        score = 2 * right / (taken + expected) if taken else 0.0
        if score > best:
            best, cut = score, likely[i] - 1e-9
    return min(_SURE, cut)


def _copies(page: Layout, taken: Sequence[bool], likely: Sequence[float]) -> set[int]:
    """Tell which blocks say in the same words what a likelier one says: pages hold hidden copies."""
    held: dict[str, int] = {}
    copies = set()
    for i, take in enumerate(taken):
        if not take or page.size[i] < _LEAST_COPY:
            continue
        other = held.setdefault(page.folded[i], i)
        if other != i:
            worse, better = (i, other) if likely[i] <= likely[other] else (other, i)
            copies.add(worse)
            held[page.folded[i]] = better
    return copies


def _parts(page: Layout, taken: Sequence[bool], copies: set[int], between: range) -> Iterator[Part]:
    for i in between:
        block = page.blocks[i]
        if i in copies:
            continue
        if taken[i]:
            yield Part(block)
        elif page.size[i] <= _FENCED and page.folded[i] and i != page.heading:
            yield Part(block, _kind(block))


def _kind(block: Block) -> Furniture:
    place = block.place
    near = place.own | (place.parent.own if place.parent else frozenset())
    signs = {*near, f"<{place.tag}>"}
    return next((kind for sign, kind in _KINDS if sign in signs), Furniture.RELATED)
