"""All mentions laid on one document, with what assembly asks of them: what stands between what."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from sys import intern
from typing import Final, NamedTuple

from counterclaim.assembly.around import Around
from counterclaim.assembly.borders import Borders
from counterclaim.assembly.grouped import Grouped, HitsBySentence
from counterclaim.assembly.linker import Standing
from counterclaim.assembly.relation import OVERLAPPING, Relation, gap_of, relation_of
from counterclaim.assembly.setting import chains, dates, in_bodies, localities, offices
from counterclaim.assembly.verbs import Verbs
from counterclaim.languages.reading import Reading
from counterclaim.model import Figure, Hit, Place, Problem, Sentence, Statement, Timex

_PAUSE: Final = re.compile(r"[,;:()\u2013\u2014]")
_PROMINENCE: Final = ("01234", ("0T", "1T", "2T", "3T", "4T"))

_WIDTH: Final = 24
"""Bits of a count; no text has as many commas as they could hold."""
_MOST: Final = (1 << _WIDTH) - 1
_STEPS: Final = tuple(1 << _WIDTH * sort for sort in range(4))

_AUXILIARY: Final = frozenset({"being", "having"})
_OF: Final = "of"
"""The sense of prepositions behind which what is measured stands: "tons of rice"."""
_RECENT: Final = 45
"""Days; what a sentence dates further back is not the news itself."""


class Marks(NamedTuple):
    """What the markers laid on a document, each in order of place.

    ``speakers`` gives for each statement the run that names its source, None where nobody does;
    ``doubts`` are what the marker of figures could not settle.
    """

    figures: Sequence[Figure]
    times: Sequence[Timex]
    places: Sequence[Place]
    statements: Sequence[Statement]
    speakers: Sequence[tuple[int, int] | None]
    quotations: Sequence[tuple[int, int]]
    names: Sequence[tuple[int, int]]
    doubts: Sequence[Problem] = ()


CUES: Final = (
    "measures.active",
    "measures.state",
    "measures.noun",
    "measures.weak",
    "nouns.asserting",
)


class Scene:
    """The mentions of one document, indexed by sentence and place."""

    __slots__ = (
        "_auxiliary",
        "_coordinate",
        "_counted",
        "_counts",
        "_dividers",
        "_eras",
        "_figure_starts",
        "_form",
        "_groups",
        "_objects",
        "_ofs",
        "_openings",
        "_pauses",
        "_related_to",
        "_relations",
        "_sentence_starts",
        "_stops",
        "_subordinate",
        "_tallies",
        "_time_starts",
        "_titled",
        "_traits",
        "_verbs",
        "bodies",
        "body",
        "borders",
        "chains",
        "cues",
        "figures",
        "hedges",
        "localities",
        "marks",
        "modes",
        "nouns",
        "offices",
        "places",
        "places_around",
        "reading",
        "sentences",
        "spoken",
        "standing",
        "statements",
        "times",
        "times_around",
        "voices",
    )

    def __init__(self, reading: Reading, marks: Marks) -> None:
        self.reading = reading
        self.marks = marks
        self.sentences: Sequence[Sentence] = reading.sentences
        self._form = reading.form
        self._sentence_starts = [s.start for s in reading.sentences]
        self._time_starts = [t.start for t in marks.times]
        self._figure_starts = [f.start for f in marks.figures]
        self._verbs = Verbs(reading)
        self._pauses = [m.start() for m in _PAUSE.finditer(reading.text)]
        self._coordinate = [h[0] for h in reading.hits("clauses.coordinate")]
        self._subordinate = [h[0] for h in reading.hits("clauses.subordinate")]
        self._dividers, self._tallies = _running_tallies(
            self._figure_starts, self._pauses, self._coordinate, self._subordinate
        )
        self.borders = Borders(reading, marks.places, marks.names, marks.times, marks.figures)
        self._counted = sorted([h[0] for h in reading.hits("nouns.counted")] + self._figure_starts)
        prepositions = reading.hits("places.prepositions")
        self._auxiliary = frozenset(
            [h[0] for h in reading.hits("clauses.roles") if h[2].value in _AUXILIARY]
            + [h[0] for h in reading.hits("attribution.says")]
        )
        self._ofs = {h[0]: h[1] for h in prepositions if h[2].value == _OF}
        starts = [h[0] for h in prepositions]
        self._stops = sorted((*self._pauses, *self._coordinate, *self._subordinate, *starts))
        self._objects: dict[int, int] = {}
        self._related_to: Figure | None = None
        self._relations: dict[tuple[int, int], Relation] = {}
        self._groups = {start: cue.value for start, _, cue in reading.hits("nouns.groups")}
        self.cues = HitsBySentence(reading, *CUES)
        self.nouns = HitsBySentence(reading, "nouns.counted", "nouns.asserting")
        self.modes = HitsBySentence(reading, "mode.increment", "mode.part")
        self.hedges = HitsBySentence(reading, "modality.cues")
        self.figures = self._indexes_by_sentence(self._figure_starts)
        self.places = self._indexes_by_sentence([p.start for p in marks.places])
        self.times = self._indexes_by_sentence([t.start for t in marks.times])
        self.body = next((i for i, s in enumerate(self.sentences) if not s.headline), 0)
        self.statements = self._indexes_by_sentence([s.cue_start for s in marks.statements])
        self._settle(reading, marks)

    def _settle(self, reading: Reading, marks: Marks) -> None:
        """Tell of the places which are one, in whose name they stand, and how they hang together."""
        self._openings = [start for start, _ in marks.quotations]
        # Who speaks, by the last word of the name: "Anna Novak" goes on as "Novak".
        self.voices = [
            "" if run is None else " ".join(reading.form[slice(*run)].split()[-1:])
            for run in marks.speakers
        ]
        self.offices = offices(reading, marks.speakers)
        voices = {r for r in marks.speakers if r is not None}
        self.localities = localities(reading.form, marks.places)
        self._counts = Counter(self.localities)
        starts = [p.start for p in marks.places]
        self.spoken = frozenset(
            i
            for start, end in voices
            for i in range(bisect_left(starts, start), bisect_left(starts, end))
        )
        self.bodies = in_bodies(reading, marks.places, marks.names)
        self.chains = chains(reading.text, marks.places)
        # What candidates of many figures share, filled as they are made.
        self.standing: dict[int, Standing] = {}
        self.places_around: dict[int, Sequence[Around]] = {}
        self.times_around: dict[int, Sequence[Around]] = {}
        self._eras: dict[int, str] = {}
        self._traits: dict[int, tuple[str, str, str, str, bool, bool]] = {}
        self._titled = {
            self.localities[i]
            for i, p in enumerate(marks.places)
            if p.start < (reading.document.title.end if reading.document.title else 0)
        }

    def sentence_of(self, place: int) -> int:
        """Index of the sentence that holds a character, -1 where it is fenced."""
        index = bisect_right(self._sentence_starts, place) - 1
        return index if index >= 0 and self.sentences[index].end > place else -1

    def relation(self, figure: Figure, start: int, end: int) -> Relation:
        """How the run ``start:end`` stands to a figure; several steps ask it of the same cues."""
        if figure is not self._related_to:
            self._related_to, self._relations = figure, {}
        known = self._relations.get((start, end))
        if known is None:
            known = self._relations[start, end] = self._relation(figure, start, end)
        return known

    def _relation(self, figure: Figure, start: int, end: int) -> Relation:
        if end <= figure.start:
            left, right, side = end, figure.start, "L"
        elif start >= figure.end:
            left, right, side = max(figure.unit_end, figure.end), start, "R"
        else:
            return OVERLAPPING
        if left > right:  # it begins within the figure's unit: what lies between is taken away
            counts = _apart(self._difference(left, right))
            return Relation(side, "0", *(-count for count in counts))
        words = self._form.count(" ", left, right) - (right > left)
        return relation_of(side, words, self._between(left, right))

    def _between(self, left: int, right: int) -> int:
        """How many figures, pauses, joins and clause words lie in ``left:right``, as one number.

        Each counts up to 2, and they are the digits of the number to base 3.
        """
        counts = self._difference(left, right)
        if not counts:
            return 0
        figures, pauses, joins, clauses = _apart(counts)
        return (
            (figures if figures < 2 else 2) * 27  # noqa: FURB136 - three times as fast as min()
            + (pauses if pauses < 2 else 2) * 9  # noqa: FURB136
            + (joins if joins < 2 else 2) * 3  # noqa: FURB136
            + (clauses if clauses < 2 else 2)  # noqa: FURB136
        )

    def _difference(self, left: int, right: int) -> int:
        """The four counts between two places, in whichever order these stand."""
        first, last = bisect_left(self._dividers, left), bisect_left(self._dividers, right)
        return 0 if first == last else abs(self._tallies[last] - self._tallies[first])

    def figure_at(self, figure: Figure) -> int:
        """Index of a figure among those of the document."""
        return bisect_left(self._figure_starts, figure.start)

    def in_time(self, figure: Figure) -> bool:
        """Whether a figure is part of a time expression, a clock time, a duration or an age."""
        index = bisect_right(self._time_starts, figure.number_start) - 1
        return index >= 0 and self.marks.times[index].end > figure.number_start

    def group_of(self, noun: Hit | None) -> str:
        """The group of people that a noun names ("child", "soldier"), or ""."""
        return "" if noun is None else self._groups.get(noun.start, "")

    def lead(self, figure: Figure) -> str:
        """What stands just before a figure, as ``Borders.before`` names it."""
        return self.borders.before(figure.start)

    def governing(self, figure: Figure) -> tuple[str, str]:
        """The verb before a figure and the one after it, in its sentence.

        Each is the sort of verb with how far it stands off and what stands between ("A2c"), or "none".
        """
        edge = max(figure.unit_end, figure.end)
        before, after = self._verbs.beside(figure.start, edge)
        sentence = self.sentence_of(figure.start)
        left = right = "none"
        if before is not None and self.sentence_of(before.start) == sentence:
            left = intern(before.sort + self.gap(before.end, figure.start))
        if after is not None and self.sentence_of(after.start) == sentence:
            right = intern(after.sort + self.gap(edge, after.start))
        return left, right

    def gap(self, left: int, right: int) -> str:
        """How far two places stand apart and what stands between them, in few words: "2c"."""
        words = self._form.count(" ", left, right) - (right > left)
        return gap_of(words, self._between(left, right))

    def verbs_between(self, left: int, right: int) -> int:
        """How many verbs stand between two places, at most 2."""
        return self._verbs.between(left, right)

    def has_object(self, cue: Hit) -> int:
        """Whether something counted follows a cue at once, so that it is what the cue acts on.

        "gunmen killed a guard" has an object, "people killed in the attack" has none. A preposition, a
        comma or a clause word between the two means that there is none.
        """
        known = self._objects.get(cue.start)
        if known is None:
            end = cue.end
            # One list of all stops: four bisections less at every cue.
            index, at = bisect_left(self._counted, end), bisect_left(self._stops, end)
            stop = self._stops[at] if at < len(self._stops) else end + 25
            follows = index < len(self._counted) and self._counted[index] < min(stop, end + 25)
            known = self._objects[cue.start] = int(follows)
        return known

    def saying(self, index: int) -> tuple[str, str]:
        """The words by which a statement is said and what its speaker is, as the pack lists them."""
        statement = self.marks.statements[index]
        return self._form[statement.cue_start : statement.cue_end], self.offices[index]

    def of(self, place: int) -> int:
        """Where the word for "of" ends that begins at a place, 0 where none does."""
        return self._ofs.get(place, 0)

    def stopped(self, left: int, right: int) -> bool:
        """Whether a preposition, a comma or a clause word begins between two places."""
        return bisect_left(self._stops, left) < bisect_left(self._stops, right)

    def verb_at(self, place: int) -> str:
        """The sort of the verb that begins at a place, "" where none does."""
        if place in self._auxiliary:
            return "modal"
        verb = self._verbs.beside(place, place)[1]
        return verb.sort if verb is not None and verb.start == place else ""

    def traits(self, index: int) -> tuple[str, str, str, str, bool, bool]:
        """What a place is, whatever the figure; asked for by many figures.

        Its level, its preposition, its prominence, where it stands in a chain, whether a body bears its
        name and whether it stands in the name of a source.
        """
        known = self._traits.get(index)
        if known is None:
            place = self.marks.places[index]
            kind = (place.level, place.preposition, self.prominence(index), self.chains[index])
            known = (*kind, index in self.bodies, index in self.spoken)
            self._traits[index] = known
        return known

    def prominence(self, index: int) -> str:
        """How often the document names a place, up to 4, and whether the headline does."""
        locality = self.localities[index]
        return _PROMINENCE[locality in self._titled][min(4, self._counts[locality])]

    def described(self, index: int) -> str:
        """The pack's entry for a place without a name ("hospital"), "" for a name."""
        place = self.marks.places[index]
        return self._form[place.start : place.end] if place.level == "bare" else ""

    def era(self, sentence: int) -> str:
        """Whether what a sentence dates is recent ("now") or "past"; "none", or "dated" without a day."""
        known = self._eras.get(sentence)
        if known is None:
            known = self._eras[sentence] = self._era(sentence)
        return known

    def _era(self, sentence: int) -> str:
        published = self.reading.document.imprint.published
        times = (self.marks.times[i] for i in self.times[sentence])
        days = [t.last for t in times if t.last is not None and dates(t)]
        if not days or published is None:
            return "dated" if days else "none"
        return "now" if (published.date() - max(days)).days < _RECENT else "past"

    def quoted(self, place: int) -> int:
        """Index of the quotation that holds a character, -1 outside quotations."""
        index = bisect_right(self._openings, place) - 1
        return index if index >= 0 and place < self.marks.quotations[index][1] else -1

    def _indexes_by_sentence(self, starts: Sequence[int]) -> Grouped[int]:
        # Filled first: compiled, a dictionary that makes what is missing would not keep it.
        grouped: dict[int, list[int]] = {}
        for index, sentence in enumerate(self._sentences_of(starts)):
            grouped.setdefault(sentence, []).append(index)
        return Grouped(grouped)

    def _sentences_of(self, starts: Sequence[int]) -> Iterator[int]:
        """Index of the sentence that holds each of some places in order; -1 where it is fenced."""
        sentences, last, index = self.sentences, len(self.sentences) - 1, 0
        for start in starts:
            while index < last and sentences[index + 1].start <= start:
                index += 1
            inside = last >= 0 and sentences[index].start <= start < sentences[index].end
            yield index if inside else -1


def _apart(counts: int) -> tuple[int, int, int, int]:
    """The four counts that are one number."""
    joins, clauses = counts >> 2 * _WIDTH & _MOST, counts >> 3 * _WIDTH
    return counts & _MOST, counts >> _WIDTH & _MOST, joins, clauses


def _running_tallies(*sorts: Sequence[int]) -> tuple[list[int], list[int]]:
    """All places in order, and how many of each of the four sorts stand before each of them.

    The four counts are one number, each in so many of its bits, so that one difference tells all.
    """
    places = sorted([place * 4 + sort for sort, found in enumerate(sorts) for place in found])
    steps = [_STEPS[place & 3] for place in places]
    return [place >> 2 for place in places], list(accumulate(steps, initial=0))
