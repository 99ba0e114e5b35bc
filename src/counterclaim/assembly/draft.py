"""A claim in the making: a figure with what has been linked to it so far."""

from dataclasses import dataclass
from typing import Final

from counterclaim.model import Bound, Figure, Hit, Kind, Modality, Mode

_CLASSES: Final = {Kind.MONEY: "money", Kind.PERCENT: "percent", Kind.MEASUREMENT: "measurement"}
# Members kept at hand: asked for some hundred times a report, and an enum gives them slowly.
_COUNT: Final = Kind.COUNT
_UNKNOWN: Final = Bound.UNKNOWN

STANDING: Final = frozenset({"missing", "hospitalised", "displaced", "present", "infected"})
"""Measures that say how many there are, not what an event did: counted by a day, not on it."""

PUBLISHED: Final = -1
"""``time`` of a draft that is counted by the day of publication, which no word names."""


@dataclass(slots=True)
class Draft:
    """What is known of one figure; fields are filled in the order of the tasks in ``assemble``.

    ``sentence`` is the index of its sentence. ``what`` is the run that names what is counted,
    ``noun`` the pack's noun in it, ``unit`` what the noun counts,
    ``group`` the group of people it names. ``measure_cue`` asserted the measure.
    ``statement`` is the index of the attribution, ``place`` and ``time`` are the indexes of the mentions,
    ``time`` may be ``PUBLISHED``.
    """

    figure: Figure
    sentence: int
    headline: bool
    what: tuple[int, int] | None = None
    noun: Hit | None = None
    unit: str = ""
    group: str = ""
    measure: str = "other"
    measure_cue: Hit | None = None
    statement: int | None = None
    place: int | None = None
    time: int | None = None
    mode: Mode = Mode.TOTAL
    modality: Modality = Modality.ASSERTED

    @property
    def absent(self) -> bool:
        """Whether the words say that a number is not known, or that there was none of something."""
        figure = self.figure
        return figure.bound is _UNKNOWN or (figure.low == 0 and figure.word is not None)

    @property
    def kind(self) -> str:
        """The kind of the figure as plain text, which is hashed faster than an enum."""
        return self.figure.kind._value_

    @property
    def unit_class(self) -> str:
        """Person, thing, none, or the kind of what is no count: what a measure can be said of."""
        if self.figure.kind is not _COUNT:
            return _CLASSES[self.figure.kind]
        if not self.unit:
            return "none"
        return "person" if self.unit == "person" else "thing"
