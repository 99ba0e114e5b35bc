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

from counterclaim.model import Reconciliation, Report
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

Reconcile = Callable[[Sequence[Report]], Reconciliation]


class Growing:
    """Stories with what was made of each; ``reconcile`` makes it of the reports of one.

    Takes as long as reconciling all reports; adding or taking out one then takes as long as
    reconciling its story.
    """

    def __init__(self, reports: Iterable[Report], reconcile: Reconcile) -> None:
        self._reconcile = reconcile
        known = {r.document_id: r for r in sorted(reports, key=lambda r: r.document_id)}
        held = list(known.values())
        self._weighing = Weighing(held)
        groups = group_weighed(held, self._weighing.shared())
        self._names = [r.document_id for r in held]
        self._vectors = dict(zip(self._names, self._weighing.vectors, strict=True))
        self._holders: dict[int, list[int]] = defaultdict(list)
        """By the heaviest marks that several reports have: the reports."""
        self._first: dict[int, int] = {}
        """By every mark: the first report that has it."""
        for number in range(len(held)):
            self._note(number)
        self._stories: dict[int, dict[str, Report]] = {
            i: {r.document_id: r for r in story} for i, story in enumerate(groups)
        }
        self._home = {name: i for i, story in self._stories.items() for name in story}
        self._made = {i: reconcile(list(story.values())) for i, story in self._stories.items()}

    def add(self, report: Report) -> Reconciliation:
        """Add a report and give what its story now says; a report already held changes nothing."""
        name = report.document_id
        if name in self._home:
            return self._made[self._home[name]]
        if name not in self._vectors:
            self._names.append(name)
            self._vectors[name] = self._weighing.weigh(report)
            self._note(len(self._names) - 1)
        home = self._nearest(report)
        if home is None:
            home = max(self._stories, default=-1) + 1
        self._home[name] = home
        self._stories.setdefault(home, {})[name] = report
        return self._remake(home)

    def remove(self, document_id: str) -> Reconciliation:
        """Take a report out and give what is left of its story; raises KeyError for one not held.

        Its weights are kept, so that it comes back to where it was.
        """
        home = self._home.pop(document_id)
        del self._stories[home][document_id]
        if self._stories[home]:
            return self._remake(home)
        del self._stories[home]
        del self._made[home]
        return self._reconcile([])

    def made(self) -> Reconciliation:
        """Give all that the ledger says, the stories in order of their first report's id."""
        ordered = sorted(self._stories, key=lambda i: min(self._stories[i]))
        made = [self._made[i] for i in ordered]
        return together(made)

    def _remake(self, home: int) -> Reconciliation:
        reports = sorted(self._stories[home].values(), key=lambda r: r.document_id)
        self._made[home] = self._reconcile(reports)
        return self._made[home]

    def _note(self, number: int) -> None:
        """Have a report found by its marks."""
        places, weights = self._vectors[self._names[number]]
        known = {m: w for m, w in zip(places, weights, strict=True) if m in self._first}
        for mark in heaviest_of(known):
            self._holders[mark].append(number)
        for mark in places:
            self._first.setdefault(mark, number)

    def _nearest(self, report: Report) -> int | None:
        """Give the story that a report is most like on average, None where none is like it."""
        weights = dict(zip(*self._vectors[report.document_id], strict=True))
        mine = self._names.index(report.document_id)
        known = {m: w for m, w in weights.items() if self._first[m] != mine or m in self._holders}
        near: set[int] = set()
        for mark in heaviest_of(known):
            holders = self._holders.get(mark, [])
            if len(holders) <= CROWD:
                near.update((self._first[mark], *holders))
        homes = {self._home.get(self._names[number]) for number in near if number != mine}
        ranked = [(self._alike(report, weights, i), -i) for i in homes if i is not None]
        likeness, home = max(ranked, default=(0.0, 0))
        return -home if likeness >= ALIKE else None

    def _alike(self, report: Report, weights: dict[int, float], story: int) -> float:
        """Give how alike a report is to those of a story, on average."""
        members, day = self._stories[story], day_of(report)
        found: list[float] = []
        for name, other in members.items():
            shared = zip(*self._vectors[name], strict=True)
            alike = math.fsum(w * weights[mark] for mark, w in shared if mark in weights)
            alike *= kept_of(day, day_of(other))
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
