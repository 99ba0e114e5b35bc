"""Names set off by a colon or a dash, which stands for a verb of saying.

``WHO: 300 Dead`` and ``300 Dead: WHO`` in a headline, ``NOVAK: Three boats`` where a sentence opens.
"""

import re
from collections.abc import Sequence
from itertools import repeat
from typing import Final

from counterclaim.languages.letters import UPPER
from counterclaim.languages.reading import Reading
from counterclaim.markers.chain import outlets_within
from counterclaim.markers.phrase import PhraseFinder
from counterclaim.markers.sentence import sentence_at
from counterclaim.markers.statement import speaks, statement_of
from counterclaim.markers.subject import names_speaker
from counterclaim.model import Cue, Form, Hit, Statement

_ARTICLE: Final = 5
"""Characters: room for an article at the beginning of a sentence."""
_LABEL: Final = 90
"""Characters of a headline up to its colon."""
_COLON: Final = Cue("attribution.according", "asserted", ":", "headline colon")
_TURN: Final = Cue("attribution.according", "asserted", ":", "turn")
_LONGEST_TURN: Final = 2000
"""Characters: behind so many the report itself may go on."""
_OPENING_LABEL: Final = re.compile(
    rf"[ \t]*((?:[{UPPER}][\w.’'-]*(?: (?=[{UPPER}]))?){{1,4}})(?: \([\w.-]{{1,20}}\))?"
    rf"(?:: ?(?=([\"“]))|(?<=[{UPPER}]{{2}}): )"
)
"""A name before a colon at the beginning of a sentence, in capitals or before a quotation.

What stands behind the name in brackets says more of it: "Sen. Ana Novak (R-Zenda): “No"."""
_CLOSING_LABEL: Final = re.compile(r"(?:: | [-\u2013\u2014] )(?=[^:\u2013\u2014]{2,30}$)")
_INTERVIEW: Final = 4


def announced(reading: Reading, finder: PhraseFinder) -> list[Statement]:
    """``WHO: 300 Dead``: in a headline a colon stands for the verb."""
    found = []
    for index, sentence in enumerate(reading.sentences):
        if not sentence.headline:
            break
        colon = reading.text.find(": ", sentence.start, min(sentence.end, sentence.start + _LABEL))
        phrase = finder.before(colon, sentence.start) if colon > 0 else None
        opens = phrase and (
            phrase.start - sentence.start <= _ARTICLE
            or reading.text[phrase.start - 2 : phrase.start] == ", "
        )
        # "Flash update: 300 Dead": a word that is stepped over before a verb is a part of a label.
        opens = opens and phrase and not reading.text[phrase.end : colon].strip()
        if phrase and opens and names_speaker(reading, phrase) and speaks(reading, phrase):
            cue = Hit(colon, colon + 1, _COLON)
            found.append(statement_of(index, phrase, cue, Form.ACCORDING))
        else:
            found += _closing_label(reading, finder, index)
    return found


def _closing_label(reading: Reading, finder: PhraseFinder, index: int) -> list[Statement]:
    """``300 Dead in Blaze: WHO``, ``Four Drown - Coastguard``: who says it ends the headline.

    It is a noun for one who speaks or, behind a colon, a short form: what stands there else may be
    the name of the paper, or of whom the story is about.
    """
    sentence = reading.sentences[index]
    label = _CLOSING_LABEL.search(reading.text, sentence.start, sentence.end)
    if label is None:
        return []
    phrase = finder.after(label.end(), sentence.end)
    if phrase is None or phrase.pronoun or reading.text[phrase.end : sentence.end].strip(" .\n"):
        return []
    short = ":" in label.group() and reading.text[phrase.start : phrase.end].isupper()
    if not short and not phrase.described:
        return []
    if not short and outlets_within(reading, finder.names, *phrase[:2]):
        return []
    cue = Hit(label.start(), label.end(), _COLON)
    return [statement_of(index, phrase, cue, Form.ACCORDING)]


def labelled(reading: Reading, finder: PhraseFinder) -> list[Statement]:
    """``NOVAK: Three boats``, ``Ana Novak: “Three boats”``: a name and a colon open a sentence.

    In capitals, with no quotation behind, they must be several, as in an interview: a lone one is
    where the report was written.
    """
    text, found = reading.text, []
    openings = [s.start for s in reading.sentences]
    labels = [m for m in map(_OPENING_LABEL.match, repeat(text), openings) if m]
    shouted = [m for m in labels if not m.group(2)]
    for label in labels:
        if not label.group(2) and len(shouted) < _INTERVIEW:
            continue
        start, end = label.span(1)
        index = sentence_at(reading.sentences, start)
        if index < 0 or reading.sentences[index].headline:
            continue
        phrase = finder.before(end, start)
        whole = phrase is not None and phrase.start - start <= _ARTICLE and phrase.end == end
        # "Warning:" is a word before a quotation, not a name.
        whole = whole and (not label.group(2) or " " in text[start:end])
        if phrase and whole and phrase.named and not finder.known.is_place(phrase[:2]):
            colon = text.index(":", end)
            cue = Hit(colon, colon + 1, _COLON if label.group(2) else _TURN)
            found.append(statement_of(index, phrase, cue, Form.ACCORDING))
    return found


def with_turns(
    quotations: Sequence[tuple[int, int]], statements: Sequence[Statement], end: int
) -> list[tuple[int, int]]:
    """Add what each says in an interview, up to the next label, to the quotations of a text."""
    labels = [s for s in statements if s.rule == _TURN.rule]
    if not labels:
        return list(quotations)
    ends = [*(s.source_start for s in labels[1:]), end]
    turns = [
        (s.cue_end, min(stop, s.cue_end + _LONGEST_TURN))
        for s, stop in zip(labels, ends, strict=True)
    ]
    return sorted([*turns, *(q for q in quotations if not any(a <= q[0] < b for a, b in turns))])
