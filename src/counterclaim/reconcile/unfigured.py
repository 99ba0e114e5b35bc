"""How many a report tells dead or hurt without a figure: "a triple murder", "a man and a boy"."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from counterclaim.languages import LanguagePack, codes, load_pack
from counterclaim.model import Hit, Report, Span
from counterclaim.reconcile.singles import DEAD, HIT, listed_in

KINDS = {DEAD: "tolls.dead_in", HIT: "tolls.hit_in"}
ONE, TWO = Decimal(1), Decimal(2)
LONGEST = 6
"""Characters of an ordinal in digits, with the space after it."""
ORDINAL = re.compile(r"(?<![\w.,-])(\d{1,2})([^\W\d_]{1,3})\s$")
Hits = Mapping[str, Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Unfigured:
    """How many, of which measure, and the words that tell it."""

    measure: str
    number: Decimal
    words: Span
    listed: bool = False
    """Whether the words name single persons."""
    at_least: bool = False
    """Whether the words count up to one of them: there may be more."""


def told_in(report: Report) -> tuple[Unfigured, ...]:
    """Give what a report tells of dead, hurt and hit without a figure: persons, then events.

    A report without its text, and one in a language without a pack, tells nothing.
    """
    language, text = report.imprint.language, report.text
    if not text or language not in codes():
        return ()
    pack = load_pack(language)
    found = pack.lexicon.find(text)
    persons = (
        Unfigured(x.measure, Decimal(x.count), Span(x.start, x.end, text[x.start : x.end]), True)
        for x in listed_in(text, pack, found)
    )
    events = (
        Unfigured(measure, h.cue.number, Span(h.start, h.end, text[h.start : h.end]))
        for measure, kind in KINDS.items()
        for h in found.get(kind, ())
        if h.cue.number is not None and h.cue.number >= TWO
    )
    dead = (
        Unfigured(DEAD, ONE, Span(h.start, h.end, text[h.start : h.end]), at_least=True)
        for h in found.get("tolls.one_dead", ())
    )
    return (*persons, *events, *dead, *_counted_up(text, pack, found))


def _counted_up(text: str, pack: LanguagePack, found: Hits) -> Iterator[Unfigured]:
    """Give the victims that an ordinal counts up, before or after: "an eighth victim"."""
    ordinals = (*found.get("times.ordinals", ()), *found.get("numbers.collective", ()))
    ends = {h.end: h for h in ordinals}
    starts = {h.start: h for h in ordinals}
    suffixes = pack.words("times.ordinal_suffixes")
    for victim in found.get("tolls.victim", ()):
        before = ORDINAL.search(text, max(0, victim.start - LONGEST), victim.start)
        if before and before[2].casefold() in suffixes:
            start, end, number = before.start(), victim.end, Decimal(before[1])
        elif hit := ends.get(victim.start - 1):
            start, end, number = hit.start, victim.end, hit.cue.number or Decimal(0)
        elif hit := starts.get(victim.end + 1):
            start, end, number = victim.start, hit.end, hit.cue.number or Decimal(0)
        else:
            continue
        if number >= TWO:
            yield Unfigured(HIT, number, Span(start, end, text[start:end]), at_least=True)


def most_told(told: Mapping[str, Sequence[Unfigured]], measure: str) -> Unfigured | None:
    """Give what most reports tell of a measure; of as many the most, in one report the first."""
    times: Counter[Decimal] = Counter()
    first: dict[Decimal, Unfigured] = {}
    for name in sorted(told):
        found = [u for u in told[name] if u.measure == measure and not u.at_least]
        inside = Counter(u.number for u in found)
        best = max(inside, key=lambda n: inside[n], default=None)
        if best is not None:
            times[best] += 1
            first.setdefault(best, next(u for u in found if u.number == best))
    most = max(times, key=lambda n: (times[n], n), default=None)
    return None if most is None else first[most]


def most_counted_up(told: Mapping[str, Sequence[Unfigured]]) -> Unfigured | None:
    """Give the highest number up to which a report counts those hit: an eighth victim."""
    found = [u for name in sorted(told) for u in told[name] if u.at_least and u.measure == HIT]
    return max(found, key=lambda u: u.number, default=None)


def one_died(told: Mapping[str, Sequence[Unfigured]]) -> bool:
    """Tell whether more than half of the reports tell of a single death."""
    telling = [any(u.at_least and u.measure == DEAD for u in found) for found in told.values()]
    return sum(telling) * 2 > len(telling)
