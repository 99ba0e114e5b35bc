"""Which reports are of one event or situation.

Reports are alike as far as they share marks that are rare in the ledger (the cosine of their
weights) and were published near each other. Stories are grown by joining the two that are most
alike on average until none are alike enough: a single report like two stories joins neither to the
other.
"""

import heapq
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from counterclaim.model import Question, Report, Story
from counterclaim.model.identity import content_id
from counterclaim.reconcile.marks import Mark, MarkBook

WEIGHTS = {
    "name": 1.0,
    "country": 0.5,
    "names": 1.0,
    "word": 0.5,
    "pair": 0.5,
    "number": 0.5,
    "place": 0.5,
    "figure": 1.0,
}
FREQUENT = 0.1
"""A mark of more than this share of the reports tells no story."""
BACKGROUND = 600
"""Reports that a small ledger is taken to be drawn from, in judging how rare a name is."""
GROWTH = 1.5
"""How much more a mark weighs for each time that its count grows e-fold."""
HEAVIEST = 40
"""Marks of each report by which others like it are looked for."""
CROWD = 60
"""Reports that share a mark beyond which it is not looked up."""
NEAR_DAYS = 7
FAR_DAYS = 120
"""Reports further apart are of different stories, or of different turns of a long one."""
FARTHEST = 0.4
"""What likeness is left of at FAR_DAYS."""
UNDATED = 0.6
"""What likeness is left of where a date is missing."""
CHANCE = 0.02
"""Likeness that any two reports may have; it is taken for none."""
ALIKE = 0.06
"""Average likeness of the reports of two stories from which they are one."""

Vector = tuple["array[int]", "array[float]"]
"""Marks, by their places, and their weights."""
Links = list[dict[int, float]]
"""For each report, how alike it is to others."""


def group_stories(reports: Iterable[Report]) -> list[tuple[Report, ...]]:
    """Group reports into stories, each in order of its document ids, the first report's id first.

    The order of the reports and a report given twice change nothing.
    """
    known = {r.document_id: r for r in sorted(reports, key=lambda r: r.document_id)}
    held = list(known.values())
    return group_weighed(held, Weighing(held).shared())


def group_weighed(
    held: Sequence[Report], weighted: Sequence[dict[int, float]]
) -> list[tuple[Report, ...]]:
    """Group reports in order of their document ids, each with the weights of its marks."""
    joined = _join(len(held), _likeness(held, weighted))
    return [tuple(held[i] for i in story) for story in sorted(sorted(s) for s in joined)]


def describe(reports: Iterable[Report], questions: Iterable[Question]) -> tuple[Story, ...]:
    """Give the one story that reports are of; none where there are no reports.

    Its id is that of its first report, so that it stays as later reports come in.
    """
    held = sorted({r.document_id: r for r in reports}.values(), key=_printed)
    if not held:
        return ()
    days = [r.imprint.published.date() for r in held if r.imprint.published]
    named = Counter(
        place
        for r in held
        for place in {" ".join(c.place.text.split()) for c in r.claims if c.place}
        if place[:1].isupper()
    )
    story = Story(
        id=content_id(["story", held[0].document_id]),
        title=next((r.imprint.title for r in held if r.imprint.title), ""),
        place=min(named, key=lambda place: (-named[place], place), default=""),
        first=min(days, default=None),
        last=max(days, default=None),
        reports=tuple(r.document_id for r in held),
        outlets=len({r.imprint.publisher or r.document_id for r in held}),
        questions=tuple(q.id for q in questions),
    )
    return (story,)


def _printed(report: Report) -> tuple[bool, datetime, str]:
    published = report.imprint.published
    when = published.replace(tzinfo=None) if published else datetime.max  # noqa: DTZ901
    return published is None, when, report.document_id


class Weighing:
    """The weights of the marks of some reports, by rarity and count.

    ``vectors`` are for each report its marks and their weights, whose squares sum to 1. A ledger
    has millions, so they are packed.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        self._book = MarkBook(reports)
        marked = self._book.marked
        languages = [r.imprint.language for r in reports]
        sizes = Counter(languages)
        self._everywhere: Counter[int] = Counter()
        there: dict[str, Counter[int]] = {language: Counter() for language in sizes}
        for language, places in zip(languages, marked.places, strict=True):
            self._everywhere.update(places)
            there[language].update(places)
        self._reports = len(reports)
        self._rarity = {
            language: _rarity(marked.marks, found, sizes[language], self._everywhere, len(reports))
            for language, found in there.items()
        }
        self.vectors = [
            _weigh(zip(places, counts, strict=True), self._rarity[language])
            for language, places, counts in zip(
                languages, marked.places, marked.counts, strict=True
            )
        ]

    def shared(self) -> list[dict[int, float]]:
        """Give the weights of each report's marks but for those that no other report has."""
        return [
            {m: w for m, w in zip(*vector, strict=True) if self._everywhere[m] > 1}
            for vector in self.vectors
        ]

    def weigh(self, report: Report) -> Vector:
        """Weigh the marks of a report that came later, by how rare they were before it."""
        found = self._book.read(report)
        rare = self._rarity.get(report.imprint.language, {})
        new = {mark: 1 for mark in found if mark not in rare}
        told = _rarity(self._book.marks, new, self._reports, self._everywhere, self._reports)
        self._everywhere.update(found.keys())
        return _weigh(found.items(), {**told, **{m: rare[m] for m in found if m in rare}})


def _weigh(found: Iterable[tuple[int, int]], rare: Mapping[int, float]) -> Vector:
    weights = {
        mark: (1 + GROWTH * math.log(count)) * rare[mark] for mark, count in found if mark in rare
    }
    length = math.sqrt(math.fsum(w * w for w in weights.values())) or 1.0
    return array("I", weights), array("d", (w / length for w in weights.values()))


def _rarity(
    marks: Sequence[Mark],
    there: Mapping[int, int],
    size: int,
    everywhere: Mapping[int, int],
    reports: int,
) -> dict[int, float]:
    """Give the weight of one mention of each mark of a language that is not frequent."""
    found: dict[int, float] = {}
    for mark, count in there.items():
        kind = marks[mark].kind
        # Words are everybody's: a few reports do not show that one is rare.
        least = 1 if kind == "word" else BACKGROUND
        share = max(count / max(size, least), everywhere[mark] / max(reports, least))
        if share < FREQUENT:
            found[mark] = WEIGHTS[kind] * -math.log(share)
    return found


def _likeness(reports: Sequence[Report], weighted: Sequence[dict[int, float]]) -> Links:
    """Give how alike reports are that share some of their heaviest marks."""
    days = [day_of(report) for report in reports]
    links: Links = [{} for _ in reports]
    for i, others in enumerate(_candidates(weighted)):
        mine = weighted[i]
        for j in others:
            if kept := kept_of(days[i], days[j]):
                theirs = weighted[j]
                shared = mine.keys() & theirs.keys()
                # fsum is exact, so that the order of the set does not matter.
                alike = kept * math.fsum(mine[mark] * theirs[mark] for mark in shared)
                if alike >= CHANCE:
                    links[i][j] = links[j][i] = alike
    return links


def _candidates(weighted: Sequence[dict[int, float]]) -> Iterator[list[int]]:
    """Give for each report the later ones that have a heaviest mark in common with it."""
    heaviest = [heaviest_of(weights) for weights in weighted]
    holders: dict[int, list[int]] = defaultdict(list)
    for i, marks in enumerate(heaviest):
        for mark in marks:
            holders[mark].append(i)
    for i, marks in enumerate(heaviest):
        near: set[int] = set()
        for mark in marks:
            if len(holders[mark]) <= CROWD:
                near.update(holders[mark])
        yield sorted(j for j in near if j > i)


def heaviest_of(weights: Mapping[int, float]) -> list[int]:
    """Give the marks by which reports like one are looked for."""
    return heapq.nsmallest(HEAVIEST, weights, key=lambda mark: (-weights[mark], mark))


def day_of(report: Report) -> int | None:
    """Give the day of publication, as an ordinal."""
    return report.imprint.published.toordinal() if report.imprint.published else None


def kept_of(day: int | None, other: int | None) -> float:
    """Give the share of a likeness that is kept for two days of publication."""
    if day is None or other is None:
        return UNDATED
    apart = abs(day - other)
    if apart > FAR_DAYS:
        return 0.0
    return 1 - (1 - FARTHEST) * max(0, apart - NEAR_DAYS) / (FAR_DAYS - NEAR_DAYS)


def _join(count: int, alike_to: Links) -> list[list[int]]:
    """Join the two stories most alike on average, over and over (UPGMA over the pairs known)."""
    stories = {i: [i] for i in range(count)}
    links = dict(enumerate(alike_to))
    waiting = [
        (-alike, i, j)
        for i, others in links.items()
        for j, alike in others.items()
        if i < j and alike >= ALIKE
    ]
    heapq.heapify(waiting)
    made = count
    while waiting:
        _, i, j = heapq.heappop(waiting)
        if i not in stories or j not in stories:
            continue
        stories[made] = stories.pop(i) + stories.pop(j)
        links[made] = _added(links.pop(i), links.pop(j), {i, j})
        for k, alike in links[made].items():
            links[k].pop(i, None)
            links[k].pop(j, None)
            links[k][made] = alike
            average = alike / (len(stories[made]) * len(stories[k]))
            if average >= ALIKE:
                heapq.heappush(waiting, (-average, k, made))
        made += 1
    return list(stories.values())


def _added(a: dict[int, float], b: dict[int, float], but: set[int]) -> dict[int, float]:
    total = {k: alike for k, alike in a.items() if k not in but}
    for k, alike in b.items():
        if k not in but:
            total[k] = total.get(k, 0.0) + alike
    return total
