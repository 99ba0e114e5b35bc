"""The name of a question in plain English: the measure, who or what is counted, the place."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from counterclaim.languages import codes, load_pack
from counterclaim.languages.territory import PEOPLE, PLACES, territory_name
from counterclaim.model import Kind
from counterclaim.reconcile.answers import UNSAID, Answer
from counterclaim.reconcile.slots import WITH_ATTACKER
from counterclaim.vocabulary import Subject, groups, measures, plural

NAMED_BY_NOUN = frozenset({"deployed", "other"})
"""Measures that do not tell who is counted, so that the noun phrase must."""
LONGEST_NOUN = 4
"""Words; a longer noun phrase tells more than who is counted."""
EVERYBODY = "people"
ANYTHING = "things"


def usual(words: Iterable[str]) -> str:
    """Give the most frequent of some words, the first of several in order of the alphabet."""
    counted = Counter(w for w in words if w)
    return min(counted, key=lambda w: (-counted[w], w), default="")


def label(answers: Sequence[Answer], group: str, place: str) -> str:
    """Name a question: "killed: North Korean soldiers, Kursk".

    ``group`` is the share or role that all the answers count, "" for everybody.
    """
    measure = measures()[answers[0].measure].label
    counted = _people(answers, group) if _of_people(answers) else _things(answers)
    said = measure if counted == measure else f"{measure}: {counted}"
    return f"{said}, {place}" if place else said


def place_named(answers: Iterable[Answer]) -> str:
    """Give the place that most answers name; a country by its English name, others as printed."""
    return usual(
        _place(" ".join(a.claim.place.text.split()), a.report.imprint.language)
        for a in answers
        if a.claim.place
    )


@lru_cache(4096)
def _place(words: str, language: str) -> str:
    if language == PEOPLE or language not in codes():
        return words
    hits = load_pack(language).hits_in(words).get(PLACES, ())
    whole = [h.cue.value for h in hits if h.end - h.start == len(words)]
    return next(filter(None, map(territory_name, whole)), words)


def _of_people(answers: Sequence[Answer]) -> bool:
    return answers[0].unit == Subject.PERSON


def _people(answers: Sequence[Answer], group: str) -> str:
    if group == WITH_ATTACKER or group.endswith(f", {WITH_ATTACKER}"):
        rest = group.removesuffix(WITH_ATTACKER).removesuffix(", ")
        return f"{_people(answers, rest)}, {WITH_ATTACKER}"
    if group and group not in groups():
        known = measures().get(group)
        return known.label if known else group
    if group:
        return _noun(a for a in answers if a.group == group) or plural(group)
    if answers[0].measure in NAMED_BY_NOUN:
        # A noun phrase without a word of its own ("orang", "people") names everybody.
        told = [a for a in answers if a.words]
        return _noun(told) or _quoted(told) or EVERYBODY
    return EVERYBODY


def _things(answers: Sequence[Answer]) -> str:
    kind, unit = answers[0].claim.quantity.kind, answers[0].unit
    if kind == Kind.COUNT and unit not in UNSAID:
        return plural(unit)
    noun = _noun(answers) or _quoted(answers)
    if kind == Kind.COUNT:
        return noun or ANYTHING
    if kind == Kind.PERCENT:
        return f"share of {noun}" if noun else "share"
    symbol = answers[0].claim.quantity.unit
    return noun or symbol or ANYTHING


def _noun(answers: Iterable[Answer]) -> str:
    """Give the usual noun phrase of the reports that are in the language of labels."""
    told = (a for a in answers if a.report.imprint.language == PEOPLE and a.number != 1)
    return usual(_printed(a).removeprefix("of ") for a in told)


def _quoted(answers: Iterable[Answer]) -> str:
    """Give the usual noun phrase in whatever language, marked as the reports' own words."""
    noun = usual(map(_printed, answers))
    return f"“{noun}”" if noun else ""


def _printed(a: Answer) -> str:
    words = a.claim.what.text.split() if a.claim.what else []
    counts = any(c.isdigit() for word in words for c in word)
    return "" if counts or len(words) > LONGEST_NOUN else " ".join(words)
