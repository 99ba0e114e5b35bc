"""The one of whom the phrase beside a verb of saying only says more.

``Rana Aziz, who led the search, said``; ``a doctor on duty said``; ``Ana Novak, mayor of Karvik, said``:
the head stands before an apposition, a preposition or a pair of dashes.
"""

import re
from bisect import bisect_left
from operator import itemgetter
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.phrase import Phrase, PhraseFinder
from counterclaim.model import Hit, Nearness

_COMMA: Final = re.compile(r",(?=\s)")
_WORD: Final = re.compile(r"\S+")
_AGE: Final = re.compile(r"\s*\(\d+(?:\s*\w+)?\)\s*$")
DASH: Final = re.compile(r"\s[-\u2013\u2014]{1,2}\s")
APPOSED: Final = 160
"""Characters between the commas of an apposition or a relative clause."""
_PREPOSITIONS: Final = 3
"""Prepositions stepped over on the way to the head of a phrase."""
_WHERE: Final = frozenset({"at", "near", "from", "company"})
"""Prepositions before the body whose people speak."""
_ARTICLE: Final = 6
"""Characters of a preposition's article with its blanks."""
_PAIR: Final = 2
_start: Final = itemgetter(0)


def headed(
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
    head = over_prepositions(reading, finder, before, floor)
    if head is None:
        return None
    sure = Nearness.NEAR if apposed else Nearness.APPOSED
    return head, sure if head.can_speak else Nearness.UNKNOWN


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
    if leader is None or leader.pronoun or not leader.can_speak:
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


def over_apposition(
    reading: Reading, finder: PhraseFinder, closing: int, floor: int
) -> Phrase | None:
    """What stands between two commas is the name itself, or says more of what stands before it."""
    commas = [
        m.start() for m in _COMMA.finditer(reading.text, max(floor, closing - APPOSED), closing)
    ]
    for opening in reversed(commas):
        name = _only_name(reading, finder, opening + 1, closing)
        if name is not None:
            return _resident(reading, finder, opening, floor) or name
        outer = finder.before(opening, floor)
        if outer is not None and finder.is_document(outer):
            return _author(reading, finder, opening, closing) or outer
        if outer is not None and not outer.pronoun and outer.can_speak:
            name = _name_behind(reading, finder, outer, opening, closing)
            if name is not None:
                return name
            # "died in Mokwa, Niger State, said the mayor": a chain of places is nobody.
            head = over_prepositions(reading, finder, outer, floor)
            if head is not None and head.described:
                return _named_before(reading, finder, head, floor) or head
            named = outer.named and not outer.described
            located = finder.prepositions.get(outer.start - 1) or finder.known.is_place(outer[:2])
            return None if named and located else outer
    return None


def _named_before(
    reading: Reading, finder: PhraseFinder, phrase: Phrase, floor: int
) -> Phrase | None:
    """``Ana Novak, an official in Karvik, which has 40 clerks, said``: whose office it is."""
    text = reading.text
    comma = text.rfind(", ", max(floor, phrase.start - _ARTICLE), phrase.start)
    name = finder.known.ending(comma) if comma > floor and text[phrase.start].islower() else None
    if name is None or name[0] < floor or finder.known.is_place(name):
        return None
    return Phrase(*name, named=True, described=False, apposed=True)


def _name_behind(
    reading: Reading, finder: PhraseFinder, outer: Phrase, opening: int, closing: int
) -> Phrase | None:
    """``The bishop, Ana Novak of the mission in Karvik, said``: who the one described is."""
    name = finder.known.starting(opening + 2)
    if name is None or not outer.described or reading.text[outer.start].isupper():
        return None
    behind = reading.within("places.prepositions", name[1], closing)
    of = bool(behind) and behind[0].start == name[1] + 1
    person = " " in reading.text[slice(*name)] and not finder.known.is_place(name)
    return Phrase(*name, named=True, described=False, apposed=True) if of and person else None


def _resident(reading: Reading, finder: PhraseFinder, comma: int, floor: int) -> Phrase | None:
    """``Ana Novak, mayor of Karvik, Zenda, said``: behind the town of an apposition stands its region."""
    town = finder.known.ending(comma)
    if town is None or not _located_at(reading, town[0], floor):
        return None
    commas = _COMMA.finditer(reading.text, max(floor, comma - APPOSED), town[0])
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
    found = reading.within("places.prepositions", floor, place)
    return bool(found) and found[-1].end == place - 1


def _author(reading: Reading, finder: PhraseFinder, start: int, end: int) -> Phrase | None:
    """``The survey, conducted by the institute, found``: whose document it is, between its commas."""
    for hit in reading.within("clauses.roles", start, end):
        if hit.cue.value == "agent":
            author = finder.after(hit.end, end)
            return author if author and author.can_speak else None
    return None


def over_dashes(reading: Reading, finder: PhraseFinder, verb: int, floor: int) -> Phrase | None:
    """``The report - the work of two experts - said``: the subject stands before the first dash."""
    text = reading.text
    start = max(floor, verb - APPOSED)
    dashes = list(DASH.finditer(text, start, verb))
    if len(dashes) < _PAIR or dashes[-1].end() != verb:
        return None
    outer = finder.before(dashes[-_PAIR].start(), floor)
    if outer is None or outer.pronoun:
        return None
    return outer if outer.can_speak or finder.is_document(outer) else None


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


def over_prepositions(
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


def is_object(reading: Reading, finder: PhraseFinder, phrase: Phrase, floor: int) -> bool:
    """Whether a phrase is the object of a preposition: "those in favor of it said"."""
    return _preposition_before(reading, finder, phrase.start, floor) is not None


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
