"""Who a speech verb is said of, where more than spaces stand between the two.

``Rana Aziz, who led the search, said``; ``a clerk who fled said``; ``Rebels took the town and said``:
the subject is found over an apposition, over a relative clause, or as what opens the sentence. How it
was found is told along, since each way is right less often than the one before it.
"""

from bisect import bisect_left
from operator import itemgetter
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.head import (
    APPOSED,
    DASH,
    headed,
    is_object,
    over_apposition,
    over_dashes,
    over_prepositions,
)
from counterclaim.markers.phrase import Phrase, PhraseFinder
from counterclaim.model import Nearness

_RELATIVE: Final = 90
"""Characters of a relative clause that no commas set off."""
_NAME: Final = 4
"""Words of a name before a colon."""
_SHORT: Final = 3
"""Letters of a word that is no adverb: "it", "all", "who"."""
_NO_ADVERBS: Final = (
    "attribution.pronouns",
    "attribution.first_person",
    "attribution.source_nouns",
    "attribution.titles",
    "clauses.relative",
    "clauses.coordinate",
)
_start = itemgetter(0)
_DATELINE: Final = 60
_ADVERBIALS: Final = 4
"""Commas behind what says when or where: "On Monday, in Karvik, the mayor"."""
_FARTHEST: Final = 240
"""Characters between the opening of a sentence and its verb."""


def subject_of(
    reading: Reading, finder: PhraseFinder, verb: int, floor: int, *, follows: bool = False
) -> tuple[Phrase, Nearness] | None:
    """The subject of a speech verb at ``verb`` in the sentence that begins at ``floor``.

    ``follows`` tells that the verb stands behind its subject only, never between commas.
    """
    shared = _shared(reading, finder, verb, floor) if joined(reading, verb) else None
    if shared is not None:
        return shared, Nearness.FAR
    return _bordering(reading, finder, verb, floor, follows=follows)


def joined(reading: Reading, verb: int) -> bool:
    """Whether a verb goes on with the subject of the one before: "took the town and said"."""
    joins = reading.hits("clauses.coordinate")
    index = bisect_left(joins, verb, key=_start) - 1
    return index >= 0 and joins[index].end == verb - 1


def _shared(reading: Reading, finder: PhraseFinder, verb: int, floor: int) -> Phrase | None:
    """The subject of the verb before, which opens the sentence."""
    first = finder.after(floor, verb)
    if first is not None and first.pronoun:
        return first
    return opening_of(reading, finder, verb, floor)


def _bordering(
    reading: Reading, finder: PhraseFinder, verb: int, floor: int, *, follows: bool
) -> tuple[Phrase, Nearness] | None:
    """The subject beside the verb or beside what says more of it."""
    closing = _comma_before(reading.text, _before_adverb(reading, verb, floor), floor)
    if closing >= 0:
        over = _over_commas(reading, finder, closing, floor)
    else:
        over = over_dashes(reading, finder, verb, floor)
        over = over or _over_relative(reading, finder, verb, floor)
    if over is not None:
        return over, Nearness.APPOSED
    before = finder.before(verb, floor)
    if before and _led(reading, verb) and "," not in reading.text[before.end : verb]:
        before = None
    if before is not None and not before.pronoun:
        head = headed(reading, finder, before, floor, apposed=closing >= 0, follows=follows)
        if head is not None:
            return head
    if before and (before.pronoun or before.can_speak or finder.is_document(before)):
        return before, Nearness.APPOSED if before.apposed else Nearness.NEAR
    opening = opening_of(reading, finder, verb, floor)
    if opening and _published(reading, finder, opening):
        return opening, Nearness.APPOSED
    unknown = before is not None and closing < 0 and not _passive(finder, before.start)
    if before and opening and reading.within("clauses.coordinate", before.end, verb):
        unknown = False  # "took the town and said": the verb has its subject from the one before
    if before is not None and unknown and (opening is None or before.start != opening.start):
        led = is_object(reading, finder, before, floor)
        return None if led else (before, Nearness.UNKNOWN)
    return (opening, Nearness.FAR) if opening is not None else None


def names_speaker(reading: Reading, phrase: Phrase) -> bool:
    """Whether what stands before a headline's colon may speak: ``WHO``, but not ``PHOTO NEWS``.

    Where every word has a capital a whole theme looks like a name; a long one is no one's.
    """
    if phrase.pronoun or phrase.described:
        return not phrase.pronoun
    words = reading.text[phrase.start : phrase.end].lower().split()
    ordinary = reading.pack.words("names.not_names")
    return len(words) <= _NAME and ordinary.isdisjoint({words[0], words[-1]})


def _published(reading: Reading, finder: PhraseFinder, phrase: Phrase) -> bool:
    """Whether a participle says more of a document: ``the poll released on Monday``."""
    if not finder.is_document(phrase):
        return False
    hits = reading.hits("attribution.passive")
    index = bisect_left(hits, phrase.end, key=_start)
    if index == len(hits):
        return False
    return reading.text[phrase.end : hits[index].start] == " "


def _passive(finder: PhraseFinder, place: int) -> bool:
    """Whether a form of "to be" stands before a place: "was often said" names nobody."""
    return place - 1 in finder.beings


def _over_commas(reading: Reading, finder: PhraseFinder, closing: int, floor: int) -> Phrase | None:
    """Who stands before what is between commas: "the group, as quoted by the Courier, said"."""
    start = max(floor, closing - APPOSED)
    for hit in reading.within("attribution.passed_on", start, closing):
        if reading.text.startswith(", ", max(start, hit.start - 2)):
            found = subject_of(reading, finder, hit.start - 2, floor)
            return found[0] if found else None
    return over_apposition(reading, finder, closing, floor)


def _before_adverb(reading: Reading, verb: int, floor: int) -> int:
    """Step back over an adverb that stands between a comma and the verb: ``..., recently found``."""
    begin = reading.text.rfind(" ", floor, max(verb - 1, floor)) + 1
    adverb, words = reading.text[begin : verb - 1], reading.pack.words
    apart = begin > floor and reading.text[begin - 2 : begin] == ", " and len(adverb) > _SHORT
    if not apart or adverb not in words("names.not_names"):
        return verb
    return verb if any(adverb in words(kind) for kind in _NO_ADVERBS) else begin


def _comma_before(text: str, verb: int, floor: int) -> int:
    """Place of a comma right before the verb, -1 without one."""
    at = verb - 1
    while at > floor and text[at].isspace():
        at -= 1
    return at if text[at] == "," else -1


def _over_relative(reading: Reading, finder: PhraseFinder, verb: int, floor: int) -> Phrase | None:
    """``a clerk who fled said``: the head stands before the relative word."""
    for hit in reversed(reading.within("clauses.relative", max(floor, verb - _RELATIVE), verb)):
        if any(c in reading.text[hit.end : verb] for c in ',;:"“”'):
            return None
        own = finder.before(verb, hit.end)
        if own is not None and _follows_bare(reading, hit.end, own.start):
            return None  # "an attack which officials say": the clause has a subject of its own
        head = finder.before(hit.start, floor)
        if head is not None and not head.pronoun:
            # "a clerk at an office in Zenda who fled": it is no town that flees.
            outer = over_prepositions(reading, finder, head, floor)
            head = outer if outer is not None and outer.can_speak else head
            if head.can_speak:
                return head
    return None


def _led(reading: Reading, verb: int) -> bool:
    """``ended the address by noting``, ``rose to warn``: there a verb has the sentence's subject."""
    aims = reading.hits("attribution.purpose")
    index = bisect_left(aims, verb, key=_start) - 1
    if index >= 0 and aims[index].end == verb - 1:
        return True
    roles = reading.hits("clauses.roles")
    index = bisect_left(roles, verb, key=_start) - 1
    ends = index >= 0 and roles[index].end == verb - 1
    return ends and roles[index].cue.value in {"agent", "means"}


def _follows_bare(reading: Reading, end: int, start: int) -> bool:
    """Whether no more than an article stands between two places."""
    between = reading.form[end:start].strip()
    if not between or between in reading.pack.words("numbers.articles"):
        return True
    roles = reading.hits("clauses.roles")
    index = bisect_left(roles, end, key=_start)
    opens = index < len(roles) and (roles[index].start, roles[index].end) == (end + 1, start - 1)
    return opens and roles[index].cue.value == "definite"


def opening_of(reading: Reading, finder: PhraseFinder, verb: int, floor: int) -> Phrase | None:
    """The phrase that opens the sentence, behind a dateline and what says when or where."""
    if verb - floor > _FARTHEST:
        return None
    dash = DASH.search(reading.text, floor, min(floor + _DATELINE, verb))
    begin = dash.end() if dash else floor
    for _ in range(_ADVERBIALS):
        comma = reading.text.find(", ", begin, verb)
        led = _adverbial(reading, finder, begin, comma if comma > 0 else verb)
        phrase = None if led else finder.after(begin, verb)
        if phrase is not None or comma < 0:
            return phrase if phrase and not phrase.pronoun and phrase.can_speak else None
        begin = comma + len(", ")
    return None


def _adverbial(reading: Reading, finder: PhraseFinder, start: int, end: int) -> bool:
    """Whether a preposition or "after" opens what stands before a comma: ``In Karvik, Ana Novak ...``."""
    word = reading.text.find(" ", start, end)
    clauses = reading.hits("clauses.subordinate")
    index = bisect_left(clauses, start, key=_start)
    opens = index < len(clauses) and clauses[index].start == start
    return opens or word in finder.prepositions
