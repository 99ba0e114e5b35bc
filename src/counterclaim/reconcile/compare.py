"""How two answers to one question stand to each other.

Comparable at all comes first; then the same originator later in time revises, a different one
contradicts, and a running count that has moved on does neither to what it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from counterclaim.languages import spaced
from counterclaim.model import (
    Basis,
    Bound,
    Comparison,
    Facet,
    Kind,
    Modality,
    NotCompared,
    Standing,
    Voice,
)
from counterclaim.model.reason import Reason
from counterclaim.reconcile import reasons
from counterclaim.reconcile.answers import Answer, quoted, retells
from counterclaim.reconcile.drift import drifted, hedge_within, retold
from counterclaim.reconcile.held_back import conceded, counted_before, passes_on
from counterclaim.reconcile.questions import Group
from counterclaim.reconcile.slots import FAR_APART, RARE
from counterclaim.reconcile.trapezoid import compatible, contradiction, gap, relate
from counterclaim.vocabulary import Counts, Subject, measures

RESTART = Decimal(20)
"""A toll of one originator below this part of its last value is another count."""
MANY = 120
"""Answers of one question up to which every pair is compared."""
HEARD = 40
RECOUNT_DAYS = 3
"""A lower count within these days of a higher one contradicts it."""
RIVALS = Decimal(5)
"""Figures further apart than this factor are of two things more often than in dispute."""
RECOUNTED = Decimal("0.03")
"""A toll that falls by no more than this share, or by one, was counted again."""
ONE_EVENT = timedelta(days=1)
"""Days that two reports of one event may give, for time zones and nights."""
OUTGROWN = Decimal(2)
"""A toll this many times an open figure has left it behind."""
QUOTED = 6
"""Words from which the same sentence is no chance."""
HALVED = Decimal("0.5")
"""A later count of one group below this share of an earlier one contradicts it at any time."""
GROWTH = Decimal(2)
"""Most that a toll multiplies while the days since the event double."""
SMALL = Decimal(10)
"""One report gives smaller counts of several incidents more often than rival counts of one."""
LONGEST_DISPUTE = 7
"""Days after which a toll that rose too far for its event is of another one."""
UNTELLING = frozenset({"other", "measurement"})
"""Measures that do not tell what is counted."""

Voices = Mapping[str, Voice]
OPEN = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})


def compare_within(
    group: Group, voices: Voices, retold: Mapping[str, Answer] | None = None
) -> Iterator[Comparison | NotCompared]:
    """Set the answers of one question against each other, the earlier one first.

    ``retold`` gives, for each claim that only passes another on, that one: it contradicts nobody.
    """
    originals = retold or {}
    by_report: dict[str, list[Answer]] = {}
    for a in group.answers:
        by_report.setdefault(a.report.document_id, []).append(a)
    for a, b in _pairs(group.answers, voices):
        stands = _barred(a, b) or _stand(a, b, voices)
        if isinstance(stands, Comparison) and stands.relation == Standing.CONTRADICTS:
            stands = passes_on(a, b, originals) or conceded(a, b, by_report) or stands
        if stands:
            yield stands


def _pairs(answers: Sequence[Answer], voices: Voices) -> Iterator[tuple[Answer, Answer]]:
    if len(answers) <= MANY:
        for i, b in enumerate(answers):
            for a in answers[:i]:
                yield a, b
        return
    # Setting each against all grows with the square: of a large question, each answer is set
    # against the first like it and the latest word of the voices heard last.
    first: dict[tuple[object, ...], Answer] = {}
    latest: dict[str, Answer] = {}
    for b in answers:
        key = voices[b.id].key
        same = first.setdefault((key, b.values, b.claim.quantity.bound), b)
        if same is not b:
            yield same, b
        else:
            for a in list(latest.values())[-HEARD:]:
                yield a, b
        latest.pop(key, None)
        latest[key] = b


def _barred(a: Answer, b: Answer) -> NotCompared | None:
    """Say why two answers to one question are not set against each other, if they are not."""
    if a.report is b.report and a.number is None and b.number is None:
        return None
    for x in (a, b):
        if x.number is None:
            reason = Reason("{words} says that the number is not known", words=quoted(x))
            return NotCompared(a.id, b.id, Facet.UNKNOWN, reason)
    if Modality.DENIED in (a.claim.modality, b.claim.modality):
        reason = Reason("a denial puts no figure forward")
        return NotCompared(a.id, b.id, Facet.MODALITY, reason)
    return None


def _stand(a: Answer, b: Answer, voices: Voices) -> Comparison | NotCompared | None:
    voice, other = voices[a.id], voices[b.id]
    one_voice = voice.key == other.key
    if a.report is not b.report:
        if one_voice or _passed_on(a, b, voice, other):
            return _one_voice(a, b, voice, other)
        return _between_voices(a, b, voice, other)
    return _in_one_report(a, b, voice, other)


def _in_one_report(
    a: Answer, b: Answer, voice: Voice, other: Voice
) -> Comparison | NotCompared | None:
    for early, late in ((a, b), (b, a)):
        if early.grown_to is not None and early.grown_to == late.number:
            reason = reasons.added_to(early, late)
            return _comparison(early, late, Standing.REVISES, (Facet.VALUE,), reason)
    if voice.key != other.key:
        stands = _between_voices(a, b, voice, other)
        named = voice.basis == Basis.NAMED == other.basis
        agrees = isinstance(stands, Comparison) and stands.relation == Standing.AGREES
        return stands if named or agrees else None
    if not compatible(a.figure, b.figure) and not counted_before(b, a):
        own = Basis.NAMED not in {voice.basis, other.basis}
        if own and not counted_before(a, b) and b.figure.high < a.figure.low:
            return NotCompared(a.id, b.id, Facet.SCOPE, reasons.both_given(a, b))
        return _revised(a, b, voice)
    return hedge_within(a, b, voice, other)


def _passed_on(a: Answer, b: Answer, voice: Voice, other: Voice) -> bool:
    """Tell whether a figure comes again without a source of its own, or in the same outlet."""
    if _same_words(a, b):
        return True
    if Bound.VAGUE in {a.claim.quantity.bound, b.claim.quantity.bound}:
        return False
    if a.number != b.number:
        return other.basis != Basis.NAMED and retells(a, b)
    if a.values != b.values or a.claim.quantity.bound != b.claim.quantity.bound:
        return False
    unsourced = [v.basis != Basis.NAMED for v in (voice, other)]
    same_outlet = bool(a.report.imprint.publisher) and (
        a.report.imprint.publisher == b.report.imprint.publisher
    )
    return unsourced[1] or (unsourced[0] and same_outlet)


def _same_words(a: Answer, b: Answer) -> bool:
    """Tell whether one report took the other's whole sentence."""
    if a.values != b.values:
        return False
    words = spaced(a.claim.sentence.text).split()
    return len(words) >= QUOTED and words == spaced(b.claim.sentence.text).split()


def _one_voice(a: Answer, b: Answer, voice: Voice, other: Voice) -> Comparison | NotCompared:
    """Let one originator repeat, revise or be retold with another meaning."""
    if facets := retold(a, b, voice, other):
        return drifted(a, b, facets, voice.name)
    if _risen_past(a, b) and voice.basis == Basis.OWN == other.basis:
        return _revised(a, b, voice)
    if a.values == b.values or a.number == b.number or retells(a, b):
        return _comparison(
            a, b, Standing.REPEATS, (), Reason("the figure of {source} again", source=voice.name)
        )
    if _starts_anew(a, b):
        reason = Reason(
            "the count of {source} starts anew, or is of something else", source=voice.name
        )
        return NotCompared(a.id, b.id, Facet.PERIOD, reason)
    return _revised(b, a, voice) if counted_before(b, a) else _revised(a, b, voice)


def _risen_past(a: Answer, b: Answer) -> bool:
    """Tell whether a running toll has passed its round figure: "some 100,000", "over 100,000"."""
    tolls = measures()[a.measure].counts == Counts.STOCK
    closed = a.claim.quantity.bound in {Bound.EXACT, Bound.ABOUT}
    passed = b.claim.quantity.bound == Bound.MORE_THAN and a.number == b.number
    return tolls and closed and passed and counted_before(a, b)


def _starts_anew(a: Answer, b: Answer) -> bool:
    """Tell whether a published series of tolls began again from next to nothing."""
    early, late = _in_time(a, b)
    if early.number is None or late.number is None or not counted_before(early, late):
        return False
    tolls = measures()[early.measure].counts == Counts.STOCK
    return tolls and early.number >= RARE and late.number * RESTART < early.number


def _revised(a: Answer, b: Answer, voice: Voice) -> Comparison:
    return _comparison(a, b, Standing.REVISES, (Facet.VALUE,), reasons.later(a, b, voice))


def _between_voices(
    a: Answer, b: Answer, voice: Voice, other: Voice
) -> Comparison | NotCompared | None:
    degree = contradiction(a.figure, b.figure)
    if degree == 0 and _outgrown(a, b):
        return _comparison(a, b, Standing.REVISES, (Facet.VALUE,), reasons.moved_on(a, b))
    if degree < 1:
        return _comparison(
            a, b, Standing.AGREES, (), reasons.agreed(voice, other, exactly=degree == 0)
        )
    early, late = _in_time(a, b)
    vague = Bound.VAGUE in {a.claim.quantity.bound, b.claim.quantity.bound}
    # Of two named sources without any date, neither is known to have spoken after the other.
    dated = a.counted_on or b.counted_on
    in_order = dated or not voice.basis == Basis.NAMED == other.basis
    if not vague and in_order and _moved_on(early, late):
        return _comparison(
            early, late, Standing.REVISES, (Facet.VALUE,), reasons.moved_on(early, late)
        )
    if vague:
        why = Facet.HEDGE, Reason("a vague word settles no contradiction")
    elif a.number == b.number:
        why = (
            Facet.HEDGE,
            reasons.hedged(a, b),
        )
    elif _no_rivals(early, late):
        why = (
            Facet.SCOPE,
            reasons.unlike(a, b),
        )
    elif not _one_time(early, late, voice, other):
        why = Facet.DATE, reasons.UNTIMELY
    else:
        reason = reasons.contradicted(a, b, voice, other)
        return _comparison(a, b, Standing.CONTRADICTS, (Facet.VALUE,), reason)
    return NotCompared(a.id, b.id, *why)


def _outgrown(early: Answer, late: Answer) -> bool:
    """Tell whether a toll has left an open figure behind: "at least 100", and later 1,429.

    The two can be true at once, but the first is no longer the state of the count.
    """
    if early.claim.quantity.bound not in OPEN or late.claim.quantity.bound == Bound.VAGUE:
        return False
    if early.number is None or late.number is None:
        return False
    tolls = measures()[early.measure].counts == Counts.STOCK
    later = not counted_before(late, early) and early.report is not late.report
    grown = (late.claim.quantity.high or late.number) / max(early.number, Decimal(1))
    return tolls and later and OUTGROWN <= grown <= FAR_APART


def _orderable(a: Answer, b: Answer) -> bool:
    """Tell whether the texts settle which of two counts is the later one."""
    if a.counted_on is None or b.counted_on is None:
        return False
    published = a.report.imprint.published and b.report.imprint.published
    return a.counted_on != b.counted_on or bool(published)


def _in_time(a: Answer, b: Answer) -> tuple[Answer, Answer]:
    """Order two counts by when they were made; a toll of unknown time is taken to have risen."""
    if counted_before(b, a):
        return b, a
    tolls = measures()[a.measure].counts == Counts.STOCK
    if tolls and not _orderable(a, b) and b.figure.high < a.figure.low:
        return b, a
    return a, b


def _moved_on(early: Answer, late: Answer) -> bool:
    """Tell whether the later count can be the earlier one gone on: a toll up, a level any way."""
    measure = measures()[early.measure]
    if measure.counts == Counts.EVENT:
        return False
    if not counted_before(early, late) and early.report is late.report:
        return False
    if not counted_before(early, late) and measure.of == Subject.THING:
        return early.counted_on is None
    if measure.counts == Counts.LEVEL:
        return True
    return late.figure.low > early.figure.high and _plausible_growth(early, late)


def _plausible_growth(early: Answer, late: Answer) -> bool:
    """Tell whether a toll can have grown so much in the days between the counts.

    It may double as long as the days since the event do not; long after, it hardly moves.
    """
    days = [x.event_day for x in (early, late) if x.event_day]
    counted, again = early.counted_on, late.counted_on
    if not days or counted is None or again is None:
        return True
    if early.number is None or late.number is None:
        return True
    passed = max((counted - min(days)).days + 1, 1)
    later = max((again - min(days)).days + 1, passed)
    return late.number <= max(early.number, Decimal(1)) * GROWTH * later / passed


def _one_time(early: Answer, late: Answer, voice: Voice, other: Voice) -> bool:
    """Tell whether two counts that cannot both be right claim to be of one time."""
    if early.report is late.report:
        return not counted_before(early, late)
    dated = early.report.imprint.published or late.report.imprint.published
    if early.counted_on is None or late.counted_on is None or not dated:
        return False
    if _two_events(early, late) or _hardly_falls(early, late):
        return False
    if Basis.NAMED not in {voice.basis, other.basis}:
        return False
    days = (late.counted_on - early.counted_on).days
    rises = late.figure.low > early.figure.high
    if days == 0 and Basis.OWN in {voice.basis, other.basis}:
        # On one day an outlet may still print what others have left behind.
        return rises
    rivals = days <= RECOUNT_DAYS or (rises and days <= LONGEST_DISPUTE)
    return rivals or _halved(early, late)


def _no_rivals(a: Answer, b: Answer) -> bool:
    """Tell figures that differ too much to be rivals, or that are of two things or places."""
    if a.number is None or b.number is None:
        return True
    low, high = sorted((a.number, b.number))
    if high > low * RIVALS or _of_two_things(a, b):
        return True
    if a.report is not b.report:
        return False
    elsewhere = a.place and b.place and a.place.isdisjoint(b.place)
    return bool(elsewhere) or (low < SMALL and not a.group == b.group != "")


def _of_two_things(a: Answer, b: Answer) -> bool:
    """Tell figures that nothing but the noun phrases can show to be of one thing, and do not.

    One report that counts "six people" and "four sailors" counts two things; two reports may call
    the same dead by other words.
    """
    if a.measure in UNTELLING or a.claim.quantity.kind == Kind.PERCENT:
        return a.words.isdisjoint(b.words)
    told = bool(a.words) and bool(b.words) and a.report is b.report
    return told and a.words.isdisjoint(b.words)


def _two_events(a: Answer, b: Answer) -> bool:
    return bool(a.event_day and b.event_day and abs(a.event_day - b.event_day) > ONE_EVENT)


def _halved(early: Answer, late: Answer) -> bool:
    """Tell a toll of one named group that has fallen too far for a recount.

    Where nobody says who is counted, a much lower count later is of something else.
    """
    return early.group == late.group != "" and late.figure.high < early.figure.low * HALVED


def _hardly_falls(early: Answer, late: Answer) -> bool:
    """Tell a toll that is lower by one or little: the attacker left out, a death struck off."""
    if early.number is None or late.number is None or early.unit != Subject.PERSON:
        return False
    least = min(early.number - 1, early.number * (1 - RECOUNTED))
    return least <= late.number < early.number


def _comparison(
    a: Answer, b: Answer, relation: Standing, facets: tuple[Facet, ...], reason: Reason
) -> Comparison:
    return Comparison(
        a=a.id,
        b=b.id,
        relation=relation,
        facets=facets,
        reason=reason,
        contradiction=contradiction(a.figure, b.figure),
        gap=gap(a.figure, b.figure),
        position=relate(a.figure, b.figure),
    )
