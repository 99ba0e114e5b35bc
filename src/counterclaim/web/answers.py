"""What each originator answers to one question, and which reports carry each answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from string import ascii_uppercase

from counterclaim.api import Card
from counterclaim.model import Basis, Claim, Imprint, Standing, Voice
from counterclaim.reconcile.trapezoid import Trapezoid, trapezoid

_FIRST_HAND = frozenset({Basis.NAMED, Basis.OWN})
_Key = tuple[str, Decimal | None, Decimal | None, str]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report that carries an answer: ``claim`` is the one of it that says most."""

    claim: Claim
    imprint: Imprint
    times: int
    voice: Voice

    @property
    def via(self) -> str:
        """Who passed the figure on to this report, nearest the reader last."""
        return ", ".join(" ".join(name.split()) for name in self.voice.via)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that an answer was given for, and a claim that says so; ``counted`` by its words."""

    day: date
    counted: bool
    claim: Claim


@dataclass(frozen=True)
class Answer:
    """One figure of one originator, with the reports that carry it, first published first.

    ``rivals`` are the leading claims of answers that it cannot be true beside.
    """

    key: str
    carriers: tuple[Carrier, ...]
    claims: tuple[Claim, ...]
    rivals: tuple[str, ...] = ()

    @property
    def claim(self) -> Claim:
        """The claim that it is shown by: the first that names its source."""
        return self.carriers[0].claim

    @cached_property
    def figure(self) -> Trapezoid:
        """What the words assert and how far they can stretch."""
        return trapezoid(self.claim.quantity)

    @property
    def known(self) -> bool:
        """Whether it is a figure at all, and not word that none is known."""
        quantity = self.claim.quantity
        return quantity.low is not None or quantity.high is not None

    @cached_property
    def counted(self) -> date | None:
        """The day by which it was counted, None where no report says one."""
        return min((c.period.end for c in self.claims if c.period.end), default=None)

    @cached_property
    def day(self) -> date | None:
        """The day that it stands at: of counting, else of the first printing."""
        printed = [c.imprint.published.date() for c in self.carriers if c.imprint.published]
        return self.counted or min(printed, default=None)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """All days that the originator gave this answer for, else that of the first printing."""
        own = {c.claim.id for c in self.carriers if c.voice.basis in _FIRST_HAND}
        said = {c.period.end: c for c in reversed(self.claims) if c.period.end and c.id in own}
        if said:
            return tuple(Moment(day, True, said[day]) for day in sorted(said))
        return (Moment(self.day, bool(self.counted), self.claim),) if self.day else ()

    @property
    def order(self) -> str:
        """What sorts answers by their day, undated ones first."""
        return self.day.isoformat() if self.day else ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """An originator and its answers, the earliest first; ``mark`` is a letter for drawings."""

    key: str
    mark: str
    name: str
    other_names: tuple[str, ...]
    answers: tuple[Answer, ...]
    earlier: int = 0
    """How many earlier answers are left out."""

    @property
    def reports(self) -> int:
        """How many reports carry its answers."""
        return len({c.claim.document_id for a in self.answers for c in a.carriers})


@dataclass(frozen=True, slots=True)
class Answers:
    """All that answers a question; ``hidden`` originators are left out of ``speakers``."""

    speakers: tuple[Speaker, ...]
    hidden: int
    leading: Mapping[str, str]
    """The claim that the answer of each claim is shown by."""

    @property
    def figures(self) -> list[Trapezoid]:
        """All figures, to find a scale for."""
        return [a.figure for s in self.speakers for a in s.answers if a.known]

    @property
    def all(self) -> list[tuple[Speaker, Answer]]:
        """Each answer with who gives it."""
        return [(s, a) for s in self.speakers for a in s.answers]


def answers_of(card: Card, voices: int | None = None, each: int | None = None) -> Answers:
    """Give the answers of a card; who spoke first comes first.

    At most so many ``voices``, those that are contradicted or carried most, and so many answers of
    ``each``, the newest.
    """
    found: dict[str, dict[_Key, list[Claim]]] = {}
    for claim in (card.claims[name] for name in card.question.claims):
        key = _key(claim, card.voices)
        found.setdefault(key[0], {}).setdefault(key, []).append(claim)
    leading: dict[str, str] = {}
    made: dict[str, list[Answer]] = {}
    for voice, by_value in found.items():
        for claims in by_value.values():
            answer = _answer(card, voice, claims)
            leading |= {claim.id: answer.claim.id for claim in claims}
            made.setdefault(voice, []).append(answer)
    rivals = _rivals(card, leading)
    kept = _foremost(made, rivals, voices)
    speakers = [
        _speaker(card, mark, made[voice], rivals, each)
        for mark, voice in zip(_marks(len(kept)), kept, strict=True)
    ]
    return Answers(tuple(speakers), len(made) - len(kept), leading)


def names_of(voices: Mapping[str, Voice]) -> dict[str, tuple[str, ...]]:
    """Give all names of each originator, the fullest first."""
    names: dict[str, set[str]] = {}
    for voice in voices.values():
        names.setdefault(voice.key, set()).add(" ".join(voice.name.split()))
    return {key: tuple(sorted(some, key=lambda n: (-len(n), n))) for key, some in names.items()}


def _key(claim: Claim, voices: Mapping[str, Voice]) -> _Key:
    quantity = claim.quantity
    return voices[claim.id].key, quantity.low, quantity.high, str(quantity.bound)


def _answer(card: Card, voice: str, claims: Sequence[Claim]) -> Answer:
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.document_id, []).append(claim)
    carriers = [_carrier(card, held) for held in by_report.values()]
    # Sorting keeps the order of publication among those alike.
    carriers.sort(key=lambda c: c.voice.basis not in _FIRST_HAND)
    return Answer(voice, tuple(carriers), tuple(claims))


def _carrier(card: Card, held: Sequence[Claim]) -> Carrier:
    # A headline names no source where the body does: the claim that names one is shown.
    claim = min(held, key=lambda c: card.voices[c.id].basis != Basis.NAMED)
    imprint = card.reports[claim.document_id].imprint
    return Carrier(claim, imprint, len(held), card.voices[claim.id])


def _rivals(card: Card, leading: Mapping[str, str]) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for c in card.comparisons:
        a, b = leading.get(c.a), leading.get(c.b)
        if c.relation == Standing.CONTRADICTS and a and b:
            found.setdefault(a, {})[b] = None
            found.setdefault(b, {})[a] = None
    return found


def _foremost(
    made: Mapping[str, list[Answer]], rivals: Mapping[str, Mapping[str, None]], most: int | None
) -> list[str]:
    if most is None or len(made) <= most:
        return list(made)
    quarrels: Counter[str] = Counter()
    carried: Counter[str] = Counter()
    for voice, answers in made.items():
        for answer in answers:
            quarrels[voice] += len(rivals.get(answer.claim.id, ()))
            carried[voice] += len(answer.carriers)
    first = sorted(made, key=lambda voice: (-quarrels[voice], -carried[voice]))[:most]
    return [voice for voice in made if voice in set(first)]


def _speaker(
    card: Card,
    mark: str,
    answers: list[Answer],
    rivals: Mapping[str, Mapping[str, None]],
    each: int | None,
) -> Speaker:
    voice = answers[0].key
    names = names_of({c.id: card.voices[c.id] for a in answers for c in a.claims})[voice]
    ordered = sorted(answers, key=lambda a: (a.order, a.carriers[0].imprint.title))
    few = ordered if each is None else ordered[-each:]
    shown = tuple(
        Answer(a.key, a.carriers, a.claims, tuple(rivals.get(a.claim.id, ()))) for a in few
    )
    return Speaker(voice, mark, names[0], names[1:], shown, len(ordered) - len(few))


def _marks(count: int) -> list[str]:
    """Give A to Z, then A2 to Z2, and so on."""
    return [ascii_uppercase[i % 26] + (str(i // 26 + 1) if i >= 26 else "") for i in range(count)]
