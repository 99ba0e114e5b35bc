"""How figures were revised by who gave them, retold by others, and by which way they came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from counterclaim.api import Card
from counterclaim.model import Basis, Claim, Comparison, Facet, Standing
from counterclaim.web.answers import Answer, Answers, Carrier, Speaker
from counterclaim.web.labels import N_
from counterclaim.web.marking import Block, sentence
from counterclaim.web.standings import Namer, Said
from counterclaim.web.wording import Wording

FACETS = MappingProxyType(
    {
        Facet.MEASURE: N_("what is counted"),
        Facet.PEOPLE: N_("who is counted"),
        Facet.PLACE: N_("place"),
        Facet.PERIOD: N_("period"),
        Facet.KIND: N_("kind of count"),
        Facet.UNIT: N_("unit"),
        Facet.HEDGE: N_("hedge"),
        Facet.VALUE: N_("figure"),
        Facet.DATE: N_("day of counting"),
        Facet.SCOPE: N_("scope"),
        Facet.MODALITY: N_("certainty"),
        Facet.UNKNOWN: N_("not told"),
        Facet.JUDGED: N_("judged by a person"),
    }
)
_ROLES = MappingProxyType(
    {
        Facet.MEASURE: {"measure"},
        Facet.PEOPLE: {"what"},
        Facet.PLACE: {"place"},
        Facet.PERIOD: {"time"},
        Facet.UNIT: {"what"},
        Facet.HEDGE: {"figure"},
        Facet.VALUE: {"figure"},
        Facet.KIND: {"figure"},
        Facet.DATE: {"time"},
        Facet.SCOPE: {"what", "measure"},
        Facet.MODALITY: {"cue"},
    }
)
"""Which words of a sentence a facet is read from."""


@dataclass(frozen=True, slots=True)
class Step:
    """An answer of an originator and how it differs from the one before.

    ``change`` is the difference of the two numbers and ``share`` its share of the earlier one;
    both are None for the first and where there is no one number in either.
    """

    answer: Answer
    change: Decimal | None = None
    share: float | None = None
    relations: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """A retelling: its sentence, the facets that changed, and each change from one to another."""

    said: Said
    block: Block
    roles: frozenset[str]
    changes: tuple[tuple[Facet, str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Drift:
    """An originator's words and the retellings that changed them."""

    said: Said
    block: Block
    roles: frozenset[str]
    tellings: tuple[Telling, ...]


@dataclass
class Way:
    """A station of a figure: its speaker, an agency, or an outlet with what it printed."""

    name: str
    ways: dict[str, "Way"] = field(default_factory=dict)
    carriers: list[tuple[Answer, Carrier]] = field(default_factory=list)


def ladders(card: Card, answers: Answers) -> list[tuple[Speaker, list[Step]]]:
    """Give the answers of each originator who gave several, the earliest first."""
    related: dict[tuple[str, str], dict[Standing, None]] = {}
    for c in card.comparisons:
        a, b = answers.leading.get(c.a), answers.leading.get(c.b)
        if a and b and a != b:
            related.setdefault((a, b), {})[c.relation] = None
    return [
        (speaker, list(_steps(speaker.answers, related)))
        for speaker in answers.speakers
        if len(speaker.answers) > 1
    ]


def _steps(
    answers: Iterable[Answer], related: Mapping[tuple[str, str], Mapping[Standing, None]]
) -> Iterable[Step]:
    before: Answer | None = None
    for answer in answers:
        if before is None:
            yield Step(answer)
        else:
            old, new = _number(before.claim), _number(answer.claim)
            known = old is not None and new is not None
            change = new - old if old is not None and new is not None else None
            share = float(change / old) if known and old and change is not None else None
            pair = before.claim.id, answer.claim.id
            found = {**related.get(pair, {}), **related.get(pair[::-1], {})}
            yield Step(answer, change, share, tuple(found))
        before = answer


def _number(claim: Claim) -> Decimal | None:
    """Give the one number that a figure names, None for a range and for none."""
    low, high = claim.quantity.low, claim.quantity.high
    if low is not None and high is not None and low != high:
        return None
    return low if low is not None else high


def drifts(card: Card, wording: Wording) -> list[Drift]:
    """Give each original wording with the retellings that changed it."""
    namer = Namer(card)
    grouped: dict[str, list[Comparison]] = {}
    for c in card.comparisons:
        if c.relation == Standing.DRIFTS:
            grouped.setdefault(c.a, []).append(c)
    made: list[Drift] = []
    for a, found in grouped.items():
        original = card.claims[a]
        tellings = tuple(
            Telling(
                namer.said(c.b),
                sentence(card.claims[c.b]),
                _roles(c.facets),
                tuple(
                    (f, _facet(f, original, wording), _facet(f, card.claims[c.b], wording))
                    for f in c.facets
                ),
                c.reason,
            )
            for c in found
        )
        roles = frozenset().union(*(t.roles for t in tellings))
        made.append(Drift(namer.said(a), sentence(original), roles, tellings))
    return made


def _roles(facets: Iterable[Facet]) -> frozenset[str]:
    return frozenset().union(*(_ROLES.get(f, {"figure"}) for f in facets))


def _facet(facet: Facet, claim: Claim, wording: Wording) -> str:
    """Say in words what a claim is in one respect."""
    period = claim.period
    said = {
        Facet.MEASURE: wording.measure(claim.measure),
        Facet.PEOPLE: claim.what.text if claim.what else "",
        Facet.PLACE: claim.place.text if claim.place else "",
        Facet.UNIT: claim.quantity.unit,
        Facet.HEDGE: wording.quantity(claim.quantity),
        Facet.VALUE: wording.quantity(claim.quantity),
        Facet.DATE: wording.days(period.start, period.end),
        Facet.PERIOD: wording.days(period.start, period.end),
        Facet.SCOPE: claim.what.text if claim.what else wording.measure(claim.measure),
    }.get(facet, wording.quantity(claim.quantity))
    return " ".join(said.split()) or str(wording.gettext("not said"))


def ways(answers: Answers) -> list[tuple[Speaker, Way]]:
    """Give for each originator the tree of agencies and outlets that its figures came through."""
    made: list[tuple[Speaker, Way]] = []
    for speaker in answers.speakers:
        root = Way(speaker.name)
        for answer in speaker.answers:
            for carrier in answer.carriers:
                at = root
                for name in _stations(carrier):
                    at = at.ways.setdefault(name, Way(name))
                at.carriers.append((answer, carrier))
        made.append((speaker, root))
    return made


def _stations(carrier: Carrier) -> list[str]:
    """Give who a figure came through after its originator; an outlet's own word needs nobody."""
    if carrier.voice.basis == Basis.OWN:
        return []
    passed = [" ".join(name.split()) for name in (*carrier.voice.via, carrier.imprint.called)]
    return [name for i, name in enumerate(passed) if not i or name != passed[i - 1]]
