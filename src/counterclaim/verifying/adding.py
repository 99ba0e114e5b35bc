"""What verifying adds to a table: the verdict; why it is not present; the page's words; their span."""

from collections.abc import Iterator, Mapping
from typing import Final

from counterclaim.model import Check, Problem
from counterclaim.verifying.lines import Sort, Table
from counterclaim.verifying.tables import ADDED, UNREAD, Checked

LONGEST: Final = 300
"""Characters of a sentence that are written into a table."""


def written(checked: Checked, table: Table) -> str:
    """Give a line of the table with its outcome, or as it was."""
    line = checked.line
    if line.sort in {Sort.HEAD, Sort.RULE}:
        return table.extended(line, {name: name for name in ADDED})
    if checked.outcome is None or line.fault:
        return line.raw
    return table.extended(line, cells_of(checked.outcome))


def cells_of(outcome: Check | Problem) -> Mapping[str, str]:
    """Give what is written into the added columns."""
    if isinstance(outcome, Problem):
        values = (UNREAD, f"{outcome.code} {outcome.message}", "", "")
        return dict(zip(ADDED, values, strict=True))
    claim = outcome.claim
    words = words_of(outcome)
    span = f"{claim.figure.start}-{claim.figure.end}" if claim else ""
    values = (str(outcome.verdict), "; ".join(reasons(outcome)), words, span)
    return dict(zip(ADDED, values, strict=True))


def words_of(check: Check) -> str:
    """Give the sentence in which the page states the figure, cut around it where it is long."""
    claim = check.claim
    if claim is None:
        return ""
    sentence, figure = claim.sentence, claim.figure
    middle = figure.start - sentence.start
    begin = max(0, min(middle - LONGEST // 2, len(sentence.text) - LONGEST))
    cut = sentence.text[begin : begin + LONGEST]
    shown = ("\u2026" if begin else "") + cut
    return " ".join(shown.split()) + ("\u2026" if begin + LONGEST < len(sentence.text) else "")


def reasons(check: Check) -> Iterator[str]:
    """Say in words what an outcome rests on: each difference, what is there instead, what was."""
    for d in check.differences:
        yield f"{d.aspect}: the row says {d.row}, the page {d.page}"
    if check.rounded and not check.differences:
        yield f"the page says {check.claim.figure.text}" if check.claim else ""
    if check.nearest is not None:
        yield f"the page has {check.nearest.figure.text}"
    if check.problem is not None:
        yield f"{check.problem.code} {check.problem.message}"
    if check.earlier is not None:
        yield f"it was {check.earlier.verdict} in the page as kept before ({check.seen})"
