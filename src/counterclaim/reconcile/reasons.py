"""The sentences that say how two answers to one question stand, each with its parts to be said anew."""

from functools import lru_cache

from counterclaim.model import Voice
from counterclaim.model.reason import Reason
from counterclaim.reconcile.answers import Answer, quoted

FEW = 4096
"""Reasons that are kept: a story has thousands of pairs of claims, and few things to say of them."""
UNTIMELY = Reason("not surely of one time: the lower may be a recount or of something else")


def _pair(a: Answer, b: Answer) -> dict[str, str]:
    """Give the words of two figures as the parts ``first`` and ``second`` of a reason."""
    return {"first": quoted(a), "second": quoted(b)}


def later(a: Answer, b: Answer, voice: Voice) -> Reason:
    """Say that one originator gave another figure later."""
    return Reason("{source}: {first}, later {second}", source=voice.name, **_pair(a, b))


def added_to(early: Answer, late: Answer) -> Reason:
    """Say that a report gives a total, and the total that an addition makes of it."""
    return Reason("{first} at first, with what was added {second}", **_pair(early, late))


def moved_on(early: Answer, late: Answer) -> Reason:
    """Say that the count went on between two originators' figures."""
    return _moved_on(quoted(early), quoted(late))


@lru_cache(FEW)
def _moved_on(first: str, second: str) -> Reason:
    return Reason("the count moved on from {first} to {second}", first=first, second=second)


@lru_cache(FEW, typed=True)  # a word that is translated is not one that reads alike and is not
def against(one: str, other: str) -> Reason:
    """Say what two slots hold."""
    return Reason("{one}, against {other}", one=one, other=other)


def agreed(voice: Voice, other: Voice, *, exactly: bool) -> Reason:
    """Say that two originators' figures can both be true, or nearly."""
    names = {"source": voice.name, "other": other.name}
    if exactly:
        return Reason("{source} and {other}: the figures are compatible", **names)
    return Reason("{source} and {other}: the figures agree within rounding", **names)


def contradicted(a: Answer, b: Answer, voice: Voice, other: Voice) -> Reason:
    """Say what each of two originators gives."""
    names = {"source": voice.name, "other": other.name}
    return Reason("{source} says {first}, {other} says {second}", **names, **_pair(a, b))


def both_given(a: Answer, b: Answer) -> Reason:
    """Say that one report gives two figures that cannot both be true, naming nobody."""
    said = "the report gives both {first} and {second} on its own word"
    return Reason(said, **_pair(a, b))


def hedged(a: Answer, b: Answer) -> Reason:
    """Say that two figures are one number under different hedges."""
    return Reason("{first} and {second} differ by a hedge only", **_pair(a, b))


def unlike(a: Answer, b: Answer) -> Reason:
    """Say that two figures lie too far apart, or count things too different, to be rivals."""
    return Reason("{first} and {second} are hardly figures of one thing", **_pair(a, b))
