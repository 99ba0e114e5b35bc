"""Voices that go on: statements of earlier sentences that could still cover a figure."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import NOTHING, Candidate, Evidence
from counterclaim.assembly.quoting import goes_on, inside, same_paragraph
from counterclaim.assembly.scene import Scene
from counterclaim.model import Form

_BACK: Final = 4
"""Sentences looked back for a voice that goes on."""
_OPENING: Final = 40
"""Characters of a sentence in which a word joins it to the one before."""
_HEDGES: Final = frozenset({"estimated", "alleged"})
_AHEAD: Final = 2
"""Sentences looked ahead for the next who speaks."""
_FEW: Final = 2
"""A number up to this is met again by chance."""


def carried_candidates(
    scene: Scene, draft: Draft, history: Sequence[Draft], tags: frozenset[int], quoted: int
) -> list[Candidate]:
    """The statements of earlier sentences, the last one first."""
    previous = history[-1] if history else None
    speakers = scene.marks.speakers
    earlier = [
        index
        for back in range(1, _BACK + 1)
        for index in reversed(scene.statements[draft.sentence - back])
        if speakers[index] is not None and not _in_headline(scene, index)
    ]
    # Whoever a long quotation is of may be named farther back than is looked otherwise.
    far = draft.sentence - _BACK
    earlier += [
        i
        for i in sorted(tags)
        if scene.marks.statements[i].sentence < far and speakers[i] is not None
    ]
    if not earlier:
        return []
    view = _view(scene, draft, history)
    candidates = []
    for place, index in enumerate(earlier):
        within, on = inside(scene, quoted, index), goes_on(scene, index, previous)
        evidence = (
            *_carried_evidence(scene, draft, index, view),
            (_carried_tag, min(place, 2), index in tags, within, bool(tags), on, view.joined),
            _carried_around(scene, draft, index, view),
            _spoken(scene, draft, index),
        )
        candidates.append(Candidate(index, evidence, scene.voices[index], NOTHING))
    return candidates


class _View(NamedTuple):
    """What can be seen of a figure whichever statement is carried to it.

    ``alike`` and ``unit`` tell whether the figure before has its measure and unit, ``last`` is the
    statement that one was given to and ``figured`` its sentence. ``opening`` is what the sentence begins
    with, ``next_form`` and ``next_voice`` tell of the next who speaks, ``told`` of the voice to which
    the same number was given before.
    """

    own: bool
    pronoun: bool
    impersonal: bool
    dated: bool
    alike: bool
    last: int | None
    joined: bool
    opening: str
    next_form: str
    next_voice: str
    told: str | None
    figured: int
    unit: bool


def _view(scene: Scene, draft: Draft, history: Sequence[Draft]) -> _View:
    previous = history[-1] if history else None
    own = scene.statements[draft.sentence]
    next_form, next_voice = _follower(scene, draft)
    return _View(
        own=bool(own),
        pronoun=any(scene.marks.statements[i].form is Form.PRONOUN for i in own),
        impersonal=_impersonal(scene, draft),
        dated=bool(scene.times[draft.sentence]),
        alike=previous is not None and previous.measure == draft.measure,
        last=None if previous is None else previous.statement,
        joined=_joined(scene, draft),
        opening=scene.borders.behind(scene.sentences[draft.sentence].start),
        next_form=next_form,
        next_voice=next_voice,
        told=_told(scene, draft, history),
        figured=-1 if previous is None else previous.sentence,
        unit=previous is not None and previous.unit == draft.unit,
    )


def _carried_evidence(
    scene: Scene, draft: Draft, index: int, view: _View
) -> tuple[Evidence, Evidence]:
    statement = scene.marks.statements[index]
    back, carries = min(draft.sentence - statement.sentence, _BACK), index == view.last
    paragraph = same_paragraph(scene, draft.sentence, statement.sentence)
    voice = (statement.nearness._value_, statement.certainty, statement.named, statement.tail)
    return (
        (_carried, back, view.own, paragraph, carries, view.impersonal, view.dated),
        (_carried_voice, *voice, view.pronoun, view.alike),
    )


def _carried(
    back: int, own: bool, paragraph: bool, carries: bool, impersonal: bool, dated: bool
) -> Sequence[str]:
    return (
        f"carry{back}:own{int(own)}",
        f"carry{back}:paragraph{int(paragraph)}",
        f"carry{back}:carries{int(carries)}",
        f"carry{back}:impersonal{int(impersonal)}",
        f"carry{back}:dated{int(dated)}",
    )


def _carried_voice(
    nearness: str, certainty: str, named: bool, tail: int, pronoun: bool, alike: bool
) -> Sequence[str]:
    return (
        f"carry:pronoun{int(pronoun)}",
        f"carry:named{int(named)}tail{tail}",
        f"carry:{nearness}:{certainty}",
        f"carry:same measure{int(alike)}",
    )


def _carried_tag(
    seen: int, tag: bool, inside: str, tagged: bool, on: str, joined: bool
) -> Sequence[str]:
    return (
        f"carry:goes on{on}",
        f"carry:joined{int(joined)}goes on{on}",
        f"carry:seen{seen}",
        f"carry:tag{int(tag)}",
        f"carry:inside{inside}:tags{int(tagged)}",
    )


def _carried_around(scene: Scene, draft: Draft, index: int, view: _View) -> Evidence:
    voice, sentence = scene.voices[index], scene.marks.statements[index].sentence
    told = "no" if view.told is None else "none"
    if view.told:
        told = "same" if view.told == voice else "other"
    back = min(draft.sentence - sentence, 3)
    same, figured = view.next_voice == voice, view.figured >= sentence
    return _around, back, view.opening, view.next_form, same, told, figured, view.unit


def _around(
    back: int, opening: str, following: str, same: bool, told: str, figured: bool, unit: bool
) -> Sequence[str]:
    return (
        f"carry:opening:{opening}",
        f"carry{back}:opening:{opening}",
        f"carry:next:{following}same{int(same)}",
        f"carry{back}:next:{following}same{int(same)}",
        f"carry:told:{told}",
        f"carry{back}:figured{int(figured)}unit{int(unit)}",
    )


def _spoken(scene: Scene, draft: Draft, index: int) -> Evidence:
    farther = draft.sentence - scene.marks.statements[index].sentence > 1
    return _carried_entries, farther, *scene.saying(index)


def _carried_entries(farther: bool, cue: str, office: str) -> Sequence[str]:
    back = 2 if farther else 1
    return f"entry:carry{back}:{cue}", f"entry:carry{back}:who:{office}"


def _follower(scene: Scene, draft: Draft) -> tuple[str, str]:
    """The first to speak in the sentences after the figure's: in what form, and whose voice."""
    for ahead in range(1, _AHEAD + 1):
        for index in scene.statements[draft.sentence + ahead]:
            if scene.marks.speakers[index] is not None:
                return scene.marks.statements[index].form._value_, scene.voices[index]
    return "none", ""


def _told(scene: Scene, draft: Draft, history: Sequence[Draft]) -> str | None:
    """The voice to which the same number was given before; "" where it had none."""
    value = draft.figure.amount
    if value is None or value <= _FEW:
        return None
    for earlier in reversed(history):
        if earlier.figure.amount == value and not earlier.headline:
            return "" if earlier.statement is None else scene.voices[earlier.statement]
    return None


def _in_headline(scene: Scene, index: int) -> bool:
    return scene.sentences[scene.marks.statements[index].sentence].headline


def _impersonal(scene: Scene, draft: Draft) -> bool:
    """Whether a hedge before the figure speaks for someone left unsaid: "it is believed"."""
    return any(
        h.start < draft.figure.number_start and h.cue.value in _HEDGES
        for h in scene.hedges[draft.sentence]
    )


def _joined(scene: Scene, draft: Draft) -> bool:
    """Whether a word such as "also" joins the figure's sentence to the one before."""
    sentence = scene.sentences[draft.sentence]
    hits = scene.reading.hits("clauses.continue")
    at = bisect_left(hits, sentence.start, key=itemgetter(0))
    return at < len(hits) and hits[at].start < min(sentence.end, sentence.start + _OPENING)
