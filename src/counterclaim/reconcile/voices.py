"""Whose word a figure is once echoes are followed back."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from counterclaim.model import Basis, Bound, Report, Span, Voice
from counterclaim.reconcile.answers import ROUNDED_DOWN, Answer, retells
from counterclaim.reconcile.echoes import Echo
from counterclaim.reconcile.originators import OUTLET, Originators
from counterclaim.reconcile.wording import words_around
from counterclaim.vocabulary import outlet_named

WORDING = 5
LEAST_WORDING = 8
"""Words on either side of a figure, and on both, by which a quotation is known again."""


def give_voices(
    answers: Sequence[Answer],
    originators: Originators,
    copies: Mapping[str, Echo],
    roots: Mapping[str, Report],
) -> dict[str, Voice]:
    """Give the voice of each answer to one question, in order of publication.

    A figure without a source is the report's own telling of a sourced one in it, else the echo of
    the same figure before it, else the outlet's own word. The same words around the same figure are
    one voice's, whoever is named for them the second time. ``copies`` tells for a report the
    earlier one whose words it took, ``roots`` the first report of its words where it is a copy in
    large part: the outlets of such reports share a voice.
    """
    voices: dict[str, Voice] = {}
    by_report: dict[str, list[Answer]] = {}
    for a in answers:
        by_report.setdefault(a.report.document_id, []).append(a)
        source = a.claim.attribution.source
        # An outlet named as the source passes on what it printed; the figure may be another's.
        if source and outlet_named(source.text) is None:
            voices[a.id] = _named(a, source, originators)
    first: dict[tuple[str, ...], Answer] = {}
    for a in answers:
        words = words_around(a, WORDING, LEAST_WORDING)
        said = first.setdefault(words, a)
        if said.report is a.report or said.id not in voices or not words:
            continue
        voice = voices[said.id]
        if a.id not in voices or voices[a.id].key != voice.key:
            voices[a.id] = Voice(voice.key, voice.name, Basis.COPIED, _via(a))
    told = _Told()
    for a in answers:
        if a.id in voices and _in_title(a):
            # A headline names a source in short; the body tells who it is.
            body = [b for b in by_report[a.report.document_id] if not _in_title(b)]
            named = [b for b in body if b.id in voices and retells(b, a)]
            voices[a.id] = _echo(a, named, voices, Basis.ECHO) or voices[a.id]
        if a.id not in voices:
            own = [b for b in by_report[a.report.document_id] if b.id in voices and retells(b, a)]
            echo = copies.get(a.report.document_id)
            copied = by_report.get(echo.earlier, ()) if echo else ()
            voices[a.id] = (
                _echo(a, own, voices, Basis.ECHO)
                or _echo(a, _echoed(a, copied, voices), voices, Basis.COPIED)
                or _echo(a, _echoed(a, told.like(a), voices), voices, Basis.ECHO)
                or _own(a, originators, roots)
            )
        told.add(a, voices[a.id])
    return voices


def _in_title(a: Answer) -> bool:
    return a.claim.figure.end <= len(a.report.imprint.title)


class _Told:
    """Figures in order of size, each once for every voice and form."""

    def __init__(self) -> None:
        self._numbers: list[Decimal] = []
        self._answers: dict[Decimal, list[Answer]] = {}
        self._known: set[tuple[object, ...]] = set()

    def add(self, a: Answer, voice: Voice) -> None:
        """Note an answer, unless its voice has said the same before."""
        form = (a.values, a.claim.quantity.bound, voice.key, voice.basis == Basis.NAMED)
        vague = a.claim.quantity.bound == Bound.VAGUE and voice.basis != Basis.NAMED
        if a.number is None or vague or form in self._known:
            return
        self._known.add(form)
        if a.number not in self._answers:
            insort(self._numbers, a.number)
            self._answers[a.number] = []
        self._answers[a.number].append(a)

    def like(self, a: Answer) -> Iterator[Answer]:
        """Give the answers so far that ``a`` may tell again, the nearest figure first."""
        if a.number is None:
            return
        first = bisect_left(self._numbers, a.number)
        for number in self._numbers[first:]:
            if number * ROUNDED_DOWN > a.number:
                return
            yield from self._answers[number]


def _echo(
    a: Answer, found: Sequence[Answer], voices: Mapping[str, Voice], basis: Basis
) -> Voice | None:
    if not found:
        return None
    best = min(found, key=lambda b: (b.values != a.values, voices[b.id].basis != Basis.NAMED))
    voice = voices[best.id]
    return Voice(voice.key, voice.name, basis, _via(a))


def _echoed(a: Answer, found: Iterable[Answer], voices: Mapping[str, Voice]) -> list[Answer]:
    """Keep the figures that one without a source can be the echo of.

    Vague words are too common to be told from, and other words for a figure nobody is named for
    are another outlet's own.
    """
    bound = a.claim.quantity.bound
    return [
        b
        for b in found
        if b.id in voices
        and retells(b, a)
        and (
            voices[b.id].basis == Basis.NAMED
            or (bound == b.claim.quantity.bound and bound != Bound.VAGUE)
        )
    ]


def _named(a: Answer, source: Span, originators: Originators) -> Voice:
    """Give the voice of a named source, or of the first who passed on one that has no name."""
    via = a.claim.attribution.via
    if via and originators.stands_for(via[0].text, source.text):
        return Voice(*originators.named(via[0].text), Basis.NAMED, _via(a)[1:])
    return Voice(*originators.named(source.text), Basis.NAMED, _via(a))


def _own(a: Answer, originators: Originators, roots: Mapping[str, Report]) -> Voice:
    if source := a.claim.attribution.source:
        return _named(a, source, originators)
    if via := _via(a):
        return Voice(*_outlet(via[0], a.report), Basis.OWN, via)
    root = roots.get(a.report.document_id)
    if root is None:
        return Voice(*_outlet(a.report.imprint.publisher, a.report), Basis.OWN)
    return Voice(*_outlet(root.imprint.publisher, root), Basis.COPIED)


def _outlet(name: str, report: Report) -> tuple[str, str]:
    known = outlet_named(name)
    shown = known.name if known else name.strip()
    unnamed = report.imprint.called or report.document_id
    return f"{OUTLET}{shown or report.document_id}", shown or unnamed


def _via(a: Answer) -> tuple[str, ...]:
    return tuple(
        known.name if (known := outlet_named(span.text)) else span.text
        for span in a.claim.attribution.via
    )
