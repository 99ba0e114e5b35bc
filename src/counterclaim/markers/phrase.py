"""Noun phrases that border a cue, bounded by punctuation, function words and other cues.

No grammar is used: where a phrase ends is told by what cannot stand inside one. English puts its
modifiers before the noun ("the provincial interior minister"), Indonesian after it ("pejabat layanan
darurat setempat"); a bounded run of words holds both.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from counterclaim.markers.edges import Edges
from counterclaim.markers.name import opens_affiliation
from counterclaim.markers.runs import (
    WORD,
    any_within,
    before_age,
    before_time,
    broken,
    shouted,
    word_from,
    words_before,
)
from counterclaim.vocabulary.outlets import outlet_named

_CLAUSE_END: Final = re.compile(r"[,;:\"“”]")
_NEXT_COMMA: Final = re.compile(r"(?: (\w{2,10}))?, ")
"""The comma of an apposition, perhaps behind a word that points: ``koordinator itu, Huda Elamin``."""
_SHORT_FORM: Final = re.compile(r"\s*\((\w[\w.-]*(?: [A-Z][\w.]*)?)\)")
_OFFICE: Final = re.compile(r" [^,;:.\"“”()\d]{3,70}(?=, )")
"""What more is told of an office before the name: ``Ketua RT yang juga pemilik kos, Huda Elamin``."""
_RANK: Final = re.compile(r"\.?(?: \(\w[\w. -]*\))? ?")
"""Between a rank and the name: "dr. Huda Elamin", "Komisaris Besar (Kombes) Huda Elamin"."""
_BODY: Final = re.compile(r"[A-Z]{2,6}(?= [A-Z][^\W\dA-Z])")
_PERSON: Final = 2
"""Words of a full name."""
_SKIPPED: Final = 4
"""Words of grammar between a phrase and its verb: "has also since"."""
_AFFILIATION: Final = 30
"""Characters of a party and a constituency in brackets."""
_LONGEST: Final = 14
"""Words in a phrase; anything longer is a clause."""


class Phrase(NamedTuple):
    """A noun phrase at ``text[start:end]``.

    ``named`` tells that a capitalised name is in it, ``described`` that a source noun or title is, and
    ``pronoun`` that it is a pronoun that speaks, ``apposed`` that a description between
    commas follows it.
    """

    start: int
    end: int
    named: bool
    described: bool
    pronoun: bool = False
    apposed: bool = False

    @property
    def can_speak(self) -> bool:
        """Whether it names or describes someone."""
        return self.named or self.described


class PhraseFinder(Edges):
    """Finds the phrases of one text beside given places."""

    def after(self, place: int, limit: int, *, closed: bool = False) -> Phrase | None:
        """The phrase that begins at ``place``; it ends before ``limit``.

        ``closed`` asks that a name in apposition be set off again: after "according to the office,
        Zenda" a sentence may go on with another subject.
        """
        words = self._forward(place, limit)
        if not words:
            return None
        if self._is_pronoun(words[0]) and len(words) == 1:
            return Phrase(*words[0], named=False, described=False, pronoun=True)
        phrase = self._phrase(words[0][0], self._with_short_form(words[-1][1], limit))
        follower = self._apposition_after(phrase, limit, closed=closed)
        return follower or self._without_document(phrase, limit)

    def before(self, place: int, floor: int) -> Phrase | None:
        """The phrase that ends just before ``place``, not counting adverbs; it begins after ``floor``."""
        words = self._backward(place, floor)
        if not words:
            return None
        if self._is_pronoun(words[-1]):
            return Phrase(*words[-1], named=False, described=False, pronoun=True)
        phrase = self._phrase(words[0][0], self._with_short_form(words[-1][1], place))
        leader = self._apposition_before(phrase, place, floor)
        return leader or self._without_document(phrase, phrase.end)

    def _form(self, start: int, end: int) -> str:
        """A word as the pack's lists have it; a short form in capitals is none of their small words."""
        word = self._text[start:end].replace("’", "'")
        capitals = word[1:2].isupper() and not self._capitals and shouted(word)
        return word if capitals else word.lower()

    def _is_pronoun(self, word: tuple[int, int]) -> bool:
        return self._form(*word) in self._pronouns

    def _is_connector(self, word: tuple[int, int]) -> bool:
        return self._text[word[0] : word[1]].lower() in self._connectors

    def bare(self, start: int, end: int) -> int:
        """Where the name begins in a phrase that tells an office: "President" or "Presiden Ukraina".

        The title stays where it is all there is.
        """
        text, at = self._text, start
        place_at = self.known.place_at
        while ahead := self.titled.get(at) or (
            (place_at(at) or self._body_at(at, end)) if at > start else None
        ):
            at = word_from(text, ahead, end)
            if at >= end or not text[at].isupper():
                return start
        at = self._behind_rank(at, end, titled=at > start)
        # "Joint Chiefs of Ruritania" is a body: what is left of it would be no one's name.
        return start if self.known.holds_place(at, end) else at

    def _body_at(self, start: int, end: int) -> int:
        """Where the short form of a body ends before a person's name, else 0: "Ketua KPK Ana Nix"."""
        body = _BODY.match(self._text, start, end)
        return 0 if body is None or self._capitals else body.end()

    def _behind_rank(self, start: int, end: int, *, titled: bool) -> int:
        """Where a name begins behind the last title in a phrase, else ``start``.

        Where no title opens the phrase, a body may, and the name is a full one: "FBI Director Ana Nix".
        """
        for hit in reversed(self.reading.within("attribution.titles", start + 1, end)):
            at = word_from(self._text, hit.end, end)
            words = self._text[at:end].split()
            before = [] if titled else self._text[start : hit.start].split()
            capitals = all(w[0].isupper() and w[-1].isalnum() for w in (*before, *words))
            if not capitals or len(words) < (1 if titled else _PERSON):
                break
            if not self.known.is_place((at, end)):
                return at
        return start

    def tail(self, start: int, end: int) -> int:
        """How many words of a phrase stand after its last name or noun that speaks, at most 2."""
        last = start
        for runs in (self.names, self._described):
            index = bisect_left(runs, (end, 0)) - 1
            if index >= 0 and runs[index][1] > start:
                last = max(last, min(runs[index][1], end))
        return min(2, len(self.reading.form[last:end].split()))

    def _phrase(self, start: int, end: int) -> Phrase:
        named = any_within(self.names, start, end)
        described = any_within(self._described, start, end)
        # A third of the cost of calling the class, and it is done at every verb.
        return tuple.__new__(Phrase, (start, end, named, described, False, False))

    def _with_short_form(self, end: int, limit: int) -> int:
        short = _SHORT_FORM.match(self._text, end, limit)
        if short:
            return end if opens_affiliation(self.reading, short.start(1)) else short.end()
        # The short form itself may be the phrase's last word.
        return end + 1 if self._text.startswith(")", end) else end

    def _forward(self, place: int, limit: int) -> list[tuple[int, int]]:
        text = self._text
        words: list[tuple[int, int]] = []
        last, trailing, skipped = place, 0, 0
        for found in WORD.finditer(text, place, limit):
            start, end = found.span()
            if broken(text, last, start, self._abbreviations) or len(words) >= _LONGEST:
                break
            if text[last:start] == " (" and opens_affiliation(self.reading, start):
                break
            form = self._form(start, end)
            if form in self._pronouns and not words:
                return [(start, end)]
            if start in self._stops or (form[0].isdigit() and not self._numbered(start, end)):
                break
            if self._is_ordinary(start, form, inside=bool(words)):
                if words and not trailing:  # after a connector it is an article: "of the police"
                    break
                skipped += not words
                if skipped > 2:  # the phrase does not border the cue
                    break
                last = end
                continue
            if not words and form in self._connectors:
                last = end
                continue
            words.append((start, end))
            trailing = trailing + 1 if form in self._connectors else 0
            last = end
        return words[: len(words) - trailing]

    def _backward(self, place: int, floor: int) -> list[tuple[int, int]]:
        text = self._text
        place = before_age(text, before_time(text, self.times, place, floor), floor)
        place = self._before_affiliation(place, floor)
        found = words_before(text, max(floor, place - 200), place)
        words: list[tuple[int, int]] = []
        last, skipped, stepped = place, 0, False
        following = next(found, None)
        while following is not None:
            (start, end), following = following, next(found, None)
            gap = text[end:last].strip()
            if broken(text, end, last, self._abbreviations) and not (gap == ")" and not words):
                # A comma right before the verb closes an apposition; one is stepped over.
                if words or stepped or gap not in {",", "),"}:
                    break
                stepped = True
            form = self._form(start, end)
            if form in self._pronouns and not words:
                return [(start, end)]
            if self._is_ordinary(start, form, inside=bool(words) and start > floor):
                article = following is not None and self._is_connector(following)
                if (words and not article) or skipped >= _SKIPPED:
                    break
                skipped += not words
            elif self._stops_before(start, form, words) or (words and self._opens(form, following)):
                break
            else:
                words.append((start, end))
            last = start
        words.reverse()
        while words and self._is_connector(words[0]):
            del words[0]
        return words

    def _before_affiliation(self, place: int, floor: int) -> int:
        """Step back over a party and a constituency in brackets: "Ana Novak (R-Ohio) said"."""
        begin = self._text.rfind(" (", max(floor, place - _AFFILIATION), place)
        if begin < 0 or not opens_affiliation(self.reading, begin + len(" (")):
            return place
        closing = self._text.find(")", begin, place)
        return begin if closing > 0 and not self._text[closing + 1 : place].strip(", ") else place

    def _is_ordinary(self, start: int, form: str, *, inside: bool = False) -> bool:
        """Whether a word is one of grammar that no name holds; ``inside`` a phrase begun."""
        if form not in self._ordinary or form in self._connectors or start in self._speaking:
            return False
        # "Antara" is an agency, "antara" means between; "USA Today" is no day.
        capital = not inside and self._text[start].isupper()
        if capital and (outlet_named(form) or self._in_outlet(start)):
            return False
        # "Yayasan Anak Kita": a capital in mid-sentence makes it a part of a name; headlines have many.
        return not (inside and start > self._title_end and self._text[start].isupper())

    def _opens(self, form: str, before: tuple[int, int] | None) -> bool:
        """Whether an article opens the phrase: "on social media the army", not "head of the army"."""
        if form not in self._articles or before is None or self._is_connector(before):
            return False
        word = self._text[slice(*before)]
        located = before[0] - 1 in self.prepositions  # "in Karvik the mayor"
        return word.islower() or word.lower() in self._ordinary or located

    def _stops_before(self, start: int, form: str, words: Sequence[tuple[int, int]]) -> bool:
        """Whether a phrase read backwards cannot take in one more word."""
        return (
            start in self._stops
            or (form[0].isdigit() and not self._numbered(start, start + len(form)))
            or len(words) >= _LONGEST
            or (not words and form in self._connectors)
        )

    def _numbered(self, start: int, end: int) -> bool:
        """Whether a number belongs to the name before it: ``Kodim 0712/Tegal``, ``RT 04, Ana Nix``."""
        behind = self._text[end : end + 2] if start - 1 in self._numbering else ""
        return behind[:1] in {",", "/"} or (behind[:1] == " " and behind[1:].isupper())

    def _apposition_after(self, phrase: Phrase, limit: int, *, closed: bool) -> Phrase | None:
        """``kata Kepala Dinas, Tahir Ali,``: after a description, a comma and a bare name."""
        text = self._text
        if not phrase.described and not text[phrase.start].islower():
            return None
        office = self._office(phrase, limit)
        comma = _NEXT_COMMA.match(text, office or phrase.end, limit)
        closed = closed or bool(office)
        if comma is None or (comma.group(1) and comma.group(1) not in self._ordinary):
            return None
        name = self.known.behind_list(self._ranked(comma.end()))
        if name is None or name[1] > limit or self.known.place_at(name[0]) == name[1]:
            return None
        if "." in text[slice(*name)] and " " not in text[slice(*name)]:
            return None  # "Dr. Huda Elamin, M.Si": a degree
        set_off = text[name[1] : name[1] + 1] in {",", ".", ""}
        # "lanjut Gus Huda, Kemensos telah": a body that goes on with the sentence is nobody's name.
        body = name[0] not in self.titled and any_within(self._described, *name)
        return None if (closed or body) and not set_off else Phrase(*name, True, False)

    def _ranked(self, place: int) -> tuple[int, int] | None:
        """The name that begins at a place, or behind a rank that does."""
        name, end = self.known.starting(place), self.titled.get(place, 0)
        rank = self._text[place:end].lower() in self.reading.pack.words("attribution.titles")
        if rank and (name is None or name[1] == end) and (gap := _RANK.match(self._text, end)):
            return self.known.starting(gap.end()) or name
        return name

    def _office(self, phrase: Phrase, limit: int) -> int:
        """Where an office that goes on behind a phrase ends at a comma, 0 if it does not."""
        office = phrase.start in self.titled and self._text[phrase.start].isupper()
        more = _OFFICE.match(self._text, phrase.end, limit) if office else None
        run = range(phrase.end, more.end()) if more else range(0)
        if more is None or any(at in self._office_stops or at in self.prepositions for at in run):
            return 0
        return more.end()

    def _apposition_before(self, phrase: Phrase, place: int, floor: int) -> Phrase | None:
        """``Rana Aziz, chief of the office, said``: before a description in commas, the name."""
        text = self._text
        begin = max(floor, phrase.start - 8)
        comma = text.rfind(",", begin, phrase.start)
        if comma < 0 or "," not in text[phrase.end : place] or text[phrase.start].isupper():
            return None
        name = self.known.ending(comma) or self.known.ending(text.rfind(" (", begin - 8, comma))
        if name is None or name[0] < floor:
            return None
        return Phrase(*name, named=True, described=False, apposed=True)

    def _without_document(self, phrase: Phrase, limit: int) -> Phrase:
        """``laporan dari intelijen AS``: where a document names its author, the author is the source."""
        for start, end in self.documents:
            if phrase.start <= start and end <= phrase.end:
                runs = [
                    r for r in (*self._described, *self.names) if not start <= r[0] < r[1] <= end
                ]
                rest = [s for s, e in runs if end <= s and e <= phrase.end]
                bare = not any(phrase.start < e and s < phrase.end for s, e in runs)
                if rest and start - phrase.start < 4:
                    return self._phrase(min(rest), phrase.end)
                if not rest and bare:
                    return self._author(phrase.end, limit) or phrase
        return phrase

    def _author(self, place: int, limit: int) -> Phrase | None:
        """``data yang diterima Dinas Sosial``: the first who can speak in the same clause."""
        stop = _CLAUSE_END.search(self._text, place, limit)
        limit = stop.start() if stop else limit
        for run in (self.names, self._described):
            index = bisect_left(run, (place, 0))
            if index < len(run) and run[index][0] < min(limit, place + 40):
                where = self.prepositions.get(run[index][0] - 1)
                here = where if where is not None and where.cue.value == "at" else None
                if here is not None and (here.start > place + 1 or run is self.names):
                    return None  # "dakwaan yang dibacakan di Pengadilan", "exit polls in Zenda"
                if any(place <= h.start < run[index][0] for h in self._passed_on):
                    return None  # "records obtained by the Courier" are not of its making
                return self.after(run[index][0], limit)
        return None

    def is_document(self, phrase: Phrase) -> bool:
        """Whether a phrase ends in a noun for a document."""
        index = bisect_left(self.documents, (phrase.end, 0)) - 1
        return index >= 0 and self.documents[index][1] == phrase.end

    def ends_in_place(self, phrase: Phrase) -> bool:
        """Whether a phrase that names no speaker ends in the name of a place."""
        if phrase.described or phrase.pronoun:
            return False
        begins = self._text.rfind(" ", phrase.start, phrase.end) + 1 or phrase.start
        return any(self.known.place_at(at) == phrase.end for at in {phrase.start, begins})

    def person_in(self, phrase: Phrase) -> tuple[int, int] | None:
        """The name that a phrase ends in, where a noun for a person opens it: "waiter Ana Nix"."""
        if phrase.start not in self.titled:
            return None
        return self.known.ending(phrase.end)
