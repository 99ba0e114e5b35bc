"""Claims with the slots that decide what question they answer."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from counterclaim.languages import LanguagePack, codes, load_pack
from counterclaim.model import Bound, Claim, Hit, Kind, Modality, Mode, Period, Report
from counterclaim.reconcile.trapezoid import Trapezoid, trapezoid
from counterclaim.vocabulary import Nature, Subject, groups, measures, parts_of

_WHOLE = re.compile(r"(?<![\w-])\d[\d.,]*(?=\s+[^\W\d])")
"""A number with a noun after it; those in names ("PC 200", "Covid-19") have none."""
_NO_NOUNS = (
    "nouns.groups",
    "places.",
    "measures.active",
    "measures.state",
    "mode.",
    "clauses.",
    "numbers.",
    "quantities.",
)
"""Kinds of cues whose words say nothing of what is counted, or are kept as a group."""
_PLACE_KINDS = ("places.kinds", "places.kinds_after", "places.kinds_behind")
_TELLS = ("measures.", "nouns.asserting")
"""Kinds of cues that tell a measure."""
_PRESENT = frozenset({"times.now", "times.present"})
_OPENS_SHARE = ("mode.part", "places.prepositions")
UNDATED = datetime(9999, 12, 31)  # noqa: DTZ001 -- most outlets print local time, so all is naive
"""Reports whose time is unknown come last, where they revise nothing."""
ROUNDED_DOWN = Decimal("0.8")
"""A retelling of 3,600 as "more than 3,000" keeps at least this share of it."""
APART = (Modality.PLANNED, Modality.HYPOTHETICAL, Modality.DENIED)
"""What is planned or may be is not what has been."""
HURT = frozenset({"killed", "injured", "casualties"})
ATTACKERS = frozenset({"attacker", "suspect"})
NEXT_WORDS = 12
"""Characters between "including" and who is counted: an article, an adjective."""
BURIED = frozenset({"affected", "missing"})
STATIONED = frozenset({"soldier", "police", "rescuer"})
"""Groups whose being somewhere is their deployment."""
GATHERED = frozenset({"protester"})
"""Groups whose number, where nothing else is said of them, is that of a crowd."""
SEIZED = frozenset({"protester", "suspect", "attacker"})
"""Groups that the police arrest; soldiers and fighters are captured."""
UNSAID = frozenset({"", "item", "unit", "attack", "incident"})
"""Units that do not say which people are counted ("seven others", "hundreds in an attack")."""
ONE_DAY = timedelta(days=1)
"""What a time zone may make of a day."""
SHORTEST_STEM = 5
LONGEST_ENDING = 3
"""Letters of a word for a group, and of what may be added to it."""
COUNTRY = 2
"""Letters of a country's code; what is longer is a part of one."""
NEWS_DAYS = 3
BACKGROUND_DAYS = 180
"""A period that ended longer ago than this is the past, however long it was."""
LONGEST_EVENT = 10
"""Days: a longer period says since when something is counted, not when it happened."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A claim as an answer to a question.

    ``order`` sorts by publication, report, then place in the text. ``group`` names a group of
    ``vocabulary/groups.toml`` or a measure said of those counted ("the missing are dead"); "" is
    everybody. ``measure`` and ``standing`` are the claim's measure and modality as far as they part
    questions. ``words`` are the remaining words of the noun phrase counted. ``country`` is an ISO
    3166-1 code or "", ``place`` the words that name the place. ``event_day`` is the first day of
    what happened, ``counted_on`` the day by which it was counted; ``number`` is the nearest stated
    end, None for an explicit non-figure.
    """

    claim: Claim
    report: Report
    order: tuple[datetime, str, int]
    figure: Trapezoid
    number: Decimal | None
    measure: str
    standing: str
    unit: str
    group: str
    words: frozenset[str]
    country: str
    place: frozenset[str]
    event_day: date | None
    counted_on: date | None
    region: str = ""
    """Code of the place where it is finer than a country's: one for its names in all languages."""
    partitive: bool = False
    """Whether the noun phrase states what it is a part of: "13 of the 14 dead"."""
    grown_to: Decimal | None = None
    """The total that its report makes of it with an addition, or of the addition with it."""
    attacker: int | None = None
    """Where the sentence says that the attacker is counted too: "ten, including the gunman"."""

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def flow(self) -> bool:
        """Whether the figure adds to another instead of standing for the whole."""
        return self.claim.mode == Mode.INCREMENT

    @property
    def past(self) -> bool:
        """Whether what is told happened well before it was printed.

        A day near that of printing may as well be the day on which somebody spoke.
        """
        published = self.report.imprint.published
        if self.event_day is None or published is None:
            return self.event_day is not None
        return (published.date() - self.event_day).days > NEWS_DAYS

    @property
    def values(self) -> tuple[Decimal | None, Decimal | None]:
        """The literal ends of the figure."""
        return self.claim.quantity.low, self.claim.quantity.high


def read_answers(reports: Iterable[Report]) -> list[Answer]:
    """Give every claim of every report once, in order of publication and place."""
    found: dict[str, Answer] = {}
    for report in reports:
        when = _time_of(report)
        pack = _pack_for(report.imprint.language)
        for claim in report.claims:
            found.setdefault(claim.id, _answer(report, claim, when, pack))
    return sorted(found.values(), key=lambda a: (a.order, a.id))


def _time_of(report: Report) -> datetime:
    published = report.imprint.published
    if published is not None:
        return published.replace(tzinfo=None)
    days = [c.period.end for c in report.claims if c.period.end]
    return datetime.combine(max(days), time.min) if days else UNDATED


@cache
def _pack_for(language: str) -> LanguagePack | None:
    return load_pack(language) if language in codes() else None


def _answer(report: Report, claim: Claim, when: datetime, pack: LanguagePack | None) -> Answer:
    period, quantity = claim.period, claim.quantity
    published = report.imprint.published
    happened = _first_day(period, published.date() if published else None)
    # What a dated event did carries the event's day; it was counted by the time it was printed.
    counted = published.date() if happened and published else period.end
    if counted and published and counted - published.date() > ONE_DAY:
        # Nothing is counted after it was printed; the date is misread or of something to come.
        counted = None
    group, words = _people(claim, pack)
    unit = _unit(claim)
    return Answer(
        claim=claim,
        report=report,
        order=(when, report.document_id, claim.figure.start),
        figure=trapezoid(quantity),
        number=quantity.low if quantity.low is not None else quantity.high,
        measure=_measure(claim, unit, group),
        standing=claim.modality if claim.modality in APART else Modality.ASSERTED,
        unit=unit,
        group=group,
        words=words,
        country=_country(claim, pack),
        place=_place_words(claim, pack),
        event_day=happened,
        counted_on=counted or (published.date() if published else _now(claim, when, pack)),
        region=_region(claim),
        partitive=_states_whole(claim, pack),
        attacker=_attacker_counted(claim, pack),
    )


def _now(claim: Claim, when: datetime, pack: LanguagePack | None) -> date | None:
    """Give the day of "so far" in a report without a date: the last that it tells of."""
    said = claim.period.span
    if said is None or pack is None or when == UNDATED:
        return None
    return None if _PRESENT.isdisjoint(pack.hits_in(said.text)) else when.date()


def _states_whole(claim: Claim, pack: LanguagePack | None) -> bool:
    """Tell whether the noun phrase holds another number, in digits or in words."""
    if claim.what is None:
        return False
    words = claim.what.text
    if _WHOLE.search(words):
        return True
    if pack is None:
        return False
    found = pack.hits_in(words)
    # "Of the thirteen new cases" opens with what takes a share; "people in two cars" does not.
    opens = any(h.start == 0 for kind in _OPENS_SHARE for h in found.get(kind, ()))
    return opens and any(h.end < len(words) for h in found.get("numbers.words", ()))


def _attacker_counted(claim: Claim, pack: LanguagePack | None) -> int | None:
    if pack is None or claim.measure not in HURT:
        return None
    found = pack.hits_in(claim.sentence.text)
    after = claim.figure.end - claim.sentence.start
    groups_named = found.get("nouns.groups", ())
    for cue in found.get("mode.part", ()):
        if cue.start >= after:
            named = (h for h in groups_named if 0 <= h.start - cue.end <= NEXT_WORDS)
            if any(h.cue.value in ATTACKERS for h in named):
                return claim.sentence.start + cue.start
    return None


def _country(claim: Claim, pack: LanguagePack | None) -> str:
    """Give the country of the place, unless it only says of what country those counted are."""
    if not _outside_noun(claim):
        return ""
    if claim.what and claim.place and pack:
        named = pack.hits_in(claim.what.text).get("places.names", ())
        if any(h.cue.value == claim.place_code for h in named):
            return ""
    return claim.place_code[:2]


def _place_words(claim: Claim, pack: LanguagePack | None) -> frozenset[str]:
    """Give the words that name a place; a place that is only described has none."""
    if claim.place is None or not _outside_noun(claim):
        return frozenset()
    kinds = {word for kind in _PLACE_KINDS for word in pack.words(kind)} if pack else set()
    names = {w.strip(".,()") for w in claim.place.text.split() if w[:1].isupper()}
    return frozenset(w.casefold() for w in names if w and w.casefold() not in kinds)


def _region(claim: Claim) -> str:
    return claim.place_code if len(claim.place_code) > COUNTRY and _outside_noun(claim) else ""


def _outside_noun(claim: Claim) -> bool:
    return claim.what is None or claim.place is None or not claim.what.overlaps(claim.place)


def _first_day(period: Period, published: date | None) -> date | None:
    """Give the day of what happened, if the period is one of an event and not of a count."""
    if period.start is None or period.end is None:
        return None
    if (period.end - period.start).days <= LONGEST_EVENT:
        return period.start
    over = published is not None and (published - period.end).days > BACKGROUND_DAYS
    return period.start if over else None


def _measure(claim: Claim, unit: str, group: str) -> str:
    """Read the measure for what is counted: things are not hurt or missing, troops are deployed."""
    if claim.measure == "present" and group in STATIONED:
        return "deployed"
    if claim.measure == "other" and group in GATHERED:
        return "present"
    if claim.measure == "captured" and group in SEIZED:
        return "arrested"
    of_people = measures()[claim.measure].of == Subject.PERSON
    thing = claim.quantity.kind == Kind.COUNT and unit not in {"", Subject.PERSON}
    if thing and of_people and claim.measure in BURIED:
        return "other"
    return claim.measure


def _unit(claim: Claim) -> str:
    """Person for whatever counts people; kinds other than counts keep their unit of measure."""
    unit = claim.quantity.unit.casefold()
    if claim.quantity.kind != Kind.COUNT:
        return f"{claim.quantity.kind}:{unit}"
    measure = measures().get(claim.measure)
    about_people = measure is not None and measure.of == Subject.PERSON
    if unit in groups() or (unit in UNSAID and about_people):
        return Subject.PERSON
    return unit


def _people(claim: Claim, pack: LanguagePack | None) -> tuple[str, frozenset[str]]:
    """Give the group counted and the words that tell it apart, from noun phrase and unit."""
    unit = claim.quantity.unit.casefold()
    group = unit if groups().get(unit, Nature.ALL) != Nature.ALL else ""
    if claim.what is None:
        return group, frozenset()
    phrase = claim.what.text
    found: Mapping[str, Sequence[Hit]] = pack.hits_in(phrase) if pack else {}
    # "People, the gunman among them" are people.
    until = min((h.start for h in found.get("mode.part", ())), default=len(phrase))
    heads = [h for h in found.get("nouns.groups", ()) if h.start < until]
    named = next((h.cue.value for h in heads if not _is_everybody(h)), "")
    said = _measure_said(claim.measure, found)
    known = [h for kind in found if kind.startswith(_NO_NOUNS) for h in found[kind]]
    words = frozenset(_words_outside(phrase, known))
    if not (said or named or group) and pack:
        named = next(filter(None, (_inflected(w, pack.code) for w in sorted(words))), "")
    return said or named or group, words


@cache
def _inflected(word: str, language: str) -> str:
    """Give the group that a word names with an ending the pack does not list ("troops'")."""
    surfaces = _group_surfaces(language)
    stems = (word[:-cut] for cut in range(1, LONGEST_ENDING + 1))
    found = next((surfaces[s] for s in stems if len(s) >= SHORTEST_STEM and s in surfaces), "")
    return found if groups().get(found, Nature.ALL) != Nature.ALL else ""


@cache
def _group_surfaces(language: str) -> Mapping[str, str]:
    cues = load_pack(language).cues
    return {c.surface.casefold(): c.value for c in cues if c.kind == "nouns.groups"}


def _is_everybody(hit: Hit) -> bool:
    return groups().get(hit.cue.value) == Nature.ALL


def _measure_said(measure: str, found: Mapping[str, Sequence[Hit]]) -> str:
    """Give a measure that the noun phrase asserts beside the claim's own: missing, if killed.

    The injured are not the dead: "two dead, three hurt" was read as one phrase.
    """
    kinds = ("nouns.asserting", "measures.state")
    said = {h.cue.value for kind in kinds for h in found.get(kind, ())}
    others = {measure, "killed"} if measure == "injured" else {measure}
    return min((said & parts_of("casualties")) - others, default="")


def _words_outside(phrase: str, hits: Iterable[Hit]) -> Iterator[str]:
    covered = {i for hit in hits for i in range(hit.start, hit.end)}
    start = 0
    for word in phrase.split():
        start = phrase.index(word, start)
        if start not in covered and len(word) > 2:
            yield word.casefold()
        start += len(word)


def names_others(answer: Answer) -> bool:
    """Tell whether the noun phrase sets those counted apart from others named before."""
    pack = _pack_for(answer.report.imprint.language)
    if pack is None or answer.claim.what is None:
        return False
    return bool(pack.hits_in(answer.claim.what.text).get("mode.increment"))


def hinted(answer: Answer) -> bool:
    """Tell whether the measure is read from a word that only hints at one: aid, from a truck."""
    cue = answer.claim.measure_cue
    pack = _pack_for(answer.report.imprint.language)
    if cue is None or pack is None:
        return False
    kinds = [k for k in pack.hits_in(cue.text) if k.startswith(_TELLS)]
    return kinds == ["measures.weak"]


def unbounded(answer: Answer) -> bool:
    """Whether the words leave one end open or name no number at all."""
    return answer.claim.quantity.bound in (
        Bound.AT_LEAST,
        Bound.MORE_THAN,
        Bound.AT_MOST,
        Bound.LESS_THAN,
        Bound.VAGUE,
        Bound.UNKNOWN,
    )


def retells(earlier: Answer, later: Answer) -> bool:
    """Whether the later figure is the earlier one again, or the earlier one rounded down."""
    if earlier.number is None or later.number is None:
        return False
    if earlier.values == later.values or earlier.number == later.number:
        return True
    opened = later.claim.quantity.bound in (Bound.AT_LEAST, Bound.MORE_THAN)
    closed = earlier.claim.quantity.high is not None
    return opened and closed and earlier.number * ROUNDED_DOWN <= later.number <= earlier.number


def quoted(a: Answer) -> str:
    """Give the words of a figure between quotation marks."""
    return f"“{a.claim.figure.text}”"
