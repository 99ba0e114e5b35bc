"""Apply what people decided: to the claims before they are compared, then to what is made of them."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from counterclaim.model import (
    Bound,
    Claim,
    Comparison,
    Facet,
    Modality,
    Mode,
    NotCompared,
    Report,
    Standing,
)
from counterclaim.model.judgement import Act, Judgement
from counterclaim.model.reason import Reason
from counterclaim.reconcile.answers import Answer
from counterclaim.vocabulary import measures

T = TypeVar("T")
Stands = Comparison | NotCompared


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Give the judgements that hold, in order of time: those undone, and the undoings, left out."""
    held: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.when, j.id)):
        if judgement.act == Act.UNDO:
            held.pop(judgement.undoes, None)
        else:
            held[judgement.id] = judgement
    return list(held.values())


def corrected(reports: Iterable[Report], judgements: Iterable[Judgement]) -> list[Report]:
    """Give the reports with corrected claims, and without rejected ones.

    A corrected claim has another id, since an id is a hash of what the claim says; its figure id
    stays.
    """
    by_claim: dict[str, list[Judgement]] = {}
    by_figure: dict[str, list[Judgement]] = {}
    for j in standing(judgements):
        if j.act == Act.CORRECT or (j.act == Act.REJECT and len(j.claims) == 1):
            by_claim.setdefault(j.claims[0], []).append(j)
            by_figure.setdefault(j.figures[0], []).append(j)
    if not by_claim:
        return list(reports)
    made: list[Report] = []
    for report in reports:
        present = {c.id for c in report.claims}
        claims: list[Claim] = []
        for claim in report.claims:
            # One figure may make two claims; where the judged one is still there, it alone is meant.
            said = by_claim.get(claim.id) or [
                j for j in by_figure.get(claim.figure_id, ()) if j.claims[0] not in present
            ]
            if not any(j.act == Act.REJECT for j in said):
                for j in said:
                    claim = correct(claim, j.field, j.value)  # noqa: PLW2901
                claims.append(claim)
        made.append(replace(report, claims=tuple(claims)))
    return made


def correct(claim: Claim, field: str, value: str) -> Claim:
    """Give the claim with one field set; ValueError where the field or its value is unknown."""
    if field not in FIELDS:
        raise ValueError(f"{field!r} cannot be corrected; {', '.join(FIELDS)} can")
    try:
        return FIELDS[field](claim, value.strip())
    except (ValueError, InvalidOperation):
        raise ValueError(f"{value!r} is no {field}") from None


def _measure(claim: Claim, value: str) -> Claim:
    if value not in measures():
        raise ValueError(value)
    return replace(claim, measure=value, measure_cue=None)


def _end(side: str) -> Callable[[Claim, str], Claim]:
    def put(claim: Claim, value: str) -> Claim:
        number = Decimal(value) if value else None
        if number is not None and not number.is_finite():
            raise ValueError(value)
        quantity = replace(claim.quantity, low=number) if side == "low" else claim.quantity
        quantity = replace(quantity, high=number) if side == "high" else quantity
        return replace(claim, quantity=quantity)

    return put


def _day(side: str) -> Callable[[Claim, str], Claim]:
    def put(claim: Claim, value: str) -> Claim:
        day = date.fromisoformat(value) if value else None
        start = day if side == "from" else claim.period.start
        end = day if side == "to" else claim.period.end
        return replace(claim, period=replace(claim.period, start=start, end=end))

    return put


FIELDS: Mapping[str, Callable[[Claim, str], Claim]] = {
    "measure": _measure,
    "unit": lambda c, v: replace(c, quantity=replace(c.quantity, unit=v)),
    "bound": lambda c, v: replace(c, quantity=replace(c.quantity, bound=Bound(v))),
    "low": _end("low"),
    "high": _end("high"),
    "mode": lambda c, v: replace(c, mode=Mode(v)),
    "modality": lambda c, v: replace(c, modality=Modality(v)),
    "place_code": lambda c, v: replace(c, place_code=v),
    "from": _day("from"),
    "to": _day("to"),
}
"""The fields that a person may correct, and how each is set from plain words."""


def merged_stories(
    stories: Sequence[tuple[Report, ...]], judgements: Iterable[Judgement]
) -> list[tuple[Report, ...]]:
    """Bring stories together whose claims a person merged."""
    home: dict[str, int] = {}
    for i, story in enumerate(stories):
        for claim in (c for report in story for c in report.claims):
            home[claim.id] = i
            home.setdefault(claim.figure_id, i)
    root = list(range(len(stories)))
    for j in standing(judgements):
        names = (home.get(c, home.get(f)) for c, f in zip(j.claims, j.figures, strict=True))
        named = {root[i] for i in names if i is not None}
        if j.act == Act.MERGE and len(named) > 1:
            root = [min(named) if r in named else r for r in root]
    found: dict[int, tuple[Report, ...]] = {}
    for i, story in enumerate(stories):
        found[root[i]] = found.get(root[i], ()) + story
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Pair:
    judgement: Judgement
    relation: Standing | None
    """None where the two are not to be compared."""


class Rulings:
    """What judgements say about the answers of one story."""

    def __init__(self, judgements: Iterable[Judgement], answers: Sequence[Answer]) -> None:
        self._ids = {a.id for a in answers}
        self._by_figure: dict[str, list[str]] = {}
        for a in answers:
            self._by_figure.setdefault(a.claim.figure_id, []).append(a.id)
        self._answers = {a.id: a for a in answers}
        self._regroupings: list[tuple[Act, list[str]]] = []
        self._pairs: dict[frozenset[str], _Pair] = {}
        for j in standing(judgements):
            self._take(j)

    def _take(self, j: Judgement) -> None:
        named = [
            name for pair in zip(j.claims, j.figures, strict=True) for name in self._now(*pair)
        ]
        if len(set(named)) < 2:
            return
        if j.act in {Act.MERGE, Act.SPLIT}:
            self._regroupings.append((j.act, named))
        elif j.act == Act.OVERRULE:
            self._pairs[frozenset(named[:2])] = _Pair(j, Standing(j.value))
        elif j.act == Act.REJECT:
            self._pairs[frozenset(named[:2])] = _Pair(j, None)

    def _now(self, claim: str, figure: str) -> list[str]:
        return [claim] if claim in self._ids else self._by_figure.get(figure, [])[:1]

    def regroup(self, groups: Sequence[tuple[list[Answer], T]]) -> list[tuple[list[Answer], T]]:
        """Join and part questions as people said, the later judgement last.

        Each question comes with what else is known of it, which a parted one keeps.
        """
        if not self._regroupings:
            return list(groups)
        found = [([*members], known) for members, known in groups]
        for act, named in self._regroupings:
            home = {a.id: i for i, (members, _) in enumerate(found) for a in members}
            keep = home[named[0]]
            if act == Act.MERGE:
                for i in sorted({home[name] for name in named} - {keep}):
                    found[keep][0].extend(found[i][0])
                    found[i][0].clear()
            else:
                leaving = {name for name in named[1:] if home[name] == keep}
                if leaving:
                    left = [a for a in found[keep][0] if a.id in leaving]
                    found[keep][0][:] = [a for a in found[keep][0] if a.id not in leaving]
                    found.append((left, found[keep][1]))
        return [(members, known) for members, known in found if members]

    def ruled(self, found: Iterable[Stands]) -> Iterator[Stands]:
        """Give how answers stand with what people said of pairs in its place, theirs last."""
        if not self._pairs:
            yield from found
            return
        for stands in found:
            if frozenset((stands.a, stands.b)) not in self._pairs:
                yield stands
        for pair in self._pairs.values():
            yield self._said(pair)

    def _said(self, pair: _Pair) -> Stands:
        j = pair.judgement
        named = [
            name for names in zip(j.claims, j.figures, strict=True) for name in self._now(*names)
        ]
        a, b = (self._answers[name] for name in named[:2])
        if pair.relation != Standing.PART_OF and _order(b) < _order(a):
            a, b = b, a
        reason = Reason("{who}: {why}", who=j.who, why=j.reason)
        if pair.relation is None:
            return NotCompared(a.id, b.id, Facet.JUDGED, reason)
        return Comparison(a.id, b.id, pair.relation, (), reason)


def _order(a: Answer) -> tuple[Hashable, str]:
    return a.order, a.id
