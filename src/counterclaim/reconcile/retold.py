"""Claims that only pass an older one on: they add no word of their own, and may be out of date."""

from collections.abc import Iterator, Mapping, Sequence

from counterclaim.model import Basis, Bound, Stale, Voice
from counterclaim.reconcile.answers import UNDATED, Answer, retells

STALE_DAYS = 21
"""Days after its as-of time from which a figure printed without a date is out of date."""
ECHOED = frozenset({Basis.ECHO, Basis.COPIED})

Voices = Mapping[str, Voice]


def retold_in(
    answers: Sequence[Answer], voices: Voices, sources: Mapping[str, str]
) -> Mapping[str, Answer]:
    """Give, for each claim of a question that passes another on, the one that it passes on.

    ``sources`` names, for a report that copied its words, the earlier report that it took them of;
    whoever is named in copied words was heard by that one only.
    """
    first: dict[str, list[Answer]] = {}
    said: dict[tuple[str, str], list[Answer]] = {}
    for a in answers:
        key = voices[a.id].key
        said.setdefault((key, a.report.document_id), []).append(a)
        if voices[a.id].basis not in ECHOED:
            first.setdefault(key, []).append(a)
    found: dict[str, Answer] = {}
    for a in answers:
        key, report = voices[a.id].key, a.report.document_id
        held = said.get((key, sources.get(report, "")), [])
        if voices[a.id].basis in ECHOED:
            held = [*held, *first.get(key, ())]
        original = next((b for b in held if b is not a and _same(b, a)), None)
        if original is not None:
            found[a.id] = original
    return found


def _same(earlier: Answer, later: Answer) -> bool:
    vague = Bound.VAGUE in {earlier.claim.quantity.bound, later.claim.quantity.bound}
    return earlier.values == later.values if vague else retells(earlier, later)


def stale_in(answers: Sequence[Answer], voices: Voices) -> Iterator[Stale]:
    """Give the claims that print one originator's older figure again without its date.

    ``answers`` are those of one question in order of publication. The time of a figure is the one
    that its report states, else the day of that report.
    """
    first: dict[tuple[object, ...], Answer] = {}
    for a in answers:
        if a.number is None or a.claim.quantity.bound == Bound.VAGUE or a.order[0] == UNDATED:
            continue
        original = first.setdefault((voices[a.id].key, *a.values), a)
        undated = a.claim.period.end is None
        if original is a or not undated or original.counted_on is None:
            continue
        days = (a.order[0].date() - original.counted_on).days
        if days > STALE_DAYS:
            yield Stale(a.id, original.id, original.counted_on, days)
