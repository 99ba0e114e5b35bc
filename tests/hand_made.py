"""Claims and reports made by hand, so that reconciling is tested apart from reading."""

from datetime import date, datetime
from decimal import Decimal

from counterclaim.model import (
    Attribution,
    Bound,
    Claim,
    Imprint,
    Kind,
    Modality,
    Mode,
    Period,
    Quantity,
    Report,
    Span,
)

DAY = "2030-05-01"


def number(value):
    return None if value is None else Decimal(value)


def day(value):
    return None if value is None else date.fromisoformat(value)


class Writer:
    """Lays claims out one after another in the text of one report, each in words of its own."""

    def __init__(self, name, published=DAY, outlet=None, language="en", title=""):
        self.name, self.words, self.claims = name, "", []
        when = None if published is None else datetime.fromisoformat(published)
        self.imprint = Imprint(
            title=title,
            outlet=name if outlet is None else outlet,
            published=when,
            language=language,
            name=name,
        )

    def _span(self, words):
        if words is None:
            return None
        start = len(self.words)
        self.words += words + " "
        return Span(start, start + len(words), words)

    def say(
        self,
        figure,
        low,
        high="same",
        bound=Bound.EXACT,
        measure="killed",
        *,
        what=None,
        source=None,
        via=(),
        mode=Mode.TOTAL,
        modality=Modality.ASSERTED,
        unit="person",
        kind=Kind.COUNT,
        place=None,
        code="",
        start=None,
        end=None,
    ):
        """Add a claim; ``high`` is ``low`` unless given."""
        high = low if high == "same" else high
        span = self._span(figure)
        claim = Claim(
            document_id=self.name,
            figure=span,
            sentence=span,
            quantity=Quantity(number(low), number(high), bound, kind, unit),
            measure=measure,
            what=self._span(what),
            mode=mode,
            modality=modality,
            attribution=Attribution(
                self._span(source), None, tuple(self._span(name) for name in via)
            ),
            place=self._span(place),
            place_code=code,
            period=Period(None, day(start), day(end)),
        )
        self.claims.append(claim)
        return claim

    def report(self, text=None):
        """Close the report; ``text`` is what its wording is compared by."""
        return Report(self.name, self.imprint, tuple(self.claims), text)


def between(result, a, b):
    """Name the relations between two claims, whichever stands first."""
    return [str(c.relation) for c in result.comparisons if {c.a, c.b} == {a.id, b.id}]


def question_of(result, claim):
    return next(q for q in result.questions if claim.id in q.claims)


def voice_of(result, claim):
    return dict(result.voices)[claim.id]


def tally_of(result, claim, policy):
    question = question_of(result, claim).id
    return next(t for t in result.tallies if (t.question, t.policy) == (question, policy))
