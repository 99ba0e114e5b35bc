"""All cues of a pack in one multi-pattern automaton, laid on a text in one pass."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from counterclaim.model import Cue, Hit

_SHORT: Final = 5
"""Letters; a longer word in capitals is emphasis rather than a short form."""
_NO_LOOK: Final = 0
_SHORT_WORD: Final = 1
_CAPITAL: Final = 2
_TO_THE_LETTER: Final = 3
"""What is looked at where a cue is found: nothing, whether it is a short form, its first, all letters."""
NO_HITS: Final[tuple[Hit, ...]] = ()


_TYPOGRAPHIC: Final = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022"
"""Signs of most texts that have any beyond Latin-1: quotes, dashes, an ellipsis, a bullet."""
_LATIN: Final = bytes(c if chr(c).isalnum() else 32 for c in range(256))
"""Latin-1 with everything but letters and digits as spaces."""
_FEW: Final = 60
"""Signs of one text that are replaced one after the other, each in a pass of its own."""


def spaced(text: str) -> str:
    """Lower-case text with everything but letters and digits as spaces, the same length as ``text``.

    Two forms that differ only in case, hyphens or apostrophes are alike in it, and every word stands
    between spaces, which is how the automaton finds whole words.
    """
    lowered = text.lower()
    if len(lowered) != len(
        text
    ):  # some capitals, such as Turkish dotted I, lower to two characters
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for sign in _TYPOGRAPHIC:
        lowered = lowered.replace(sign, " ")
    try:  # most texts by far: a table of bytes takes a tenth of the time
        return lowered.encode("latin-1").translate(_LATIN).decode("latin-1")
    except UnicodeEncodeError:
        return _spaced_beyond_latin(lowered)


def _spaced_beyond_latin(lowered: str) -> str:
    # A combining mark belongs to the letter before it and stays.
    signs = [c for c in set(lowered) if not (c.isalnum() or "\u0300" <= c <= "\u036f")]
    if len(signs) > _FEW:  # no report: a table takes one pass, though a slow one
        return lowered.translate({ord(sign): 32 for sign in signs})
    for sign in signs:
        lowered = lowered.replace(sign, " ")
    return lowered


class Lexicon:
    """Finds every cue of a pack in a text.

    Cues of different kinds may overlap ("korban tewas" holds "tewas"); among the cues of one kind
    the leftmost, then longest, wins.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        cues = tuple(cues)
        by_form: dict[str, list[Cue]] = {}
        for cue, form in zip(cues, _forms([c.surface for c in cues]), strict=True):
            # "U.S. dollars" leaves two spaces in a text, "US dollars" one: both are looked for.
            for variant in {form, " ".join(form.split())}:
                # A sign such as "$" has no letters and is no word; number grammar reads it itself.
                if variant:
                    by_form.setdefault(f" {variant} ", []).append(cue)
        # Kind and what has to be looked at are kept beside each cue, asked for at every match.
        kinds = {kind: n for n, kind in enumerate(sorted({c.kind for c in cues}))}
        self._kinds = tuple(kinds)
        self._cues: list[tuple[tuple[int, Cue, int], ...]] = [
            tuple((kinds[c.kind], c, _look_of(c, len(form) - 2)) for c in named)
            for form, named in by_form.items()
        ]
        # The smaller automaton stays in the cache of the processor beside all else that reads.
        self._automaton = AhoCorasick(
            list(by_form), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str, form: str | None = None) -> Mapping[str, Sequence[Hit]]:
        """Give the hits of each kind, in order of place; ``form`` is ``spaced(text)`` if known."""
        padded = f" {spaced(text) if form is None else form} "
        capitals_only = text.isupper()
        # Lists by number of the kind: cheaper than looking the kind's name up at every match.
        found: list[list[Hit]] = [[] for _ in self._kinds]
        ends = [0] * len(found)
        cues_of, keep, make = self._cues, _keep_longest, tuple.__new__
        for index, start, end in self._automaton.find_matches_as_indexes(padded, overlapping=True):
            # Padding moved everything by one, and the pattern has a space at either end.
            last = end - 2
            for kind, cue, look in cues_of[index]:
                if look == _SHORT_WORD:
                    if text[start].isupper() and is_short_form(text, start, last):
                        continue
                elif look and not capitals_only and not _case_fits(look, cue, text, start, last):
                    continue
                hit = make(Hit, (start, last, cue))  # half the cost of calling Hit
                if ends[kind] <= start:  # by far the commonest case: no overlap
                    found[kind].append(hit)
                    ends[kind] = last
                else:
                    keep(found[kind], hit)
                    ends[kind] = found[kind][-1][1]
        return MappingProxyType(
            {kind: hits for kind, hits in zip(self._kinds, found, strict=True) if hits}
        )


def _forms(surfaces: Sequence[str]) -> Iterator[str]:
    """Give each as ``spaced`` and without blanks around it; told together, which is far faster."""
    whole, start = spaced("\n".join(surfaces)), 0
    for surface in surfaces:
        end = start + len(surface)
        yield whole[start:end].strip()
        start = end + 1


def _look_of(cue: Cue, letters: int) -> int:
    """What has to be looked at where a cue is found."""
    if not cue.cased:
        return _SHORT_WORD if letters < _SHORT else _NO_LOOK
    # AS, RI: to the letter; UKRAINE may stand as Ukraine.
    return _TO_THE_LETTER if cue.surface.isupper() and len(cue.surface) < 4 else _CAPITAL


def _case_fits(look: int, cue: Cue, text: str, start: int, end: int) -> bool:
    if look == _TO_THE_LETTER:
        return text[start:end] == cue.surface
    return text[start].isupper()


def is_short_form(text: str, start: int, end: int) -> bool:
    """Whether capitals make a small word a name: the WHO, the US; not in a line all in capitals."""
    if end - start < 2 or not text[start:end].isupper():
        return False
    around = text[max(0, start - 12) : start] + text[end : end + 12]
    return any(c.islower() for c in around)


def _keep_longest(hits: list[Hit], hit: Hit) -> None:
    """Add a hit of one kind; hits come in order of their ends, so later ones may swallow earlier."""
    start, end, _ = hit
    while hits:
        before, until, _ = hits[-1]
        # What overlaps a hit that begins further left is dropped; the same words under two names stay.
        if until <= start or (before == start and until == end):
            break
        if before < start:
            return
        hits.pop()
    hits.append(hit)
