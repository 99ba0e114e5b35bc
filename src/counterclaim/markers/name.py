"""Capitalised runs: the raw material of people, bodies and places."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from counterclaim.languages import LanguagePack
from counterclaim.languages.letters import UPPER
from counterclaim.languages.lexicon import is_short_form
from counterclaim.languages.reading import Reading
from counterclaim.markers.runs import stem, word_from
from counterclaim.markers.sentence import sentence_at
from counterclaim.vocabulary.outlets import outlet_named

_TAIL: Final = rf"[\w]*(?:[-’'.&/][\w]+)*(?:(?<=\b[{UPPER}])\.)?"
_STOPS: Final = ".!?…\"”»’')]"
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


def mark_names(reading: Reading) -> list[tuple[int, int]]:
    """Give ``(start, end)`` of each capitalised run, in order.

    Words that only open a sentence ("The", "Pada") are cut off its front. In a text that has no
    small letters nothing can be told from capitals, and the list is empty.
    """
    text = reading.text
    if text.isupper():
        return []
    names: list[tuple[int, int]] = []
    for first, end in _runs(reading):
        start = _behind_opening(reading, first, end)
        # Connectors left in front by the cut belong to no name.
        if start < end and text[start].isupper():
            names.append((start, end))
        elif start < end:
            rest = _name_pattern(reading.pack).search(text, start, end)
            if rest:
                names.append(rest.span())
    return names


def _behind_opening(reading: Reading, start: int, end: int) -> int:
    """Where a run begins, behind the words at its front that only open a sentence."""
    text, ordinary = reading.text, reading.pack.words("names.not_names")
    while start < end:
        word = _FIRST_WORD.match(text, start, end)
        if word is None or _plain(word.group()) not in ordinary or _short_form(text, word):
            break
        # In mid-sentence "Antara" is an agency, not "between".
        if start > 1 and text[start - 2].islower() and outlet_named(word.group()):
            break
        start = word_from(text, word.end(), end)
    return start


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
