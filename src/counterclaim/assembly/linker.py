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

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, Final, overload

Evidence = str | tuple[Any, ...]
"""One feature, or a template followed by hashable values from which it makes some features.

A template is a function of these values alone, for what it gives is remembered. Values that are equal
must give the same features: 1 and True do, where the template writes ``int(value)``.
"""
_MOST: Final = 1 << 16
"""Groups of one task whose weight is remembered: about ten million bytes; 800 reports need fewer."""


_UNIT: Final = 1000
"""Weights are read to three places."""
_SURELY: Final = 0.999
"""Below 1 by more than sums of floats may be off."""


class Standing:
    """Evidence that does not hang on the figure: it lies under candidates of many, weighed once."""

    __slots__ = ("_by", "_weight", "evidence")

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        self.evidence = evidence
        self._by: _Weights | None = None
        self._weight = 0

    def weight(self, weights: "_Weights") -> int:
        """What all of it weighs by the weights of its task."""
        if self._by is not weights:
            self._by, self._weight = weights, weights.weight(self.evidence)
        return self._weight


NOTHING: Final = Standing(())
"""No evidence but what a candidate has itself."""


class Candidate:
    """Something a figure could be linked to, with the evidence that speaks for or against it.

    Candidates of one ``answer`` say the same (two cues of one measure, two mentions of one place) and
    stand or fall together; None is an answer of its own. What is ``standing`` is evidence as well.
    """

    __slots__ = ("answer", "evidence", "standing", "value")

    def __init__(
        self,
        value: Any,  # noqa: ANN401 - an answer is what its task says
        evidence: Sequence[Evidence],
        answer: Hashable = None,
        standing: Standing = NOTHING,
    ) -> None:
        self.value, self.evidence, self.answer = value, evidence, answer
        self.standing = standing

    @property
    def features(self) -> list[str]:
        """The names of all features, as ``weights.tsv`` has them."""
        seen = (*self.evidence, *self.standing.evidence)
        return [feature for evidence in seen for feature in features_of(evidence)]


Choose = Callable[[str, Sequence[Candidate]], Candidate]
"""Takes the name of a task and its candidates, and gives one of them."""


class Manners(Sequence[Candidate]):
    """The candidates of a task that has the same few answers for every figure.

    ``answers`` are values with their names. All that is ``observed`` of the figure speaks for or against
    each of them, by features that begin with its name.
    """

    __slots__ = ("answers", "observed")

    def __init__(self, answers: tuple[tuple[Any, str], ...], observed: Sequence[Evidence]) -> None:
        self.answers, self.observed = answers, observed

    def __len__(self) -> int:
        return len(self.answers)

    @overload
    def __getitem__(self, index: int) -> Candidate: ...
    @overload
    def __getitem__(self, index: slice) -> list[Candidate]: ...
    def __getitem__(self, index: int | slice) -> Candidate | list[Candidate]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        value, name = self.answers[index]
        return Candidate(value, [(_for, name, o) for o in self.observed], value)


def _for(answer: str, observed: Evidence) -> Sequence[str]:
    """What is observed of the figure speaks for each answer with a weight of its own."""
    return [f"{answer}:{feature}" for feature in features_of(observed)]


def features_of(evidence: Evidence) -> Sequence[str]:
    """The features that a piece of evidence stands for."""
    if isinstance(evidence, str):
        return (evidence,)
    names: Sequence[str] = evidence[0](*evidence[1:])
    return names


class _Weights:
    """What each piece of evidence for one task weighs; a feature that was not learned weighs nothing.

    Whole thousandths, so that sums are exact: evidence in another order makes the same choice.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._learned = {feature: round(_UNIT * weight) for feature, weight in weights.items()}
        self._known: dict[Evidence, int] = {}
        # A task has the same answers for every figure, or others each time; never both.
        self._by_answer: dict[Evidence, tuple[int, ...]] = {}
        self._numbers: dict[int, int] = {}

    def weight(self, evidence: Sequence[Evidence]) -> int:
        """What some evidence weighs together."""
        known, total = self._known, 0
        for one in evidence:
            weight = known.get(one)
            total += self._new(one) if weight is None else weight
        return total

    def _new(self, evidence: Evidence) -> int:
        weight = self._learned_of(evidence)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[evidence] = weight
        return weight

    def _learned_of(self, evidence: Evidence) -> int:
        learned = self._learned
        weight = sum([learned.get(feature, 0) for feature in features_of(evidence)])
        # One object for each number: few enough to stay near the processor.
        return self._numbers.setdefault(weight, weight)

    def scores(self, candidates: Sequence[Candidate]) -> list[int]:
        """What each candidate's evidence weighs together."""
        if type(candidates) is Manners:  # what a class that is abstract says is told slowly
            return self._of_answers(candidates)
        return [
            self.weight(c.evidence) + (0 if c.standing is NOTHING else c.standing.weight(self))
            for c in candidates
        ]

    def _of_answers(self, manners: Manners) -> list[int]:
        known, totals = self._by_answer, [0] * len(manners.answers)
        for observed in manners.observed:
            weights = known.get(observed)
            if weights is None:
                if len(known) >= _MOST:
                    known.clear()
                weights = known[observed] = tuple(
                    [self._learned_of((_for, name, observed)) for _, name in manners.answers]
                )
            for index, weight in enumerate(weights):
                totals[index] += weight
        return totals


class Linker:
    """Chooses the likeliest answer of a task by the weights of its candidates' features."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._weights = {task: _Weights(table) for task, table in weights.items()}

    def _scores(self, task: str, candidates: Sequence[Candidate]) -> list[int]:
        weights = self._weights.get(task)
        # Without weights nothing was learned.
        return [0] * len(candidates) if weights is None else weights.scores(candidates)

    def choose(self, task: str, candidates: Sequence[Candidate]) -> Candidate:
        """The best candidate of the likeliest answer; there must be one candidate at least.

        An answer is as likely as its candidates together: many mentions of one place outweigh a
        single better one of another.
        """
        if len(candidates) == 1:
            return candidates[0]
        scores = self._scores(task, candidates)
        top = max(scores)
        if type(candidates) is Manners:
            value, _ = candidates.answers[scores.index(top)]
            return Candidate(value, (), value)  # nobody asks what spoke for it
        first = candidates[scores.index(top)]
        answer = first.answer
        answers = [c.answer for c in candidates]
        # By index throughout: compiled, a strict zip costs as much as the sums.
        others = [scores[i] for i, other in enumerate(answers) if other != answer]
        # Mostly all others together, were they of one answer, would be less likely than the first.
        if not others or len(others) * exp((max(others) - top) / _UNIT) < _SURELY:
            return first
        if len(set(answers)) == len(answers):  # no answers to add up
            return first
        likely: dict[Hashable, float] = {}
        best: dict[Hashable, int] = {}
        for index, score in enumerate(scores):
            answer = answers[index]
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
