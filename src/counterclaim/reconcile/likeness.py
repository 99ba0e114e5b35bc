"""The scored choice among questions that no gate parts: each field says how much it tells.

Figures join one after the other, in order of publication, the question that they are most like on
average, and none that holds a figure they must not be linked with. So a report that comes later
moves none of those before it; and figures that are only like a third are never joined through it.
"""

import tomllib
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from counterclaim.languages import spaced
from counterclaim.reconcile.answers import Answer, retells
from counterclaim.reconcile.neighbours import RECURRING

TELLING = 20
"""A smaller number often recurs by chance."""
LONG_WORD = 5
SHARED = 5
"""Sentences share one in so many of their longer words."""
SAME_EVENT = 31


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one field tells for (above zero) or against two figures answering one question."""

    field: str
    weight: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of ``likeness.toml``, and the sum from which two figures are alike."""

    of: Mapping[str, int]
    least: int
    least_open: int
    compared: int


@cache
def weights() -> Weights:
    """Read the weights."""
    path = files("counterclaim.reconcile").joinpath("likeness.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    choice = data["choice"]
    return Weights(
        MappingProxyType(data["weights"]), choice["least"], choice["least_open"], choice["compared"]
    )


def evidence(a: Answer, b: Answer) -> tuple[Evidence, ...]:
    """Give what each field tells; fields that one of the two leaves open tell nothing."""
    found = (
        _noun(a, b),
        _equal("people", a.group, b.group),
        _place(a, b),
        _day(a, b),
        _figure(a, b),
        _source(a, b),
        "wording" if _alike_sentences(a, b) else "",
    )
    of = weights().of
    return tuple(Evidence(field, of[field]) for field in found if field)


def likeness(a: Answer, b: Answer) -> int:
    """Give the sum of the evidence."""
    return sum(e.weight for e in evidence(a, b))


def choose(answers: Iterable[Answer], homes: Sequence[Sequence[Answer]] = ()) -> list[list[Answer]]:
    """Put answers, in order, with those they are most like: into ``homes``, or new ones after."""
    told = weights()
    least = told.least_open if homes else told.least
    found = [list(home) for home in homes]
    holders: dict[Hashable, dict[int, None]] = {}
    for i, home in enumerate(found):
        for b in home[: told.compared]:
            _note(holders, b, i)
    for a in answers:
        best, most = len(found), 0.0
        for i in sorted({i for mark in _marks(a) for i in holders.get(mark, ())}):
            score = average(a, found[i])
            if score is not None and score >= least and score > most:
                best, most = i, score
        if best == len(found):
            found.append([])
        found[best].append(a)
        if len(found[best]) <= told.compared:
            _note(holders, a, best)
    return found


def _note(holders: dict[Hashable, dict[int, None]], a: Answer, home: int) -> None:
    for mark in _marks(a):
        holders.setdefault(mark, {})[home] = None


def _marks(a: Answer) -> Iterator[Hashable]:
    """Give what two figures share one of, at least, wherever they are alike."""
    yield from (("noun", word) for word in a.words)
    yield from (("place", word) for word in a.place)
    if a.group:
        yield "people", a.group
    if a.number is not None:
        # Rounding down, as retellings do, keeps the first digit.
        yield "figure", a.number.adjusted(), a.number.as_tuple().digits[0]


def average(a: Answer, home: Sequence[Answer]) -> float | None:
    """Give the mean likeness to the first answers of a question; None where one forbids the link."""
    home = home[: weights().compared]
    if any(forbidden(a, b) for b in home):
        return None
    return sum(likeness(a, b) for b in home) / len(home)


def forbidden(a: Answer, b: Answer) -> bool:
    """Tell whether two figures must not be linked, whatever else is alike.

    Two groups are two questions, and so are two figures of one sentence that are not the same.
    """
    if a.group and b.group and a.group != b.group:
        return True
    beside = a.report is b.report and a.claim.sentence == b.claim.sentence
    return beside and not (retells(a, b) or retells(b, a))


def _noun(a: Answer, b: Answer) -> str:
    """Compare noun phrases; unlike ones tell nothing across languages, or of one group."""
    found = _shared("noun", a.words, b.words)
    told = found == "noun" or (_one_language(a, b) and not a.group == b.group != "")
    return found if told else ""


def _one_language(a: Answer, b: Answer) -> bool:
    return a.report.imprint.language == b.report.imprint.language


def _shared(field: str, a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return ""
    return f"other_{field}" if a.isdisjoint(b) else field


def _place(a: Answer, b: Answer) -> str:
    """Compare places; two names in one country tell nothing, since one may hold the other."""
    found = _shared("place", a.place, b.place)
    if a.region == b.region != "" and not _one_language(a, b):
        return "place"
    return "" if found == "other_place" and a.country == b.country != "" else found


def _equal(field: str, a: str, b: str) -> str:
    if not a or not b:
        return ""
    return field if a == b else f"other_{field}"


def _day(a: Answer, b: Answer) -> str:
    if a.event_day is None or b.event_day is None:
        return ""
    apart = abs((a.event_day - b.event_day).days)
    return "day" if not apart else "other_day" if apart > SAME_EVENT else ""


def _figure(a: Answer, b: Answer) -> str:
    if a.number is None or not (retells(a, b) or retells(b, a)):
        return ""
    again = a.report is b.report and a.values == b.values and a.number >= RECURRING
    return "telling_figure" if again or a.number >= TELLING else "figure"


def _source(a: Answer, b: Answer) -> str:
    one, other = a.claim.attribution.source, b.claim.attribution.source
    if one is None or other is None:
        return ""
    shared = set(spaced(one.text).split()) & set(spaced(other.text).split())
    return "source" if any(len(word) >= LONG_WORD for word in shared) else ""


def _alike_sentences(a: Answer, b: Answer) -> bool:
    one, other = _words(a.claim.sentence.text), _words(b.claim.sentence.text)
    return bool(one) and bool(other) and len(one & other) * SHARED >= len(one | other)


@cache
def _words(sentence: str) -> frozenset[str]:
    return frozenset(w for w in spaced(sentence).split() if len(w) >= LONG_WORD)
