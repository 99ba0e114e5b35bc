"""One figure that one report asserts of the world, with who asserts it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from counterclaim.model.document import Document
from counterclaim.model.identity import content_id
from counterclaim.model.problem import Problem
from counterclaim.model.quantity import Quantity
from counterclaim.model.span import Span


class Mode(StrEnum):
    """How a figure stands to other figures of its measure."""

    TOTAL = "total"
    INCREMENT = "increment"
    PART = "part"


class Modality(StrEnum):
    """How surely the text puts a figure forward."""

    ASSERTED = "asserted"
    ESTIMATED = "estimated"
    ALLEGED = "alleged"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who asserts a figure (the originator), by which cue, and who passed it on.

    Source, cue and content are the terms of the PARC and PolNeAR attribution corpora. ``source``
    None means the report itself says it. ``via`` is the chain, nearest the reader last.
    """

    source: Span | None = None
    cue: Span | None = None
    via: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """When a figure holds: first and last day, either of which may be unknown.

    A running count has ``end`` the day of counting and ``start`` None unless the text says since
    when. Both are None where the words cannot be anchored to the publication time.
    """

    span: Span | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Claim:
    """A figure with every field bound to its exact words; None means the text does not say.

    ``measure`` is a name of ``counterclaim.vocabulary.measures``. ``place_code`` is an ISO 3166
    code or a gazetteer id where the place was recognised, else "". ``rules`` name the lines of the
    language pack and the weights that made the claim.
    """

    document_id: str
    figure: Span
    sentence: Span
    quantity: Quantity
    measure: str
    measure_cue: Span | None = None
    what: Span | None = None
    mode: Mode = Mode.TOTAL
    modality: Modality = Modality.ASSERTED
    attribution: Attribution = Attribution()
    place: Span | None = None
    place_code: str = ""
    period: Period = Period()
    rules: tuple[str, ...] = ()

    @cached_property
    def figure_id(self) -> str:
        """Id of the printed figure, the same whatever a later version reads into it."""
        return content_id(["figure", self.document_id, self.figure.start, self.figure.end])

    @cached_property
    def id(self) -> str:
        """Content hash over everything the claim says; outlets' names never enter it."""
        q, a, p = self.quantity, self.attribution, self.period
        spans = [self.figure, self.what, a.source, *a.via, self.place, p.span]
        return content_id(
            [
                "claim",
                self.document_id,
                [[s.start, s.end] if s else None for s in spans],
                [None if v is None else format(v.normalize(), "f") for v in (q.low, q.high)],
                [q.bound, q.kind, q.unit, self.measure, self.mode, self.modality],
                [None if d is None else d.isoformat() for d in (p.start, p.end)],
            ]
        )


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one capture."""

    document: Document
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
