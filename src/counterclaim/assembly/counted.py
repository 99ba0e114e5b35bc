"""What is counted: the noun that a figure counts, and whether the figure is a claim at all."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import NOTHING, Candidate, Evidence
from counterclaim.assembly.relation import Relation
from counterclaim.assembly.scene import Scene
from counterclaim.model import Hit, Kind

_NEXT_WORDS: Final = re.compile(
    r"(?:[^\S\n]|\n(?!\n)|-)+(?P<short>(?:[A-Z]\.){2,} )?"
    r"(?P<words>[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*)?)"
)
"""One or two words behind a figure in the same paragraph, a short form before them: "40 U.S. cents"."""
_OPENING: Final = " \u00a0\u202f\u2009-/=]\"\u201c\u2018'"
_OTHERS: Final = re.compile(r"([^\W\d_]+) ")
_LOWER_WORD: Final = re.compile(r" ([^\W\dA-Z_][\w’'-]*)")
_TOO_FAR: Final = frozenset({"13", "20", "30"})
_DROPPED: Final = Candidate(False, ["drop"], answer=False)
_APART: Final = frozenset(",;:()")
_PARTICIPLES: Final = frozenset({"A", "S", "past"})
"""Sorts of verbs whose form may stand before a noun as an adjective."""
_BEFALLING: Final = frozenset({"measures.active", "measures.state"})
_start: Final = itemgetter(0)
_NEAREST: Final = 3
"""Nouns looked at on either side of a figure; what is counted never stood further off."""


def what_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The nouns of the sentence, the bare words after the figure, the last figure's noun, or none."""
    figure, previous = draft.figure, history[-1] if history else None
    nouns = scene.nouns[draft.sentence]
    first, last = figure.number_end, figure.start
    after = [h for h in nouns if h[0] >= first][:_NEAREST]
    before = [h for h in nouns if h[1] <= last][-_NEAREST:]
    if after and _is_adjective(scene, figure.unit_end, after):
        after = after[1:]
    fared = bool(after) and _is_state(scene, draft, after[0])
    if fared:  # "killed 40 people and left two wounded": whose number it is was told before
        after = before = []
    kind = draft.kind
    borders = _borders(scene, draft)
    nothing = (_none_evidence(scene, draft, bool(after)), (_without, "none", kind, *borders))
    candidates = [Candidate((None, None), nothing, None, NOTHING)]
    for rank, hit in enumerate(after):
        candidates.append(_noun_candidate(scene, draft, hit, rank, kind))
    for rank, hit in enumerate(reversed(before)):
        candidates.append(_noun_candidate(scene, draft, hit, rank, kind))
    words = None if fared else _words_after(scene, figure.unit_end)
    if words is not None and not any(h.start <= words[0] < h.end for h in after):
        start, end, plain = words
        seen = (_words, kind, figure.article, plain), (_without, "words", kind, *borders)
        candidates.append(Candidate(((start, end), None), seen, "words"))
    if previous and previous.what and previous.sentence == draft.sentence:
        relation = scene.relation(figure, *previous.what)
        standing = (_inherit, kind, relation.figures, relation.joins, bool(after))
        evidence = (standing, (_without, "inherit", kind, *borders))
        candidates.append(Candidate((previous.what, previous.noun), evidence, "inherit"))
    return candidates


def _is_adjective(scene: Scene, place: int, nouns: Sequence[Hit]) -> bool:
    """Whether the first noun, right behind a figure, only tells whose the next word is.

    "40 American counties": no noun of the pack, and yet what is counted.
    """
    text, (start, end, _) = scene.reading.text, nouns[0]
    named = start == place + 1 and text[start].isupper()
    following = _LOWER_WORD.match(text, end) if named else None
    if following is None or following[1] in _function_words(scene) or scene.verb_at(end + 1):
        return False
    return not scene.stopped(end, end + 2) and not any(h.start == end + 1 for h in nouns[1:])


def _with_head(scene: Scene, draft: Draft, end: int) -> int:
    """Where the last of several nouns in a row ends: "six city police officers", "two Thai clerks"."""
    text, nouns = scene.reading.text, scene.nouns[draft.sentence]
    while text[end : end + 1] == " " and text[end + 1 : end + 2].islower():
        index = bisect_left(nouns, end + 1, key=_start)
        if index == len(nouns) or nouns[index].start != end + 1:
            break
        if nouns[index].cue.kind != "nouns.counted":
            break
        end = nouns[index].end
    return end


def _borders(scene: Scene, draft: Draft) -> tuple[str, str, str]:
    """What stands before the figure and behind it, and its own unit."""
    figure = draft.figure
    edge = max(figure.unit_end, figure.end)
    return scene.borders.before(figure.start), scene.borders.behind(edge), figure.unit


def _without(answer: str, kind: str, lead: str, behind: str, unit: str) -> Sequence[str]:
    """What speaks for an answer that is no noun of the sentence."""
    return (
        f"{answer}:after {lead}",
        f"{answer}:before {behind}",
        f"{answer}:{kind} before {behind}",
        f"{answer}:unit:{unit}",
    )


def _is_state(scene: Scene, draft: Draft, hit: Hit) -> bool:
    """Whether a noun right behind a figure only tells how they fared: "left two dead in the bay"."""
    left, right, noun = hit
    if left != draft.figure.unit_end + 1:
        return False
    text = scene.reading.text
    twice = text[right : right + 1] == "-" and text.startswith(text[left:right], right + 1)
    if noun.kind != "nouns.asserting" and not twice:  # "110 luka-luka"
        return False
    return any(
        start == left and end >= right and cue.kind == "measures.state"
        for start, end, cue in scene.cues[draft.sentence]
    )


def _words_after(scene: Scene, place: int) -> tuple[int, int, bool] | None:
    """The bare words after a figure, over "of" and an article, and whether they may name something.

    A verb names nothing that is counted, nor does what only goes with a measure: "12 metres deep".
    """
    text, function = scene.reading.text, _function_words(scene)
    match = _NEXT_WORDS.match(text, place)
    of = scene.of(match.start("words")) if match else 0
    if of:
        match = _NEXT_WORDS.match(text, of)
        first = match["words"].split()[0] if match else ""
        if match and first.lower() in function:
            match = _NEXT_WORDS.match(text, match.start("words") + len(first))
    if match is None:
        return None
    first, *then = match["words"].lower().split()
    start = match.start("words")
    verb = scene.verb_at(start)
    # "300 punched cards", but not "all three were clerks"
    adjective = verb in _PARTICIPLES and first not in function and then and then[0] not in function
    if (verb and not adjective) or first in scene.reading.pack.words("nouns.never"):
        return None
    two = then and then[0] not in function and not scene.verb_at(start + len(first) + 1)
    end = match.end() if two else start + len(first)
    return start - len(match["short"] or ""), end, first not in function


def _words(kind: str, article: bool, plain: bool) -> Sequence[str]:
    return (
        "words",
        f"words:{kind}",
        f"words:article{int(article)}",
        f"words:plain{int(plain)}",
    )


def _inherit(kind: str, figures: int, joins: int, noun_after: bool) -> Sequence[str]:
    return (
        "inherit",
        f"inherit:f{figures}",
        f"inherit:{kind}",
        f"inherit:j{joins}",
        f"inherit:noun{int(noun_after)}",
    )


def _function_words(scene: Scene) -> frozenset[str]:
    return scene.reading.pack.words("names.not_names")


def _none_evidence(scene: Scene, draft: Draft, noun_after: bool) -> Evidence:
    text, end = scene.reading.text, draft.figure.unit_end
    closing = text[end : end + 1] in {",", ".", ")", ";", ""}
    return _none, draft.kind, noun_after, closing, draft.headline, draft.figure.article


def _none(
    kind: str, noun_after: bool, closing: bool, headline: bool, article: bool
) -> Sequence[str]:
    return (
        "none",
        f"none:{kind}",
        f"none:noun{int(noun_after)}",
        f"none:closing{int(closing)}",
        f"none:headline{int(headline)}",
        f"none:article{int(article)}",
    )


def _noun_candidate(scene: Scene, draft: Draft, hit: Hit, rank: int, kind: str) -> Candidate:
    relation = scene.relation(draft.figure, hit.start, hit.end)
    side, sort = relation.side, hit.cue.kind
    verb, cues = _is_verb(scene, draft.sentence, hit), _cues_between(scene, draft, hit)
    evidence = (
        (_standing, relation, rank),
        (_noun, side, kind, sort, draft.figure.article, verb, cues),
        (_entry, side, hit.cue.rule),
        (_bordered, side, scene.borders.before(hit.start), scene.borders.behind(hit.end)),
    )
    value = _noun_span(scene, draft, hit, side), hit
    return Candidate(value, evidence, hit.start, NOTHING)


def _standing(relation: Relation, rank: int) -> Sequence[str]:
    side, distance, figures, pauses, joins, clauses = relation
    return (
        side,
        f"{side}d{distance}",
        f"{side}f{figures}",
        f"{side}p{pauses}",
        f"{side}j{joins}",
        f"{side}s{clauses}",
        f"{side}r{rank}",
    )


def _noun(side: str, kind: str, sort: str, article: bool, verb: bool, cues: int) -> Sequence[str]:
    return (
        "noun",
        f"{side}{kind}",
        f"{side}{sort}",
        f"{side}article{int(article)}",
        f"{side}verb{int(verb)}",
        f"{side}cues{cues}",
    )


def _entry(side: str, rule: str) -> Sequence[str]:
    return f"entry:{rule}", f"entry:{side}:{rule}"


def _bordered(side: str, before: str, behind: str) -> Sequence[str]:
    return f"{side} after {before}", f"{side} before {behind}"


def _is_verb(scene: Scene, sentence: int, hit: Hit) -> bool:
    """Whether the same words are a cue of what happened, and so hardly what is counted."""
    left, right, _ = hit
    for start, end, cue in scene.cues[sentence]:
        if start < right and left < end and cue.kind != "nouns.asserting":
            return True
    return False


def _cues_between(scene: Scene, draft: Draft, hit: Hit) -> int:
    """How many verbs of measures stand between figure and noun, at most 2."""
    figure = draft.figure
    left, right = (figure.end, hit.start) if hit.start >= figure.end else (hit.end, figure.start)
    found = 0
    for start, end, _ in scene.cues[draft.sentence] if left < right else ():
        if left <= start and end <= right:
            found += 1
            if found == 2:
                break
    return found


def _name_end(scene: Scene, draft: Draft, start: int, end: int) -> int:
    """Where a name that qualifies a noun ends: not within the figure, "kerugian (Rp 200 juta)".

    In a headline, whose words all have capitals, no more than a place is sure to be one.
    """
    if start < draft.figure.start < end:  # "denda Rp250 juta"
        return start
    if not draft.headline:
        return end
    place = next((p.end for p in scene.marks.places if p.start == start + 1), start)
    last = min(place, end)
    cues = [h.start for h in scene.cues[draft.sentence] if h.cue.kind in _BEFALLING]
    verb = min((at for at in cues if start < at < last), default=0)
    return start + len(scene.reading.text[start:verb].rstrip()) if verb else last


def _noun_span(scene: Scene, draft: Draft, hit: Hit, side: str) -> tuple[int, int]:
    """From just after the figure to the noun, and on over a name that qualifies it."""
    end = _with_head(scene, draft, hit.end)
    names = scene.marks.names
    index = bisect_left(names, (end + 1, 0))
    if index < len(names) and names[index][0] == end + 1:
        end = _name_end(scene, draft, end, names[index][1])
    figure_end = draft.figure.unit_end
    # The unit, or its first word, is what is counted: "six floors", "two blocks away".
    if draft.figure.number_end <= hit.start < figure_end:
        return hit.start, end
    gap = scene.reading.text[figure_end : hit.start]
    close = side == "R" and len(gap) < 40 and _APART.isdisjoint(gap)
    close = close and not scene.stopped(figure_end, hit.start)
    start = figure_end + len(gap) - len(gap.lstrip(_OPENING))
    more = _OTHERS.match(scene.reading.text, start, hit.start) if close else None
    if more and more.group(1).lower() in scene.reading.pack.words("mode.increment"):
        start = more.end()  # "seorang lagi warga"
    # "all three were clerks"
    return start if close and scene.verb_at(start) != "modal" else hit.start, end


def accept_candidates(scene: Scene, draft: Draft) -> list[Candidate]:
    """Whether the figure is a claim, or a small word, a name or a number that counts nothing."""
    figure = draft.figure
    value = figure.amount
    small = "none" if value is None else "1" if value == 1 else "2" if value == 2 else "more"
    digits = scene.reading.text[figure.number_start].isdigit()
    shape = f"{small}{'digits' if digits else 'word'}"
    noun = draft.noun
    near = scene.relation(figure, noun.start, noun.end) if noun else None
    noun_place = near.side + near.distance if near else "none"
    evidence: list[Evidence] = [
        (_value, figure.article, shape, draft.kind, noun_place, draft.unit_class),
        (_shaped, f"before:{scene.borders.before(figure.start)}", figure.article, shape),
        *((_shaped, cue, figure.article, shape) for cue in _governing(scene, draft)),
    ]
    # In this order, since of equally likely answers the first is chosen: in doubt it is no claim.
    return [_DROPPED, Candidate(True, evidence, True, NOTHING)]


def _value(article: bool, shape: str, kind: str, noun_place: str, unit_class: str) -> Sequence[str]:
    return (
        f"article{int(article)}",
        f"kind:{kind}:{shape}",
        f"noun:{noun_place}:article{int(article)}",
        f"unit:{unit_class}:{shape}",
        f"unit:{unit_class}:article{int(article)}",
    )


def _shaped(seen: str, article: bool, shape: str) -> Sequence[str]:
    return f"{seen}:article{int(article)}", f"{seen}:{shape}"


def _governing(scene: Scene, draft: Draft) -> tuple[str, str]:
    """How the nearest verbs of measures stand to the figure: one acting on it, one said of it.

    A verb after the figure that has an object of its own is said of an agent ("a gunman killed two").
    """
    before: tuple[Hit, Relation] | None = None
    after: tuple[Hit, Relation] | None = None
    for hit in scene.cues[draft.sentence]:
        if hit.cue.kind == "measures.weak":
            continue
        relation = scene.relation(draft.figure, hit.start, hit.end)
        if relation.figures or relation.distance in _TOO_FAR:
            continue
        if relation.side == "L":
            before = hit, relation
        elif after is None:
            after = hit, relation
    left, right = "L:none", "R:none"
    if before is not None:
        hit, relation = before
        left = f"L:{hit.cue.kind[9:10]}{relation.distance}p{min(relation.pauses, 1)}"
    if after is not None:
        hit, relation = after
        standing = f"p{min(relation.pauses, 1)}s{min(relation.clauses, 1)}"
        object_ = scene.has_object(hit)
        right = f"R:{hit.cue.kind[9:10]}{relation.distance}{standing}object{object_}"
    return left, right


def unit_of(draft: Draft) -> str:
    """What the figure counts: its own unit, else the unit of its noun; "" where nothing says."""
    if draft.figure.kind is not Kind.COUNT or draft.figure.unit:
        return draft.figure.unit
    if draft.noun is None:
        return ""
    return draft.noun.cue.value if draft.noun.cue.kind == "nouns.counted" else "person"
