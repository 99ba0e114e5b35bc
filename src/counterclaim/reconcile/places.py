"""Where a story plays, and which of its figures are of somewhere else."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from counterclaim.languages import spaced
from counterclaim.reconcile.answers import Answer, retells, unbounded
from counterclaim.reconcile.trapezoid import compatible

MOST = 2
"""A place that at least one report in so many tells of is a place of the story itself."""
TELLING = 10
"""A smaller number is told of many places by chance."""


class Scene:
    """The words of all reports of a story, to tell its own places from those in the background."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        reports = {a.report.document_id: a.report for a in answers}
        self._words = {
            name: frozenset(spaced(f"{r.imprint.title} {r.text}").split())
            for name, r in reports.items()
            if r.text
        }
        self._regions: dict[str, set[str]] = {name: set() for name in self._words}
        for a in answers:
            if a.report.text and a.region:
                self._regions[a.report.document_id].add(a.region)
        self._languages = len({r.imprint.language for r in reports.values()})
        self._known: dict[tuple[frozenset[str], str], bool] = {}

    def by_place(self, cluster: list[Answer]) -> list[list[Answer]]:
        """Part the figures of places that few reports tell of, if no figure of the story fits them.

        Reports compare an event with others elsewhere; no gazetteer tells which place holds which,
        but all reports of a story name the places it plays in.
        """
        named = [a for a in cluster if a.place]
        strays = [a for a in named if not self._own(a)]
        if not strays or len(strays) == len(named):
            return [cluster]
        own = set().union(*(a.place for a in named if self._own(a)))
        strays = [a for a in strays if a.place.isdisjoint(own)]
        # What stands in the background stands beside the report's own figure.
        told = {a.report.document_id for a in cluster if a not in strays}
        strays = [a for a in strays if a.report.document_id in told]
        local = [a for a in cluster if a not in strays]
        parts: list[list[Answer]] = []
        for part in _connected(strays):
            if all(_fits(a, local) for a in part):
                local += part
            else:
                parts.append(part)
        return [_with_echoes(local, parts), *parts]

    def _own(self, a: Answer) -> bool:
        """Tell whether at least half of the reports name a place, each in its own language."""
        # Within one language a code says less than the name: it is the province's.
        region = a.region if self._languages > 1 else ""
        if (a.place, region) not in self._known:
            naming = sum(
                a.place <= words or bool(region and region in self._regions[name])
                for name, words in self._words.items()
            )
            self._known[a.place, region] = naming * MOST >= len(self._words)
        return self._known[a.place, region]


def _connected(strays: Sequence[Answer]) -> list[list[Answer]]:
    """Join answers whose places share a word."""
    parts: list[tuple[frozenset[str], list[Answer]]] = []
    for a in strays:
        touching = [p for p in parts if p[0] & a.place]
        words = a.place.union(*(p[0] for p in touching))
        members = [a, *(m for p in touching for m in p[1])]
        parts = [p for p in parts if p not in touching] + [(words, members)]
    return [members for _, members in parts]


def _fits(a: Answer, local: Iterable[Answer]) -> bool:
    """Tell whether a figure is one of those of the story, or compatible with one."""
    return any(
        retells(a, b) or retells(b, a) or (not unbounded(b) and compatible(a.figure, b.figure))
        for b in local
    )


def _with_echoes(local: list[Answer], parts: Sequence[list[Answer]]) -> list[Answer]:
    """Move answers without a place to the part that alone has their number."""
    placed = {a.number for a in local if a.place}
    homes: dict[Decimal, list[Answer]] = {}
    for part in parts:
        for a in part:
            if a.number is not None and a.number >= TELLING and a.number not in placed:
                homes[a.number] = part
    kept: list[Answer] = []
    for a in local:
        home = homes.get(a.number) if a.number is not None and not a.place else None
        (kept if home is None else home).append(a)
    return kept
