"""What the API's answers look like, for its OpenAPI description; tests hold answers against it."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

Number = int | float | str | None
"""A figure with all its digits; text where no double prints as those digits."""

Moment = Annotated[str, Field(description="ISO 8601; without a zone where the report gives none.")]


class Words(BaseModel):
    """Words of a report, at characters ``start`` to ``end`` of its text."""

    start: int
    end: int
    text: str


class About(BaseModel):
    """What is known of a report beside its words."""

    name: str
    title: str
    outlet: str
    authors: list[str]
    published: Moment | None
    language: str
    address: str
    canonical: str = ""
    modified: Moment | None = None


class Claimed(BaseModel):
    """A figure that a report asserts, every field bound to its words."""

    claim: str
    figure_id: str
    document: str
    figure: Words
    low: Number
    high: Number
    bound: str
    kind: str
    unit: str
    word: str | None
    measure: str
    measure_cue: Words | None
    what: Words | None
    mode: str
    modality: str
    source: Words | None
    cue: Words | None
    via: list[Words]
    place: Words | None
    place_code: str
    when: Words | None
    from_: date | None = Field(alias="from")
    to: date | None
    sentence: Words
    rules: list[str]
    report: About


class Trouble(BaseModel):
    """Something that was not understood; the codes are those of docs/problems.md."""

    code: str
    message: str
    hint: str


class Fault(BaseModel):
    """Why a request was refused."""

    error: str
    hint: str = ""


class ReportLine(BaseModel):
    """A report in a list."""

    id: str
    report: About


class ReportFound(BaseModel):
    """A report with its claims. ``text`` is null unless the ledger keeps whole texts."""

    id: str
    story: str
    report: About
    read_at: Moment
    extractor: str
    pack: str
    text: str | None
    claims: list[Claimed]
    problems: list[Trouble]


class ReadFound(BaseModel):
    """What was read out of a text that is not kept."""

    text: str
    report: About
    claims: list[Claimed]
    problems: list[Trouble]


class Limit(BaseModel):
    """One end of a tally and the claims that attest it; ``derived`` says how it was worked out."""

    value: Number
    claims: list[str]
    derived: str


class Read(BaseModel):
    """What one policy reads out of a question; an end is null where no claim bounds it."""

    low: Limit | None
    best: Limit | None
    high: Limit | None
    latest: str
    reports: int
    outlets: int
    originators: int
    disputed: bool


class QuestionLine(BaseModel):
    """A question in a list, as the policy "range" reads it."""

    id: str
    story: str
    label: str
    measure: str
    unit: str
    what: str
    place: str
    kind: str
    answers: int
    originators: int
    contradictions: int
    disputed: bool
    published: Moment | None
    range: Read


class Answered(BaseModel):
    """One answer to a question, and whose word it is."""

    claim: str
    figure_id: str
    figure: Words
    low: Number
    high: Number
    bound: str
    to: date | None
    voice: str
    basis: str
    via: list[str]
    report: About


class Asked(BaseModel):
    """A question with its answers, its camps of compatible claims, and every policy's reading."""

    type: str
    id: str
    story: str | None
    label: str
    measure: str
    unit: str
    what: str
    place: str
    kind: str
    answers: list[Answered]
    camps: list[list[str]]
    tally: dict[str, Read]


class Compared(BaseModel):
    """How claim ``b`` stands to the earlier claim ``a``."""

    a: str
    b: str
    relation: str
    facets: list[str]
    why: str
    contradiction: float | None
    gap: Number
    position: str | None


class Apart(BaseModel):
    """Two claims that were not compared, and why."""

    a: str
    b: str
    facet: str
    why: str


class Implied(BaseModel):
    """What several claims together imply."""

    name: str
    claims: list[str]
    why: str
    amount: Number


class Old(BaseModel):
    """A claim that prints an older figure again without its date."""

    claim: str
    original: str
    as_of: date
    days: int


class QuestionFound(BaseModel):
    """All that the ledger says of one question."""

    question: Asked
    comparisons: list[Compared]
    not_compared: list[Apart]
    findings: list[Implied]
    stale: list[Old]


class StoryFound(BaseModel):
    """Reports of one event, by their ids, and the questions they answer."""

    id: str
    title: str
    place: str
    from_: date | None = Field(alias="from")
    to: date | None
    reports: list[str]
    questions: list[str]


class Claims(BaseModel):
    """A page of claims; ``next`` is the address of the one after it, null at the end."""

    items: list[Claimed]
    next: str | None


class Reports(BaseModel):
    """A page of reports."""

    items: list[ReportLine]
    next: str | None


class Questions(BaseModel):
    """A page of questions, the disputed ones first; ``total`` counts all that were asked for."""

    items: list[QuestionLine]
    total: int
    next: str | None


class Stories(BaseModel):
    """A page of stories."""

    items: list[StoryFound]
    next: str | None


class Text(BaseModel):
    """A report to read. Without ``published``, "on Monday" has no date."""

    text: str = Field(min_length=1, max_length=1_000_000)
    title: str = Field("", max_length=2_000)
    outlet: str = Field("", max_length=500)
    published: datetime | None = None
