"""A ledger that stays reconciled while reports are added and taken out one by one.

A report that comes in joins the story that it is most like on average, or opens one; only that story
is reconciled again. Stories that stand are not grouped anew, so that no question changes under a
reader's eyes for what was printed about something else. Grouping all reports anew may part or join
stories that grew one by one.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from counterclaim.model import Judgement, Reconciliation, Report
from counterclaim.reconcile.judged import merged_stories
from counterclaim.reconcile.stories import (
    ALIKE,
    CHANCE,
    CROWD,
    Weighing,
    day_of,
    group_weighed,
    heaviest_of,
    kept_of,
)

Make = Callable[[Sequence[str]], Reconciliation]
"""Reconciles the reports of one story, given by their document ids in order."""


class Growing:
    """Stories that reports join and leave; ``make`` tells what one of them says.

    Held are ids, days and weights, so that the reports need not stay in memory. Beginning takes as
    long as grouping all reports; adding or taking out one then takes next to nothing, and telling
    what its story says as long as reconciling that. ``judgements`` bring stories together whose
    claims a person merged; a later one needs a new beginning.
    """

    def __init__(
        self, reports: Iterable[Report], make: Make, judgements: Iterable[Judgement] = ()
    ) -> None:
        self._make = make
        known = {r.document_id: r for r in sorted(reports, key=lambda r: r.document_id)}
        held = list(known.values())
        self._weighing = Weighing(held)
        groups = merged_stories(group_weighed(held, self._weighing.shared()), judgements)
        self._names = list(known)
        self._days = {r.document_id: day_of(r) for r in held}
        self._vectors = dict(zip(self._names, self._weighing.vectors, strict=True))
        self._holders: dict[int, list[int]] = defaultdict(list)
        """By the heaviest marks that several reports have: the reports."""
        self._first: dict[int, int] = {}
        """By every mark: the first report that has it."""
        for number in range(len(held)):
            self._note(number)
        self._stories = {i: {r.document_id for r in story} for i, story in enumerate(groups)}
        self._home = {name: i for i, story in self._stories.items() for name in story}

    def __contains__(self, document_id: str) -> bool:
        """Whether a report is held."""
        return document_id in self._home

    def add(self, report: Report) -> None:
        """Add a report to the story it is of; one that is held already changes nothing."""
        name = report.document_id
        if name in self._home:
            return
        if name not in self._vectors:
            self._names.append(name)
            self._days[name] = day_of(report)
            self._vectors[name] = self._weighing.weigh(report)
            self._note(len(self._names) - 1)
        home = self._nearest(name)
        if home is None:
            home = max(self._stories, default=-1) + 1
        self._home[name] = home
        self._stories.setdefault(home, set()).add(name)

    def remove(self, document_id: str) -> None:
        """Take a report out; raises KeyError for one not held.

        Its weights are kept, so that it comes back to where it was.
        """
        home = self._home.pop(document_id)
        self._stories[home].remove(document_id)
        if not self._stories[home]:
            del self._stories[home]

    def stories(self) -> list[list[str]]:
        """Give the document ids of each story, in order, and the stories in order of their first."""
        return [sorted(self._stories[home]) for home in self._in_order(self._stories)]

    def made_of(self, documents: Iterable[str]) -> Reconciliation:
        """Give what the stories say that some reports tell; reports that are not held tell none.

        It is made each time and not kept: what ``make`` looks up may have changed.
        """
        homes = {self._home[name] for name in documents if name in self._home}
        return self._made(homes)

    def made(self) -> Reconciliation:
        """Give all that the ledger says, the stories in order of their first report's id."""
        return self._made(self._stories)

    def _made(self, homes: Iterable[int]) -> Reconciliation:
        return together([self._make(sorted(self._stories[i])) for i in self._in_order(homes)])

    def _in_order(self, homes: Iterable[int]) -> list[int]:
        return sorted(homes, key=lambda i: min(self._stories[i]))

    def _note(self, number: int) -> None:
        """Have a report found by its marks."""
        places, weights = self._vectors[self._names[number]]
        known = {m: w for m, w in zip(places, weights, strict=True) if m in self._first}
        for mark in heaviest_of(known):
            self._holders[mark].append(number)
        for mark in places:
            self._first.setdefault(mark, number)

    def _nearest(self, name: str) -> int | None:
        """Give the story that a report is most like on average, None where none is like it."""
        weights = dict(zip(*self._vectors[name], strict=True))
        mine = self._names.index(name)
        known = {m: w for m, w in weights.items() if self._first[m] != mine or m in self._holders}
        near: set[int] = set()
        for mark in heaviest_of(known):
            holders = self._holders.get(mark, [])
            if len(holders) <= CROWD:
                near.update((self._first[mark], *holders))
        homes = {self._home.get(self._names[number]) for number in near if number != mine}
        ranked = [(self._alike(name, weights, i), -i) for i in homes if i is not None]
        likeness, home = max(ranked, default=(0.0, 0))
        return -home if likeness >= ALIKE else None

    def _alike(self, name: str, weights: dict[int, float], story: int) -> float:
        """Give how alike a report is to those of a story, on average."""
        members, day = self._stories[story], self._days[name]
        found: list[float] = []
        for other in members:
            shared = zip(*self._vectors[other], strict=True)
            alike = math.fsum(w * weights[mark] for mark, w in shared if mark in weights)
            alike *= kept_of(day, self._days[other])
            found.append(alike if alike >= CHANCE else 0.0)
        return math.fsum(found) / len(members)


def together(made: Sequence[Reconciliation]) -> Reconciliation:
    """Put what was made of several stories into one."""
    return Reconciliation(
        questions=tuple(chain.from_iterable(m.questions for m in made)),
        comparisons=tuple(chain.from_iterable(m.comparisons for m in made)),
        not_compared=tuple(chain.from_iterable(m.not_compared for m in made)),
        findings=tuple(chain.from_iterable(m.findings for m in made)),
        tallies=tuple(chain.from_iterable(m.tallies for m in made)),
        voices=tuple(chain.from_iterable(m.voices for m in made)),
        stories=tuple(chain.from_iterable(m.stories for m in made)),
        stale=tuple(chain.from_iterable(m.stale for m in made)),
    )
