"""Learn which blocks of a page are its article, from pages whose article is known.

Prints the body F1 that the weights reach on pages of outlets they were not learned from (five folds
by outlet), then on all pages. With ``--write`` the table ``readers/blocks.tsv`` is replaced.
"""

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

import counterclaim.readers
from counterclaim.readers.blocks import Block
from counterclaim.readers.body import likelihoods, threshold
from counterclaim.readers.html import page_of
from counterclaim.readers.traits import Layout, folded, layout, traits
from page_gold import gold_pages, overlap, shingles

FOLDS = 5
RIDGE = 6.0
PRIOR = {"comment": -2.5, "subscribe": -2.5, "ad": -2.5, "share": -2.5, "notice": -2.5} | {
    "related": -1.5,
    "nav": -1.5,
    "footer": -1.5,
    "caption": -1.5,
    "hidden": -1.5,
}
LABELS = {"label-and-link": -2.0, "capitals-linked": -2.0}
"""Where the weights of signs in a block's own element or its parent are drawn to instead of nought:
the annotated pages hold few of some kinds of furniture, and their names say what they are."""
LEAST = 8
"""Blocks that must have a trait for it to be learned."""
BASE = "(any)"
STEPS = 12
Table = dict[str, float]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Lesson:
    """A page with the traits of its blocks and which of them are the article's."""

    row: Mapping[str, Any]
    page: Layout
    traits: Sequence[Sequence[str]]
    right: Floats
    weight: Floats

    @property
    def fold(self) -> int:
        """Pages of one outlet, whatever its country, fall into one fold."""
        host = (urlsplit(self.row["url"]).hostname or "").removeprefix("www.").split(".")
        name = host[-2] if len(host) > 1 else host[0]
        return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def lessons() -> list[Lesson]:
    """Read the gold pages."""
    found = []
    for row, capture in gold_pages():
        blocks, named = page_of(capture)
        page = layout(blocks, named)
        right = np.array(_right(row["text"], blocks), np.float32)
        found.append(Lesson(row, page, traits(page), right, _weight(page, right)))
    return found


def _right(text: str, blocks: Sequence[Block]) -> list[bool]:
    gold, lines = shingles(text), {folded(line) for line in text.split("\n")}
    right = []
    for block in blocks:
        words = folded(block.text)
        if words.count(" ") < 3:  # too short for a shingle of its own
            right.append(bool(words) and words in lines)
            continue
        own = shingles(block.text)
        right.append((own & gold).total() > own.total() / 2)
    return right


def _weight(page: Layout, right: Floats) -> Floats:
    """Weigh blocks by the root of their length, and every page's article the same."""
    weight = np.sqrt(np.array(page.size, np.float32))
    body = weight[right == 1].sum()
    scaled: Floats = 20 * weight / (body or 1)
    return scaled


def learn(taught: Sequence[Lesson]) -> Table:
    """Fit a logistic regression with a penalty on large weights, by Newton's method."""
    seen = Counter(t for lesson in taught for have in lesson.traits for t in set(have))
    names = sorted(t for t, n in seen.items() if n >= LEAST or _prior(t))
    index = {name: i for i, name in enumerate(names)}
    matrix = np.concatenate([_matrix(lesson, index) for lesson in taught])
    right = np.concatenate([lesson.right for lesson in taught])
    weight = np.concatenate([lesson.weight for lesson in taught])
    prior = np.array([_prior(name) for name in names] + [0], np.float32)
    theta = prior.copy()
    penalty = np.full(matrix.shape[1], RIDGE, np.float32)
    penalty[-1] = 0.01
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ theta, -30, 30)))
        slope = matrix.T @ (weight * (likely - right)) + penalty * (theta - prior)
        bend = np.sqrt(weight * likely * (1 - likely) + 1e-9)
        near = bend > 1e-2
        scaled = matrix[near] * bend[near, None]
        curve = (scaled.T @ scaled + np.diag(penalty)).astype(np.float64)
        step = np.linalg.solve(curve, slope.astype(np.float64))
        size = float(np.abs(step).max())
        theta -= (step * min(1.0, 4 / size)).astype(np.float32)
        if size < 2e-2:
            break
    return {name: float(theta[i]) for name, i in index.items()} | {BASE: float(theta[-1])}


def _prior(trait: str) -> float:
    if trait in LABELS:
        return LABELS[trait]
    level, _, sign = trait.partition(":")
    return PRIOR.get(sign, 0.0) if level in {"own", "parent"} else 0.0


def _matrix(lesson: Lesson, index: Mapping[str, int]) -> Floats:
    rows = np.zeros((len(lesson.traits), len(index) + 1), np.float32)
    rows[:, -1] = 1
    for row, have in zip(rows, lesson.traits, strict=True):
        row[[index[t] for t in have if t in index]] = 1
    return rows


def score(lesson: Lesson, table: Mapping[str, float]) -> float:
    """Give the body F1 of one page under some weights."""
    likely = likelihoods(lesson.page, table)
    least = threshold(likely, lesson.page.size)
    held = zip(lesson.page.blocks, likely, strict=True)
    return overlap(lesson.row["text"], "\n".join(b.text for b, p in held if p > least))


def told(name: str, scores: Sequence[tuple[str, float]]) -> str:
    """Say the mean of all pages and of each set."""
    sets = [("all", [s for _, s in scores])]
    sets += [(kind, [s for k, s in scores if k == kind]) for kind in sorted({k for k, _ in scores})]
    return f"{name:28}" + "  ".join(f"{kind} {mean(held):.4f}" for kind, held in sets)


def main() -> int:
    """Learn, print the scores, write the table if asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="replace readers/blocks.tsv")
    wanted = options.parse_args()
    every = lessons()
    across = []
    for fold in range(FOLDS):
        table = learn([lesson for lesson in every if lesson.fold != fold])
        across += [(x.row["set"], score(x, table)) for x in every if x.fold == fold]
    print(told("outlets not learned from", across))
    table = learn(every)
    print(told("all pages", [(lesson.row["set"], score(lesson, table)) for lesson in every]))
    if wanted.write:
        path = Path(counterclaim.readers.__file__).with_name("blocks.tsv")
        rows = [f"{name}\t{weight:.3f}" for name, weight in sorted(table.items())]
        kept = [row for row in rows if not re.search(r"\t-?0\.000$", row)]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
        print(f"{len(kept)} weights in {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
