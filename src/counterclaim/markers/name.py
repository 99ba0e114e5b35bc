"""Capitalised runs: the raw material of people, bodies and places."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from counterclaim.languages import LanguagePack
from counterclaim.languages.letters import UPPER
from counterclaim.languages.lexicon import is_short_form
from counterclaim.languages.reading import Reading
from counterclaim.markers.runs import stem, word_from
from counterclaim.markers.sentence import sentence_at
from counterclaim.vocabulary.outlets import outlet_named
from counterclaim.vocabulary.units import currency_signs, scaled_currency_signs

_TAIL: Final = rf"[\w]*(?:[-’'.&/][\w]+)*(?:(?<=\b[{UPPER}])\.)?"
_STOPS: Final = ".!?…\"”»’')]"
_ALWAYS_ORDINARY: Final = (
    "times.weekdays",
    "times.months",
    "numbers.articles",
    "attribution.pronouns",
    "clauses.roles",
)
"""Words that no capital makes a part of the name behind them: "on Monday Ruritania", "in The Times"."""
_FIRST_WORD: Final = re.compile(r"[\w’'.-]+")


@cache
def _name_pattern(pack: LanguagePack) -> re.Pattern[str]:
    """Capitalised words with the pack's connectors between them, and a short form in brackets."""
    # "Rd. Arief" is one name; a title before a name stands by itself.
    short = pack.words("sentences.abbreviations") - pack.words("attribution.titles")
    dotted = sorted(w.rstrip(".").capitalize() for w in short if 2 <= len(w.rstrip(".")) <= 4)
    # The capital comes first in the pattern, so that the search can leap to it.
    tails = "|".join(rf"(?<={re.escape(w[0])}){re.escape(w[1:])}" for w in dotted) or "(?!)"
    word = rf"[{UPPER}](?:(?=\w{{1,3}}\.[ ])(?:{tails})\.(?=[ ][{UPPER}])|{_TAIL})"
    connectors = sorted(pack.words("names.connectors"), key=len, reverse=True)
    joint = rf"(?:[ \u00a0](?:{'|'.join(map(re.escape, connectors))}))" if connectors else "(?!)"
    return re.compile(rf"{word}(?:{joint}{{0,2}}[ \u00a0]+{word}|[ ]?\([{UPPER}][{UPPER}0-9-]+\))*")


@cache
def _amount(pack: LanguagePack) -> re.Pattern[str]:
    """An amount of money that begins with letters, as a name does."""
    signs = {*currency_signs(pack.code), *scaled_currency_signs()}
    letters = sorted((s for s in signs if s[0].isupper()), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, letters))})\.?\d")


def mark_names(reading: Reading) -> list[tuple[int, int]]:
    """Give ``(start, end)`` of each capitalised run, in order.

    Words that only open a sentence ("The", "Pada") are cut off its front. In a text that has no
    small letters nothing can be told from capitals, and the list is empty.
    """
    text = reading.text
    if text.isupper():
        return []
    names: list[tuple[int, int]] = []
    places = {hit.start: hit.end for hit in reading.hits("places.names")}
    days = _days_behind(reading, places)
    for first, whole in _runs(reading):
        if opens_affiliation(reading, first):
            continue
        end = days.get(whole, whole)
        start = _behind_opening(reading, first, end, places)
        # Connectors left in front by the cut belong to no name.
        if start < end and text[start].isupper():
            names.append((start, end))
        elif start < end:
            rest = _name_pattern(reading.pack).search(text, start, end)
            if rest:
                names.append(rest.span())
    return names


def opens_affiliation(reading: Reading, place: int) -> bool:
    """Whether the letter of a party stands there with its constituency: "Ana Novak, R-Ohio, said"."""
    text = reading.text
    if text[place + 1 : place + 2] != "-" or not text[place + 2 : place + 3].isupper():
        return False  # "I-95"
    return text[place].lower() in reading.pack.words("names.affiliations")


def _days_behind(reading: Reading, places: Mapping[int, int]) -> Mapping[int, int]:
    """Where a place ends that a weekday follows, by the end of the weekday: "strikes on Gaza Monday"."""
    ends = set(places.values())
    days = reading.hits("times.weekdays")
    return {day.end: day.start - 1 for day in days if day.start - 1 in ends}


def _behind_opening(reading: Reading, start: int, end: int, places: Mapping[int, int]) -> int:
    """Where a run begins, behind the words at its front that only open a sentence.

    ``places`` are the known ones, the end of each by its start.
    """
    text, ordinary = reading.text, reading.pack.words("names.not_names")
    while start < end:
        word = _FIRST_WORD.match(text, start, end)
        if word is None:
            break
        plain = _plain(word.group())
        if not plain.isalpha() and _amount(reading.pack).match(text, start):  # "Rp300"
            start = word_from(text, word.end(), end)
            continue
        if plain not in ordinary or _short_form(text, word):
            break
        if places.get(start, 0) > word.end() or _inside(reading, start, plain):
            break  # "New Orleans", "the Second Avenue"
        # In mid-sentence "Antara" is an agency, not "between".
        if start > 1 and text[start - 2].islower() and outlet_named(word.group()):
            break
        start = word_from(text, word.end(), end)
    return start


def _inside(reading: Reading, start: int, word: str) -> bool:
    """Whether a small letter before a word tells that its capital is a name's; headlines have many."""
    text, title = reading.text, reading.document.title
    if text[start - 1 : start] != " " or not text[start - 2 : start - 1].islower():
        return False
    if title is not None and start < title.end:
        return False
    words = reading.pack.words
    return not any(word in words(kind) for kind in _ALWAYS_ORDINARY)


def _runs(reading: Reading) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; where a scraper dropped the blank behind a full stop, two."""
    text, sentences = reading.text, reading.sentences
    for found in _name_pattern(reading.pack).finditer(text):
        start, end = found.span()
        if "." in found.group():
            while (at := sentence_at(sentences, start)) >= 0 and sentences[at].end < end:
                stop = sentences[at].end
                yield start, start + len(text[start:stop].rstrip(_STOPS))
                start = word_from(text, stop, end)
        if start < end:
            yield start, end


def _plain(word: str) -> str:
    """A word as the pack's lists have it."""
    return word.lower().replace("’", "'")


def _short_form(text: str, word: re.Match[str]) -> bool:
    """Whether a word in capitals is a body, as "WHO" or "WHO's" is: small letters stand beside it."""
    return is_short_form(text, word.start(), word.start() + len(stem(word.group())))
