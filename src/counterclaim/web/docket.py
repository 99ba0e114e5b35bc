"""What the screens of review show and what their forms mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from counterclaim.ledger.derived_schema import QUESTION
from counterclaim.ledger.desk import Desk
from counterclaim.ledger.shelf import Asked, Shelf
from counterclaim.model import (
    Act,
    Claim,
    Comparison,
    Judgement,
    NotCompared,
    Policy,
    Report,
    Standing,
)
from counterclaim.vocabulary import measures
from counterclaim.web.holdings import Holdings
from counterclaim.web.judging import NONE, SAME, Clerk, RefusedError, values_of
from counterclaim.web.judging_labels import ACTS, CHOICES, FIELDS, PAIR_ACTS
from counterclaim.web.labels import N_
from counterclaim.web.marking import sentence
from counterclaim.web.pages import holdings
from counterclaim.web.records import Records, Word
from counterclaim.web.trying import MOST_CLAIMS, Change, changes, stories_of

MOST = 60
"""Claims, pairs, or questions to merge with, that one page offers."""
LABELS: Mapping[str, Any] = {
    "acts": ACTS,
    "pair_acts": PAIR_ACTS,
    "fields": FIELDS,
    "choices": CHOICES,
}
_TELLING = {name: i for i, name in enumerate(("contradicts", "revises", "drifts", "scope_differs"))}


@dataclass(frozen=True, slots=True)
class Pair:
    """How two claims stand to each other, both as left by people."""

    stands: Comparison | NotCompared
    a: Word
    b: Word

    @property
    def relation(self) -> str:
        """The relation's name, ``NONE`` where the two were not compared."""
        return str(self.stands.relation) if isinstance(self.stands, Comparison) else NONE


def form_view(request: Request, said: Mapping[str, str], trouble: str = "") -> dict[str, Any]:
    """Give what every form of review shows: what was ``said`` in it before, and the choices."""
    return {
        "said": said,
        "name": request.state.user or said.get("name", ""),
        "kept": holdings(request).records().record(request.query_params.get("kept", "")),
        "measures": sorted(measures()),
        "standings": [str(standing) for standing in Standing],
        "apart": NONE,
        "as_found": SAME,
        **LABELS,
        "trouble": trouble or said.get("trouble", ""),
    }


def claim_view(held: Holdings, name: str) -> dict[str, Any]:
    """Give what the page of a claim shows; HTTPException 404 where there is none."""
    ready, records = held.ready, held.records()
    with held.ledger.begin(writing=False) as link:
        desk, shelf = Desk(link), Shelf(link)
        words = records.words(desk.named(name, built=ready))
        if not words:
            raise HTTPException(404, "Not Found")
        # An id that a correction gave means the claim that was corrected.
        words.sort(key=lambda w: name not in {w.machine.id, w.person.id})
        word, *siblings = words
        document = word.machine.document_id
        about = shelf.imprints([document])[document]
        asked, pairs = None, list[Pair]()
        if ready:
            home = shelf.asked_of([word.person.id, word.machine.id])
            asked = shelf.question(next(iter(home.values()), ""))
            own = next(iter(home), "")
            found: list[Comparison | NotCompared] = [
                *shelf.comparisons([own]),
                *shelf.not_compared([own]),
            ]
            pairs = _pairs(link, records, found)
    return {
        "word": word,
        "siblings": siblings,
        "block": sentence(word.machine),
        "about": about,
        "asked": asked,
        "pairs": pairs,
        "values": values_of(word.person),
        "machine": values_of(word.machine),
    }


def question_view(held: Holdings, name: str) -> dict[str, Any]:
    """Give what the page of a question shows; HTTPException 404 where there is none."""
    if not held.ready:
        raise HTTPException(404, "Not Found")
    records = held.records()
    with held.ledger.begin(writing=False) as link:
        shelf = Shelf(link)
        asked = shelf.question(name)
        if asked is None:
            raise HTTPException(404, "Not Found")
        names = list(asked.question.claims[:MOST])
        words = _words(link, records, names)
        own = set(names)
        found = [c for c in shelf.comparisons(names) if {c.a, c.b} <= own]
        return {
            "asked": asked,
            "words": list(words.values()),
            "more": len(asked.question.claims) - len(names),
            "imprints": shelf.imprints(w.machine.document_id for w in words.values()),
            "pairs": _pairs(link, records, found),
            "rivals": _rivals(shelf, asked),
            "tally": shelf.tallies([name])[name][Policy.RANGE],
            "ticked": [],
        }


def known_claims(held: Holdings, judgements: Iterable[Judgement]) -> dict[str, Claim]:
    """Give the claims that judgements name, as the machine read them, by the ids they name.

    A claim that was read anew since is found by its figure.
    """
    pairs = [pair for j in judgements for pair in zip(j.claims, j.figures, strict=True)]
    with held.ledger.begin(writing=False) as link:
        found = Desk(link).claims(figures={figure for _, figure in pairs})
    by_id = {c.id: c for c in found}
    by_figure = {c.figure_id: c for c in found}
    known = {name: by_id.get(name) or by_figure.get(figure) for name, figure in pairs}
    return {name: claim for name, claim in known.items() if claim is not None}


def meant(
    held: Holdings, clerk: Clerk, said: Mapping[str, str], ticked: Sequence[str]
) -> list[Judgement]:
    """Give the judgements that a form means; RefusedError where it means none."""
    act = said.get("act", "")
    if act == Act.UNDO:
        record = held.records().record(said.get("judgement", ""))
        if record is None or record.undone or record.judgement.act == Act.UNDO:
            raise RefusedError(N_("This judgement holds no longer."))
        return clerk.undo(record.judgement)
    if act in {Act.MERGE, Act.SPLIT}:
        return _regrouping(held, clerk, said, ticked)
    if act == "pair":
        a, b = (_named(held, said.get(side, "")).machine for side in ("a", "b"))
        return clerk.pair(a, b, said.get("relation", ""))
    word = _named(held, said.get("claim", ""))
    if act == Act.CORRECT:
        return clerk.corrections(word.machine, word.person, said)
    if act not in {Act.ACCEPT, Act.REJECT}:
        raise RefusedError(N_("Choose what you say of the claim."))
    return clerk.of(Act(act), word.machine)


def trial_of(held: Holdings, made: Sequence[Judgement]) -> list[Change] | None:
    """Give what judgements would change; None where the stories are too large to wait for."""
    standing = held.judgements()
    undone = {j.undoes for j in made if j.undoes}
    figures = {f for j in [*made, *(j for j in standing if j.id in undone)] for f in j.figures}
    ready = held.ready
    with held.ledger.begin(writing=False) as link:
        shelf = Shelf(link)
        documents = [c.document_id for c in Desk(link).claims(figures=figures)]
        readings = shelf.readings(stories_of(shelf, documents) if ready else documents)
        known = shelf.asked_of(shelf.claims_in(r.report.document_id for r in readings))
    if sum(len(r.claims) for r in readings) > MOST_CLAIMS:
        return None
    reports = [
        Report(r.report.document_id, r.report.imprint, r.claims, r.report.text) for r in readings
    ]
    return changes(reports, standing, made, known)


def _regrouping(
    held: Holdings, clerk: Clerk, said: Mapping[str, str], ticked: Sequence[str]
) -> list[Judgement]:
    own = _claims_of(held, said.get("question", ""))
    if said["act"] == Act.MERGE:
        others = _claims_of(held, said.get("with", "")) if said.get("with") else {}
        if not others or others.keys() & own.keys():
            raise RefusedError(N_("Choose a question to merge with."))
        return clerk.merge([*own.values(), *others.values()])
    leave = [claim for name, claim in own.items() if name in set(ticked)]
    stay = [claim for name, claim in own.items() if name not in set(ticked)]
    return clerk.split(stay, leave)


def _claims_of(held: Holdings, question: str) -> dict[str, Claim]:
    """Give the claims of a question as the machine read them, by the ids that the tables have."""
    records = held.records()
    with held.ledger.begin(writing=False) as link:
        asked = Shelf(link).question(question) if question else None
        if asked is None:
            raise HTTPException(404, "Not Found")
        return {n: w.machine for n, w in _words(link, records, asked.question.claims).items()}


def _named(held: Holdings, name: str) -> Word:
    ready, records = held.ready, held.records()
    with held.ledger.begin(writing=False) as link:
        words = records.words(Desk(link).named(name, built=ready)) if name else []
    if not words:
        raise HTTPException(404, "Not Found")
    return min(words, key=lambda w: name not in {w.machine.id, w.person.id})


def _words(link: Connection, records: Records, names: Iterable[str]) -> dict[str, Word]:
    """Give the claims that derived tables name, by those names, in their order."""
    names = list(names)
    figures = Desk(link).figures(names)
    words: dict[str, list[Word]] = {}
    for word in records.words(Desk(link).claims(figures=figures.values())):
        words.setdefault(word.machine.figure_id, []).append(word)
    # The tables may be older than the last correction, and then name the claim as it was.
    return {
        name: min(words[figure], key=lambda w: name not in {w.machine.id, w.person.id})
        for name in dict.fromkeys(names)
        if (figure := figures.get(name, "")) in words
    }


def _pairs(
    link: Connection, records: Records, found: Sequence[Comparison | NotCompared]
) -> list[Pair]:
    words = _words(link, records, (name for c in found for name in (c.a, c.b)))
    pairs = [Pair(c, words[c.a], words[c.b]) for c in found if {c.a, c.b} <= words.keys()]
    return sorted(pairs, key=lambda p: _TELLING.get(p.relation, len(_TELLING)))[:MOST]


def _rivals(shelf: Shelf, asked: Asked) -> list[Asked]:
    """Give the questions of the same story that this one may be merged with, like ones first."""
    own, q = asked.question, QUESTION.c
    found = shelf.questions(q.story_id == asked.story, q.id != own.id, limit=MOST)
    return sorted(found, key=lambda r: (r.question.measure != own.measure, r.question.label))
