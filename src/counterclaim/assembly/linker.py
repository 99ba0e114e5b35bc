"""The scored choice: which of several candidates belongs to a figure.

Each candidate is a tuple of features: names of what can be seen of it ("L" before the figure, "d3"
three words off, "u:person:killed"), for a measure also the entry of the language pack that proposes it;
its score is the sum of their weights. The weights are one readable table for all languages,
``weights.tsv``, learned from annotated reports as a conditional (multinomial) logit over the candidates
of each figure by ``bench/learn.py``.

Features come in groups: a template, which is a function, and what was observed. Each group of values is
met again and again, so its features are named and weighed once only: that saves a sixth of the work on
an article.
"""

from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, NamedTuple

Evidence = str | tuple[Any, ...]
"""One feature, or a template followed by hashable values from which it makes some features.

A template is a function of these values alone, for what it gives is remembered. Values that are equal
must give the same features: 1 and True do, where the template writes ``int(value)``.
"""
_MOST = 1 << 16
"""Groups of one task whose weight is remembered: about ten million bytes; 800 reports need fewer."""


_UNIT = 1000
"""Weights are read to three places."""


class Candidate(NamedTuple):
    """Something a figure could be linked to, with the evidence that speaks for or against it.

    Candidates of one ``answer`` say the same (two cues of one measure, two mentions of one place) and
    stand or fall together; None is an answer of its own.
    """

    value: Any
    evidence: Sequence[Evidence]
    answer: Hashable = None

    @property
    def features(self) -> list[str]:
        """The names of all features, as ``weights.tsv`` has them."""
        return [feature for evidence in self.evidence for feature in features_of(evidence)]


def features_of(evidence: Evidence) -> Sequence[str]:
    """The features that a piece of evidence stands for."""
    if isinstance(evidence, str):
        return (evidence,)
    names: Sequence[str] = evidence[0](*evidence[1:])
    return names


class _Weights(dict[Evidence, int]):
    """What each piece of evidence for one task weighs; a feature that was not learned weighs nothing.

    Whole thousandths, so that sums are exact: evidence in another order makes the same choice.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._learned = {feature: round(_UNIT * weight) for feature, weight in weights.items()}

    def __missing__(self, evidence: Evidence) -> int:
        learned = self._learned
        weight = sum(learned.get(feature, 0) for feature in features_of(evidence))
        if len(self) >= _MOST:
            self.clear()
        self[evidence] = weight
        return weight


class Linker:
    """Chooses the likeliest answer of a task by the weights of its candidates' features."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._weights = {task: _Weights(table) for task, table in weights.items()}

    def _scores(self, task: str, candidates: Sequence[Candidate]) -> list[int]:
        weights = self._weights.get(task)
        if weights is None:  # nothing was learned
            return [0] * len(candidates)
        weigh = weights.__getitem__
        return [sum(map(weigh, c.evidence)) for c in candidates]

    def choose(self, task: str, candidates: Sequence[Candidate]) -> Candidate:
        """The best candidate of the likeliest answer; there must be one candidate at least.

        An answer is as likely as its candidates together: many mentions of one place outweigh a
        single better one of another.
        """
        if len(candidates) == 1:
            return candidates[0]
        scores = self._scores(task, candidates)
        top = max(scores)
        if len({c.answer for c in candidates}) == len(scores):  # no answers to add up
            return candidates[scores.index(top)]
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
        scores = self._scores(task, candidates)
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
