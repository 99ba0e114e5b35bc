"""Contradictions that are held back: with an echo, and where a report knows both figures."""

from collections.abc import Mapping, Sequence

from counterclaim.model import Facet, NotCompared
from counterclaim.model.reason import Reason
from counterclaim.reconcile.answers import Answer, quoted, unbounded
from counterclaim.reconcile.trapezoid import compatible
from counterclaim.vocabulary import Counts, measures


def passes_on(a: Answer, b: Answer, originals: Mapping[str, Answer]) -> NotCompared | None:
    """Hold back a contradiction with an echo: its figure is as old as the one that it passes on.

    That one is set against the other claim in its own right.
    """
    for mine in (b, a):
        if mine.id in originals:
            reason = Reason(
                "{echo} only passes on {original}, which is older",
                echo=quoted(mine),
                original=quoted(originals[mine.id]),
            )
            return NotCompared(a.id, b.id, Facet.DATE, reason)
    return None


def conceded(a: Answer, b: Answer, by_report: Mapping[str, Sequence[Answer]]) -> NotCompared | None:
    """Hold back a contradiction where one report states the other's figure as well.

    It then knows both, and its own is of something else more often than it is a rival.
    """
    if a.report is b.report:
        return None
    for mine, theirs in ((a, b), (b, a)):
        for x in by_report[mine.report.document_id]:
            known = not unbounded(x) or _of_one_range(x, mine)
            if x is not mine and known and _reaches(x, theirs):
                reason = Reason(
                    "the report that says {first} also says {second}",
                    first=quoted(mine),
                    second=quoted(x),
                )
                return NotCompared(a.id, b.id, Facet.SCOPE, reason)
    return None


def _of_one_range(x: Answer, mine: Answer) -> bool:
    """Tell whether a source gives two figures in one breath: "from hundreds to more than 1,300"."""
    source = x.claim.attribution.source
    named = source is not None and source == mine.claim.attribution.source
    return named and x.claim.sentence == mine.claim.sentence


def _reaches(x: Answer, theirs: Answer) -> bool:
    """Tell whether a figure is the other report's, or for a toll what it has since grown to."""
    if compatible(x.figure, theirs.figure):
        return True
    tolls = measures()[x.measure].counts == Counts.STOCK
    grown = x.figure.low > theirs.figure.high and not counted_before(x, theirs)
    return tolls and grown


def counted_before(a: Answer, b: Answer) -> bool:
    """Tell whether one figure was counted on an earlier day than another."""
    return a.counted_on is not None and b.counted_on is not None and a.counted_on < b.counted_on
