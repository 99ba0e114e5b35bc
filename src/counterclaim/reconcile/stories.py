"""Which reports are of one event or situation.

Reports are alike as far as they share marks that are rare in the ledger (the cosine of their
weights) and were published near each other. Stories are grown by joining the two that are most
alike on average until none are alike enough: a single report like two stories joins neither to the
other.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations

from counterclaim.model import Question, Report, Story
from counterclaim.model.identity import content_id
from counterclaim.reconcile.marks import Mark, marks_of

WEIGHTS = {
    "name": 1.0,
    "country": 0.5,
    "names": 1.0,
    "word": 0.5,
    "pair": 0.5,
    "number": 1.0,
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
ALIKE = 0.08
"""Average likeness of the reports of two stories from which they are one."""

Likeness = Mapping[tuple[int, int], float]


def group_stories(reports: Iterable[Report]) -> list[tuple[Report, ...]]:
    """Group reports into stories, each in order of its document ids, the first report's id first.

    The order of the reports and a report given twice change nothing.
    """
    known = {r.document_id: r for r in sorted(reports, key=lambda r: r.document_id)}
    held = list(known.values())
    weighted = _weights(held)
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


def _weights(reports: Sequence[Report]) -> list[dict[Mark, float]]:
    """Weigh the marks of each report by rarity and count; the squares of a report's sum to 1."""
    marks = marks_of(reports)
    languages = [r.imprint.language for r in reports]
    sizes = Counter(languages)
    everywhere: Counter[Mark] = Counter()
    there: Counter[tuple[str, Mark]] = Counter()
    for language, found in zip(languages, marks, strict=True):
        everywhere.update(found.keys())
        there.update((language, mark) for mark in found)
    weighted: list[dict[Mark, float]] = []
    for language, found in zip(languages, marks, strict=True):
        weights: dict[Mark, float] = {}
        for mark, count in found.items():
            # Words are everybody's: a few reports do not show that one is rare.
            least = 1 if mark.kind == "word" else BACKGROUND
            share = max(
                there[language, mark] / max(sizes[language], least),
                everywhere[mark] / max(len(reports), least),
            )
            if share < FREQUENT:
                rarity = -math.log(share)
                weights[mark] = WEIGHTS[mark.kind] * (1 + GROWTH * math.log(count)) * rarity
        length = math.sqrt(math.fsum(w * w for w in weights.values())) or 1.0
        weighted.append({mark: weight / length for mark, weight in weights.items()})
    return weighted


def _likeness(reports: Sequence[Report], weighted: Sequence[dict[Mark, float]]) -> Likeness:
    """Give how alike reports are that share some of their heaviest marks."""
    days = [r.imprint.published.toordinal() if r.imprint.published else None for r in reports]
    found: dict[tuple[int, int], float] = {}
    for i, j in _candidates(weighted):
        if kept := _kept(days[i], days[j]):
            few, many = sorted((weighted[i], weighted[j]), key=len)
            found[i, j] = kept * math.fsum(
                w * many[mark] for mark, w in few.items() if mark in many
            )
    return found


def _candidates(weighted: Sequence[dict[Mark, float]]) -> list[tuple[int, int]]:
    held = Counter(mark for weights in weighted for mark in weights)
    holders: dict[Mark, list[int]] = defaultdict(list)
    for i, weights in enumerate(weighted):
        shared_by = [(-weight, mark) for mark, weight in weights.items() if held[mark] > 1]
        for _, mark in heapq.nsmallest(HEAVIEST, shared_by):
            holders[mark].append(i)
    pairs: set[tuple[int, int]] = set()
    for found in holders.values():
        if len(found) <= CROWD:
            pairs.update(combinations(found, 2))
    return sorted(pairs)


def _kept(day: int | None, other: int | None) -> float:
    """Give the share of a likeness that is kept for two days of publication."""
    if day is None or other is None:
        return UNDATED
    apart = abs(day - other)
    if apart > FAR_DAYS:
        return 0.0
    return 1 - (1 - FARTHEST) * max(0, apart - NEAR_DAYS) / (FAR_DAYS - NEAR_DAYS)


def _join(count: int, likeness: Likeness) -> list[list[int]]:
    """Join the two stories most alike on average, over and over (UPGMA over the pairs known)."""
    stories = {i: [i] for i in range(count)}
    links: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), alike in likeness.items():
        links[i][j] = links[j][i] = alike
    waiting = [(-alike, i, j) for (i, j), alike in likeness.items() if alike >= ALIKE]
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
