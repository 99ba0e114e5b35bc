"""The scored choice: which of several candidates belongs to a figure.

Each candidate is a tuple of features, names that hold no word of any language ("L" before the figure,
"d3" three words off, "u:person:killed"); its score is the sum of their weights. The weights are one
readable table for all languages, ``weights.tsv``, learned from annotated reports as a conditional
(multinomial) logit over the candidates of each figure by ``bench/learn.py``.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Candidate(NamedTuple):
    """Something a figure could be linked to, with the features that speak for or against it."""

    value: Any
    features: Sequence[str]


class Linker:
    """Chooses the best candidate of a task by the weights of its features."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._weights = weights

    def choose(self, task: str, candidates: Sequence[Candidate]) -> Candidate:
        """The candidate of the highest score, the first of equals; there must be one at least."""
        weights = self._weights.get(task, {})
        get = weights.get
        best, best_score = candidates[0], float("-inf")
        for candidate in candidates:
            score = 0.0
            for feature in candidate.features:
                score += get(feature, 0.0)
            if score > best_score:
                best, best_score = candidate, score
        return best


def parse_weights(table: str) -> dict[str, dict[str, float]]:
    """Read the lines ``task<TAB>feature<TAB>weight``; ``#`` begins a comment line."""
    weights: dict[str, dict[str, float]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            task, feature, weight = line.split("\t")
            weights.setdefault(task, {})[feature] = float(weight)
    return weights


@cache
def default_linker() -> Linker:
    """The linker with the weights that ship with the package."""
    table = files("counterclaim.assembly").joinpath("weights.tsv").read_text(encoding="utf-8")
    return Linker(parse_weights(table))
