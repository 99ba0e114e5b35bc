"""Sentences of the text outside the fences."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from counterclaim.languages import LanguagePack
from counterclaim.languages.letters import LOWER, UPPER
from counterclaim.model import Document, Sentence

_OPENING: Final = "\"“”„«‘'(\\["
_CLOSING: Final = "\"”“»’')\\]"

# Ways in which a sentence ends: a line break; a mark followed by space and a capital, digit or opening
# quote; a mark behind a small letter or a short form in capitals and glued to the next sentence's
# capital, where a scraper dropped the space. The first character is written apart, so that the search
# can leap to it: under half the cost.
_MARKED: Final = (
    rf"(?P<mark>(?<=\S)[.!?…]*[{_CLOSING}]*)(?=\s+[{_OPENING}]*[{UPPER}0-9])"
    rf"|(?P<glued>(?:(?<=[{LOWER}0-9)%][.!?…])|(?<=[{UPPER}]{{3}}[.]))"
    rf"[.!?…]*(?:[{_CLOSING}](?<!“))*)"
    rf"(?=[{_OPENING}]?[{UPPER}](?:[{LOWER}]|(?<=[{LOWER}]..)[ ’']))"
)
_BREAK: Final = re.compile(rf"[\n.!?…](?:(?P<line>(?<=\n)\s*)|{_MARKED})")
# One way more: a run of spaces. Scraped paragraphs are often joined by two, and so are headings; inside a
# sentence it is a slip. Most texts have none, and their single spaces are not looked at; in the others a
# single one is told by what follows it, before any way is tried.
_BREAK_OR_GAP: Final = re.compile(
    r"[\s.!?…](?!(?<=[^\S\n])\S)(?:(?P<line>(?<=\n)\s*|(?<=[^\S\n])[^\S\n]*\n\s*)"
    rf"|(?P<gap>(?<=[^\S\n])[^\S\n]+)|{_MARKED})"
)
_ODD_BLANKS: Final = tuple(
    chr(c) for c in range(0x3001) if chr(c).isspace() and chr(c) not in " \n"
)
_ENDING: Final = frozenset(".!?…:\"”»’')")
_HEADING: Final = 60
"""Characters; a heading without a full stop is shorter."""
_WRAPPED: Final = 55
"""Characters; text set to a width has lines longer than this."""
_LINK: Final = 60
"""Characters of a link that a scraper set on a line of its own."""
_INNER: Final = frozenset(",.;)")
_WORD_BEFORE: Final = re.compile(r"[\w.]+$")


def mark_sentences(document: Document, pack: LanguagePack) -> list[Sentence]:
    """Split what is not fenced into sentences, in order; the headline is paragraph 0."""
    abbreviations = pack.words("sentences.abbreviations")
    title_end = document.title.end if document.title else 0
    title = document.title.text.casefold() if document.title else ""
    sentences: list[Sentence] = []
    paragraph = 0
    for run_start, run_end in _open_runs(document):
        for start, end, new_paragraph in _pieces(
            document.text, run_start, run_end, abbreviations, title
        ):
            paragraph += new_paragraph and bool(sentences)
            # Half the cost of calling the class.
            sentences.append(tuple.__new__(Sentence, (start, end, paragraph, start < title_end)))
        paragraph += 1
    return sentences


def _open_runs(document: Document) -> Iterator[tuple[int, int]]:
    """The runs of text between the fences, and the title as a run of its own."""
    cuts = sorted((f.span.start, f.span.end) for f in document.fences)
    if document.title:
        cuts.append((document.title.end, document.title.end))
        cuts.sort()
    at = 0
    for start, end in cuts:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(document.text):
        yield at, len(document.text)


def _pieces(
    text: str, start: int, end: int, abbreviations: frozenset[str], title: str
) -> Iterator[tuple[int, int, bool]]:
    """Give (start, end, begins a paragraph) for each sentence of one run."""
    new_paragraph = True
    for found in _breaks_of(text).finditer(text, start, end):
        how = found.lastgroup
        line = how in {"line", "gap"}
        stop = found.start() if line else found.end()
        if how == "gap" and not _ends_here(text, (start, stop), found.end(), title):
            continue
        if how == "line":
            while stop > start and text[stop - 1].isspace():  # blanks before the line feed
                stop -= 1
            if _goes_on(text, stop, found.end()):
                continue
        if not line and _is_abbreviation(text, start, found.start(), abbreviations):
            continue
        trimmed = _trim(text, start, stop)
        if trimmed:
            yield *trimmed, new_paragraph
            new_paragraph = False
        new_paragraph |= line
        start = found.end()
    trimmed = _trim(text, start, end)
    if trimmed:
        yield *trimmed, new_paragraph


def _breaks_of(text: str) -> re.Pattern[str]:
    """Give what finds the ends of sentences, runs of spaces among them where the text has any."""
    gaps = "  " in text or any(blank in text for blank in _ODD_BLANKS)
    return _BREAK_OR_GAP if gaps else _BREAK


def _goes_on(text: str, stop: int, resume: int) -> bool:
    """Whether a single line break ends no sentence: it wraps a long line, or sets a link apart."""
    if text.count("\n", stop, resume) != 1:
        return False
    if _continues(text, stop, resume):
        return True
    if text[stop - 1] in _ENDING:
        return False
    if stop - text.rfind("\n", 0, stop) > _WRAPPED and text[resume : resume + 1].isalnum():
        return True
    # The words of a link, for which the next line tells whether a sentence runs through them.
    end = text.find("\n", resume, resume + _LINK)
    return end > resume and text[end - 1] not in _ENDING and _continues(text, end, end + 1)


def _continues(text: str, stop: int, resume: int) -> bool:
    """Whether a line begins with a sign, or with a small letter behind the line of a link."""
    sign = text[resume : resume + 1]
    if sign in _INNER:
        return True
    begin = text.rfind("\n", 0, stop) + 1
    if not sign.islower() or begin < 2 or stop - begin > _LINK:
        return False
    return not text[begin - 2].isspace() and not {text[begin - 2], text[stop - 1]} & _ENDING


def _ends_here(text: str, run: tuple[int, int], resume: int, title: str) -> bool:
    """Whether a run of spaces ends a sentence, a heading or the title printed again."""
    start, stop = run
    heading = stop - start < _HEADING and not text[resume : resume + 1].islower()
    return text[stop - 1] in _ENDING or heading or text[start:stop].casefold() == title


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _is_abbreviation(text: str, start: int, stop: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at ``stop`` belongs to the word before it."""
    if text[stop] != ".":
        return False
    word = _WORD_BEFORE.search(text, max(start, stop - 12), stop)
    if word is None:
        return False
    form = word.group()
    # An initial ("J. Smith") ends no sentence, nor does a listed abbreviation or "U.S.".
    return (
        (len(form) == 1 and form.isupper())
        or form.lower() in abbreviations
        or (f"{form.lower()}." in abbreviations)
    )


def sentence_at(sentences: Sequence[Sentence], place: int) -> int:
    """Index of the sentence that holds a character, or -1 where it is fenced."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= place:
            low = middle + 1
        else:
            high = middle
    return low if low < len(sentences) and sentences[low].start <= place else -1
