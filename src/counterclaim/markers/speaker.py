"""Whose voice each statement is: a pronoun is followed back to the one it stands for."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.phrase import PhraseFinder
from counterclaim.markers.sentence import sentence_at
from counterclaim.model import Form, Nearness, Sentence, Statement

_ARTICLE: Final = 5
"""Characters: room for an article at the beginning of a sentence."""
_OF_OTHERS: Final = frozenset({"alleged", "planned"})
Runs = Sequence[tuple[int, int]]


def speakers(
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    quotations: Sequence[tuple[int, int]] = (),
    introduced: Sequence[tuple[int, int]] = (),
) -> list[tuple[int, int] | None]:
    """Give for each statement the run that names its source, pronouns followed back to a name.

    A pronoun takes the nearest earlier source of the text, a name before a description: "according to
    residents" takes no pronoun from whoever spoke before. The headline names nobody for the body, nor do
    those named in a quotation for what stands outside it.
    ``introduced`` are people with whom a sentence opens: in the paragraph of such a one, the pronoun
    is theirs.
    """
    resolved: list[tuple[int, int] | None] = []
    last: tuple[int, int] | None = None
    inside: tuple[int, tuple[int, int] | None] = (-1, None)
    opens = [start for start, _ in quotations]
    for statement in statements:
        own = (statement.source_start, statement.source_end)
        index = bisect_left(opens, statement.cue_start) - 1
        quoted = index >= 0 and statement.cue_start < quotations[index][1]
        if statement.form is Form.PRONOUN:
            within = inside[1] if quoted and inside[0] == index else None
            met = None if quoted else _met(statement, sentences, introduced)
            if met and (last is None or met[0] > last[0]):
                last = met
            resolved.append(within or last)
            continue
        resolved.append(own)
        sure = not statement.outlet and statement.nearness is not Nearness.FAR
        sure = sure and (last is None or statement.named or not _in_passing(statement))
        if quoted:
            inside = (index, own)
        elif sure and not sentences[statement.sentence].headline:
            last = own
    return resolved


def _in_passing(statement: Statement) -> bool:
    """Whether one without a name is only told of: "according to residents", "the suspect admits"."""
    return statement.form is Form.ACCORDING or statement.certainty in _OF_OTHERS


def _met(
    statement: Statement, sentences: Sequence[Sentence], introduced: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The last one introduced before a pronoun, in its paragraph and another sentence."""
    sentence = sentences[statement.sentence]
    index = bisect_left(introduced, (sentence.start, 0)) - 1
    if index < 0:
        return None
    home = sentence_at(sentences, introduced[index][0])
    return introduced[index] if sentences[home].paragraph == sentence.paragraph else None


def introductions(
    reading: Reading, finder: PhraseFinder, statements: Sequence[Statement]
) -> list[tuple[int, int]]:
    """The people with whom sentences open: a name behind a title, or one of two words that acts."""
    found: list[tuple[int, int]] = []
    # Only a pronoun asks for them, and only within its paragraph.
    asking = {reading.sentences[s.sentence].paragraph for s in statements if s.form is Form.PRONOUN}
    for sentence in reading.sentences:
        if sentence.headline or sentence.paragraph not in asking:
            continue
        phrase = finder.after(sentence.start, sentence.end)
        if phrase is None or phrase.pronoun or not phrase.named:
            continue
        if phrase.start - sentence.start > _ARTICLE or phrase.start - 1 in finder.prepositions:
            continue  # "Di Lembah Zenda, ..." is where, not who
        begin = finder.bare(phrase.start, phrase.end)
        whole = finder.known.around(begin)
        name = None if whole is None else (begin, whole[1])
        titled = begin > phrase.start
        if name is None and not titled:
            name = finder.person_in(phrase)
            titled = name is not None
        if name is None or finder.known.is_place(name):
            continue
        if titled or _two_words(reading, name):
            found.append(name)
    return found


def _two_words(reading: Reading, name: tuple[int, int]) -> bool:
    words = reading.text[slice(*name)].split()
    nouns = reading.hits("attribution.source_nouns")
    index = bisect_left(nouns, name[0], key=itemgetter(0))
    body = index < len(nouns) and nouns[index].start < name[1]
    return len(words) in {2, 3} and not body and not any(w.isupper() for w in words)
