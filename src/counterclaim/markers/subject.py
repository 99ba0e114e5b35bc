"""Who a speech verb is said of, where more than spaces stand between the two.

``Rana Aziz, who led the search, said``; ``a clerk who fled said``; ``Rebels took the town and said``:
the subject is found over an apposition, over a relative clause, or as what opens the sentence. How it
was found is told along, since each way is right less often than the one before it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.phrase import Phrase, PhraseFinder
from counterclaim.model import Hit, Nearness

_COMMA: Final = re.compile(r",(?=\s)")
_WORD: Final = re.compile(r"\S+")
_AGE: Final = re.compile(r"\s*\(\d+(?:\s*\w+)?\)\s*$")
_DASH: Final = re.compile(r"\s[-\u2013\u2014]{1,2}\s")
_APPOSED: Final = 160
"""Characters between the commas of an apposition or a relative clause."""
_RELATIVE: Final = 90
"""Characters of a relative clause that no commas set off."""
_PREPOSITIONS: Final = 3
"""Prepositions stepped over on the way to the head of a phrase."""
_WHERE: Final = frozenset({"at", "near", "from", "company"})
"""Prepositions before the body whose people speak."""
_ARTICLE: Final = 6
"""Characters of a preposition's article with its blanks."""
_PAIR: Final = 2
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
_FARTHEST: Final = 240
"""Characters between the opening of a sentence and its verb."""


def subject_of(
    reading: Reading, finder: PhraseFinder, verb: int, floor: int, *, follows: bool = False
) -> tuple[Phrase, Nearness] | None:
    """The subject of a speech verb at ``verb`` in the sentence that begins at ``floor``.

    ``follows`` tells that the verb stands behind its subject only, never between commas.
    """
    closing = _comma_before(reading.text, _before_adverb(reading, verb, floor), floor)
    if closing >= 0:
        over = _over_apposition(reading, finder, closing, floor)
    else:
        over = _over_dashes(reading, finder, verb, floor)
        over = over or _over_relative(reading, finder, verb, floor)
    if over is not None:
        return over, Nearness.APPOSED
    before = finder.before(verb, floor)
    if before and _led(reading, verb) and "," not in reading.text[before.end : verb]:
        before = None
    if before is not None and not before.pronoun:
        headed = _headed(reading, finder, before, floor, apposed=closing >= 0, follows=follows)
        if headed is not None:
            return headed
    if before and (before.pronoun or _can_speak(before) or _is_document(finder, before)):
        return before, Nearness.APPOSED if before.apposed else Nearness.NEAR
    opening = opening_of(reading, finder, verb, floor)
    if opening and _published(reading, finder, opening):
        return opening, Nearness.APPOSED
    unknown = before is not None and closing < 0 and not _passive(finder, before.start)
    if before and opening and _within(reading, "clauses.coordinate", before.end, verb):
        unknown = False  # "took the town and said": the verb has its subject from the one before
    if before is not None and unknown and (opening is None or before.start != opening.start):
        return before, Nearness.UNKNOWN
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


def _headed(
    reading: Reading,
    finder: PhraseFinder,
    before: Phrase,
    floor: int,
    *,
    apposed: bool,
    follows: bool,
) -> tuple[Phrase, Nearness] | None:
    """The one who speaks, where the phrase that borders the verb only says more of them."""
    leader = _beside(reading, finder, before, floor)
    if leader is None and not apposed:
        leader = _located(reading, finder, before, floor)
    if leader is None and follows and not apposed:
        leader = _half_open(reading, finder, before, floor)
    if leader is not None:
        return leader, Nearness.APPOSED
    head = _over_prepositions(reading, finder, before, floor)
    if head is None:
        return None
    sure = Nearness.NEAR if apposed else Nearness.APPOSED
    return head, sure if _can_speak(head) else Nearness.UNKNOWN


def _beside(reading: Reading, finder: PhraseFinder, phrase: Phrase, floor: int) -> Phrase | None:
    """``Rana Aziz, accompanied by Ali Tahir``, ``the Red Crescent or RC``: who speaks stands first."""
    hits = reading.hits("attribution.beside")
    index = bisect_left(hits, phrase.start, key=_start) - 1
    if index < 0 or not 0 < phrase.start - hits[index].end <= _ARTICLE:
        return None
    hit, text = hits[index], reading.text
    if hit.start <= floor or not text[hit.end : phrase.start].replace(" ", "x").isalpha():
        return None
    leader = finder.before(hit.start, floor)
    if leader is None or leader.pronoun or not _can_speak(leader):
        return None
    # "Ali Tahir atau Gus Ali", but not "Rana atau Ali"
    called = leader.named and finder.bare(*phrase[:2]) > phrase.start
    own = called or text[phrase.start : phrase.end].isupper()
    return leader if own or hit.cue.value != "short" else None


def _located(reading: Reading, finder: PhraseFinder, phrase: Phrase, floor: int) -> Phrase | None:
    """``Polres Zenda, Ruritania mengatakan``: a place after a body, whose second comma was left out."""
    comma = phrase.start - 2
    if comma <= floor or not finder.known.is_place(phrase[:2]):
        return None
    if reading.text[comma : phrase.start] != ", ":
        return None
    leader = finder.before(comma, floor)
    return leader if leader is not None and leader.described and leader.named else None


def _half_open(reading: Reading, finder: PhraseFinder, phrase: Phrase, floor: int) -> Phrase | None:
    """``Rana Aziz, juru bicara dinas mengatakan``: an apposition whose second comma was left out."""
    text = reading.text
    if (
        not phrase.described
        or phrase.start not in finder.titled
        or not text[phrase.start].islower()
    ):
        return None
    comma = text.rfind(",", max(floor, phrase.start - _ARTICLE), phrase.start)
    name = finder.known.ending(comma) if comma > 0 else None
    if name is None or finder.known.is_place(name):
        return None
    opening = finder.after(floor, comma)
    first = (opening is not None and opening.end == comma) or " " not in text[
        floor : name[0]
    ].strip()
    if not first:
        return None
    return Phrase(*name, named=True, described=False, apposed=True)


def _can_speak(phrase: Phrase) -> bool:
    return phrase.named or phrase.described


def _is_document(finder: PhraseFinder, phrase: Phrase) -> bool:
    """Whether a phrase ends in a noun for a document."""
    index = bisect_left(finder.documents, (phrase.end, 0)) - 1
    return index >= 0 and finder.documents[index][1] == phrase.end


def _published(reading: Reading, finder: PhraseFinder, phrase: Phrase) -> bool:
    """Whether a participle says more of a document: ``the poll released on Monday``."""
    if not _is_document(finder, phrase):
        return False
    hits = reading.hits("attribution.passive")
    index = bisect_left(hits, phrase.end, key=_start)
    if index == len(hits):
        return False
    return reading.text[phrase.end : hits[index].start] == " "


def _passive(finder: PhraseFinder, place: int) -> bool:
    """Whether a form of "to be" stands before a place: "was often said" names nobody."""
    return place - 1 in finder.beings


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


def _over_apposition(
    reading: Reading, finder: PhraseFinder, closing: int, floor: int
) -> Phrase | None:
    """What stands between two commas is the name itself, or says more of what stands before it."""
    commas = [
        m.start() for m in _COMMA.finditer(reading.text, max(floor, closing - _APPOSED), closing)
    ]
    for hit in _within(reading, "attribution.passed_on", max(floor, closing - _APPOSED), closing):
        if hit.start - 2 in commas:  # "the group, as quoted by the Courier, said"
            found = subject_of(reading, finder, hit.start - 2, floor)
            return found[0] if found else None
    for opening in reversed(commas):
        name = _only_name(reading, finder, opening + 1, closing)
        if name is not None:
            return _resident(reading, finder, opening, floor) or name
        outer = finder.before(opening, floor)
        if outer is not None and _is_document(finder, outer):
            return _author(reading, finder, opening, closing) or outer
        if outer is not None and not outer.pronoun and _can_speak(outer):
            # "died in Mokwa, Niger State, said the mayor": a chain of places is nobody.
            head = _over_prepositions(reading, finder, outer, floor)
            if head is not None and head.described:
                return head
            named = outer.named and not outer.described
            located = finder.prepositions.get(outer.start - 1) or finder.known.is_place(outer[:2])
            return None if named and located else outer
    return None


def _resident(reading: Reading, finder: PhraseFinder, comma: int, floor: int) -> Phrase | None:
    """``Ana Novak, mayor of Karvik, Zenda, said``: behind the town of an apposition stands its region."""
    town = finder.known.ending(comma)
    if town is None or not _located_at(reading, town[0], floor):
        return None
    commas = _COMMA.finditer(reading.text, max(floor, comma - _APPOSED), town[0])
    for opening in reversed([m.start() for m in commas]):
        person = finder.before(opening, floor)
        if person is None or not person.named or person.end != opening:
            continue
        # "Unlike Ana Novak, the mayor of Karvik, Emil Zenda, said": she is not the one who speaks
        before = reading.text[floor : person.start].rstrip()
        opens = not before or not (before[-1].isalnum() or before[-1] == ".")
        located = finder.known.is_place(person[:2]) or finder.ends_in_place(person)
        return person if opens and not located else None
    return None


def _located_at(reading: Reading, place: int, floor: int) -> bool:
    """Whether a preposition of place stands right before a place."""
    found = _within(reading, "places.prepositions", floor, place)
    return bool(found) and found[-1].end == place - 1


def _author(reading: Reading, finder: PhraseFinder, start: int, end: int) -> Phrase | None:
    """``The survey, conducted by the institute, found``: whose document it is, between its commas."""
    for hit in _within(reading, "clauses.roles", start, end):
        if hit.cue.value == "agent":
            author = finder.after(hit.end, end)
            return author if author and _can_speak(author) else None
    return None


def _over_dashes(reading: Reading, finder: PhraseFinder, verb: int, floor: int) -> Phrase | None:
    """``The report - the work of two experts - said``: the subject stands before the first dash."""
    text = reading.text
    start = max(floor, verb - _APPOSED)
    dashes = list(_DASH.finditer(text, start, verb))
    if len(dashes) < _PAIR or dashes[-1].end() != verb:
        return None
    outer = finder.before(dashes[-_PAIR].start(), floor)
    if outer is None or outer.pronoun:
        return None
    return outer if _can_speak(outer) or _is_document(finder, outer) else None


def _only_name(reading: Reading, finder: PhraseFinder, start: int, end: int) -> Phrase | None:
    """The name that fills a run, but for titles before it and an age behind; a place is none."""
    text = reading.text
    age = _AGE.search(text, start, end)
    name = finder.known.ending(age.start() if age else end)
    if name is None or name[0] < start or finder.known.is_place(name):
        return None
    titles = reading.pack.words("attribution.titles")
    begin = name[0]
    for word in reversed(list(_WORD.finditer(text, start, name[0]))):
        plain = word.group().lower()
        if plain not in titles and plain.strip("().") not in titles:
            if not word.group()[0].isupper():
                return None
            begin = word.start()
    return Phrase(begin, name[1], named=True, described=False, apposed=True)


def _over_prepositions(
    reading: Reading, finder: PhraseFinder, phrase: Phrase, floor: int
) -> Phrase | None:
    """``sources in two counties``, ``a doctor on duty``: the head stands before the preposition."""
    head = None
    for _ in range(_PREPOSITIONS):
        hit = _preposition_before(reading, finder, phrase.start, floor)
        left = None if hit is None else finder.before(hit.start, floor)
        if hit is None or left is None or left.pronoun or left.end > phrase.start:
            break
        # "officials from the ministry", but "a spokesman for the ministry" is one phrase
        staff = left.described and hit.cue.value in _WHERE
        if phrase.described and not phrase.named and not staff:
            break
        head = phrase = left
    return head


def _preposition_before(
    reading: Reading, finder: PhraseFinder, place: int, floor: int
) -> Hit | None:
    """The preposition of which a phrase is the object, with no more than an article between."""
    text = reading.text
    for end in (place - 1, text.rfind(" ", max(floor, place - _ARTICLE), max(place - 1, floor))):
        hit = finder.prepositions.get(end)
        # "Menteri Dalam Negeri": a capital makes it a part of the name.
        lower = hit is not None and hit.start > floor and text[hit.start].islower()
        if hit is not None and lower and text[end:place].replace(" ", "x").isalpha():
            return hit
    return None


def _over_relative(reading: Reading, finder: PhraseFinder, verb: int, floor: int) -> Phrase | None:
    """``a clerk who fled said``: the head stands before the relative word."""
    for hit in reversed(_within(reading, "clauses.relative", max(floor, verb - _RELATIVE), verb)):
        if any(c in reading.text[hit.end : verb] for c in ',;:"“”'):
            return None
        own = finder.before(verb, hit.end)
        if own is not None and _follows_bare(reading, hit.end, own.start):
            return None  # "an attack which officials say": the clause has a subject of its own
        head = finder.before(hit.start, floor)
        if head is not None and not head.pronoun:
            # "a clerk at an office in Zenda who fled": it is no town that flees.
            outer = _over_prepositions(reading, finder, head, floor)
            head = outer if outer is not None and _can_speak(outer) else head
            if _can_speak(head):
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


def _within(reading: Reading, kind: str, start: int, end: int) -> Sequence[Hit]:
    hits = reading.hits(kind)
    first = bisect_left(hits, start, key=_start)
    return [h for h in hits[first : bisect_left(hits, end, key=_start)] if h.end <= end]


def opening_of(reading: Reading, finder: PhraseFinder, verb: int, floor: int) -> Phrase | None:
    """The phrase that opens the sentence, behind a dateline."""
    if verb - floor > _FARTHEST:
        return None
    dash = _DASH.search(reading.text, floor, min(floor + _DATELINE, verb))
    phrase = finder.after(dash.end() if dash else floor, verb)
    return phrase if phrase and not phrase.pronoun and _can_speak(phrase) else None
