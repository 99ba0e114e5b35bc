"""What changed when reports came in: new figures, revisions, contradictions, drifts, lost ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from counterclaim.model import Claim, Comparison, Document, Reconciliation, Report, Standing
from counterclaim.model.identity import content_id

KINDS: Final = {
    Standing.REVISES: "revision",
    Standing.CONTRADICTS: "contradiction",
    Standing.DRIFTS: "drift",
}
_KNOWN: Final = frozenset({Standing.REPEATS, Standing.AGREES, *KINDS})
"""Relations to an earlier claim that make a figure no new one."""

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to tell. ``id`` hangs on what is told and not on when it was found."""

    id: str
    body: Body


def changes_of(
    made: Reconciliation, reports: Sequence[Report], new: frozenset[str], found_at: str
) -> list[Change]:
    """Give what the reports with the ids ``new`` changed, in order of publication."""
    held = {r.document_id: r for r in reports}
    claims = {c.id: c for r in reports for c in r.claims}
    voices = {claim: voice.name for claim, voice in made.voices}
    fresh = {c.id for name in new if name in held for c in held[name].claims}
    told: list[Change] = []
    pairs = _by_new_claim(made.comparisons, fresh)
    for question in made.questions:
        asked = {"id": question.id, "label": question.label}
        for name in question.claims:
            if name not in fresh:
                continue
            claim = claims[name]
            about = {
                "found_at": found_at,
                "question": asked,
                "claim": brief(claim, held[claim.document_id], voices.get(name, "")),
            }
            stands = pairs.get(name, [])
            if not any(c.relation in _KNOWN for c in stands):
                told.append(_change("new_figure", name, about))
            for relation, kind in KINDS.items():
                same = [c for c in stands if c.relation == relation]
                if same:
                    others = [claims[c.a if c.b == name else c.b] for c in same]
                    told.append(
                        _change(
                            kind,
                            name,
                            {
                                **about,
                                "others": [
                                    brief(o, held[o.document_id], voices.get(o.id, ""))
                                    for o in others
                                ],
                                "reason": same[0].reason,
                            },
                        )
                    )
    return told


def lost(
    claims: Iterable[Claim],
    report: Report,
    now: Document | None,
    after: Sequence[Claim],
    seen: Body,
) -> Iterator[Change]:
    """Give the claims of a page that it no longer holds; ``now`` is None where the page is gone.

    A figure is held as long as a claim with the same measure and value stands there, or its whole
    sentence. ``seen`` says when the page was looked at and where what it said before is kept.
    """
    standing = {(c.measure, c.quantity) for c in after}
    for claim in claims:
        held = (claim.measure, claim.quantity) in standing
        if held or (now is not None and claim.sentence.text in now.text):
            continue
        reason = "The page is gone." if now is None else "The page no longer holds this figure."
        about = {"claim": brief(claim, report, ""), "reason": reason, **seen}
        yield _change("gone", claim.id, about)


def copied(report: Report, original: Report, found_at: str) -> Change:
    """Tell that a report is another one, word for word, in another outlet."""
    body = {"found_at": found_at, "report": _imprint(report), "of": _imprint(original)}
    return _change("copy", report.document_id, body)


def brief(claim: Claim, report: Report, voice: str) -> Body:
    """Give of a claim what a person needs to know it again."""
    return {
        "id": claim.id,
        "figure": claim.figure.text,
        "measure": claim.measure,
        "what": claim.what.text if claim.what else "",
        "place": claim.place.text if claim.place else "",
        "voice": voice,
        "sentence": " ".join(claim.sentence.text.split()),
        **_imprint(report),
    }


def _imprint(report: Report) -> Body:
    about = report.imprint
    return {
        "document": report.document_id,
        "outlet": about.publisher,
        "title": about.title,
        "address": about.address,
        "published": about.published.isoformat() if about.published else None,
    }


def _by_new_claim(
    comparisons: Iterable[Comparison], fresh: set[str]
) -> Mapping[str, list[Comparison]]:
    """Put each comparison down to one new claim: the later of the two, if it is new."""
    found: dict[str, list[Comparison]] = defaultdict(list)
    for c in comparisons:
        if c.b in fresh:
            found[c.b].append(c)
        elif c.a in fresh:
            found[c.a].append(c)
    return found


def _change(kind: str, of: str, body: Body) -> Change:
    name = content_id(["change", kind, of])
    return Change(name, {"id": name, "kind": kind, **body})
