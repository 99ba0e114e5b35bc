"""What became of a figure that a table cites a page for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.model.claim import Claim, Mode
from counterclaim.model.problem import Problem
from counterclaim.model.quantity import Quantity


class Verdict(StrEnum):
    """Whether a cited page holds a figure, and as the row says it."""

    PRESENT = "present"
    DIFFERS = "differs"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"


class Aspect(StrEnum):
    """In what a page may say something else of a figure than a row does."""

    MEASURE = "measure"
    BOUND = "bound"
    DATE = "date"
    SCOPE = "scope"
    UNIT = "unit"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Citation:
    """A row: a figure, what it is said to mean, and the pages cited for it.

    ``said`` is the figure as printed and ``figures`` all that it can be read as: "1.100" is 1,100
    in one language and 1.1 in another. ``measures`` are names of the vocabulary, none where the row
    gives none. ``days`` are first and last day of each reading of ``when``. What a row does not say
    is "" or empty, and is not checked.
    """

    said: str
    figures: tuple[Quantity, ...]
    cites: tuple[str, ...]
    measures: frozenset[str] = frozenset()
    measure: str = ""
    place: str = ""
    when: str = ""
    days: tuple[tuple[date, date], ...] = ()
    what: str = ""
    source: str = ""
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect with what the row says beside what the page says, in words for a person."""

    aspect: Aspect
    row: str
    page: str


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome for one row.

    ``claim`` is where the page states the figure: its words, sentence and spans. ``nearest`` is, for
    an absent figure, what the page states in its stead, if anything. ``address`` is the page that
    settled it, ``rounded`` that the row rounds what the page says. ``problem`` says why a page is
    unreachable. ``earlier`` is the outcome against the page as it was kept before, where that is
    another one, and ``seen`` then names that capture.
    """

    verdict: Verdict
    address: str = ""
    claim: Claim | None = None
    differences: tuple[Difference, ...] = ()
    nearest: Claim | None = None
    rounded: bool = False
    problem: Problem | None = None
    earlier: "Check | None" = None
    seen: str = ""
