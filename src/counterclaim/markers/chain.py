"""Who passed a statement on: the outlets and go-betweens of a sentence, nearest the reader last."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.phrase import Phrase, PhraseFinder
from counterclaim.model import Form, Hit, Nearness, Statement
from counterclaim.vocabulary.outlets import outlet_named

UNSURE: Final = frozenset({Nearness.UNKNOWN, Nearness.FAR})
_ADDRESSED: Final = 30
"""Characters from a speech verb to the words for whom it was said to: room for who spoke."""
_JOINT: Final = re.compile(r"(,)? (?:(\w{2,5}) )?")
_DOMAIN: Final = re.compile(r"\s|\.(?:com|co|id|net|org)\b.*$")
"""What ``CNNIndonesia.com`` and ``CNN Indonesia`` differ in."""
_SITE: Final = re.compile(r"\w\.(?:com|net|org|co\.\w\w|id|tv)\b")
"""The end of a name that is the address of a site: ``dilansir dari beritazenda.com``."""
_REPORTED: Final = 24
"""Characters between a speech verb and the source of the statement that it tells of."""
_SPEECH: Final = ("attribution.says", "attribution.pronoun_says", "attribution.told_by")

Runs = Sequence[tuple[int, int]]


def outlets_within(
    reading: Reading, names: Runs, start: int, end: int, *, nouns: bool = True
) -> bool:
    """Whether an outlet is named in ``start:end`` or, with ``nouns``, a noun for outlets opens it."""
    noun = _noun(reading, start, end)
    if noun == "document":  # "rekaman CCTV" is none
        return False
    runs = [(start, end)]
    index = bisect_left(names, (start, 0))
    while index < len(names) and names[index][0] < end:
        runs.append(names[index])
        index += 1
    if (nouns and noun == "outlet") or _SITE.search(reading.text, start, end):
        return True
    return any(outlet_named(reading.text[a:b]) for a, b in runs)


def _noun(reading: Reading, start: int, end: int) -> str:
    """What the first noun for sources in a run stands for: "outlet", "body"; "" without one."""
    nouns = reading.hits("attribution.source_nouns")
    for hit in nouns[bisect_left(nouns, start, key=itemgetter(0)) :]:
        if hit.start >= end:
            break
        # "the semi-official Shargh Press" is no official
        if hit.start == start or reading.text[hit.start - 1] != "-":
            return hit.cue.value
    return ""


def before_place(reading: Reading, start: int, end: int) -> int:
    """Where a name ends before the place of speaking, ``Ana Nix di Zenda``; an office keeps its town."""
    hits = reading.hits("places.prepositions")
    for hit in hits[bisect_left(hits, start + 2, key=itemgetter(0)) :]:
        if hit.start >= end:
            break
        away = hit.cue.value in {"at", "to"} and reading.text[hit.start].islower()
        if away and not _noun(reading, start, hit.start):
            return hit.start - 1
    return end


def passes_on(reading: Reading, names: Runs, phrase: Phrase) -> bool:
    """Whether a phrase names one who passes news on: an outlet, or any name that is no person."""
    if outlets_within(reading, names, phrase.start, phrase.end):
        return True
    return phrase.named and not _noun(reading, phrase.start, phrase.end)


def addressed(reading: Reading, names: Runs, phrase: Phrase, hit: Hit) -> bool:
    """Whether one spoken to passes it on: an outlet always, another where a speech verb is by."""
    if outlets_within(reading, names, phrase.start, phrase.end):
        return phrase.named or " " in reading.text[phrase.start : phrase.end]
    floor = hit.start - _ADDRESSED
    spoke = any(
        floor <= h.end <= hit.end for kind in _SPEECH for h in _ending(reading.hits(kind), hit)
    )
    noun = _noun(reading, phrase.start, phrase.end)
    return spoke and ((phrase.named and not noun) or (noun == "body" and not phrase.named))


def _ending(hits: Sequence[Hit], hit: Hit) -> Sequence[Hit]:
    """The last hits that begin no later than another."""
    end = bisect_left(hits, hit.start + 1, key=itemgetter(0))
    return hits[max(0, end - 2) : end]


def outlets_named(reading: Reading, finder: PhraseFinder, statement: Statement) -> list[Statement]:
    """One statement for each outlet that a cue names: ``dilansir AFP dan AP``, ``quoted by A from B``.

    The one that another took it from stands first, since it is farther from the reader.
    """
    text = reading.text
    joints = reading.pack.words("names.connectors") | reading.pack.words("clauses.coordinate")
    runs = _parted(text, joints, statement.source_start, statement.source_end)
    taken_from: list[tuple[int, int]] = []
    while joint := _JOINT.match(text, runs[-1][1]):
        word = joint.group(2)
        preposition = finder.prepositions.get(joint.end() - 1)
        origin = preposition is not None and preposition.cue.value == "from"
        if not (origin or (word in joints if word else joint.group(1))):
            break
        name = finder.known.starting(joint.end()) or _described(reading, finder, joint.end())
        if name is None or not outlets_within(reading, finder.names, *name):
            break
        if origin:
            taken_from.append(name)
            break
        runs.append(name)
    return [
        statement._replace(source_start=start, source_end=end)
        for start, end in taken_from + runs
        if not _is_own(reading, start, end)
    ]


def _is_own(reading: Reading, start: int, end: int) -> bool:
    """Whether a name is that of the outlet that printed the report: it passes nothing on."""
    own = _DOMAIN.sub("", reading.document.imprint.outlet.casefold())
    return bool(own) and _DOMAIN.sub("", reading.text[start:end].casefold()) == own


def _described(reading: Reading, finder: PhraseFinder, place: int) -> tuple[int, int] | None:
    """``harian Timur``: an outlet that its noun opens."""
    phrase = finder.after(place, min(len(reading.text), place + 60))
    return (phrase.start, phrase.end) if phrase and phrase.named else None


def _parted(text: str, joints: frozenset[str], start: int, end: int) -> list[tuple[int, int]]:
    """``AFP dan Associated Press`` as two names where both are outlets."""
    for joint in joints:
        at = text.find(f" {joint} ", start, end)
        if at > 0:
            parts = [(start, at), (at + len(joint) + 2, end)]
            if all(outlet_named(text[a:b]) for a, b in parts):
                return parts
    return [(start, end)]


def chained(reading: Reading, statements: Sequence[Statement]) -> list[Statement]:
    """Hang those who pass a statement on onto the statement of the same sentence."""
    citing = {h.start for h in reading.hits("attribution.citing")}
    addressing = {h.start for h in reading.hits("attribution.addressed")}
    # "kata X dalam laporan Y": where it was said says nothing more of who says it.
    spoken = {s.source_end for s in statements if s.form is Form.INVERTED}
    statements = [
        s for s in statements if s.form is not Form.ACCORDING or s.cue_start - 1 not in spoken
    ]
    linked: list[Statement] = []
    by_sentence: dict[int, list[Statement]] = {}
    for statement in statements:
        by_sentence.setdefault(statement.sentence, []).append(statement)
    for group in by_sentence.values():
        relayed = _relayed(reading, _without_own(reading, group))
        linked += _linked(_cited(relayed, citing), addressing)
    return _told_of(reading, linked)


def _without_own(reading: Reading, group: list[Statement]) -> list[Statement]:
    """The statements of a sentence without those of the outlet that only prints it."""
    if all(s.outlet for s in group):
        return group
    return [s for s in group if not (s.outlet and _is_own(reading, s.source_start, s.source_end))]


def _relayed(reading: Reading, group: list[Statement]) -> list[Statement]:
    """``according to his family, according to the ministry``: the latter passes on the former."""
    done: list[Statement] = []
    for statement in group:
        first = done[-1] if done else None
        beside = first is not None and reading.text[first.source_end : statement.cue_start] == ", "
        forms = (first.form, statement.form) if first else ()
        if first and beside and forms == (Form.ACCORDING, Form.ACCORDING):
            own = (statement.source_start, statement.source_end)
            done[-1] = first._replace(via=(*first.via, own))
        else:
            done.append(statement)
    return done


def _cited(group: list[Statement], citing: set[int]) -> list[Statement]:
    """``the Courier wrote, citing the army``: who cites another only passes it on."""
    for cited in [s for s in group if s.cue_start in citing and s.form is Form.ACCORDING]:
        others = [
            s
            for s in group
            if s is not cited and not s.outlet and s.form in {Form.SUBJECT, Form.INVERTED}
        ]
        if not others or any(s.outlet for s in group):
            continue
        nearest = min(others, key=lambda s: abs(s.source_start - cited.cue_start))
        group = [s._replace(outlet=True) if s is nearest else s for s in group]
    return group


def _linked(group: list[Statement], addressing: set[int]) -> list[Statement]:
    outlets = [s for s in group if s.outlet]
    if not outlets:  # nobody passes anything on
        return group
    voices = [s for s in group if not s.outlet]
    via = tuple((s.source_start, s.source_end) for s in outlets)
    done = [s._replace(via=(*s.via, *_others(via, s))) for s in voices]
    doubtful = all(s.nearness in UNSURE for s in voices)  # such a voice silences no outlet
    if doubtful:
        # Outlets and no voice: a lone one is the source, the first of several nearest to it; but
        # one who was only told it is none.
        passing = [s for s in outlets if s.form is Form.OUTLET]
        told = [s for s in passing if s.cue_start not in addressing]
        telling = [s for s in outlets if s.form is not Form.OUTLET] or told[:1]
        rest = [(s.source_start, s.source_end) for s in passing if s not in telling]
        done += [s._replace(via=_others(tuple(rest), s)) for s in telling]
    return done


def _told_of(reading: Reading, statements: list[Statement]) -> list[Statement]:
    """``the minister said intelligence services believed``: the minister passes their belief on."""
    done: list[Statement] = []
    for statement in statements:
        outer = done[-1] if done else None
        nested = (
            outer is not None
            and outer.sentence == statement.sentence
            and outer.form in {Form.SUBJECT, Form.PRONOUN}
            and outer.source_start >= 0
            and outer.nearness not in UNSURE
            and not statement.outlet
            and statement.form is Form.SUBJECT
            and outer.cue_end <= statement.source_start <= outer.cue_end + _REPORTED
            and "," not in reading.text[outer.cue_end + 1 : statement.source_start]
        )
        if nested and outer is not None:
            own = (outer.source_start, outer.source_end)
            statement = statement._replace(via=(own, *_others(statement.via, outer)))  # noqa: PLW2901
        done.append(statement)
    return done


def _others(via: tuple[tuple[int, int], ...], statement: Statement) -> tuple[tuple[int, int], ...]:
    apart = (v for v in via if v[1] <= statement.source_start or v[0] >= statement.source_end)
    return tuple(dict.fromkeys(apart))
