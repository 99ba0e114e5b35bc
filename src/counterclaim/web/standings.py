"""How the answers to a question stand to each other, for the lists beneath the drawing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import exp

from counterclaim.api import Card
from counterclaim.model import (
    Claim,
    Comparison,
    Facet,
    Finding,
    Imprint,
    Question,
    Stale,
    Standing,
)
from counterclaim.web.answers import names_of

_HAIR = Decimal("0.1")
"""Gaps below some ten per cent are plain from the figures; no ratio is told."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as a list names it."""

    claim: Claim
    name: str
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers and how the second stands to the first; ``count`` pairs of claims do so.

    ``times`` is the ratio between their facing ends, None where they meet or have none.
    """

    a: Said
    b: Said
    comparison: Comparison
    count: int

    @property
    def times(self) -> Decimal | None:
        """How many times apart they are, in two or three digits."""
        gap = self.comparison.gap
        if gap is None or gap <= _HAIR:
            return None
        ratio = exp(min(float(gap), 300))
        return Decimal(f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}")


@dataclass(frozen=True, slots=True)
class Barred:
    """Why some pairs were not compared, and which."""

    facet: Facet
    reason: str
    pairs: tuple[tuple[Said, Said], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Another question, with answers that could be taken for answers to this one."""

    question: Question
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """All lists beneath the drawing of a question."""

    contradicts: tuple[Pair, ...]
    agrees: tuple[Pair, ...]
    moved_on: tuple[Pair, ...]
    parts: tuple[Pair, ...]
    camps: tuple[tuple[Said, ...], ...]
    barred: tuple[Barred, ...]
    beside: tuple[Beside, ...]
    stale: tuple[tuple[Said, Stale], ...]
    findings: tuple[Finding, ...]


class Namer:
    """Names claims of a card by their originator."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._names = names_of(card.voices)

    def said(self, claim: str) -> Said:
        """Give a claim with the shortest name of its originator."""
        found = self._card.claims[claim]
        name = self._names[self._card.voices[claim].key][-1]
        return Said(found, name, self._card.reports[found.document_id].imprint)


def standings_of(card: Card, leading: Mapping[str, str]) -> Standings:
    """Sort what a card holds into lists; claims of one answer stand for one."""
    own = frozenset(card.question.claims)
    within = [c for c in card.comparisons if c.a in own and c.b in own]
    namer = Namer(card)

    def pairs(*relations: Standing) -> tuple[Pair, ...]:
        return _pairs(namer, leading, [c for c in within if c.relation in relations])

    voices = card.voices
    two = [
        c for c in within if c.relation == Standing.REVISES and voices[c.a].key != voices[c.b].key
    ]
    return Standings(
        contradicts=pairs(Standing.CONTRADICTS),
        agrees=pairs(Standing.AGREES),
        moved_on=_pairs(namer, leading, two),
        parts=pairs(Standing.PART_OF),
        camps=tuple(_camps(card, namer, leading)),
        barred=tuple(_barred(card, namer, leading)),
        beside=tuple(_beside(card, namer, leading)),
        stale=tuple((namer.said(s.claim), s) for s in card.stale),
        findings=card.findings,
    )


def _pairs(
    namer: Namer, leading: Mapping[str, str], comparisons: Iterable[Comparison]
) -> tuple[Pair, ...]:
    grouped: dict[tuple[str, str], list[Comparison]] = {}
    for c in comparisons:
        a, b = leading.get(c.a, c.a), leading.get(c.b, c.b)
        if a != b:
            grouped.setdefault((a, b), []).append(c)
    return tuple(
        Pair(namer.said(a), namer.said(b), found[0], len(found))
        for (a, b), found in grouped.items()
    )


def _camps(card: Card, namer: Namer, leading: Mapping[str, str]) -> Iterable[tuple[Said, ...]]:
    for camp in sorted(card.question.camps, key=len, reverse=True):
        held = dict.fromkeys(leading[name] for name in camp)
        if len({card.voices[name].key for name in held}) > 1:
            yield tuple(namer.said(name) for name in held)


def _barred(card: Card, namer: Namer, leading: Mapping[str, str]) -> Iterable[Barred]:
    grouped: dict[tuple[Facet, str], dict[tuple[str, str], None]] = {}
    for n in card.not_compared:
        pair = leading.get(n.a, n.a), leading.get(n.b, n.b)
        grouped.setdefault((n.facet, n.reason), {})[pair] = None
    for (facet, reason), found in grouped.items():
        yield Barred(facet, reason, tuple((namer.said(a), namer.said(b)) for a, b in found))


def _beside(card: Card, namer: Namer, leading: Mapping[str, str]) -> Iterable[Beside]:
    own = frozenset(card.question.claims)
    grouped: dict[str, list[Comparison]] = {}
    questions: dict[str, Question] = {}
    for c in card.comparisons:
        other = c.b if c.a in own else c.a
        if (c.a in own) == (c.b in own) or other not in card.asked:
            continue
        question = card.asked[other]
        questions[question.id] = question
        grouped.setdefault(question.id, []).append(c)
    for name, found in grouped.items():
        yield Beside(questions[name], _pairs(namer, leading, found))
