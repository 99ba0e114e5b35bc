"""Set the claims of several reports against each other: pure, and the same in any order."""

from collections.abc import Iterable

from counterclaim.model import Comparison, NotCompared, Reconciliation, Report, Tally, Voice
from counterclaim.reconcile.across import compare_across
from counterclaim.reconcile.answers import Answer, read_answers
from counterclaim.reconcile.compare import compare_within
from counterclaim.reconcile.echoes import copied_from
from counterclaim.reconcile.findings import find
from counterclaim.reconcile.neighbours import fill
from counterclaim.reconcile.originators import Originators
from counterclaim.reconcile.questions import ask
from counterclaim.reconcile.tally import tally
from counterclaim.reconcile.voices import give_voices

__all__ = ["reconcile"]


def reconcile(reports: Iterable[Report]) -> Reconciliation:
    """Group the claims of reports on one story into questions and compare the answers.

    Reads no disk, network or clock; neither the order of the reports nor a report given twice
    changes the result.
    """
    answers = fill(read_answers(sorted(reports, key=lambda r: r.document_id)))
    groups = ask(answers)
    originators = Originators(answers)
    copies = copied_from(_texts(answers))
    voices: dict[str, Voice] = {}
    for group in groups:
        voices |= give_voices(group.answers, originators, copies)
    compared: list[Comparison] = []
    barred: list[NotCompared] = []
    tallies: list[Tally] = []
    for group in groups:
        within = list(compare_within(group, voices))
        stands = [c for c in within if isinstance(c, Comparison)]
        compared += stands
        barred += [c for c in within if isinstance(c, NotCompared)]
        tallies += tally(group, voices, stands)
    for found in compare_across(groups, voices):
        if isinstance(found, Comparison):
            compared.append(found)
        else:
            barred.append(found)
    return Reconciliation(
        questions=tuple(g.question for g in groups),
        comparisons=tuple(compared),
        not_compared=tuple(barred),
        findings=tuple(find(groups, voices)),
        tallies=tuple(tallies),
        voices=tuple((a.id, voices[a.id]) for a in answers),
    )


def _texts(answers: Iterable[Answer]) -> list[tuple[str, str]]:
    """Give the text of each report with claims, in order of publication."""
    texts = {a.report.document_id: a.report.text for a in answers}
    return [(name, text) for name, text in texts.items() if text]
