"""Who stands behind a sentence, for what is in it: ``... — Ana Moss (@anamoss) July 5, 2016``."""

import re
from collections.abc import Iterator
from typing import Final

from counterclaim.languages.letters import UPPER
from counterclaim.languages.reading import Reading
from counterclaim.markers.phrase import PhraseFinder
from counterclaim.markers.sentence import sentence_at
from counterclaim.model import Form, Nearness, Statement

_SIGNED: Final = re.compile(r"([\u2013\u2014]|\s--?) ?([^\n@\u2013\u2014]{2,60}) \(@\w+\)")
_CITED: Final = re.compile(
    rf"\((?<=[^\W_%][ \u00a0]\()(?=([{UPPER}][{UPPER}&-]+)\b)[^()\n]{{0,60}}?"
    r"\b(?:19|20)\d\d\b[^()\n]*\)(?=[.;,]|$)"
)
"""A short form and a year in brackets: ``300 fled (UNHCR, 31 March 2031).``"""
_CITATION: Final = "citation"
_RULE: Final = "signature"


def signatures(reading: Reading, finder: PhraseFinder) -> Iterator[Statement]:
    """A dash, a name and a handle behind a post: whoever signs it says what stands in it."""
    text = reading.text
    if "(@" not in text:
        return
    for found in _SIGNED.finditer(text):
        start, end = found.span(2)
        name = finder.known.ending(end)
        index = sentence_at(reading.sentences, start)
        if name is None or name[0] < start or index < 0:
            continue
        begin = start if text[start].isupper() else name[0]
        yield _signed(index, (begin, end), found.span(1), Form.INVERTED, _RULE)


def citations(reading: Reading, finder: PhraseFinder) -> Iterator[Statement]:
    """``300 fled (UNHCR, 31 March 2031).``: the body whose paper is named in brackets, with its year."""
    for found in _CITED.finditer(reading.text):
        source = found.span(1)
        index = sentence_at(reading.sentences, source[0])
        if index >= 0 and not finder.known.is_place(source):
            cue = (source[0] - 1, source[0])
            yield _signed(index, source, cue, Form.ACCORDING, _CITATION)


def _signed(
    index: int, source: tuple[int, int], cue: tuple[int, int], form: Form, rule: str
) -> Statement:
    return Statement(
        sentence=index,
        source_start=source[0],
        source_end=source[1],
        cue_start=cue[0],
        cue_end=cue[1],
        form=form,
        certainty="asserted",
        via=(),
        named=True,
        outlet=False,
        tail=0,
        rule=rule,
        nearness=Nearness.NEAR,
    )
