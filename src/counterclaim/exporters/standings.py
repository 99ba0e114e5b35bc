"""How claims stand, as JSON Lines: a line for each story, question, pair and finding."""

import json
from collections.abc import Iterable, Iterator, Sequence

from counterclaim.exporters.jsonl import imprint_record
from counterclaim.exporters.values import number, span
from counterclaim.model import Claim, End, Imprint, Question, Reconciliation, Report, Tally, Voice


def standing_lines(reports: Iterable[Report], made: Reconciliation) -> Iterator[str]:
    """Give the lines, each an object whose "type" says what it is.

    Stories come first, then questions with their answers and tallies, then ``comparison``,
    ``not_compared``, ``finding`` and ``stale``. Claims are named by id everywhere.
    """
    for record in standing_records(list(reports), made):
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def standing_records(
    reports: Sequence[Report], made: Reconciliation
) -> Iterator[dict[str, object]]:
    """Give the records behind the lines of ``standing_lines``, in the same order."""
    claims = {c.id: (c, r.imprint) for r in reports for c in r.claims}
    voices = dict(made.voices)
    home = {question: story.id for story in made.stories for question in story.questions}
    tallies: dict[str, dict[str, object]] = {}
    for tally in made.tallies:
        tallies.setdefault(tally.question, {})[str(tally.policy)] = tally_record(tally)
    for story in made.stories:
        yield {
            "type": "story",
            "id": story.id,
            "title": story.title,
            "place": story.place,
            "from": story.first.isoformat() if story.first else None,
            "to": story.last.isoformat() if story.last else None,
            "reports": list(story.reports),
            "questions": list(story.questions),
        }
    for question in made.questions:
        answers = [_answer(*claims[name], voices[name]) for name in question.claims]
        yield _question(question, home.get(question.id), answers, tallies.get(question.id, {}))
    yield from _pairs(made)


def _question(
    question: Question, story: str | None, answers: list[dict[str, object]], tally: object
) -> dict[str, object]:
    return {
        "type": "question",
        "id": question.id,
        "story": story,
        "label": question.label.strip(),
        "measure": question.measure,
        "unit": question.unit,
        "what": question.what,
        "place": question.place,
        "kind": str(question.kind),
        "answers": answers,
        "camps": [list(camp) for camp in question.camps],
        "tally": tally,
    }


def _answer(claim: Claim, imprint: Imprint, voice: Voice) -> dict[str, object]:
    return {
        "claim": claim.id,
        "figure_id": claim.figure_id,
        "figure": span(claim.figure),
        "low": number(claim.quantity.low),
        "high": number(claim.quantity.high),
        "bound": str(claim.quantity.bound),
        "to": claim.period.end.isoformat() if claim.period.end else None,
        "voice": voice.name,
        "basis": str(voice.basis),
        "via": list(voice.via),
        "report": imprint_record(imprint),
    }


def tally_record(tally: Tally) -> dict[str, object]:
    """Give one policy's reading of a question as plain values."""
    return {
        "low": _end(tally.low),
        "best": _end(tally.best),
        "high": _end(tally.high),
        "latest": tally.latest,
        "reports": tally.reports,
        "outlets": tally.outlets,
        "originators": tally.originators,
        "disputed": tally.disputed,
    }


def _end(end: End | None) -> dict[str, object] | None:
    if end is None:
        return None
    return {"value": number(end.value), "claims": list(end.claims), "derived": end.derived}


def _pairs(made: Reconciliation) -> Iterator[dict[str, object]]:
    for c in made.comparisons:
        yield {
            "type": "comparison",
            "a": c.a,
            "b": c.b,
            "relation": str(c.relation),
            "facets": [str(f) for f in c.facets],
            "why": c.reason,
            "contradiction": None if c.contradiction is None else float(c.contradiction),
            "gap": number(c.gap),
            "position": c.position,
        }
    for n in made.not_compared:
        yield {"type": "not_compared", "a": n.a, "b": n.b, "facet": str(n.facet), "why": n.reason}
    for f in made.findings:
        yield {
            "type": "finding",
            "name": f.name,
            "claims": list(f.claims),
            "why": f.reason,
            "amount": number(f.amount),
        }
    for s in made.stale:
        yield {
            "type": "stale",
            "claim": s.claim,
            "original": s.original,
            "as_of": s.as_of.isoformat(),
            "days": s.days,
        }
