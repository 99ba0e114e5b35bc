"""What each originator answers to one question, and which outlets carry it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from counterclaim.api import Card
from counterclaim.cli import figures
from counterclaim.model import Claim, Voice
from counterclaim.model.comparison import Basis
from counterclaim.reconcile.trapezoid import Trapezoid, trapezoid

Key = tuple[str, Decimal | None, Decimal | None, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One figure of one originator, with the claims that carry it, first published first."""

    voice: str
    claims: tuple[Claim, ...]

    @property
    def value(self) -> str:
        """What the figure says, in short."""
        return figures.value(self.claims[0].quantity)

    @property
    def figure(self) -> Trapezoid:
        """What the figure says, on a scale."""
        return trapezoid(self.claims[0].quantity)

    @property
    def known(self) -> bool:
        """Whether it is a figure at all, and not word that none is known."""
        quantity = self.claims[0].quantity
        return quantity.low is not None or quantity.high is not None


class Voices:
    """Names of originators: the longest form at a heading, the shortest in running text."""

    def __init__(self, voices: Mapping[str, Voice]) -> None:
        self._voices = voices
        names: dict[str, set[str]] = {}
        for voice in voices.values():
            names.setdefault(voice.key, set()).add(" ".join(voice.name.split()))
        self._names = {key: sorted(some, key=lambda n: (len(n), n)) for key, some in names.items()}

    def key(self, claim: str) -> str:
        """Give the key of a claim's originator."""
        return self._voices[claim].key

    def long(self, key: str) -> str:
        """Give the fullest name."""
        return self._names[key][-1]

    def short(self, key: str) -> str:
        """Give the shortest name."""
        return self._names[key][0]

    def basis(self, claim: str) -> Basis:
        """Say why a claim is put down to its originator."""
        return self._voices[claim].basis

    def via(self, claim: str) -> tuple[str, ...]:
        """Give who passed a claim on, nearest the reader last."""
        return self._voices[claim].via


def key_of(claim: Claim, voices: Voices) -> Key:
    """Give what makes two claims one answer: originator, ends and bound."""
    quantity = claim.quantity
    return voices.key(claim.id), quantity.low, quantity.high, str(quantity.bound)


def answers_of(card: Card, voices: Voices) -> list[list[Answer]]:
    """Give the answers of each originator in order of time; who spoke first comes first."""
    found: dict[str, dict[Key, list[Claim]]] = {}
    for claim in (card.claims[name] for name in card.question.claims):
        key = key_of(claim, voices)
        found.setdefault(key[0], {}).setdefault(key, []).append(claim)
    return [
        sorted(
            (Answer(voice, tuple(claims)) for claims in by_value.values()),
            key=lambda answer: as_of(answer.claims, card).strip("()"),
        )
        for voice, by_value in found.items()
    ]


def as_of(claims: Iterable[Claim], card: Card) -> str:
    """Give the day by which a figure was counted; in brackets the day of printing where unsaid."""
    claims = tuple(claims)
    counted = [claim.period.end for claim in claims if claim.period.end]
    if counted:
        return figures.day(min(counted))
    printed = [day for claim in claims if (day := printed_on(claim, card))]
    return f"({figures.day(min(printed))})" if printed else "(undated)"


def printed_on(claim: Claim, card: Card) -> date | None:
    """Give the day a claim's report was published."""
    published = card.reports[claim.document_id].imprint.published
    return published.date() if published else None
