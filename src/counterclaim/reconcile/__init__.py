"""Set the claims of several reports against each other: pure, and the same in any order."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import chain

from counterclaim.model import (
    Comparison,
    Finding,
    Judgement,
    NotCompared,
    Policy,
    Question,
    QuestionKind,
    Reconciliation,
    Report,
    Tally,
    Voice,
)
from counterclaim.reconcile.across import compare_across
from counterclaim.reconcile.answers import Answer, read_answers
from counterclaim.reconcile.compare import compare_within
from counterclaim.reconcile.echoes import copied_from, joined
from counterclaim.reconcile.findings import find
from counterclaim.reconcile.growing import Growing, together
from counterclaim.reconcile.judged import Rulings, corrected, merged_stories
from counterclaim.reconcile.naming import Names, names_kept, share_names
from counterclaim.reconcile.neighbours import fill
from counterclaim.reconcile.originators import Originators
from counterclaim.reconcile.questions import Group, ask
from counterclaim.reconcile.retold import retold_in, stale_in
from counterclaim.reconcile.stories import describe, group_stories
from counterclaim.reconcile.sums import sums_in
from counterclaim.reconcile.tally import tally
from counterclaim.reconcile.tolls import Toll, told_by_none, tolls_in, tolls_of
from counterclaim.reconcile.voices import give_voices
from counterclaim.vocabulary import Subject

__all__ = [
    "Growing",
    "Toll",
    "corrected",
    "names_kept",
    "reconcile",
    "reconcile_ledger",
    "tolls_of",
]


def reconcile_ledger(
    reports: Iterable[Report],
    *,
    judgements: Iterable[Judgement] = (),
    known: Names | None = None,
    told_by: Collection[str] | None = None,
) -> Reconciliation:
    """Group reports of many events into stories, and reconcile each story by itself.

    Neither the order of the reports nor a report given twice changes the result. ``judgements`` and
    ``known`` are as for ``reconcile``; claims that a person merged bring their stories together. Only
    the stories that one of the reports ``told_by`` (document ids) tells are reconciled, if given: of
    a large ledger most of the time goes into those that nothing new was said of.
    """
    held, judged = list(reports), list(judgements)
    stories = merged_stories(group_stories(held), judged)
    names, taken = share_names([[c for r in s for c in r.claims] for s in stories], known or {})
    made = [
        reconcile(story, judgements=judged, known=own, taken=taken)
        for story, own in zip(stories, names, strict=True)
        if told_by is None or any(report.document_id in told_by for report in story)
    ]
    return together(made)


def reconcile(
    reports: Iterable[Report],
    *,
    judgements: Iterable[Judgement] = (),
    known: Names | None = None,
    taken: AbstractSet[str] | None = None,
) -> Reconciliation:
    """Group the claims of reports on one story into questions and compare the answers.

    The reports are taken to be of one story, whatever they tell; ``reconcile_ledger`` finds the
    stories first. Reads no disk, network or clock; neither the order of the reports nor a report
    given twice changes the result. ``judgements`` merge and split questions and say how pairs
    stand; corrections and rejected claims are applied before, by ``corrected``. ``known`` are the
    ids that questions had before, by the claim or figure ids of their answers; no new question is
    given one of them, nor one that is ``taken`` elsewhere.
    """
    held = sorted(reports, key=lambda r: r.document_id)
    answers = fill(read_answers(held))
    rulings = Rulings(judgements, answers)
    held_names = frozenset((known or {}).values()) if taken is None else taken
    groups = ask(answers, rulings, known, held_names)
    originators = Originators(answers)
    copies = copied_from(_texts(answers))
    copied = joined(copies)
    by_id = {r.document_id: r for r in held}
    roots = {later: by_id[first] for later, first in copied.items()}
    sources = {later: echo.earlier for later, echo in copies.items()}
    voices: dict[str, Voice] = {}
    for group in groups:
        voices |= give_voices(group.answers, originators, copies, roots)
    retold = [retold_in(group.answers, voices, sources) for group in groups]
    within = chain.from_iterable(
        compare_within(group, voices, passed_on)
        for group, passed_on in zip(groups, retold, strict=True)
    )
    found = list(rulings.ruled(chain(within, compare_across(groups, voices))))
    compared = [c for c in found if isinstance(c, Comparison)]
    tallies = _tallies(groups, voices, compared, retold, sources.keys())
    questions = tuple(g.question for g in groups)
    tolls = told_by_none(tolls_in(answers, copied, held), _shown(questions, tallies), answers)
    return Reconciliation(
        questions=questions,
        comparisons=tuple(compared),
        not_compared=tuple(c for c in found if isinstance(c, NotCompared)),
        findings=(*find(groups, voices), *_sums(groups, voices), *tolls),
        tallies=tuple(tallies),
        voices=tuple((a.id, voices[a.id]) for a in answers),
        stories=describe(held, questions),
        stale=tuple(s for group in groups for s in stale_in(group.answers, voices)),
    )


def _tallies(
    groups: Sequence[Group],
    voices: Mapping[str, Voice],
    compared: Iterable[Comparison],
    retold: Iterable[Mapping[str, Answer]],
    copies: AbstractSet[str],
) -> list[Tally]:
    inside, lost = _within(groups, compared), _lost(groups)
    return [
        counted
        for group, passed_on in zip(groups, retold, strict=True)
        for counted in tally(
            group,
            voices,
            inside.get(group.question.id, []),
            retold=passed_on,
            copies=copies,
            lost=lost,
        )
    ]


def _within(
    groups: Iterable[Group], compared: Iterable[Comparison]
) -> Mapping[str, list[Comparison]]:
    """Give the comparisons of two answers to one question, by its id."""
    asked = {a.id: g.question.id for g in groups for a in g.answers}
    found: dict[str, list[Comparison]] = {}
    for c in compared:
        if asked[c.a] == asked[c.b]:
            found.setdefault(asked[c.a], []).append(c)
    return found


def _shown(questions: Iterable[Question], tallies: Iterable[Tally]) -> Mapping[str, Decimal]:
    """Give what the question on people that most claims answer shows of each measure last."""
    main: dict[str, Question] = {}
    for q in questions:
        if q.unit == Subject.PERSON and q.kind != QuestionKind.FLOW:
            main[q.measure] = max(main.get(q.measure, q), q, key=_claims_of_all)
    last = {t.question: t.best for t in tallies if t.policy == Policy.LATEST}
    return {m: best.value for m, q in main.items() if (best := last[q.id])}


def _claims_of_all(question: Question) -> tuple[bool, int]:
    return question.kind != QuestionKind.PART, len(question.claims)


def _lost(groups: Iterable[Group]) -> list[Answer]:
    """Give the claims on all the missing of a story."""
    stocks = (g for g in groups if g.question.kind == QuestionKind.STOCK)
    return [a for g in stocks if g.question.measure == "missing" for a in g.answers]


def _sums(groups: Iterable[Group], voices: Mapping[str, Voice]) -> Iterator[Finding]:
    stocks = (g for g in groups if g.question.kind == QuestionKind.STOCK)
    held = [a for g in stocks for a in g.answers]
    yield from sums_in(sorted(held, key=lambda a: (a.order, a.id)), voices)


def _texts(answers: Iterable[Answer]) -> list[tuple[str, str]]:
    """Give the words of each report with claims, in order of publication.

    Where no text is kept these are the sentences of its claims.
    """
    reports = {a.report.document_id: a.report for a in answers}
    return [(name, r.text or _sentences(r)) for name, r in reports.items()]


def _sentences(report: Report) -> str:
    found = {c.sentence.start: c.sentence.text for c in report.claims}
    return "\n".join(found[start] for start in sorted(found))
