"""How claims of several reports stand to one another, and what each policy reads out of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from counterclaim.model.claim import Claim
from counterclaim.model.document import Imprint


class Standing(StrEnum):
    """How a later claim stands to an earlier one."""

    REPEATS = "repeats"
    AGREES = "agrees"
    REVISES = "revises"
    CONTRADICTS = "contradicts"
    PART_OF = "part_of"
    SCOPE_DIFFERS = "scope_differs"
    DRIFTS = "drifts"


class QuestionKind(StrEnum):
    """What sort of count answers a question.

    Stock: how many now or in all. Flow: how many within a stated period. Part: a stated subset.
    """

    STOCK = "stock"
    FLOW = "flow"
    PART = "part"


class Facet(StrEnum):
    """In what two claims differ."""

    MEASURE = "measure"
    PEOPLE = "people"
    PLACE = "place"
    PERIOD = "period"
    KIND = "kind"
    UNIT = "unit"
    HEDGE = "hedge"
    VALUE = "value"
    DATE = "date"
    SCOPE = "scope"
    MODALITY = "modality"
    UNKNOWN = "unknown"
    JUDGED = "judged"


class Policy(StrEnum):
    """A named way to read one question; ``reconcile/policies.toml`` says what each does."""

    VOTE = "vote"
    RANGE = "range"
    LATEST = "latest"
    LOWEST = "lowest"
    UCDP = "ucdp"
    ACLED = "acled"
    EMDAT = "emdat"
    IDMC = "idmc"


class Basis(StrEnum):
    """Why a claim is put down to its voice."""

    NAMED = "named"
    OWN = "own"
    ECHO = "echo"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Report:
    """What reconciling needs of one report; ``text`` only serves to find copied wording."""

    document_id: str
    imprint: Imprint
    claims: tuple[Claim, ...]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who asserts a claim once echoes are followed back: the originator.

    ``key`` is the same for every name of one originator within a story, ``name`` is for people.
    ``via`` are the outlets it came through, nearest the reader last.
    """

    key: str
    name: str
    basis: Basis
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What a set of claims answers. ``claims`` are ids in order of publication, then appearance.

    ``camps`` are all largest sets of claims whose figures are compatible with one another.
    """

    id: str
    label: str
    measure: str
    unit: str
    what: str
    place: str
    kind: QuestionKind
    claims: tuple[str, ...]
    camps: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How claim ``b`` stands to the earlier claim ``a``; for ``part_of``, ``a`` is the part.

    ``contradiction`` is a degree in [0, 1] and ``gap`` the logarithm of the ratio between facing
    ends; ``position`` is how the figure of ``a`` lies to that of ``b``. All three are None where
    the values are not to be compared (part_of, scope_differs).
    """

    a: str
    b: str
    relation: Standing
    facets: tuple[Facet, ...]
    reason: str
    contradiction: Fraction | None = None
    gap: Decimal | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Two claims that could be taken for rivals and were not compared, and why."""

    a: str
    b: str
    facet: Facet
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What several claims together imply, in words; ``name`` tells the sort of finding.

    ``parts_short_of_whole``, ``parts_exceed_whole``, ``sum_differs``, ``sum``, ``killed_in_all``,
    ``injured_in_all``. ``amount`` is the difference, sum or toll worked out, derived from ``claims``
    and stated by nobody.
    """

    name: str
    claims: tuple[str, ...]
    reason: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class End:
    """A figure and the claims that attest it.

    ``derived`` is "" for a figure that the claims print; else it says how the policy worked it out.
    """

    value: Decimal
    claims: tuple[str, ...]
    derived: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """One policy's reading of one question; an end is None where no claim bounds it.

    ``reports``, ``outlets`` and ``originators`` are three counts, never one.
    """

    question: str
    policy: Policy
    low: End | None
    best: End | None
    high: End | None
    latest: str
    reports: int
    outlets: int
    originators: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class Stale:
    """A claim that prints an older figure again without its date, ``days`` after its as-of day.

    ``original`` is the claim that gave the figure and its time.
    """

    claim: str
    original: str
    as_of: date
    days: int


@dataclass(frozen=True, slots=True)
class Stake:
    """What hangs on one claim: ``end`` ("low" or "high") of its question's range is ``value``.

    Were the claim wrong, it would be about ``without``, the next figure; None where no other claim
    gives one. ``moves`` is the logarithm of the ratio between the two, in thousandths, 0 for None.
    """

    claim: str
    question: str
    end: str
    value: Decimal
    without: Decimal | None
    moves: int


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one event or situation, by document id in order of publication.

    ``place`` is the one that most reports name for a claim, "" where none does; ``first`` and
    ``last`` are days of publication, None where no report has one. ``title`` is the first headline.
    ``questions`` are ids.
    """

    id: str
    title: str
    place: str
    first: date | None
    last: date | None
    reports: tuple[str, ...]
    outlets: int
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All that was made of a set of reports; ``voices`` pairs each claim's id with its voice.

    Everything stands within a story: no claim is compared with one of another.
    """

    questions: tuple[Question, ...]
    comparisons: tuple[Comparison, ...]
    not_compared: tuple[NotCompared, ...]
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    voices: tuple[tuple[str, Voice], ...]
    stories: tuple[Story, ...] = ()
    stale: tuple[Stale, ...] = ()
    stakes: tuple[Stake, ...] = ()
    """Only where asked for: what a person who checks claims should look at first."""
