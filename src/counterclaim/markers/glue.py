"""Cues printed without the blank before a name: ``DilansirAFP``, where a link lost its spaces."""

import re
from bisect import insort
from collections.abc import Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Final

from counterclaim.languages.letters import UPPER
from counterclaim.languages.pack import LanguagePack
from counterclaim.model import Cue, Hit
from counterclaim.vocabulary.outlets import outlet_named

_KINDS: Final = frozenset({"attribution.passed_on", "attribution.citing", "attribution.addressed"})
_LONGEST: Final = 14
_SHORTEST: Final = 4
"""Letters of a word that runs into a name."""
# A capital inside a word is sought first, and the word before it only there: both are rare.
_CAPITAL: Final = re.compile(rf"[{UPPER}](?<=[^\W\d_A-Z].)(?=[\w.])")
_WORD: Final = re.compile(rf"(?<!\w)[^\W\d_][^\W\d_A-Z]{{{_SHORTEST - 1},{_LONGEST - 1}}}$")


def with_glued(
    text: str, form: str, pack: LanguagePack, found: Mapping[str, Sequence[Hit]]
) -> Mapping[str, Sequence[Hit]]:
    """Add the cues of a chain that run into the name behind them to the hits of a text."""
    more: dict[str, list[Hit]] = {}
    cues = _by_last_word(pack)
    for capital in _CAPITAL.finditer(text):
        match = _WORD.search(text, max(0, capital.start() - _LONGEST), capital.start())
        if match is None:
            continue
        kinds = set()
        word = _cue_word(match.group().lower(), cues)
        end = match.start() + len(word)
        for cue in cues.get(word, ()):
            start = end - len(cue.surface)
            whole = start >= 0 and form.startswith(cue.surface, start)
            if cue.kind in kinds or not whole or (start > 0 and form[start - 1].isalnum()):
                continue
            kinds.add(cue.kind)
            known = more.get(cue.kind) or found.get(cue.kind, ())
            hits = more[cue.kind] = [h for h in known if not start <= h.start < end]
            insort(hits, Hit(start, end, cue), key=itemgetter(0))
    return {**found, **more} if more else found


def _cue_word(word: str, cues: Mapping[str, Sequence[Cue]]) -> str:
    """The word of a cue that is all there is before a capital, or all before an outlet: "detikBali"."""
    for size in range(len(word), _SHORTEST - 1, -1):
        if word[:size] in cues and (size == len(word) or outlet_named(word[size:])):
            return word[:size]
    return word


@cache
def _by_last_word(pack: LanguagePack) -> Mapping[str, Sequence[Cue]]:
    """The cues of a chain by their last word, the longest first."""
    by_word: dict[str, list[Cue]] = {}
    for cue in pack.cues:
        if cue.kind in _KINDS:
            by_word.setdefault(cue.surface.lower().split()[-1], []).append(cue)
    return {w: sorted(c, key=lambda x: -len(x.surface)) for w, c in by_word.items()}
