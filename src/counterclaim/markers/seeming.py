"""Words that look like a verb of saying and are none where they stand.

``the police report said``, ``the Forecasting Center said``, ``was later identified``,
``a self-described healer``: a noun, a part of a name, a verb whose subject does not speak.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.sentence import sentence_at
from counterclaim.model import Hit

_BEING: Final = 40
"""Characters from a form of "to be" to its participle: room for adverbs."""
_SHARE: Final = 60
"""Characters from a share to the verb: room for those it is a share of."""
_WHOSE: Final = 3
"""Words of whose a share is, the first of two groups: "of young Reds (and Red-leaning voters)"."""
_SHARES: Final = ("quantities.percent", "quantities.fractions")
_CLAUSES: Final = ("attribution.that", "attribution.first_person")
_SIGNS: Final = " ,)\u2013\u2014-"
_PERCENT: Final = re.compile("%")
_PAUSE: Final = re.compile(r"[;:()\"“”\u2013\u2014]|[,.](?!\d)")
_ARTICLE: Final = 9
"""Characters: room for an article."""
_FINITE: Final = frozenset({"being", "having"})
_OBJECTS: Final = {"verb": "object", "verdict": "case"}
_NUMBERS: Final = ("numbers.words", "quantities.bound_before", "quantities.vague")
_COUNTED: Final = ("nouns.counted", "nouns.asserting", "measures.noun")
_start: Final = itemgetter(0)


def nominal(reading: Reading, names: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Where a verb of saying begins that is a noun or a part of a name."""
    says = reading.hits("attribution.says")
    return frozenset([*_nouns(reading, says), *_named(reading, says, names)])


def _nouns(reading: Reading, says: Sequence[Hit]) -> Iterator[int]:
    """``a report``, ``these estimates``, ``reports said``: an article before or a verb behind tells."""
    kinds = ("attribution.says", "attribution.shows")
    verbs = {h.start for kind in kinds for h in reading.hits(kind)}
    openers = {h.end for h in reading.hits("attribution.according")}
    openers |= {h.end for h in reading.hits("clauses.roles") if h.cue.value == "definite"}
    articles = reading.pack.words("numbers.articles")
    for noun in reading.hits("attribution.source_nouns"):
        if noun.cue.value != "document":
            continue
        ahead = reading.form[max(0, noun.start - _ARTICLE) : noun.start].split()[-1:]
        told = (
            noun.start - 1 in openers or noun.end + 1 in verbs or articles.issuperset(ahead or "?")
        )
        for hit in says[bisect_left(says, noun.start, key=_start) :]:
            if hit.start >= noun.end:
                break
            before = reading.form[noun.start : hit.start].strip()
            if hit.end <= noun.end and (told or before in articles):
                yield hit.start


def _named(
    reading: Reading, says: Sequence[Hit], names: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """``the Forecasting Center``, ``Planned Parenthood``: a capital in a name; headlines have many."""
    for hit in says:
        if not reading.text[hit.start].isupper():
            continue
        index = bisect_left(names, (hit.start + 1, 0)) - 1
        if index < 0 or names[index][1] < hit.end or names[index] == (hit.start, hit.end):
            continue
        sentence = sentence_at(reading.sentences, hit.start)
        home = reading.sentences[sentence] if sentence >= 0 else None
        if home is not None and not home.headline and home.start != hit.start:
            yield hit.start


def speechless(reading: Reading) -> frozenset[int]:
    """Where a verb of saying begins that has no subject who speaks.

    A participle behind a form of "to be", with adverbs between, is said of another; one behind a
    hyphen is the latter half of an adjective. "We believe" names nobody, nor does a share of those
    who were asked.
    """
    text, says = reading.text, reading.hits("attribution.says")
    compound = [
        h.start
        for h in says
        if text[max(0, h.start - 1) : h.start] == "-" and text[max(0, h.start - 2)].isalnum()
    ]
    roles = reading.hits("clauses.roles")
    beings = [h.end for h in roles if h.cue.value == "being"]
    joins = reading.pack.words("clauses.coordinate")
    asked = [
        h.end
        for h in reading.hits("attribution.first_person")
        # "Ana Moss and others said"
        if joins.isdisjoint(reading.form[max(0, h.start - _ARTICLE) : h.start].split()[-1:])
    ]
    asked += [h.end for h in reading.hits("attribution.polled")]
    shares = [h.end for kind in _SHARES for h in reading.hits(kind)]
    shares += [m.end() for m in _PERCENT.finditer(text)]
    shares += [h.end for h in reading.hits("attribution.tallies")]
    passive = _behind(reading, sorted(beings), reading.hits("attribution.passive"))
    return frozenset(
        [
            *compound,
            *passive,
            *_behind(reading, sorted(asked + shares), says),
            *_set_off(reading, sorted(shares), says),
            *_shares(reading, sorted(shares), says),
            *_counted(reading, says),
            *_of_others(reading, says),
            *_taking(reading, says),
            *_facts(reading, says),
            *_owned(reading, says),
        ]
    )


def _owned(reading: Reading, says: Sequence[Hit]) -> Iterator[int]:
    """``the state's confirmed caseload``: whose cases they are; but "Tarvik's said", a shop."""
    text, endings = reading.text, tuple(reading.pack.words("names.possessive"))
    owned = [h for h in says if text.endswith(endings, 0, h.start - 1)]
    if not owned:
        return
    counted = {h.start for kind in _COUNTED for h in reading.hits(kind)}
    that = {h.start for h in reading.hits("attribution.that")}
    for hit in owned:
        if hit.end + 1 in that:  # "the mayor's claims that"
            continue
        word = text.rfind(" ", 0, hit.start - 1) + 1
        cases = hit.start in counted or hit.end + 1 in counted
        if cases or text[word].islower():
            yield hit.start


def _of_others(reading: Reading, says: Sequence[Hit]) -> Iterator[int]:
    """``a man questioned by police``: another's word; "said by phone", "had heard by then" is none."""
    passive, roles = reading.pack.words("attribution.passive"), reading.hits("clauses.roles")
    agents = {h.start for h in roles if h.cue.value == "agent"}
    agents -= {h.start for h in reading.hits("attribution.channels")}
    having = {h.end for h in roles if h.cue.value == "having"}
    for hit in says:
        by = hit.end + 1 in agents and hit.start - 1 not in having
        if by and reading.form[hit.start : hit.end] in passive:
            yield hit.start


def _taking(reading: Reading, says: Sequence[Hit]) -> Iterator[int]:
    """``the fever claimed 14 lives``, ``the court dismissed 40 cases``: the object tells a deed.

    It stands behind the verb and ends the clause; what a court decides on is counted.
    """
    taking = reading.hits("attribution.taking")
    if not taking:
        return
    verbs = {h.start: _OBJECTS[h.cue.value] for h in taking if h.cue.value in _OBJECTS}
    roles = reading.hits("clauses.roles")
    finite = {h.start for h in roles if h.cue.value in _FINITE}
    numbers = {h.start for kind in _NUMBERS for h in reading.hits(kind)}
    for hit in says:
        wanted = verbs.get(hit.start)
        behind = taking[bisect_left(taking, hit.end, key=_start) :][:2] if wanted else ()
        found = next((h for h in behind if h.cue.value == wanted), None)
        if found is None or found.end + 1 in finite:
            continue
        counted = reading.text[hit.end + 1].isdigit() or hit.end + 1 in numbers
        between = reading.text[hit.end : found.start]
        near = len(between) <= _BEING and not _PAUSE.search(between)
        if near and (counted or wanted == "object"):
            yield hit.start


def _facts(reading: Reading, says: Sequence[Hit]) -> Iterator[int]:
    """``The fact that the barge has no lamp shows``: the verb of a sentence that a clause opens."""
    for fact in reading.hits("attribution.facts"):
        sentence = sentence_at(reading.sentences, fact.start)
        if sentence < 0 or fact.start - reading.sentences[sentence].start > _ARTICLE:
            continue
        pause = _PAUSE.search(reading.text, fact.end, reading.sentences[sentence].end)
        stop = pause.start() if pause else reading.sentences[sentence].end
        at = bisect_left(says, stop, key=_start) - 1
        if at >= 0 and says[at].start > fact.end:
            yield says[at].start


def _behind(reading: Reading, ends: Sequence[int], verbs: Sequence[Hit]) -> Iterator[int]:
    """The verbs between which and one of some places stand no more than words of grammar."""
    words = reading.pack.words
    ordinary = words("names.not_names") - words("attribution.pronouns")
    for hit in verbs:
        index = bisect_left(ends, hit.start) - 1
        if index < 0 or ends[index] < hit.start - _BEING:
            continue
        between = reading.text[ends[index] : hit.start]
        plain = between == " " or between.replace(" ", "x").isalpha()
        if plain and set(between.lower().split()) <= ordinary:
            yield hit.start


def _set_off(reading: Reading, ends: Sequence[int], verbs: Sequence[Hit]) -> Iterator[int]:
    """``two-thirds, 67 percent, say they``: between a share and the verb stand signs alone.

    But ``40 percent, said Ana Nix``: whoever speaks may follow, where no clause does.
    """
    beside = []
    for hit in verbs:
        index = bisect_left(ends, hit.start) - 1
        between = reading.text[ends[index] : hit.start] if index >= 0 else "none"
        if not between.strip(_SIGNS):
            beside.append(hit)
    if beside:
        clauses = {h.start for kind in _CLAUSES for h in reading.hits(kind)}
        yield from (
            hit.start for hit in beside if hit.end + 1 in clauses or _before_pronoun(reading, hit)
        )


def _counted(reading: Reading, says: Sequence[Hit]) -> Iterator[int]:
    """``four in ten say they``, ``at least 430 said they``: so many were asked; no one's word."""
    words = {h.end for h in reading.hits("numbers.words")}
    numbers = [
        h for h in says if h.start - 1 in words or reading.text[max(0, h.start - 2)].isdigit()
    ]
    yield from (hit.start for hit in numbers if _before_pronoun(reading, hit))


def _before_pronoun(reading: Reading, hit: Hit) -> bool:
    """Whether a pronoun follows a verb: "say they"."""
    behind = reading.form[hit.end : hit.end + _BEING].split(maxsplit=1)
    return bool(behind) and behind[0] in reading.pack.words("attribution.pronouns")


def _shares(reading: Reading, shares: Sequence[int], says: Sequence[Hit]) -> Iterator[int]:
    """``51 percent of the town's voters said``: a share and whose it is, in one clause."""
    text, words = reading.text, reading.pack.words
    of = words("quantities.fraction_of")
    joins = reading.hits("clauses.coordinate")
    apart = of | words("numbers.articles")
    led = of | words("places.prepositions")  # "the rise in deaths announced on Friday"
    last = 0
    for hit in says:
        index = bisect_left(shares, hit.start) - 1
        end = shares[index] if index >= 0 else -1
        between = text[end : hit.start].rstrip(" )") if end >= last else ""
        whose = between.split()[:1]
        last = hit.end
        if not whose or len(between) > _SHARE or _PAUSE.search(between):
            continue
        if whose[0].lower() not in led:
            continue
        at = bisect_left(joins, end, key=_start)
        if at == len(joins) or joins[at].start > hit.start:
            yield hit.start
            continue
        # "of Reds and Red-leaning voters", not "of voters and the mayor", "were hurt and police"
        joined = text[joins[at].end : hit.start].split()
        near = len(text[end : joins[at].start].split()) <= _WHOSE
        if near and joined and joined[-1].islower() and apart.isdisjoint(joined):
            yield hit.start
