"""Who signed what a report quotes whole: ``... — Ana Moss (@anamoss) July 5, 2016``."""

import re
from collections.abc import Iterator
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.phrase import PhraseFinder
from counterclaim.markers.sentence import sentence_at
from counterclaim.model import Form, Nearness, Statement

_SIGNED: Final = re.compile(r"([\u2013\u2014]|\s--?) ?([^\n@\u2013\u2014]{2,60}) \(@\w+\)")
_RULE: Final = "signature"


def signatures(reading: Reading, finder: PhraseFinder) -> Iterator[Statement]:
    """A dash, a name and a handle behind a post: whoever signs it says what stands in it."""
    text = reading.text
    if "(@" not in text:
        return
    for found in _SIGNED.finditer(text):
        start, end = found.span(2)
        name = finder.name_ending(end)
        index = sentence_at(reading.sentences, start)
        if name is None or name[0] < start or index < 0:
            continue
        yield Statement(
            sentence=index,
            source_start=start if text[start].isupper() else name[0],
            source_end=end,
            cue_start=found.start(1),
            cue_end=found.end(1),
            form=Form.INVERTED,
            certainty="asserted",
            via=(),
            named=True,
            outlet=False,
            tail=0,
            rule=_RULE,
            nearness=Nearness.NEAR,
        )
