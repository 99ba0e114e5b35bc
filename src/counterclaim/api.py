"""The functions that a Python user needs; all can be imported from ``counterclaim`` itself.

>>> from counterclaim import read_text
>>> reading = read_text("At least 40 miners died, the mayor said.", language="en")
>>> reading.claims[0].quantity.low
Decimal('40')
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from os import PathLike, fspath

from counterclaim.drivers.comparing import reports_in
from counterclaim.drivers.gathering import Gatherer
from counterclaim.drivers.keeping import Keeper
from counterclaim.drivers.local import read_many
from counterclaim.exporters import FORMATS
from counterclaim.fetch import EVERYWHERE, Fetcher, Limits
from counterclaim.languages import spaced
from counterclaim.ledger import Judge, Ledger, Receipt, open_ledger
from counterclaim.model import (
    Capture,
    Claim,
    Comparison,
    Extraction,
    Finding,
    NotCompared,
    Policy,
    Problem,
    ProblemError,
    Question,
    Reconciliation,
    Report,
    Stale,
    Standing,
    Story,
    Tally,
    Voice,
)
from counterclaim.pipeline import extract_claims
from counterclaim.reconcile import reconcile, reconcile_ledger
from counterclaim.reconcile.answers import read_answers
from counterclaim.reconcile.policies import Rule, rules
from counterclaim.reconcile.sensitivity import sensitivity
from counterclaim.reconcile.stakes import stakes
from counterclaim.reconcile.sums import Refusal, Sum
from counterclaim.reconcile.sums import add_up as sum_of
from counterclaim.reconcile.why import Why
from counterclaim.reconcile.why import why as explain
from counterclaim.vocabulary import measures

__all__ = [
    "Card",
    "Judge",
    "Ledger",
    "add_up",
    "compare",
    "export",
    "keep",
    "open_ledger",
    "questions",
    "read",
    "read_text",
    "rebuild",
    "reports",
    "scan",
    "show",
    "why",
]

Source = Ledger | Iterable[Extraction]
"""Where claims come from: an open ledger, or what was read just now."""


@dataclass(frozen=True, slots=True)
class Card:
    """One question with all that answers it.

    ``claims``, ``voices``, ``asked`` (by claim id: what each answers) and ``reports`` (by document
    id) also hold those of other questions that ``comparisons`` and ``not_compared`` set beside it.
    ``rule`` is what the tally's policy does, ``sensitivity`` how far low, best and high move between
    the policies, in a line.
    """

    question: Question
    asked: Mapping[str, Question]
    tally: Tally
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    voices: Mapping[str, Voice]
    comparisons: tuple[Comparison, ...]
    not_compared: tuple[NotCompared, ...]
    findings: tuple[Finding, ...]
    rule: Rule
    sensitivity: str
    stale: tuple[Stale, ...] = ()


def scan(
    *paths: str | PathLike[str], jobs: int = 1, allow_private: bool = False
) -> Iterator[Extraction | Problem]:
    """Read files, folders, patterns or addresses one report at a time, in order.

    Gives for each report what was found, or the Problem that stopped its reading; the rest is read
    all the same. ``jobs`` is the number of processes. Addresses are fetched, those of private
    networks only with ``allow_private``.
    """
    limits = Limits(allow=EVERYWHERE if allow_private else ())
    sourced = Gatherer(Fetcher(limits)).open([fspath(path) for path in paths])
    return read_many((item for item, _ in sourced), jobs=jobs)


def read(
    *paths: str | PathLike[str],
    jobs: int = 1,
    on_problem: Callable[[Problem], None] | None = None,
) -> list[Extraction]:
    """Read files, folders or patterns and give what was found in each report.

    A report that cannot be read raises ProblemError, unless ``on_problem`` takes its problem.
    """
    found: list[Extraction] = []
    for result in scan(*paths, jobs=jobs):
        if isinstance(result, Extraction):
            found.append(result)
        elif on_problem is None:
            raise ProblemError(result)
        else:
            on_problem(result)
    return found


def read_text(
    text: str,
    *,
    title: str = "",
    outlet: str = "",
    published: datetime | None = None,
    language: str = "",
) -> Extraction:
    """Read one report given as a string.

    Offsets of the claims count characters of ``title``, two line feeds and ``text``. ``language``
    is an ISO 639-1 code, told from the words where it is "". Without ``published``, relative times
    such as "last week" get no dates. Raises ProblemError CC002 for a text without words.
    """
    record = {
        "title": title,
        "text": text,
        "outlet": outlet,
        "published": published.isoformat() if published else None,
        "lang": language,
    }
    body = json.dumps(record).encode("ascii")
    return extract_claims(Capture(title or "text", "application/json", body))


def keep(
    ledger: Ledger, readings: Iterable[Extraction], *, keep_text: bool = False
) -> list[Receipt]:
    """Add readings to a ledger, stamped with this version and this moment.

    All are on the disk when this returns. Whole texts are stored only with ``keep_text``.
    """
    with Keeper(ledger, keep_text=keep_text) as keeper:
        for reading in readings:
            keeper.take(reading)
    return keeper.receipts


def reports(source: Source) -> list[Report]:
    """Give what reconciling needs of each report; those of a ledger as people corrected them."""
    if isinstance(source, Ledger):
        return reports_in(source)
    return [Report(e.document.id, e.document.imprint, e.claims, e.document.text) for e in source]


def compare(source: Source, *, one_story: bool = False) -> Reconciliation:
    """Set the claims of a source against each other, within each story that its reports tell.

    With ``one_story`` all reports are taken to be of one, whatever they tell. What people decided
    in a ledger holds, and its questions keep the ids that they had when it was last rebuilt.
    """
    return _compare(source, reports(source), one_story=one_story)


def _compare(source: Source, held: list[Report], *, one_story: bool) -> Reconciliation:
    make = reconcile if one_story else reconcile_ledger
    if isinstance(source, Ledger):
        return make(held, judgements=list(source.judgements()), known=source.names())
    return make(held)


def rebuild(ledger: Ledger) -> Reconciliation:
    """Make the derived tables of a ledger anew: stories, questions, how claims stand, tallies."""
    state = ledger.state()
    held = reports(ledger)
    made = _compare(ledger, held, one_story=False)
    claims = [claim for report in held for claim in report.claims]
    made = replace(made, stakes=stakes(made, claims))
    ledger.rebuild(made, claims, state)
    return made


def why(a: str, b: str, source: Source, *, one_story: bool = False) -> tuple[Claim, Claim, Why]:
    """Explain why two claims are or are not set against each other.

    They are named by id, figure id or the first letters of either. Raises ProblemError CC023 where
    a name means no claim and CC024 where it means several.
    """
    held = reports(source)
    made = _compare(source, held, one_story=one_story)
    claims = [claim for report in held for claim in report.claims]
    one, other = (claim_named(name, claims) for name in (a, b))
    return one, other, explain(held, made, one.id, other.id)


def add_up(source: Source, *names: str, one_story: bool = False) -> Sum | Refusal:
    """Add the figures of claims, or refuse with the reason where something would count twice.

    Claims are named as for ``why``, two or more; ValueError for fewer.
    """
    held = reports(source)
    voices = dict(_compare(source, held, one_story=one_story).voices)
    claims = [claim for report in held for claim in report.claims if claim.id in voices]
    wanted = [claim_named(name, claims).id for name in names]
    answers = {a.id: a for a in read_answers(held)}
    return sum_of([answers[name] for name in wanted], voices)


def claim_named(name: str, claims: Iterable[Claim]) -> Claim:
    """Find the claim whose id or figure id is, or begins with, ``name``."""
    wanted = name.strip().casefold()
    found = {
        c.id: c for c in claims if wanted and (c.id.startswith(wanted) or c.figure_id == wanted)
    }
    if len(found) == 1:
        return next(iter(found.values()))
    told = f"{len(found)} claims have ids" if found else "No claim has an id"
    code = "CC024" if found else "CC023"
    hint = "Give the first letters of an id, as a card prints it; more of them where several fit."
    raise ProblemError(Problem(code, f"{told} like {name!r}.", "", hint))


def questions(source: Source) -> list[Question]:
    """Give the questions that a source answers, the most contested first."""
    return contested(compare(source))


def by_story(
    made: Reconciliation, *, everything: bool = False
) -> list[tuple[Story, list[Question]]]:
    """Give each story with its questions, in both the most contested first.

    Only questions that several reports or voices answer are given, unless ``everything`` is set.
    """
    home = {name: story for story in made.stories for name in story.questions}
    found: dict[str, tuple[Story, list[Question]]] = {}
    heard = {claim: voice.key for claim, voice in made.voices}
    read = {t.question: t.reports for t in made.tallies}
    for question in contested(made):
        several = read[question.id] > 1 or len({heard[claim] for claim in question.claims}) > 1
        if everything or several:
            story = home[question.id]
            found.setdefault(story.id, (story, []))[1].append(question)
    return list(found.values())


def contested(made: Reconciliation) -> list[Question]:
    """Order questions by how many contradictions, then voices, then claims they hold."""
    quarrels = disputes(made)
    voices = {claim: voice.key for claim, voice in made.voices}

    def rank(question: Question) -> tuple[int, int, int, str, str]:
        heard = {voices.get(claim, claim) for claim in question.claims}
        held = quarrels[question.id]
        return -held, -len(heard), -len(question.claims), question.label, question.id

    return sorted(made.questions, key=rank)


def disputes(made: Reconciliation) -> Counter[str]:
    """Count the contradictions within each question, by its id."""
    asked = {claim: question.id for question in made.questions for claim in question.claims}
    return Counter(
        asked[c.a]
        for c in made.comparisons
        if c.relation == Standing.CONTRADICTS and asked.get(c.a) == asked.get(c.b)
    )


def show(
    question: str,
    source: Source,
    *,
    policy: Policy | str = Policy.VOTE,
    one_story: bool = False,
) -> Card:
    """Give the card of one question.

    ``question`` is its id, the beginning of it, or words of its label. Raises ProblemError CC023
    where none is meant and CC024 where several are; ValueError for an unknown policy.
    """
    held = reports(source)
    made = _compare(source, held, one_story=one_story)
    return card(named(question, made.questions), made, held, policy=Policy(policy))


def _of_measure(wanted: str, question: Question) -> bool:
    return wanted in {question.measure.casefold(), measures()[question.measure].label.casefold()}


def _run_of_words(wanted: str, question: Question) -> bool:
    words, label = (" ".join(spaced(text).split()) for text in (wanted, question.label))
    return bool(words) and f" {words} " in f" {label} "


def _whole_words(wanted: str, question: Question) -> bool:
    words = set(spaced(wanted).split())
    return bool(words) and words <= set(spaced(question.label).split())


_FITS: Sequence[Callable[[str, Question], bool]] = (
    lambda wanted, q: q.id.startswith(wanted),
    lambda wanted, q: q.label.casefold() == wanted,
    _of_measure,
    lambda wanted, q: q.label.casefold().startswith(wanted),
    _run_of_words,
    _whole_words,
    lambda wanted, q: all(word in q.label.casefold() for word in wanted.split()),
)
"""How a name may mean a question; what fits more closely goes before what fits more loosely."""


def named(name: str, found: Sequence[Question]) -> Question:
    """Find the question that a person means: an id or its beginning, a measure, words of a label.

    Raises ProblemError CC023 where none is meant, CC024 where several are meant equally closely.
    """
    wanted = " ".join(name.casefold().split())
    held = ([q for q in found if fits(wanted, q)] for fits in _FITS if wanted)
    matches = next(filter(None, held), [])
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise ProblemError(
            Problem(
                "CC023",
                f"No question is called {name!r}.",
                "",
                "counterclaim questions lists them with their ids.",
            )
        )
    some = "; ".join(f"{q.id[:8]} {q.label}" for q in matches[:5])
    told = f"{name!r} fits {len(matches)} questions: {some}."
    raise ProblemError(Problem("CC024", told, "", "Give more words or letters, or the id."))


def card(
    question: Question, made: Reconciliation, held: Sequence[Report], *, policy: Policy
) -> Card:
    """Gather all that a reconciliation says about one question."""
    own = frozenset(question.claims)
    return Card(
        question=question,
        asked={claim: q for q in made.questions for claim in q.claims},
        tally=next(t for t in made.tallies if (t.question, t.policy) == (question.id, policy)),
        claims={claim.id: claim for report in held for claim in report.claims},
        reports={report.document_id: report for report in held},
        voices=dict(made.voices),
        comparisons=tuple(c for c in made.comparisons if c.a in own or c.b in own),
        not_compared=tuple(n for n in made.not_compared if n.a in own or n.b in own),
        findings=tuple(f for f in made.findings if own & set(f.claims)),
        rule=rules()[policy],
        sensitivity=sensitivity(t for t in made.tallies if t.question == question.id),
        stale=tuple(s for s in made.stale if s.claim in own),
    )


def export(readings: Iterable[Extraction], form: str = "jsonl") -> Iterator[str]:
    """Give the lines of an export file, without line ends: "jsonl", "csv" or "gold".

    Raises ValueError for another form.
    """
    if form not in FORMATS:
        raise ValueError(f"no export is called {form!r}; there are {', '.join(FORMATS)}")
    exporter = FORMATS[form]
    if exporter.header:
        yield exporter.header
    for reading in readings:
        yield from exporter.lines(reading)
