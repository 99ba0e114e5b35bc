"""Drift: the numeral survives a retelling, and its meaning moves.

What is told is the facet that changed, beside the originator's own words.
"""

from collections.abc import Iterator, Mapping, Sequence

from counterclaim.model import Basis, Bound, Comparison, Facet, Kind, Standing, Voice
from counterclaim.model.reason import Reason, listed
from counterclaim.reconcile.answers import UNDATED, Answer, retells
from counterclaim.reconcile.slots import RARE
from counterclaim.reconcile.trapezoid import contradiction, gap, relate
from counterclaim.vocabulary import measures, parts_of

UNDATED_DAYS = 21
"""A figure retold without a date this long after it was given reads as news."""
RETOLD_DAYS = 14
"""Days after which one originator's number under an unrelated measure is a new figure."""
LONGEST_WORDS = 60
"""Characters of a report's words that are quoted for one claim."""
HEDGES = frozenset({Bound.ABOUT, Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN})

Voices = Mapping[str, Voice]


def words_of(a: Answer) -> str:
    """Give the words that state a claim: the figure, and what it counts or asserts if near it."""
    claim, sentence = a.claim, a.claim.sentence
    spans = [claim.figure]
    for span in (claim.what, claim.measure_cue):
        if span and sentence.start <= span.start and span.end <= sentence.end:
            around = [*spans, span]
            if max(s.end for s in around) - min(s.start for s in around) <= LONGEST_WORDS:
                spans = around
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    whole = sentence.text[start - sentence.start : end - sentence.start]
    return " ".join((whole or claim.figure.text).split())


def in_title(a: Answer) -> bool:
    """Tell whether a claim stands in the headline."""
    return a.claim.figure.end <= len(a.report.imprint.title)


def retold(said: Answer, told: Answer, voice: Voice, other: Voice) -> tuple[Facet, ...]:
    """Give what a report changed in a figure that it puts down to the same originator.

    Both are of one question, in two reports, and name the originator.
    """
    if not voice.basis == Basis.NAMED == other.basis:
        return ()
    facets: list[Facet] = []
    first, second = said.claim.quantity.bound, told.claim.quantity.bound
    same = said.number == told.number
    if same and first != second and {first, second} <= HEDGES:
        facets.append(Facet.HEDGE)
    if (same or retells(said, told)) and _date_gone(said, told):
        facets.append(Facet.DATE)
    if not same and _of_one_count(said, told) and contradiction(said.figure, told.figure) == 1:
        facets.append(Facet.VALUE)
    return tuple(facets)


def _date_gone(said: Answer, told: Answer) -> bool:
    gone = said.claim.period.end is not None and told.claim.period.end is None
    known = said.order[0] != UNDATED != told.order[0]
    return gone and known and (told.order[0] - said.order[0]).days > UNDATED_DAYS


def _of_one_count(said: Answer, told: Answer) -> bool:
    """Tell whether both texts say outright that the figure was counted on the same day."""
    one, other = said.claim.period, told.claim.period
    dated = one.span is not None and other.span is not None
    if said.number is None or said.number < RARE or Bound.VAGUE in _bounds(said, told):
        return False
    outlets = said.report.imprint.publisher, told.report.imprint.publisher
    return dated and one.end is not None and one.end == other.end and outlets[0] != outlets[1]


def hedge_within(a: Answer, b: Answer, voice: Voice, other: Voice) -> Comparison | None:
    """Find a source's words, or the body's, told in the same report with another hedge."""
    if a.number != b.number or a.claim.quantity.bound == b.claim.quantity.bound:
        return None
    if Bound.VAGUE in _bounds(a, b):
        return None
    named = {voice.basis, other.basis} == {Basis.NAMED, Basis.ECHO}
    if not named and in_title(a) == in_title(b):
        return None
    quoted, told = (a, b) if (voice.basis == Basis.NAMED if named else in_title(b)) else (b, a)
    return drifted(quoted, told, (Facet.HEDGE,), voice.name if named else "the body")


def _bounds(a: Answer, b: Answer) -> set[Bound]:
    return {a.claim.quantity.bound, b.claim.quantity.bound}


def headlines(answers: Sequence[Answer]) -> Iterator[Comparison]:
    """Find headlines that put a number of the body under another measure.

    A headline says "40 dead" where the text has 40 dead and hurt, and nowhere 40 dead.
    """
    by_report: dict[str, list[Answer]] = {}
    for a in answers:
        if a.number is not None and a.number >= RARE and a.claim.quantity.kind == Kind.COUNT:
            by_report.setdefault(a.report.document_id, []).append(a)
    for held in by_report.values():
        for title in filter(in_title, held):
            body = [b for b in held if not in_title(b) and b.number == title.number]
            if body and all(_measures_drift(b, title) for b in body):
                yield drifted(body[0], title, (Facet.MEASURE,), Reason("the body"))


def _measures_drift(a: Answer, b: Answer) -> bool:
    return related(a.measure, b.measure) and a.unit == b.unit and a.flow == b.flow


def related(measure: str, other: str) -> bool:
    """Tell whether one measure counts a share of those counted under the other."""
    return measure in parts_of(other) or other in parts_of(measure)


def moved(a: Answer, b: Answer, voices: Voices) -> tuple[Facet, ...]:
    """Give what changed where one originator's number comes again in a later report elsewhere.

    The measure (casualties become killed), or what is counted (families become people).
    """
    if a.report is b.report or a.flow != b.flow or voices[a.id].key != voices[b.id].key:
        return ()
    if a.number != b.number or a.number is None or a.number < RARE:
        return ()
    if Bound.VAGUE in _bounds(a, b):
        return ()
    fresh = (b.order[0] - a.order[0]).days <= RETOLD_DAYS
    if a.measure != b.measure:
        close = related(a.measure, b.measure)
        return (Facet.MEASURE if close else Facet.SCOPE,) if fresh or close else ()
    named = voices[a.id].basis == Basis.NAMED == voices[b.id].basis
    counts = a.claim.quantity.kind == Kind.COUNT == b.claim.quantity.kind
    return (Facet.UNIT,) if a.unit != b.unit and a.unit and b.unit and counts and named else ()


def drifted(said: Answer, told: Answer, facets: tuple[Facet, ...], who: str) -> Comparison:
    """Tell a drift in one sentence, with the words before it and after."""
    outlet = told.report.imprint.called or Reason("a later report")
    changed = listed([_changed(facet, said, told) for facet in facets])
    where = Reason("the headline") if in_title(told) and told.report is said.report else outlet
    reason = Reason(
        "{source} says “{said}”, {outlet} prints “{told}”: {changes}",
        source=who,
        said=words_of(said),
        outlet=where,
        told=words_of(told),
        changes=changed,
    )
    alike = said.unit == told.unit
    return Comparison(
        a=said.id,
        b=told.id,
        relation=Standing.DRIFTS,
        facets=facets,
        reason=reason,
        # Figures of two units are never compared.
        contradiction=contradiction(said.figure, told.figure) if alike else None,
        gap=gap(said.figure, told.figure) if alike else None,
        position=relate(said.figure, told.figure) if alike else None,
    )


def _changed(facet: Facet, said: Answer, told: Answer) -> Reason:
    """Name the facet and what it was and became."""
    labels = Reason(measures()[said.measure].label), Reason(measures()[told.measure].label)
    ends: dict[Facet, tuple[str, str]] = {
        Facet.MEASURE: labels,
        Facet.SCOPE: (Reason("a part"), Reason("all of it"))
        if said.measure == told.measure
        else labels,
        Facet.UNIT: (said.unit, told.unit),
        Facet.HEDGE: (_plain(said), _plain(told)),
        Facet.DATE: (_day(said), _day(told)),
        Facet.VALUE: (said.claim.figure.text, told.claim.figure.text),
    }
    was, became = ends[facet]
    return Reason("{facet}, {was} became {became}", facet=Reason(facet), was=was, became=became)


def _plain(a: Answer) -> Reason:
    return Reason(a.claim.quantity.bound.replace("_", " "))


def _day(a: Answer) -> str:
    return a.claim.period.end.isoformat() if a.claim.period.end else Reason("no date")
