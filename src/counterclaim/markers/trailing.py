"""Participles behind a comma, which go on with a voice: ``police said two died, adding that ...``."""

import re
from collections.abc import Sequence
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.chain import UNSURE
from counterclaim.markers.phrase import PhraseFinder
from counterclaim.markers.statement import statement_of
from counterclaim.markers.subject import opening_of
from counterclaim.model import Form, Hit, Nearness, Statement

_ARTICLE: Final = 6
"""Characters: a comma and room for an article behind it."""
_QUOTED: Final = 4
"""Characters: a comma, the marks that close a quotation and a blank."""
_KIND: Final = "attribution.trailing"
_VOICED: Final = frozenset({Form.SUBJECT, Form.PRONOUN, Form.INVERTED})
_APART: Final = re.compile(r"[,;:\"\u201c\u201d]")


def trailing(reading: Reading, finder: PhraseFinder, hit: Hit, index: int) -> Statement | None:
    """``He left, saying two had died``: the pronoun that opens the sentence says so."""
    opening = finder.after(reading.sentences[index].start, hit.start)
    if opening is None or not opening.pronoun or not _behind_comma(reading.text, hit.start):
        return None
    if all(h.start != hit.start for h in reading.hits(_KIND)):
        return None
    return statement_of(index, opening, hit, Form.PRONOUN)


def resumed(
    reading: Reading, finder: PhraseFinder, statements: Sequence[Statement]
) -> list[Statement]:
    """Give each participle the voice of the verb before it or of what opens its sentence."""
    places = {h.start for h in reading.hits(_KIND)}
    done: list[Statement] = []
    for statement in statements:
        begin = statement.cue_start
        trails = begin in places and statement.form in _VOICED
        if trails and _behind_comma(reading.text, begin):
            done.append(_voiced(reading, finder, statement, done))
        else:
            done.append(statement)
    return done


def _voiced(
    reading: Reading, finder: PhraseFinder, statement: Statement, told: Sequence[Statement]
) -> Statement:
    index = statement.sentence
    before = [s for s in told if s.sentence == index and s.form in _VOICED]
    if _apposed(reading.text, statement) and not (before and before[-1].nearness not in UNSURE):
        return statement
    if before:
        leader = before.pop()
        # "the minister said experts believed ..., adding": it is the minister who adds.
        while before and _within(reading, before[-1], leader):
            leader = before.pop()
        return leader._replace(
            cue_start=statement.cue_start,
            cue_end=statement.cue_end,
            form=Form.PRONOUN if leader.form is Form.PRONOUN else Form.SUBJECT,
            certainty=statement.certainty,
            rule=statement.rule,
        )
    floor = reading.sentences[statement.sentence].start
    pronoun = finder.after(floor, statement.cue_start)
    if pronoun is not None and pronoun.pronoun:
        return statement._replace(source_start=-1, source_end=-1, form=Form.PRONOUN, named=False)
    opening = opening_of(reading, finder, statement.cue_start, floor)
    if opening is None:
        return statement
    begin = finder.bare(*opening[:2]) if opening.named else opening.start
    return statement._replace(
        source_start=begin,
        source_end=opening.end,
        form=Form.SUBJECT,
        named=opening.named,
        tail=finder.tail(begin, opening.end),
        nearness=Nearness.FAR,
    )


def _behind_comma(text: str, place: int) -> bool:
    """Whether a comma stands before a place, perhaps within the quotation that ends there."""
    return text[max(0, place - _QUOTED) : place].rstrip("\"”’' ").endswith(",")


def _apposed(text: str, statement: Statement) -> bool:
    """``the next country, Ruritania, reporting two deaths``: the name between the commas reports."""
    begin, end = statement.source_start, statement.source_end
    return "," in text[begin - _ARTICLE : begin] and statement.cue_start - end <= len(", ")


def _within(reading: Reading, outer: Statement, inner: Statement) -> bool:
    """Whether what one says is what another says: nothing sets the latter off."""
    if not outer.cue_end <= inner.source_start:
        return False
    return _APART.search(reading.text, outer.cue_end, inner.source_start) is None
