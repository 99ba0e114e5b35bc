"""The scored choice: which of several candidates belongs to a figure.

Each candidate is a tuple of features: names of what can be seen of it ("L" before the figure, "d3"
three words off, "u:person:killed"), for a measure also the entry of the language pack that proposes it;
its score is the sum of their weights. The weights are one readable table for all languages,
``weights.tsv``, learned from annotated reports as a conditional (multinomial) logit over the candidates
of each figure by ``bench/learn.py``.
"""

from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, NamedTuple


class Candidate(NamedTuple):
    """Something a figure could be linked to, with the features that speak for or against it.

    Candidates of one ``answer`` say the same (two cues of one measure, two mentions of one place) and
    stand or fall together; None is an answer of its own.
    """

    value: Any
    features: Sequence[str]
    answer: Hashable = None


_UNIT = 1000
"""Weights are read to three places."""


class _Weights(dict[str, int]):
    """The weights of one task in whole thousandths; a feature that was not learned weighs nothing.

    Sums of whole numbers are exact, so that two that are alike stay alike in whichever order.
    """

    def __missing__(self, feature: str) -> int:
        return 0


class Linker:
    """Chooses the likeliest answer of a task by the weights of its candidates' features."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._weights = {
            task: _Weights({feature: round(_UNIT * weight) for feature, weight in table.items()})
            for task, table in weights.items()
        }

    def choose(self, task: str, candidates: Sequence[Candidate]) -> Candidate:
        """The best candidate of the likeliest answer; there must be one candidate at least.

        An answer is as likely as its candidates together: many mentions of one place outweigh a
        single better one of another.
        """
        if len(candidates) == 1:
            return candidates[0]
        weigh = self._weights.get(task, _Weights()).__getitem__
        scores = [sum(map(weigh, c.features)) for c in candidates]
        top = max(scores)
        likely: dict[Hashable, float] = {}
        best: dict[Hashable, int] = {}
        for index, (candidate, score) in enumerate(zip(candidates, scores, strict=True)):
            answer = candidate.answer
            likely[answer] = likely.get(answer, 0.0) + exp((score - top) / _UNIT)
            if answer not in best or score > scores[best[answer]]:
                best[answer] = index
        return candidates[best[max(likely, key=likely.__getitem__)]]

    def likelihoods(self, task: str, candidates: Sequence[Candidate]) -> dict[Hashable, float]:
        """Give how likely each answer is, by ``Candidate.answer``; they add up to 1."""
        weigh = self._weights.get(task, _Weights()).__getitem__
        scores = [sum(map(weigh, c.features)) for c in candidates]
        top = max(scores)
        likely: dict[Hashable, float] = {}
        for candidate, score in zip(candidates, scores, strict=True):
            likely[candidate.answer] = likely.get(candidate.answer, 0.0) + exp(
                (score - top) / _UNIT
            )
        whole = sum(likely.values())
        return {answer: share / whole for answer, share in likely.items()}


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
