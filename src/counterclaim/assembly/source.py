"""Who asserts a figure: which attribution reaches it, or none.

A statement reaches the figures of its own sentence, and of the next ones while the same voice goes on;
one tagged only by a pronoun ("he added") also covers what stands between it and the last one of its
speaker. Which does is learned; what cannot be told stays with the report itself.
"""

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import NOTHING, Candidate, Evidence
from counterclaim.assembly.relation import Relation
from counterclaim.assembly.scene import Scene
from counterclaim.model import Form

_BACK: Final = 4
"""Sentences looked back for a voice that goes on."""
_TOLD: Final = 24
"""Characters between a speech verb and the source of the statement that it tells of."""
_OPENING: Final = 40
"""Characters of a sentence in which a word joins it to the one before."""
_HEDGES: Final = frozenset({"estimated", "alleged"})
_CLOSING: Final = 2
"""Characters between a cue and the end of its sentence: room for a stop."""
_BESIDE: Final = 40
"""Characters between a quotation and the cue that says whose it is: room for a name or a title."""


def source_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The statements of this sentence and of those around it that could cover the figure, or none."""
    previous = history[-1] if history else None
    own = scene.statements[draft.sentence]
    quoted = scene.quoted(draft.figure.start)
    tags = _tags(scene, quoted)
    tagged = bool(tags)
    nothing = (_none_evidence(draft, len(own), quoted=tagged),)
    candidates = [Candidate(None, nothing, None, NOTHING)]
    for rank, index in enumerate(own):
        if scene.marks.speakers[index] is not None and not _before_colon(scene, draft, index):
            inside, on = _inside(scene, quoted, index), _goes_on(scene, index, previous)
            evidence: Sequence[Evidence] = (
                *_own_evidence(scene, draft, index, len(own)),
                (_own_tag, min(rank, 2), index in tags, inside, tagged, on),
                (_own_place, *_standing(scene, draft, index)),
                (_own_told, *_telling(scene, index, own)),
            )
            candidates.append(Candidate(index, evidence, scene.voices[index], NOTHING))
    if draft.headline:
        return candidates
    candidates += _carried_candidates(scene, draft, previous, tags, quoted)
    ahead = {*scene.statements[draft.sentence + 1][:1], *tags} - set(own)
    for index in sorted(ahead):
        statement = scene.marks.statements[index]
        if scene.marks.speakers[index] is not None and statement.sentence > draft.sentence:
            evidence = (_ahead_evidence(scene, draft, index, tagged=index in tags),)
            candidates.append(Candidate(index, evidence, scene.voices[index], NOTHING))
    return candidates


def _carried_candidates(
    scene: Scene, draft: Draft, previous: Draft | None, tags: frozenset[int], quoted: int
) -> list[Candidate]:
    """The statements of earlier sentences, the last one first."""
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
    view = _view(scene, draft, previous)
    candidates, joined = [], _joined(scene, draft)
    for place, index in enumerate(earlier):
        inside, on = _inside(scene, quoted, index), _goes_on(scene, index, previous)
        evidence = (
            *_carried_evidence(scene, draft, index, view),
            (_carried_tag, min(place, 2), index in tags, inside, bool(tags), on, joined),
        )
        candidates.append(Candidate(index, evidence, scene.voices[index], NOTHING))
    return candidates


def _own_tag(rank: int, tag: bool, inside: str, tagged: bool, on: str) -> Sequence[str]:
    return (
        f"own:goes on{on}",
        f"own:rank{rank}",
        f"own:tag{int(tag)}",
        f"own:inside{inside}:tags{int(tagged)}",
    )


def _before_colon(scene: Scene, draft: Draft, index: int) -> bool:
    """Whether a figure stands before the colon by which somebody is given the word."""
    statement = scene.marks.statements[index]
    start = statement.cue_start
    colon = draft.figure.start < start and scene.reading.text.startswith(":", start)
    return colon and statement.source_start < start


def _standing(scene: Scene, draft: Draft, index: int) -> tuple[bool, bool, bool, str]:
    """Whether a headline ends with its cue, and whether those who speak are those counted."""
    statement = scene.marks.statements[index]
    sentence = scene.sentences[draft.sentence]
    closes = sentence.end - statement.cue_end <= _CLOSING
    start, end = statement.source_start, statement.source_end
    what = draft.what
    counted = what is not None and start < what[1] and what[0] < end
    counted = counted or draft.figure.end <= start <= draft.figure.end + 2
    cue = scene.reading.form[statement.cue_start : statement.cue_end]
    return draft.headline, closes, counted, cue


def _own_place(headline: bool, closes: bool, counted: bool, cue: str) -> Sequence[str]:
    return (
        f"own:headline{int(headline)}closes{int(closes)}",
        f"own:counted{int(counted)}",
        f"entry:own:{cue}",
    )


def _own_told(*told: str) -> Sequence[str]:
    return [f"own:{each}" for each in told]


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


def passed_on_by(scene: Scene, draft: Draft) -> tuple[tuple[int, int], ...]:
    """Those who passed the chosen statement on, nearest the reader last.

    One voice may be tagged more than once: what it says in a quotation was passed on by whom the
    quotation's tag names, and a sentence without a tag goes on as the one before it in the paragraph.
    Whoever is named within a quotation was passed on by the one quoted.
    """
    chosen = draft.statement
    if chosen is None:
        return ()
    statements, speakers = scene.marks.statements, scene.marks.speakers
    quoted = scene.quoted(draft.figure.start)
    tags = sorted(_tags(scene, quoted))
    voice = scene.voices[chosen]
    if _inside(scene, quoted, chosen) == "own" and quoted >= 0:
        for tag in tags:
            run = speakers[tag]
            if run is not None and scene.voices[tag] != voice:
                return (*statements[chosen].via, run, *statements[tag].via)
    around = _around(scene, draft)
    if not any(statements[i].via for i in around):
        return ()
    same = [i for i in around if scene.voices[i] == voice]
    alike = [i for i in same if statements[i].via]
    here = [i for i in alike if statements[i].sentence == draft.sentence]
    itself = [i for i in alike if i == chosen and statements[i].sentence <= draft.sentence]
    earlier = [] if any(statements[i].sentence == draft.sentence for i in same) else alike
    earlier = [
        i
        for i in earlier
        if statements[i].sentence < draft.sentence
        and _same_paragraph(scene, statements[i].sentence, draft.sentence)
    ]
    for found in ([i for i in alike if i in tags], here, itself, earlier[-1:]):
        if found:
            return statements[found[0]].via
    return ()


def _around(scene: Scene, draft: Draft) -> list[int]:
    """The statements of the sentences around a figure whose speaker is known, in order."""
    near = range(draft.sentence - _BACK, draft.sentence + _BACK + 1)
    return [i for s in near for i in scene.statements[s] if scene.marks.speakers[i] is not None]


def _ahead_evidence(scene: Scene, draft: Draft, index: int, *, tagged: bool) -> Evidence:
    statement = scene.marks.statements[index]
    own, before = bool(scene.statements[draft.sentence]), scene.statements.get(draft.sentence - 1)
    paragraph = _same_paragraph(scene, draft.sentence, statement.sentence)
    form, nearness = statement.form._value_, statement.nearness._value_
    return _ahead, form, nearness, own, bool(before), paragraph, tagged


def _ahead(
    form: str, nearness: str, own: bool, before: bool, paragraph: bool, tagged: bool
) -> Sequence[str]:
    return (
        f"ahead:{form}",
        f"ahead:own{int(own)}",
        f"ahead:{nearness}",
        f"ahead:before{int(before)}",
        f"ahead:paragraph{int(paragraph)}",
        f"ahead:tag{int(tagged)}own{int(own)}",
    )


def _tags(scene: Scene, quoted: int) -> frozenset[int]:
    """The statements that say whose a quotation is: their cue stands just before or behind it."""
    if quoted < 0:
        return frozenset()
    start, end = scene.marks.quotations[quoted]
    return frozenset(
        index
        for index, s in enumerate(scene.marks.statements)
        if start - _BESIDE <= s.cue_start < start or end <= s.cue_start < end + _BESIDE
    )


def _inside(scene: Scene, quoted: int, index: int) -> str:
    """Whether a statement is made within direct speech, the figure's own or another's."""
    where = scene.quoted(scene.marks.statements[index].cue_start)
    return "no" if where < 0 else "own" if where == quoted else "other"


def _in_headline(scene: Scene, index: int) -> bool:
    return scene.sentences[scene.marks.statements[index].sentence].headline


def _impersonal(scene: Scene, draft: Draft) -> bool:
    """Whether a hedge before the figure speaks for someone left unsaid: "it is believed"."""
    return any(
        h.start < draft.figure.number_start and h.cue.value in _HEDGES
        for h in scene.hedges[draft.sentence]
    )


def _telling(scene: Scene, index: int, own: Sequence[int]) -> list[str]:
    """Whether a statement is told within another of its sentence, or tells of one."""
    statement = scene.marks.statements[index]
    found = []
    for other in own:
        beside = scene.marks.statements[other]
        if other == index or min(statement.source_start, beside.source_start) < 0:
            continue
        if 0 <= statement.source_start - beside.cue_end <= _TOLD:
            found.append("told")
        if 0 <= beside.source_start - statement.cue_end <= _TOLD:
            found.append("tells")
    return [*dict.fromkeys(found), "outlet1" if statement.outlet else "outlet0"]


def _goes_on(scene: Scene, index: int, previous: Draft | None) -> str:
    """Whether a statement is of the voice that the figure before was given to."""
    if previous is None or previous.statement is None:
        return "none"
    return "yes" if scene.voices[index] == scene.voices[previous.statement] else "no"


def _joined(scene: Scene, draft: Draft) -> bool:
    """Whether a word such as "also" joins the figure's sentence to the one before."""
    sentence = scene.sentences[draft.sentence]
    hits = scene.reading.hits("clauses.continue")
    at = bisect_left(hits, sentence.start, key=itemgetter(0))
    return at < len(hits) and hits[at].start < min(sentence.end, sentence.start + _OPENING)


def _same_paragraph(scene: Scene, left: int, right: int) -> bool:
    return scene.sentences[left].paragraph == scene.sentences[right].paragraph


def _none_evidence(draft: Draft, own: int, *, quoted: bool) -> Evidence:
    article = draft.figure.article
    return _none, draft.headline, quoted, min(own, 1), draft.unit_class, draft.measure, article


def _none(
    headline: bool, quoted: bool, own: int, unit_class: str, measure: str, article: bool
) -> Sequence[str]:
    return (
        f"none:headline{int(headline)}",
        f"none:quoted{int(quoted)}:own{own}",
        f"none:unit:{unit_class}",
        f"none:measure:{measure}",
        f"none:article{int(article)}",
    )


def _own_evidence(scene: Scene, draft: Draft, index: int, own: int) -> tuple[Evidence, Evidence]:
    statement = scene.marks.statements[index]
    relation = scene.relation(draft.figure, statement.cue_start, statement.cue_end)
    form, nearness = statement.form._value_, statement.nearness._value_
    voice = (form, nearness, statement.certainty, statement.named, statement.tail)
    return (
        (_own, form, relation, nearness),
        (_own_voice, *voice, min(own, 3), relation.side, draft.headline),
    )


def _own(form: str, relation: Relation, nearness: str) -> Sequence[str]:
    side, distance, figures, pauses, joins, clauses = relation
    return (
        f"own:{form}{side}",
        f"own:{side}d{distance}",
        f"own:{form}{side}s{clauses}",
        f"own:{form}{side}p{pauses}",
        f"own:{side}j{joins}",
        f"own:{form}{side}f{figures}",
        f"own:{side}{nearness}s{clauses}",
    )


def _own_voice(
    form: str,
    nearness: str,
    certainty: str,
    named: bool,
    tail: int,
    count: int,
    side: str,
    headline: bool,
) -> Sequence[str]:
    return (
        f"own:{form}",
        f"own:count{count}{side}",
        f"own:certainty:{certainty}",
        f"own:headline{int(headline)}",
        f"own:named{int(named)}tail{tail}",
        f"own:{nearness}",
        f"own:{form}{nearness}{certainty}",
    )


class _View(NamedTuple):
    """What can be seen of a figure whichever statement is carried to it."""

    own: bool
    pronoun: bool
    impersonal: bool
    dated: bool
    alike: bool
    last: int | None


def _view(scene: Scene, draft: Draft, previous: Draft | None) -> _View:
    own = scene.statements[draft.sentence]
    return _View(
        own=bool(own),
        pronoun=any(scene.marks.statements[i].form is Form.PRONOUN for i in own),
        impersonal=_impersonal(scene, draft),
        dated=bool(scene.times[draft.sentence]),
        alike=previous is not None and previous.measure == draft.measure,
        last=None if previous is None else previous.statement,
    )


def _carried_evidence(
    scene: Scene, draft: Draft, index: int, view: _View
) -> tuple[Evidence, Evidence]:
    statement = scene.marks.statements[index]
    back, carries = min(draft.sentence - statement.sentence, _BACK), index == view.last
    paragraph = _same_paragraph(scene, draft.sentence, statement.sentence)
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
