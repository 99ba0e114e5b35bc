"""Those whose findings are statements: documents, bodies that count, reporters who saw.

``The survey found 40``, ``In a recent poll, 40 percent``, ``The agency recorded 40``, ``a Norda Press
reporter saw 40``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.chain import UNSURE, outlets_within
from counterclaim.markers.phrase import Phrase, PhraseFinder
from counterclaim.markers.runs import any_within, before_time, behind_time, words_before
from counterclaim.markers.sentence import sentence_at
from counterclaim.markers.statement import statement_of
from counterclaim.markers.subject import subject_of
from counterclaim.model import Cue, Form, Hit, Sentence, Statement

_WITHIN: Final = Cue("attribution.according", "asserted", "", "opening document")
_HAS: Final = Cue("attribution.shows", "asserted", "", "document that has a share")
_OF_AUTHOR: Final = 30
"""Characters from a document's noun to its author: "the study by the ministry"."""
_TO_COMMA: Final = 50
"""Characters behind a document that opens a sentence: "in a poll of 900 adults by Norda, "."""
_NEXT: Final = 12
"""Characters within which the next word ends, a preposition."""
_CAME_OUT: Final = 4
"""Words behind a document that closes a sentence: when it came out."""
_BODIES: Final = frozenset({"body", "group"})
_PLACES: Final = frozenset({"at", "near"})
_CLOSED: Final = re.compile(r"[,;:.]")


def document_shows(
    reading: Reading, finder: PhraseFinder, hit: Hit, index: int
) -> Statement | None:
    """``The survey found``, ``the Courier lists``: what would be an act of others is a statement."""
    floor = reading.sentences[index].start
    before = finder.before(_before_release(reading, finder, hit.start, floor), floor)
    if before is None or before.pronoun:
        return None
    where = finder.prepositions.get(before.start - 1)
    if where is not None and where.cue.value in _PLACES:
        before = finder.before(where.start, floor) or before
        if any_within(finder.documents, before.start, before.end):
            return statement_of(index, before, hit, Form.SUBJECT)
    name = finder.known.ending(before.end)
    if name and outlets_within(reading, finder.names, *name, nouns=False):
        return statement_of(index, before, hit, Form.SUBJECT)
    nouns = reading.hits("attribution.source_nouns")
    first = bisect_left(nouns, before.start - _OF_AUTHOR, key=itemgetter(0))
    for noun in nouns[first:]:
        if noun.start >= before.end:
            break
        between = reading.text[noun.end : before.start]
        told = noun.cue.value == "document" and noun.end <= hit.start
        if told and not _CLOSED.search(between):
            return statement_of(index, before, hit, Form.SUBJECT)
    return None


def _before_release(reading: Reading, finder: PhraseFinder, verb: int, floor: int) -> int:
    """Step back over when a document came out: ``a poll (released on Monday) found``."""
    text, words = reading.text, reading.pack.words
    place = before_time(text, finder.times, verb, floor)
    if place == verb:
        return verb
    for begin, end in words_before(text, floor, place):
        word = text[begin:end].lower()
        if word in words("attribution.passive"):
            return begin
        if word not in words("places.prepositions"):
            break
    return verb


def body_records(reading: Reading, finder: PhraseFinder, hit: Hit, index: int) -> Statement | None:
    """``The agency recorded 40``: what would befall others, a body that counts has found."""
    before = finder.before(hit.start, reading.sentences[index].start)
    if before is None or before.pronoun or finder.known.is_place(before[:2]):
        return None
    nouns = reading.hits("attribution.source_nouns")
    at = bisect_left(nouns, before.end, key=itemgetter(0)) - 1
    body = at >= 0 and nouns[at].start >= before.start and nouns[at].cue.value in _BODIES
    short = before.named and reading.text[before.start : before.end].isupper()
    return statement_of(index, before, hit, Form.SUBJECT) if body or short else None


def reporter_saw(reading: Reading, finder: PhraseFinder, hit: Hit, index: int) -> Statement | None:
    """``a Norda Press reporter at the scene saw 40``: what an outlet's people see is their word."""
    if any(
        h.start == hit.end + 1
        for h in reading.within("places.prepositions", hit.end, hit.end + _NEXT)
    ):
        return None  # "a programme heard on 40 stations"
    found = subject_of(reading, finder, hit.start, reading.sentences[index].start)
    if found is None or found[1] in UNSURE or not found[0].named:
        return None
    if not outlets_within(reading, finder.names, found[0].start, found[0].end, nouns=False):
        return None
    return statement_of(index, found[0], hit, Form.SUBJECT)


def opening_documents(reading: Reading, finder: PhraseFinder) -> Iterator[Statement]:
    """``Data dinas sosial, 40 rumah rusak``: a document and its author open a sentence."""
    for hit in reading.hits("attribution.opening"):
        index = sentence_at(reading.sentences, hit.start)
        if index < 0 or reading.sentences[index].start != hit.start:
            continue
        phrase = finder.after(hit.end, reading.sentences[index].end)
        told = phrase is not None and not phrase.pronoun and (phrase.named or phrase.described)
        if phrase and told and reading.text.startswith(", ", phrase.end):
            yield statement_of(index, phrase, hit, Form.ACCORDING)


def polls_have(reading: Reading, finder: PhraseFinder) -> Iterator[Statement]:
    """``A Norda poll this week has Novak at 57 percent``: a document has a share for someone."""
    documents = {h.end for h in reading.hits("attribution.within")}
    if not documents:
        return
    for verb in reading.hits("clauses.roles"):
        index = sentence_at(reading.sentences, verb.start) if verb.cue.value == "having" else -1
        # "has Novak at 57 percent", but not "has a margin of 3 percent"
        if index < 0 or not reading.text[verb.end + 1 : verb.end + 2].isupper():
            continue
        sentence = reading.sentences[index]
        place = before_time(reading.text, finder.times, verb.start, sentence.start)
        phrase = finder.before(place, sentence.start) if place - 1 in documents else None
        if phrase is None or phrase.pronoun or not _shares(reading, verb.end, sentence.end):
            continue
        yield statement_of(index, phrase, Hit(verb.start, verb.end, _HAS), Form.SUBJECT)


def documents_within(
    reading: Reading, finder: PhraseFinder, told: AbstractSet[int]
) -> Iterator[Statement]:
    """``In a recent Norda poll, 40 percent ...``, ``By its count, 40``, ``40 percent in a Norda poll``.

    A document opens a sentence that has no other voice or, where that holds a share, closes it.
    """
    documents = [h.end for h in reading.hits("attribution.within")]
    if not documents:
        return
    joints = reading.pack.words("names.connectors")
    polled = {h.end for h in reading.hits("attribution.polled")}
    agents = [h for h in reading.hits("clauses.roles") if h.cue.value == "agent"]
    for preposition in (*finder.prepositions.values(), *agents):
        if preposition.cue.value not in {"at", "agent"}:
            continue
        end = preposition.end
        near = bisect_left(documents, end)
        if near == len(documents) or documents[near] > end + _TO_COMMA:
            continue
        index = sentence_at(reading.sentences, preposition.start)
        if index < 0 or index in told:
            continue
        sentence = reading.sentences[index]
        begin = behind_time(reading.text, finder.times, end)
        # "In the poll, Novak has ...": the name behind the comma is not the document's.
        phrase = finder.after(begin, sentence.end, closed=True)
        if phrase is None or phrase.end not in documents:
            continue
        agent = preposition.cue.value == "agent"
        # "By the end of the study" is a time.
        if agent and not joints.isdisjoint(reading.form[phrase.start : phrase.end].split()):
            continue
        if preposition.start == sentence.start:
            tells = reading.text.find(",", phrase.end, phrase.end + _TO_COMMA) > 0
        else:
            asked = preposition.start - 1 in polled or _closes(reading, finder, phrase, sentence)
            shares = _shares(reading, sentence.start, phrase.start)
            tells = not agent and asked and shares
        if tells:
            cue = Hit(preposition.start, end, _WITHIN)
            yield statement_of(index, phrase, cue, Form.ACCORDING)


def _closes(reading: Reading, finder: PhraseFinder, phrase: Phrase, sentence: Sentence) -> bool:
    """Whether a phrase ends a sentence or its main clause."""
    behind = reading.text[phrase.end : sentence.end].partition(",")[0].strip(" .\n").split()
    index = bisect_left(finder.times, (phrase.end + 1,))
    timed = index < len(finder.times) and finder.times[index].start == phrase.end + 1
    # "in a poll released on Monday", "in a poll this month", but not "those in the study died"
    came_out = not behind or timed or behind[0] in reading.pack.words("attribution.passive")
    return len(behind) <= _CAME_OUT and came_out


def _shares(reading: Reading, start: int, end: int) -> bool:
    """Whether a share stands between two places."""
    shares = reading.hits("quantities.percent")
    index = bisect_left(shares, start, key=itemgetter(0))
    spelled = index < len(shares) and shares[index].start < end
    return spelled or "%" in reading.text[start:end]
