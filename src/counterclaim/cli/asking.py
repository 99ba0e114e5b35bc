"""Which questions a person asks for: of a measure, a place, disputed, or changed since a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterclaim.languages import spaced
from counterclaim.ledger import Ledger
from counterclaim.model import Claim, Question, Reconciliation
from counterclaim.vocabulary import measures


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; what is "" or None is not asked for."""

    measure: str = ""
    place: str = ""
    disputed: bool = False
    since: date | None = None

    @property
    def anything(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.measure or self.place or self.disputed or self.since)


def asked_for(
    asked: Asked, made: Reconciliation, claims: Iterable[Claim], ledger: Ledger
) -> frozenset[str]:
    """Give the ids of the questions that are meant."""
    by_id = {claim.id: claim for claim in claims}
    contested = {t.question for t in made.tallies if t.disputed}
    new = _new(ledger, asked.since) if asked.since else frozenset()
    found: list[str] = []
    for question in made.questions:
        own = [by_id[name] for name in question.claims]
        if asked.measure and not _of_measure(asked.measure, question):
            continue
        if asked.place and not _at(asked.place, question, own):
            continue
        if asked.disputed and question.id not in contested:
            continue
        if asked.since and not any(new & {c.document_id, c.id, c.figure_id} for c in own):
            continue
        found.append(question.id)
    return frozenset(found)


def _of_measure(wanted: str, question: Question) -> bool:
    names = {question.measure.casefold(), measures()[question.measure].label.casefold()}
    return wanted.strip().casefold() in names


def _at(wanted: str, question: Question, claims: Iterable[Claim]) -> bool:
    """Tell whether a place is named by whole words or by the code it was recognised under."""
    words = " ".join(spaced(wanted).split())
    if not words:
        return False
    named = [question.place, *(c.place.text for c in claims if c.place)]
    codes = {part.casefold() for c in claims for part in (c.place_code, c.place_code[:2])}
    shown = (" ".join(spaced(name).split()) for name in named)
    return wanted.strip().casefold() in codes - {""} or any(f" {words} " in f" {s} " for s in shown)


def _new(ledger: Ledger, since: date) -> frozenset[str]:
    """Give reports read, and claims and figures judged, on that day or later."""
    read = (r.report.document_id for r in ledger.readings() if r.stamp.read_at.date() >= since)
    judged = (j for j in ledger.judgements() if j.when.date() >= since)
    return frozenset([*read, *(name for j in judged for name in (*j.claims, *j.figures))])
