"""Who asserts a figure: which attribution reaches it, or none.

A statement reaches the figures of its own sentence, and of the next ones while the same voice goes on;
one tagged only by a pronoun ("he added") also covers what stands between it and the last one of its
speaker. Which does is learned; what cannot be told stays with the report itself.
"""

from collections.abc import Sequence
from typing import Final

from counterclaim.assembly.carried import carried_candidates
from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import NOTHING, Candidate, Evidence
from counterclaim.assembly.quoting import goes_on, inside, same_paragraph, tags_of
from counterclaim.assembly.relation import Relation
from counterclaim.assembly.scene import Scene
from counterclaim.model import Form, Nearness

_TOLD: Final = 24
"""Characters between a speech verb and the source of the statement that it tells of."""
_CLOSING: Final = 2
"""Characters between a cue and the end of its sentence: room for a stop."""
_SETTING_OFF: Final = (", ", " - ", " \u2013 ", " \u2014 ")
"""What stands between a speaker and the words that say more of them."""
_NEAR: Final = 90
"""Characters between a source and its verb that they are looked at as one."""


def source_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The statements of this sentence and of those around it that could cover the figure, or none."""
    previous = history[-1] if history else None
    own = scene.statements[draft.sentence]
    quoted = scene.quoted(draft.figure.start)
    tags = tags_of(scene, quoted)
    tagged = bool(tags)
    nothing = (_none_evidence(draft, len(own), quoted=tagged),)
    candidates = [Candidate(None, nothing, None, NOTHING)]
    for rank, index in enumerate(own):
        if scene.marks.speakers[index] is not None and not _apart(scene, draft, index):
            within, on = inside(scene, quoted, index), goes_on(scene, index, previous)
            evidence: Sequence[Evidence] = (
                *_own_evidence(scene, draft, index, len(own)),
                (_own_tag, min(rank, 2), index in tags, within, tagged, on),
                (_own_place, *_standing(scene, draft, index)),
                (_own_told, *_telling(scene, index, own)),
                (_own_clause, *_clause(scene, draft, index)),
                _spoken(scene, draft, index),
            )
            candidates.append(Candidate(index, evidence, scene.voices[index], NOTHING))
    if draft.headline:
        return candidates
    candidates += carried_candidates(scene, draft, history, tags, quoted)
    ahead = {*scene.statements[draft.sentence + 1][:1], *tags} - set(own)
    for index in sorted(ahead):
        statement = scene.marks.statements[index]
        if scene.marks.speakers[index] is not None and statement.sentence > draft.sentence:
            evidence = (_ahead_evidence(scene, draft, index, tagged=index in tags),)
            candidates.append(Candidate(index, evidence, scene.voices[index], NOTHING))
    return candidates


def _own_tag(rank: int, tag: bool, inside: str, tagged: bool, on: str) -> Sequence[str]:
    return (
        f"own:goes on{on}",
        f"own:rank{rank}",
        f"own:tag{int(tag)}",
        f"own:inside{inside}:tags{int(tagged)}",
    )


def _apart(scene: Scene, draft: Draft, index: int) -> bool:
    """Whether a figure cannot be what a statement of its sentence says."""
    return _before_colon(scene, draft, index) or _of_speaker(scene, draft, index)


def _of_speaker(scene: Scene, draft: Draft, index: int) -> bool:
    """``two witnesses said``, ``Ana Novak, who lost 40 cows, said``: a figure tells who speaks."""
    statement, text = scene.marks.statements[index], scene.reading.text
    start, end = statement.source_start, statement.source_end
    if start <= draft.figure.start and draft.figure.end <= end:
        return True
    apposed = statement.form is Form.SUBJECT and statement.nearness is Nearness.APPOSED
    set_off = apposed and text.startswith(_SETTING_OFF, end)
    goes_on = scene.reading.within("attribution.trailing", statement.cue_start, statement.cue_end)
    return set_off and end <= draft.figure.start < statement.cue_start and not goes_on


def _before_colon(scene: Scene, draft: Draft, index: int) -> bool:
    """Whether a figure stands before the colon by which somebody is given the word."""
    statement = scene.marks.statements[index]
    start = statement.cue_start
    colon = draft.figure.start < start and scene.reading.text.startswith(":", start)
    return colon and statement.source_start < start


def _standing(scene: Scene, draft: Draft, index: int) -> tuple[bool, bool, bool]:
    """Whether a headline ends with its cue, and whether those who speak are those counted."""
    statement = scene.marks.statements[index]
    sentence = scene.sentences[draft.sentence]
    closes = sentence.end - statement.cue_end <= _CLOSING
    start, end = statement.source_start, statement.source_end
    what = draft.what
    counted = what is not None and start < what[1] and what[0] < end
    counted = counted or draft.figure.end <= start <= draft.figure.end + 2
    return draft.headline, closes, counted


def _own_place(headline: bool, closes: bool, counted: bool) -> Sequence[str]:
    return f"own:headline{int(headline)}closes{int(closes)}", f"own:counted{int(counted)}"


def _clause(scene: Scene, draft: Draft, index: int) -> tuple[str, str, str, str]:
    """What stands around who says it and the verb: "which experts warn", "admitted 300 refugees"."""
    s = scene.marks.statements[index]
    start, end = s.cue_start, s.cue_end
    if s.source_start >= 0 and abs(s.source_start - start) < _NEAR:
        start, end = min(start, s.source_start), max(end, s.source_end)
    side = "R" if draft.figure.end <= start else "L" if draft.figure.start >= end else "I"
    return s.form._value_, side, scene.borders.before(start), scene.borders.behind(end)


def _own_clause(form: str, side: str, before: str, after: str) -> Sequence[str]:
    return (
        f"own:{side}before:{before}",
        f"own:{side}after:{after}",
        f"own:{form}{side}before:{before}:after:{after}",
    )


def _spoken(scene: Scene, draft: Draft, index: int) -> Evidence:
    statement = scene.marks.statements[index]
    side = scene.relation(draft.figure, statement.cue_start, statement.cue_end).side
    return _own_entries, side, *scene.saying(index)


def _own_entries(side: str, cue: str, office: str) -> Sequence[str]:
    return f"entry:own:{cue}", f"entry:own:{cue}:{side}", f"entry:own:who:{office}"


def _own_told(*told: str) -> Sequence[str]:
    return [f"own:{each}" for each in told]


def _ahead_evidence(scene: Scene, draft: Draft, index: int, *, tagged: bool) -> Evidence:
    statement = scene.marks.statements[index]
    own, before = bool(scene.statements[draft.sentence]), scene.statements.get(draft.sentence - 1)
    paragraph = same_paragraph(scene, draft.sentence, statement.sentence)
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
