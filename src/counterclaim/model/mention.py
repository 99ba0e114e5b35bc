"""Typed spans that markers lay on a document, and that later markers and assembly read.

These are NamedTuples rather than dataclasses: some hundreds are made for each report, and a tuple
is built in a third of the time.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from counterclaim.model.quantity import Bound, Kind


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of a language pack: a surface form and what it stands for.

    ``kind`` is the pack's section and key ("measures.active"), ``value`` the name under it
    ("killed"), ``number`` the value where the entry has one ("seven" is 7), ``rule`` where the
    entry stands ("en.toml:measures.active.killed:shot dead"). ``cased`` entries must begin with a
    capital in the text; entries in capitals throughout must match to the letter ("AS").
    """

    kind: str
    value: str
    surface: str
    rule: str
    number: Decimal | None = None
    cased: bool = False


class Hit(NamedTuple):
    """A cue found in a text, at ``text[start:end]``."""

    start: int
    end: int
    cue: Cue


class Sentence(NamedTuple):
    """A sentence, ``text[start:end]``; ``paragraph`` counts from 0, the headline is paragraph 0.

    ``headline`` is set for the document's title. Fenced text belongs to no sentence.
    """

    start: int
    end: int
    paragraph: int
    headline: bool


class Figure(NamedTuple):
    """A number with its approximator, range, currency or unit: what a claim is built around.

    ``start:end`` is the figure as GUIDE-style annotation bounds it (approximator and number, the
    sign or unit only for money and percent). ``number_start:number_end`` is the bare number.
    ``unit_end`` is where a unit of measurement after the number ends (equal to ``end`` without
    one). ``word`` is the vague word. ``article`` is set where the number is only a small word such
    as "a", "one", "seorang", which counts only what an event did to it.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    unit_end: int
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    kind: Kind
    unit: str
    word: str | None
    article: bool
    rules: tuple[str, ...]

    @property
    def amount(self) -> Decimal | None:
        """What the figure amounts to, by its one end or the lower of two; None for no known number."""
        return self.low if self.low is not None else self.high


class Timex(NamedTuple):
    """A time expression at ``text[start:end]`` with the days it covers.

    ``first`` and ``last`` are None at an open or unanchored end. ``grain`` is "day", "week",
    "weekend", "month", "quarter", "half", "season", "year", "decade", "span" or, of windows, also
    "hour" or "minute"; "time", "duration", "age" and "set" (a rate) never have days. ``running``
    is set for expressions that say by when something was counted ("as of", "hingga", "kini"),
    ``since`` for those that run up to the present ("since late November"), whose ``last`` is the
    publication day. ``anchored`` tells that the publication time was needed.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    grain: str
    running: bool
    since: bool
    anchored: bool
    rule: str


class Place(NamedTuple):
    """A place name or place description at ``text[start:end]``.

    ``code`` is an ISO 3166 code where a gazetteer knew it, else "". ``preposition`` is the name under
    which the pack lists the word before it ("at", "near", "to", "from", "of", "struck"), else "".
    ``level`` is "country", "region" (a longer code), "kind" (a head word such as "city" or "hospital"
    stands in it beside a name), "bare" (such a word alone) or "name".
    """

    start: int
    end: int
    code: str
    preposition: str
    level: str
    rule: str


class Form(StrEnum):
    """How an attribution is worded; the forms are those of the PolNeAR and PARC corpora."""

    ACCORDING = "according"
    """A preposition names the source: "according to X", "menurut X"."""
    SUBJECT = "subject"
    """The source stands before its verb: "X said"."""
    INVERTED = "inverted"
    """The source stands after its verb: "said X", "kata X"."""
    PRONOUN = "pronoun"
    """A pronoun speaks: "he added", "ujarnya"; the source is the last one named."""
    OUTLET = "outlet"
    """Only the one who passed it on is named: "as quoted by X", "seperti dilansir X"."""


class Nearness(StrEnum):
    """How the source of a speech verb was found, from the surest way to the least sure."""

    NEAR = "near"
    """A name, a pronoun or a noun for sources borders the verb."""
    APPOSED = "apposed"
    """An apposition or a relative clause stands between the two."""
    UNKNOWN = "unknown"
    """What borders the verb is neither a name nor a noun known for speaking: "a shopkeeper said"."""
    FAR = "far"
    """It opens the sentence, and another clause stands between: "Rebels took the town and said"."""


class Statement(NamedTuple):
    """An attribution found in the text: ``text[source_start:source_end]`` says something.

    ``sentence`` is the index of the sentence it stands in. ``cue_start:cue_end`` is the speech verb or
    preposition, ``certainty`` the name of the pack under which the verb stands ("asserted",
    "estimated", "alleged", "planned", "denied"). ``via`` are the runs that name who passed it on.
    ``nearness`` tells how surely the source belongs to the cue.
    ``named`` is set where the source is a name rather than a description, ``outlet`` where that name
    is an outlet's. ``tail`` counts, up to 2, the words of the source after its last name or noun.
    """

    sentence: int
    source_start: int
    source_end: int
    cue_start: int
    cue_end: int
    form: Form
    certainty: str
    via: tuple[tuple[int, int], ...]
    named: bool
    outlet: bool
    tail: int
    rule: str
    nearness: Nearness = Nearness.NEAR
