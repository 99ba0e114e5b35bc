"""Attributions: who says something, by which cue, and who passed it on.

Source, cue and content are the terms of PARC and PolNeAR. A speech verb or preposition is a cue of
the language pack; the source is the noun phrase that borders it. What the statement covers is left to
assembly.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import Final

from counterclaim.languages.letters import UPPER
from counterclaim.languages.reading import Reading
from counterclaim.markers.chain import (
    UNSURE,
    Runs,
    addressed,
    before_place,
    chained,
    outlets_named,
    outlets_within,
    passes_on,
)
from counterclaim.markers.findings import (
    body_records,
    document_shows,
    documents_within,
    opening_documents,
    polls_have,
    reporter_saw,
)
from counterclaim.markers.label import announced, labelled
from counterclaim.markers.phrase import Phrase, PhraseFinder
from counterclaim.markers.runs import any_within, behind_time
from counterclaim.markers.seeming import speechless
from counterclaim.markers.sentence import sentence_at
from counterclaim.markers.signature import citations, signatures
from counterclaim.markers.statement import speaks, statement_of
from counterclaim.markers.subject import joined, subject_of
from counterclaim.markers.trailing import resumed, trailing
from counterclaim.model import Form, Hit, Nearness, Statement

_ARTICLE: Final = 5
"""Characters: room for an article at the beginning of a sentence."""
_INVERTING: Final = re.compile(r"[,\"”»’'?!…–\x9d-]\s*$")
"""What stands before an inverted verb: ``..., said X``; ``...,” kata X``."""

_QUOTED: Final = re.compile(r"[\"”»’'\x9d][,.]?\s*$")
"""A quotation that closes right before a verb: whoever follows speaks, be it "a shopkeeper"."""
_SET_OFF: Final = re.compile(r"(?: [^\W\dA-Z_]+)?, ")
"""The comma that sets off who says so, perhaps behind a word that points: "laporan itu, "."""
_OF_ITSELF: Final = re.compile(r"(?: [^\W\dA-Z_]+){0,2}, ")
"""As that comma, perhaps behind words that say more of a document: "laporan yang diterima, "."""
_OPENER: Final = 40
"""Characters of a sentence before those who say it are put in: "Sementara itu, kata X, ..."."""
_ASIDE: Final = re.compile(rf"(?:[{UPPER}][^\d\"“”,.]*, |[{UPPER}][^\W\d]+ )?")
_MARKS: Final = re.compile(r"[\"\u201c\u201d]")


def mark_statements(
    reading: Reading, names: Runs, finder: PhraseFinder | None = None
) -> list[Statement]:
    """Give the attributions of a text in order of their cues.

    ``finder`` is the text's own where one is at hand, to be made but once; one that knows the times
    lets no source run into a time.
    """
    finder = finder or PhraseFinder(reading, names)
    statements: list[Statement] = []
    taken: set[int] = set()  # a cue of two kinds ("kata" in "katanya") makes one statement
    unsaid = _unsaid(reading, finder)
    for kind, make in _MAKERS:
        silent = unsaid.get(kind, frozenset())
        for hit in reading.hits(kind):
            if hit.start in silent:
                continue
            index = sentence_at(reading.sentences, hit.start)
            # "told X" says who speaks before it and, as a cue of another kind, who passed it on.
            if index < 0 or (hit.start in taken and kind != "attribution.passed_on"):
                continue
            statement = make(reading, finder, hit, index)
            if statement:
                taken.add(hit.start)
                statement = _trimmed(reading, finder, statement)
                if statement.form is Form.OUTLET:
                    statements += outlets_named(reading, finder, statement)
                    if not _starts_at(reading, "attribution.addressed", hit.start):
                        statements += _quoted_subject(reading, finder, hit, index)
                else:
                    statements.append(statement)
    statements += announced(reading, finder)
    statements += labelled(reading, finder)
    statements += signatures(reading, finder)
    statements += citations(reading, finder)
    statements += opening_documents(reading, finder)
    statements += polls_have(reading, finder)
    statements += documents_within(reading, finder, {s.sentence for s in statements})
    statements.sort(key=lambda s: (s.cue_start, s.cue_end))
    statements = resumed(reading, finder, statements)
    return chained(reading, [_with_outlet(reading, names, s) for s in statements])


def _unsaid(reading: Reading, finder: PhraseFinder) -> Mapping[str, AbstractSet[int]]:
    """Where cues of a kind begin that name nobody."""
    impersonal = reading.hits("attribution.impersonal")
    within = {at for h in impersonal for at in range(h.start, h.end)}
    return {
        "attribution.says": finder.nominal | speechless(reading) | within,
        "attribution.according": {
            h.start
            for whole in impersonal
            for h in reading.within("attribution.according", whole.start, whole.end)
        },
    }


def _trimmed(reading: Reading, finder: PhraseFinder, statement: Statement) -> Statement:
    """Cut titles before a name and the place of speaking behind it off the source."""
    start, end = statement.source_start, statement.source_end
    if start < 0:
        return statement
    begin = finder.bare(start, end) if statement.named else start
    close = before_place(reading, begin, end)
    tail = finder.tail(start, close)
    if begin == start and close == end and not tail:
        return statement
    return statement._replace(source_start=begin, source_end=close, tail=tail)


def _with_outlet(reading: Reading, names: Runs, statement: Statement) -> Statement:
    """Tell whether the source is an outlet, by its whole name or a name in it."""
    start, end = statement.source_start, statement.source_end
    if statement.outlet or start < 0:
        return statement
    if not outlets_within(reading, names, start, end, nouns=False):
        return statement
    return statement._replace(outlet=True)


def _according(reading: Reading, finder: PhraseFinder, hit: Hit, index: int) -> Statement | None:
    begin = behind_time(reading.text, finder.times, hit.end)
    phrase = finder.after(begin, reading.sentences[index].end, closed=True)
    nobody = phrase and not phrase.named and not phrase.described
    if nobody and phrase and _starts_at(reading, "attribution.according", phrase.end + 1):
        return None  # "according to satellite analysis by the institute": the latter cue has it
    phrase = phrase or _document_itself(reading, hit, index)
    return statement_of(index, phrase, hit, Form.ACCORDING) if phrase else None


def _document_itself(reading: Reading, hit: Hit, index: int) -> Phrase | None:
    """``Menurut laporan itu, ...``: a cue with a document in it, and nobody behind it who made it.

    In direct speech it is the speaker who tells what the document holds.
    """
    sentence = reading.sentences[index]
    spoken = _MARKS.search(reading.text, sentence.start, sentence.end) is not None
    fused = _starts_at(reading, "attribution.pronoun_says", hit.start)  # "... yang diterimanya"
    if spoken or fused or _OF_ITSELF.match(reading.text, hit.end) is None:
        return None
    for start, end, cue in reading.hits("attribution.source_nouns"):
        if hit.start < start and end <= hit.end and cue.value == "document":
            return Phrase(start, hit.end, named=False, described=False)
    return None


def _citing(reading: Reading, finder: PhraseFinder, hit: Hit, index: int) -> Statement | None:
    """``the agency said, citing the mayor``: an outlet is a link of the chain, another its source."""
    phrase = finder.after(hit.end, reading.sentences[index].end, closed=True)
    if phrase is None or phrase.pronoun or not _tells(finder, phrase):
        return None
    known = outlets_within(reading, finder.names, phrase.start, phrase.end)
    return statement_of(index, phrase, hit, Form.OUTLET if known else Form.ACCORDING)


def _tells(finder: PhraseFinder, phrase: Phrase) -> bool:
    """Whether one cites a source: "citing the mayor", "citing records"; not "citing a lack of funds"."""
    return (
        phrase.named or phrase.described or any_within(finder.documents, phrase.start, phrase.end)
    )


def _told_by(reading: Reading, finder: PhraseFinder, hit: Hit, index: int) -> Statement | None:
    """``Hal itu disampaikan Kepala Dinas``: the one who speaks follows a passive verb."""
    phrase = finder.after(hit.end, reading.sentences[index].end)
    if phrase is None or not speaks(reading, phrase) or _predicate(reading, phrase, index):
        return None
    if _also_passes_on(reading, hit) and passes_on(reading, finder.names, phrase):
        return None
    return statement_of(index, phrase, hit, _form_of(reading, phrase, hit, index))


def _form_of(reading: Reading, phrase: Phrase, hit: Hit, index: int) -> Form:
    """``Namun, kata X, dua orang``: what opens a sentence stands before what is said, as "menurut X"."""
    start, text = reading.sentences[index].start, reading.text
    opens = hit.start - start <= _OPENER and _ASIDE.fullmatch(text, start, hit.start) is not None
    opens = opens and _SET_OFF.match(text, phrase.end) is not None
    return Form.ACCORDING if opens and not phrase.pronoun else Form.INVERTED


def _fused(_: Reading, __: PhraseFinder, hit: Hit, index: int) -> Statement:
    return statement_of(index, None, hit, Form.PRONOUN)


def _speech(reading: Reading, finder: PhraseFinder, hit: Hit, index: int) -> Statement | None:
    """The source before its verb or, after a quotation or a comma, behind it."""
    sentence = reading.sentences[index]
    text = reading.text
    comma = _INVERTING.search(text, max(sentence.start, hit.start - 3), hit.start) is not None
    if _starts_at(reading, "attribution.leads", hit.start):
        leading = _leading(reading, finder, hit, index, comma=comma)
        if leading:
            return leading
    follows = _only_follows(reading, hit)
    found = subject_of(reading, finder, hit.start, sentence.start, follows=follows)
    inverts = not (follows or joined(reading, hit.start) or _also_passes_on(reading, hit))
    settled = found is not None and (found[1] is Nearness.APPOSED or not comma)
    if found and comma and finder.ends_in_place(found[0]):
        settled = False  # "in Homs, Syria, said the mayor"
    if found and comma and not found[0].named and inverts:
        follower = finder.after(hit.end, sentence.end)
        settled = settled and not (follower and follower.named)  # "to the south, said Ana Novak"
    if inverts and (not settled or (found and found[1] in UNSURE)):
        after = finder.after(hit.end, sentence.end)
        strict = not comma and hit.start != sentence.start
        pronoun = after is not None and after.pronoun and (comma or found is None)
        if after and (after.described or pronoun or (speaks(reading, after) and not strict)):
            return statement_of(index, after, hit, Form.INVERTED)
        if after and _QUOTED.search(text, max(sentence.start, hit.start - 3), hit.start):
            return statement_of(index, after, hit, Form.INVERTED, Nearness.UNKNOWN)
    if found is None:
        return trailing(reading, finder, hit, index)
    return statement_of(index, found[0], hit, Form.SUBJECT, found[1])


def _leading(
    reading: Reading, finder: PhraseFinder, hit: Hit, index: int, *, comma: bool
) -> Statement | None:
    """``kata X``; but ``BPBD Sebut 300 Rumah Rusak`` in a headline, where the subject stands first."""
    sentence = reading.sentences[index]
    if sentence.headline and reading.text[hit.start].isupper() and not comma:
        before = finder.before(hit.start, sentence.start)
        if before and not before.pronoun and speaks(reading, before):
            return statement_of(index, before, hit, Form.SUBJECT)
    after = finder.after(hit.end, sentence.end)
    if after and (after.pronoun or speaks(reading, after) or comma):
        return statement_of(index, after, hit, _form_of(reading, after, hit, index))
    return None


def _only_follows(reading: Reading, hit: Hit) -> bool:
    """Whether the verb is one that stands behind its subject only, such as "mengatakan"."""
    return _starts_at(reading, "attribution.follows", hit.start)


def _starts_at(reading: Reading, kind: str, place: int) -> bool:
    hits = reading.hits(kind)
    index = bisect_left(hits, place, key=itemgetter(0))
    return index < len(hits) and hits[index].start == place


def _also_passes_on(reading: Reading, hit: Hit) -> bool:
    """Whether what follows the verb is the one told, not the one who speaks: "as reported by"."""
    hits = reading.hits("attribution.passed_on")
    index = bisect_left(hits, hit.start + 1, key=itemgetter(0)) - 1
    return index >= 0 and (hits[index].start == hit.start or hits[index].end == hit.end)


def _passed_on(reading: Reading, finder: PhraseFinder, hit: Hit, index: int) -> Statement | None:
    phrase = finder.after(hit.end, reading.sentences[index].end)
    if phrase is None or phrase.pronoun or _predicate(reading, phrase, index):
        return None
    where = finder.prepositions.get(hit.end)
    if where is not None and where.cue.value == "at" and hit.start - 1 in finder.beings:
        # "were reported in the Old Harbour" is where it happened, "in the Harbour Times" who tells
        found = outlets_within(reading, finder.names, phrase.start, phrase.end)
    elif _starts_at(reading, "attribution.addressed", hit.start):
        found = addressed(reading, finder.names, phrase, hit)
    else:
        found = passes_on(reading, finder.names, phrase)
    return statement_of(index, phrase, hit, Form.OUTLET) if found else None


def _predicate(reading: Reading, phrase: Phrase, index: int) -> bool:
    """``dilaporkan tewas di Zenda``: what was told follows the verb, not who told it."""
    if not (reading.text[phrase.start].islower() or reading.sentences[index].headline):
        return False
    states = reading.hits("measures.state")
    last = bisect_left(states, phrase.start + 1, key=itemgetter(0)) - 1
    return last >= 0 and states[last].end > phrase.start


def _quoted_subject(
    reading: Reading, finder: PhraseFinder, hit: Hit, index: int
) -> list[Statement]:
    """``The ministry was quoted by Wire Express as saying``: who opens the sentence speaks."""
    start = reading.sentences[index].start
    before = finder.before(hit.start, start)
    if before is None or before.pronoun or before.start - start > _ARTICLE:
        return []
    apart = not before.apposed and "," in reading.text[before.end : hit.start]
    if apart or not speaks(reading, before):
        return []
    return [statement_of(index, before, hit, Form.SUBJECT)]


_MAKERS: Final = (
    ("attribution.citing", _citing),
    ("attribution.according", _according),
    ("attribution.pronoun_says", _fused),
    ("attribution.told_by", _told_by),
    ("attribution.says", _speech),
    ("attribution.passed_on", _passed_on),
    ("attribution.shows", document_shows),
    ("attribution.records", body_records),
    ("attribution.witnesses", reporter_saw),
)
"""What makes a statement of a cue of which kind, in the order in which they are tried."""
