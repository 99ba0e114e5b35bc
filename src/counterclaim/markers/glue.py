"""Cues printed without the blank before a name: ``dilansirAFP``, where a link lost its spaces."""

import re
from bisect import insort
from collections.abc import Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Final

from counterclaim.languages.letters import UPPER
from counterclaim.languages.pack import LanguagePack
from counterclaim.model import Cue, Hit

_KINDS: Final = frozenset({"attribution.passed_on", "attribution.citing", "attribution.addressed"})
_LONGEST: Final = 14
"""Letters of a word that runs into a name."""
# A capital inside a word is sought first, and the word before it only there: both are rare.
_CAPITAL: Final = re.compile(rf"[{UPPER}](?<=[^\W\d_A-Z].)(?=[\w.])")
_WORD: Final = re.compile(rf"(?<!\w)[^\W\d_A-Z]{{4,{_LONGEST}}}$")


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
        for cue in cues.get(match.group(), ()):
            start = match.end() - len(cue.surface)
            whole = start >= 0 and form.startswith(cue.surface, start)
            if cue.kind in kinds or not whole or (start > 0 and form[start - 1].isalnum()):
                continue
            kinds.add(cue.kind)
            known = more.get(cue.kind) or found.get(cue.kind, ())
            hits = more[cue.kind] = [h for h in known if not start <= h.start < match.end()]
            insort(hits, Hit(start, match.end(), cue), key=itemgetter(0))
    return {**found, **more} if more else found


@cache
def _by_last_word(pack: LanguagePack) -> Mapping[str, Sequence[Cue]]:
    """The cues of a chain by their last word, the longest first."""
    by_word: dict[str, list[Cue]] = {}
    for cue in pack.cues:
        if cue.kind in _KINDS:
            by_word.setdefault(cue.surface.lower().split()[-1], []).append(cue)
    return {w: sorted(c, key=lambda x: -len(x.surface)) for w, c in by_word.items()}
