"""Places: names a gazetteer knows, names after a locative preposition, and described places."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, takewhile
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.name import opens_affiliation
from counterclaim.model import Hit, Place
from counterclaim.vocabulary.outlets import outlet_named

_ARTICLE_LENGTH: Final = 8
"""Between a preposition and a place stands nothing, or a short word such as an article."""
_KINDS: Final = "places.kinds"
_BEHIND: Final = "places.kinds_behind"
_PARTY: Final = "side"
"""The pack's name for words before a party to a conflict: "losses on the side of Ruritania"."""
_SURE: Final = frozenset({"at", "near", "to", "struck"})
"""Prepositions that only a place follows."""
_HEADING: Final = frozenset({"at", "near", "of"})
_WHERE: Final = frozenset({"at", "near"})
_CALENDAR: Final = ("times.months", "times.weekdays", "times.holidays", "times.eras")
_WORDS: Final = re.compile(r"[^\W_]+(?:[ -][^\W_]+){0,3}")
_ORDINAL: Final = re.compile(r"\b\d+[^\W\d_]{2} $")
"""The number of a street: "42nd Street"."""
_LONGEST_ORDINAL: Final = 6


def mark_places(reading: Reading, names: Sequence[tuple[int, int]]) -> list[Place]:
    """Give the places of a text, none overlapping another, in order."""
    prepositions = {end: cue.value for _, end, cue in reading.hits("places.prepositions")}
    heads = _heads(reading, prepositions)
    found = _named(reading, names, prepositions, heads)
    starts = [p.start for p in found]
    title = _capitalised_title(reading, names)
    for place in chain(_again(reading, names, found), _in_title(reading, prepositions, title)):
        if _is_free(found, starts, place.start, place.end):
            index = bisect_left(starts, place.start)
            found.insert(index, place)
            starts.insert(index, place.start)
    eras = [(hit.start, hit.end) for hit in reading.hits("times.eras")]
    kinds = chain.from_iterable(map(reading.hits, (_KINDS, _BEHIND)))
    for hit in (*reading.hits("places.names"), *kinds):
        before = _preposition(reading.text, hit.start, prepositions)
        named = hit.cue.kind == "places.names"
        if not named and (hit.end not in heads or any(s <= hit.start < e for s, e in eras)):
            continue  # "World War II"
        if named and hit.start > 1 and opens_affiliation(reading, hit.start - 2):
            continue
        if before != _PARTY and _is_free(found, starts, hit.start, hit.end):
            run = (hit.start, hit.end)
            index = bisect_left(starts, hit.start)
            place = _place(run, hit, before, headed=False) if named else _bare(run, before)
            found.insert(index, place)
            starts.insert(index, hit.start)
    return found


def _heads(reading: Reading, prepositions: Mapping[int, str]) -> Mapping[int, int]:
    """The start of each head word by its end: not in "a quarter of the towns", "warga negara".

    Some are heads behind a preposition alone: "on the ship", but not "a ship sank".
    """
    shares = {hit.end for hit in reading.hits("quantities.fractions")}
    parties = {end for end, said in prepositions.items() if said == _PARTY}
    found = [(start, end) for start, end, _ in reading.hits(_KINDS)]
    found += [
        (start, end)
        for start, end, _ in reading.hits(_BEHIND)
        if _preposition(reading.text, start, prepositions)
    ]
    return {end: start for start, end in found if end not in shares and end not in parties}


def _named(
    reading: Reading,
    names: Sequence[tuple[int, int]],
    prepositions: Mapping[int, str],
    heads: Mapping[int, int],
) -> list[Place]:
    """Capitalised runs that are places: known, introduced by a preposition, or headed by a kind."""
    title = _capitalised_title(reading, names)
    known = _known(reading, names)
    calendar = {h.start for kind in _CALENDAR for h in reading.hits(kind)}
    after = ((h.start, h.end) for h in reading.hits("places.kinds_after"))
    kinds = sorted([*((start, end) for end, start in heads.items()), *after])
    found: list[Place] = []
    text = reading.text
    gazetteer = {hit.start: hit.end for hit in reading.hits("places.names")}
    titles = {hit.start for hit in reading.hits("attribution.titles")}
    endings = reading.pack.words("names.possessive")
    bodies = {hit.start: hit.end for hit in reading.hits("places.never")}
    inner = _inner_prepositions(reading)
    for whole in names:
        # Where every word has a capital, a run is no name; the gazetteer's own words still are.
        if whole[0] in calendar or whole[0] < title:
            continue
        run = _located(whole, inner, kinds)
        if run != whole and (
            _preposition(text, whole[0], prepositions)
            or _head(text, whole[0], heads, prepositions) >= 0
        ):
            run = whole  # "near Tarvik di Zenda"
        ending = text[bodies.get(run[0], run[0]) : run[1]]
        if not ending or ending in endings:
            continue  # "the attack by Hamas on", "Hamas's"
        if run[0] in titles and (whole not in known or known[whole].end < run[1]):
            continue  # "President Anna Novak", "President of Ruritania Anna Novak": who it is
        hit, headed = known.get(whole), _holds(kinds, run)
        head = _head(text, run[0], heads, prepositions)
        start = run[0] if head < 0 else head
        if headed and head < 0:
            numbered = _ORDINAL.search(text, max(0, start - _LONGEST_ORDINAL), start)
            start = numbered.start() if numbered else start
        before = _preposition(text, start, prepositions)
        placed = hit or headed or head >= 0
        # Behind a preposition an outlet is where it was told: "shown on Karvik TV".
        if before == _PARTY or (not placed and outlet_named(text[slice(*run)])):
            continue
        if before or placed or _in_region(text, run, gazetteer):
            found.append(_place((start, run[1]), hit, before, headed=headed or head >= 0))
    return found


def _inner_prepositions(reading: Reading) -> list[int]:
    """Where prepositions end that may join a place to a name: not that of "Tarvik-on-Sea"."""
    return [
        end
        for start, end, cue in reading.hits("places.prepositions")
        if cue.value in _WHERE and reading.text[start - 1 : start] == " "
    ]


def _located(
    run: tuple[int, int], inner: Sequence[int], kinds: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The place in a run that a preposition joins: "Kebakaran di Zenda", not "Pasar di Zenda"."""
    index = bisect_left(inner, run[1]) - 1
    if index < 0 or inner[index] <= run[0]:
        return run
    at = bisect_left(kinds, (run[0], 0))
    headed = at < len(kinds) and kinds[at][0] == run[0]
    return run if headed else (inner[index] + 1, run[1])


def _again(
    reading: Reading, names: Sequence[tuple[int, int]], found: Sequence[Place]
) -> Iterator[Place]:
    """The names of places met elsewhere in the text, where no preposition shows that they are places.

    In a headline whose words all have capitals a name is no run of its own; there the names are sought.
    """
    form = reading.form
    known = {form[p.start : p.end] for p in found if p.level != "bare" and p.preposition in _SURE}
    known -= {""}
    taken = {p.start for p in found}
    for start, end in names:
        if start not in taken and form[start:end] in known:
            yield Place(start, end, "", "", "name", "names")
    title = reading.document.title
    if title is not None:
        for name in sorted(known, key=len, reverse=True):
            at = form.find(name, 0, title.end)
            if at >= 0 and _is_word(form, at, at + len(name)):
                yield Place(at, at + len(name), "", "", "name", "names")


def _in_title(reading: Reading, prepositions: Mapping[int, str], title: int) -> Iterator[Place]:
    """Names behind a preposition in a headline whose words all have capitals.

    How far such a name goes is seen from the report: the most words that stand there as well, and
    no word that the report writes small.
    """
    text, body = reading.text[:title], reading.text[title:]
    gazetteer = {hit.start: hit.end for hit in reading.hits("places.names")}
    for end, said in prepositions.items():
        words = _WORDS.match(text, end + 1) if said in _WHERE else None
        if words is None:
            continue
        name = " ".join(takewhile(_is_capitalised, words[0].split(" ")))
        while name and name not in body and name.upper() not in body:
            name = name.rpartition(" ")[0]
        small = " " not in name and re.search(rf"\b{re.escape(name.lower())}\b", body)
        if name and not small and gazetteer.get(words.start(), 0) < words.start() + len(name):
            yield Place(words.start(), words.start() + len(name), "", said, "name", "names")


def _in_region(text: str, run: tuple[int, int], gazetteer: Mapping[int, int]) -> bool:
    """Tell whether a comma and a known place follow: "two Tarvik, Ohio, officers"."""
    start = run[1] + 2
    end = gazetteer.get(start, 0)
    if not end or "." in text[start:end] or text[run[1] : start] != ", ":
        return False
    if text[end : end + 1] not in (",", ".", ")", "\n"):
        return False  # "Ann Lee, Ohio Republican"
    return all(map(_is_capitalised, text[run[0] : run[1]].split()))


def _is_capitalised(word: str) -> bool:
    return word[0].isupper()


def _is_word(form: str, start: int, end: int) -> bool:
    before, after = form[start - 1 : start], form[end : end + 1]
    return not before.strip() and not after.strip()


def _capitalised_title(reading: Reading, names: Sequence[tuple[int, int]]) -> int:
    """Where the headline ends, if most of its letters stand in words with capitals; else 0."""
    title = reading.document.title
    if title is None:
        return 0
    named = sum(end - start for start, end in names if end <= title.end)
    return title.end if 2 * named > title.end - title.start else 0


def _head(text: str, start: int, heads: Mapping[int, int], prepositions: Mapping[int, str]) -> int:
    """Where a head word begins that stands just before a name ("kota Mokwa", "city of Mosul"), or -1."""
    if not start or not text[start - 1].isspace():  # "three ships.Tarvik said"
        return -1
    direct = heads.get(start - 1, -1)
    if direct >= 0:
        return direct
    space = text.rfind(" ", 0, start - 1)
    between = start - space < 5 and text[space + 1 : start - 1].isalpha()
    # "hospital by Tarvik Ambulance" is no place
    return heads.get(space, -1) if between and prepositions.get(start - 1) in _HEADING else -1


def _bare(run: tuple[int, int], before: str) -> Place:
    """A head word without a name: "at the hospital", "di lokasi"."""
    return Place(*run, "", before, "bare", "names")


def _place(run: tuple[int, int], hit: Hit | None, before: str, *, headed: bool) -> Place:
    if hit is None:
        return Place(*run, "", before, "kind" if headed else "name", "names")
    level = "country" if len(hit.cue.value) == 2 else "region"
    # A longer run around a known name ("Bagdad Timur", "University of Bagdad") is a part of it.
    if run[1] - run[0] > hit.end - hit.start and headed:
        level = "kind"
    return Place(*run, hit.cue.value, before, level, hit.cue.rule)


def _known(reading: Reading, names: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], Hit]:
    """Names that hold a gazetteer entry: the last entry in a run is the widest."""
    known: dict[tuple[int, int], Hit] = {}
    end = len(reading.text)
    for hit in reading.hits("places.names"):
        index = bisect_right(names, (hit.start, end)) - 1
        if index >= 0 and names[index][1] >= hit.end:
            known[names[index]] = hit
    return known


def _preposition(text: str, start: int, prepositions: Mapping[int, str]) -> str:
    """Which preposition ends just before ``start``, an article between them or not; else ""."""
    if not start or not text[start - 1].isspace():
        return ""
    direct = prepositions.get(start - 1)
    if direct:
        return direct
    space = text.rfind(" ", 0, start - 1)
    near = start - space < _ARTICLE_LENGTH and text[space + 1 : start - 1].isalpha()
    return prepositions.get(space, "") if near else ""


def _holds(kinds: Sequence[tuple[int, int]], run: tuple[int, int]) -> bool:
    """Tell whether a run begins or ends with a kind: "Tarvik Ambulance Service" is no place."""
    for index in range(bisect_left(kinds, (run[0], 0)), len(kinds)):
        start, end = kinds[index]
        if end > run[1]:
            break
        if start == run[0] or end == run[1]:
            return True
    return False


def _is_free(found: Sequence[Place], starts: Sequence[int], start: int, end: int) -> bool:
    index = bisect_left(starts, start)
    clear_right = index == len(starts) or starts[index] >= end
    return clear_right and (index == 0 or found[index - 1].end <= start)
