"""Set the claims of several reports against each other: pure, and the same in any order."""

from collections.abc import Iterable
from itertools import chain

from counterclaim.model import Comparison, NotCompared, Reconciliation, Report, Tally, Voice
from counterclaim.reconcile.across import compare_across
from counterclaim.reconcile.answers import Answer, read_answers
from counterclaim.reconcile.compare import compare_within
from counterclaim.reconcile.echoes import copied_from
from counterclaim.reconcile.findings import find
from counterclaim.reconcile.neighbours import fill
from counterclaim.reconcile.originators import Originators
from counterclaim.reconcile.questions import ask
from counterclaim.reconcile.stories import describe, group_stories
from counterclaim.reconcile.tally import tally
from counterclaim.reconcile.voices import give_voices

__all__ = ["reconcile", "reconcile_ledger"]


def reconcile_ledger(reports: Iterable[Report]) -> Reconciliation:
    """Group reports of many events into stories, and reconcile each story by itself.

    Neither the order of the reports nor a report given twice changes the result.
    """
    made = [reconcile(story) for story in group_stories(reports)]
    return Reconciliation(
        questions=tuple(chain.from_iterable(m.questions for m in made)),
        comparisons=tuple(chain.from_iterable(m.comparisons for m in made)),
        not_compared=tuple(chain.from_iterable(m.not_compared for m in made)),
        findings=tuple(chain.from_iterable(m.findings for m in made)),
        tallies=tuple(chain.from_iterable(m.tallies for m in made)),
        voices=tuple(chain.from_iterable(m.voices for m in made)),
        stories=tuple(chain.from_iterable(m.stories for m in made)),
    )


def reconcile(reports: Iterable[Report]) -> Reconciliation:
    """Group the claims of reports on one story into questions and compare the answers.

    The reports are taken to be of one story, whatever they tell; ``reconcile_ledger`` finds the
    stories first. Reads no disk, network or clock; neither the order of the reports nor a report
    given twice changes the result.
    """
    held = sorted(reports, key=lambda r: r.document_id)
    answers = fill(read_answers(held))
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
    questions = tuple(g.question for g in groups)
    return Reconciliation(
        questions=questions,
        comparisons=tuple(compared),
        not_compared=tuple(barred),
        findings=tuple(find(groups, voices)),
        tallies=tuple(tallies),
        voices=tuple((a.id, voices[a.id]) for a in answers),
        stories=describe(held, questions),
    )


def _texts(answers: Iterable[Answer]) -> list[tuple[str, str]]:
    """Give the text of each report with claims, in order of publication."""
    texts = {a.report.document_id: a.report.text for a in answers}
    return [(name, text) for name, text in texts.items() if text]
