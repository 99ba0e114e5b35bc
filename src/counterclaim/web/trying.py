"""What a judgement would change, worked out without keeping it."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.ledger.shelf import Shelf
from counterclaim.model import Judgement, Policy, Question, Reconciliation, Report, Tally
from counterclaim.reconcile import corrected, reconcile

MOST_CLAIMS = 600
"""Claims of the stories concerned up to which they are reconciled while somebody waits."""


@dataclass(frozen=True, slots=True)
class Change:
    """A question before and after, either of which may be None; the tallies are of the range."""

    before: tuple[Question, Tally] | None
    after: tuple[Question, Tally] | None

    @property
    def question(self) -> Question:
        """The question as it is now, or as it would come to be."""
        found = self.before or self.after
        assert found is not None  # noqa: S101 (for the type checker: one of them is there)
        return found[0]


def stories_of(shelf: Shelf, documents: Sequence[str]) -> list[str]:
    """Give the reports of the stories that these reports tell, with these."""
    found = dict.fromkeys(documents)
    for name in dict.fromkeys(filter(None, map(shelf.story_of, documents))):
        story = shelf.story(name)
        found |= dict.fromkeys(story.reports if story else ())
    return list(found)


def changes(
    reports: Sequence[Report],
    held: Sequence[Judgement],
    trial: Sequence[Judgement],
    known: dict[str, str],
) -> list[Change]:
    """Reconcile reports with and without judgements on trial, and give what differs.

    ``reports`` are as the machine read them, ``known`` the ids of their questions by claim.
    """
    before, after = (
        _read(reconcile(corrected(reports, said), judgements=said, known=known))
        for said in (held, [*held, *trial])
    )
    return [
        Change(before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
        if _told(before.get(name)) != _told(after.get(name))
    ]


def _read(made: Reconciliation) -> dict[str, tuple[Question, Tally]]:
    questions = {q.id: q for q in made.questions}
    return {
        t.question: (questions[t.question], t) for t in made.tallies if t.policy == Policy.RANGE
    }


def _told(found: tuple[Question, Tally] | None) -> tuple[object, ...] | None:
    if found is None:
        return None
    question, tally = found
    ends = (None if e is None else e.value for e in (tally.low, tally.best, tally.high))
    return (*ends, tally.disputed, len(question.claims), question.label)
