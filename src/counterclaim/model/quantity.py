"""What the words of a figure literally say."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Bound(StrEnum):
    """How the words bound the value."""

    EXACT = "exact"
    ABOUT = "about"
    RANGE = "range"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    VAGUE = "vague"
    UNKNOWN = "unknown"


BOUND_SIGNS: Final[Mapping[Bound, str]] = MappingProxyType(
    {
        Bound.ABOUT: "~",
        Bound.AT_LEAST: "≥ ",
        Bound.MORE_THAN: "> ",
        Bound.AT_MOST: "≤ ",
        Bound.LESS_THAN: "< ",
        Bound.VAGUE: "≥ ",
    }
)
"""How a bound is written before a value; the others have no sign."""


class Kind(StrEnum):
    """What sort of amount a quantity is."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    MEASUREMENT = "measurement"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Literal ``low`` and ``high`` of a figure, either of which may be open (None).

    Exact and about: both ends the same. At least, more than: ``high`` is None. At most, less
    than: ``low`` is None. Vague ("dozens", "ratusan"): ``low`` is the least that the word can
    mean, ``high`` None, and ``word`` keeps which word it was; published codebooks differ
    fivefold on these, so no single number is stored for them. Unknown: both None.
    ``unit`` is "person" or the thing counted in English singular, an ISO 4217 currency,
    "percent", or the symbol of a physical unit; "" where the text does not say.
    """

    low: Decimal | None
    high: Decimal | None
    bound: Bound
    kind: Kind = Kind.COUNT
    unit: str = ""
    word: str | None = None
