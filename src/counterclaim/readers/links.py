"""Fences that begin with words of the pack: links to other stories, follow-us lines, adverts."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from counterclaim.languages.lexicon import NO_HITS
from counterclaim.model import Furniture, Hit
from counterclaim.readers.byline import Line

Found = tuple[Furniture, int, int, str]
"""Kind, start, end and rule of a fence to be."""

_TITLE: Final = 160
"""Characters of the title of a linked story."""

_LINKED: Final = 6
"""Titles in a block of links at most."""

_NOTICE: Final = 300
"""Characters of a line that is an advertisement or a follow-us line throughout."""

_TAIL: Final = 400
"""Characters from the end, in which a follow-us phrase is followed by nothing but furniture."""

_STOPS: Final = (".", "!", "?", "…", '."', ".”", '?"', "?”", ",”", ',"')
_BEFORE: Final = frozenset(".!?…\"”’'»)]:;")
"""What may end a sentence before an inline label."""

_TOKEN: Final = re.compile(r"\S+")
_EMBED: Final = re.compile(r"\[[A-Z][a-z]+:[^\[\]\n]{1,40}\]|\\?\[(?:video|img|image)\.\d+\\?\]")
"""What is left of an embedded player: "[Embed:Video channel]"."""

_COUNTER: Final = re.compile(r"\s\d{1,3}\s[^\W\d_]{1,4}\s(?:/\s)?\d{1,3}\b")
_READING: Final = re.compile(
    r"(?:\s?[A-Z]{3,4})?\s?[·•|]\s?(?:[^\W\d_]+\s){0,3}\d{1,2}\s[^\W\d_]+|\s?[A-Z]{3,4}\b"
)
_CLOSING: Final = re.compile(r"(?:[^.:,;\"“\n]{0,12}:)?[.:]?")
_BULLET: Final = re.compile(r"[^\w\s\"'“‘(\[]\s")
_QUOTES: Final = {'"': '"', "'": "'", "“": "”", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules look at: text, where the body begins, its lines, the hits by kind."""

    text: str
    body: int
    lines: Sequence[Line]
    found: Mapping[str, Sequence[Hit]]
    small: frozenset[str]
    """Words that stand small within names and titles."""

    def hits(self, kind: str) -> Sequence[Hit]:
        """Give the hits of one kind, in order of place."""
        return self.found.get(kind, NO_HITS)

    def hit_at(self, kind: str, start: int) -> Hit | None:
        """Give the hit of a kind that begins at ``start``."""
        hits = self.hits(kind)
        index = bisect_left(hits, start, key=lambda hit: hit.start)
        return hits[index] if index < len(hits) and hits[index].start == start else None

    def has_hit(self, kind: str, start: int, end: int) -> bool:
        """Whether a hit of a kind begins between ``start`` and ``end``."""
        hits = self.hits(kind)
        index = bisect_left(hits, start, key=lambda hit: hit.start)
        return index < len(hits) and hits[index].start < end

    def line_of(self, position: int) -> int:
        """Give the index of the line that holds a position."""
        return max(0, bisect_left(self.lines, position + 1, key=lambda line: line.start) - 1)

    def reading_time(self, line: Line, at: int) -> int:
        """Tell where zone and reading time end, after a timestamp that ends at ``at``."""
        match = _READING.match(line.words, at)
        return match.end() if match else at


def related_fences(scene: Scene) -> Iterator[Found]:
    """Fence links to other stories: a label with titles beneath, or label and title in the text."""
    for hit in scene.hits("furniture.related"):
        if hit.start < scene.body:
            continue
        index = scene.line_of(hit.start)
        line = scene.lines[index]
        if hit.start == line.start:
            end = _block(scene, index, hit) if len(line.words) <= 2 * _TITLE else None
            end = end or _inline(scene, line, hit)
        elif _opens(scene, hit.start):
            end = _inline(scene, line, hit)
        else:
            end = None
        end = end or _run_in(scene, line, hit)
        if end is not None:
            yield Furniture.RELATED, hit.start, end, hit.cue.rule
    if "[" in scene.text:
        for match in _EMBED.finditer(scene.text, scene.body):
            yield Furniture.RELATED, match.start(), match.end(), "shape:embed"


def _opens(scene: Scene, start: int) -> bool:
    """Whether a sentence ended before ``start``, or the line begins there."""
    before = scene.text[max(0, start - 8) : start].replace("&nbsp;", " ")
    words = before.rstrip(" \xa0*[")
    return not words or words[-1] in _BEFORE or words[-1] == "\n"


def _block(scene: Scene, index: int, hit: Hit) -> int | None:
    """Tell where a label that begins a line ends with its titles; None if the line is prose."""
    line = scene.lines[index]
    rest = scene.text[hit.end : line.end].strip(" \xa0:*")
    if rest:
        labelled = scene.text[hit.end : hit.end + 2].strip()[:1] in {":", "*"}
        quoted = rest[0] in _QUOTES
        if len(line.words) <= _TITLE and (labelled or quoted):
            return line.end
        return None
    end = line.end
    for below in scene.lines[index + 1 : index + 1 + _LINKED]:
        # The block ends at a blank line once it has a title, unless its titles are bulleted, or at
        # the first line of prose.
        gap = end > line.end and scene.text.count("\n", end, below.start) > 1
        if gap and not _BULLET.match(below.words):
            break
        if len(below.words) > _TITLE or below.words.endswith(_STOPS):
            break
        end = below.end
    return end


def _inline(scene: Scene, line: Line, hit: Hit) -> int | None:
    """Tell where a link in running text ends; nothing closes it but the next sentence's start."""
    text = scene.text
    at = hit.end
    while at < line.end and text[at] in " \xa0:*":
        at += 1
    labelled = ":" in text[hit.end : at]
    if text[at : at + 1] in _QUOTES:
        close = text.find(_QUOTES[text[at]], at + 1, at + _TITLE)
        closed = _CLOSING.match(text, close + 1)
        return closed.end() if close > 0 and closed else None
    if not labelled:
        return None
    return max(at, _title_end(scene, at, min(line.end, at + _TITLE)))


def _run_in(scene: Scene, line: Line, hit: Hit) -> int | None:
    """Tell where a title ends that follows a label of two words without a colon in running text.

    "Related article Ferry sinks off Port Vale A survivor said": where a word that opens sentences
    stands with a capital and no stop before it, the report goes on.
    """
    text, at = scene.text, hit.end + 1
    labels = text[hit.start].isupper() and " " in text[hit.start : hit.end]
    if not labels or text[hit.end : at] != " " or not text[at : at + 1].isupper():
        return None
    for token in _TOKEN.finditer(text, at, min(line.end, at + _TITLE)):
        opens = token[0][0].isupper() and scene.hit_at("furniture.opening", token.start())
        if opens and token.start() > at and text[token.start() - 2].isalnum():
            return token.start() - 1
    return None


def _title_end(scene: Scene, start: int, limit: int) -> int:
    """Tell where a title in title case ends: where a small word shows that a sentence has begun.

    "Read also: Two Ferries Collide off Port Vale The captain said": "captain" is small and no word
    that titles leave small, so a sentence began at the capital before it.
    """
    text, sentence, fresh = scene.text, start, False
    for token in _TOKEN.finditer(text, start, limit):
        word = token[0]
        if word[0] in "[&" or word[0] == "\\":
            return _trimmed(text, start, token.start())
        first = next((c for c in word if c.isalnum()), "")
        at = token.start() + (word.index(first) if first else 0)
        bare = word.strip("\"'“”‘’(),.:;?!").lower()
        if first.islower() and len(bare) > 2 and bare not in scene.small:
            return _trimmed(text, start, sentence)
        if first.isupper() and not fresh and scene.hit_at("furniture.opening", at) is not None:
            return _trimmed(text, start, token.start())
        if first.isupper():
            sentence = token.start()
        fresh = word.endswith((":", "?", "!", "|"))
        if word.endswith(".") and len(word) > 4 and word[:-1].isalpha():
            return _trimmed(text, start, token.end())
    # No sentence began: the title runs to the end of the line, or it is too long to be one.
    at_end = not text[limit:].partition("\n")[0].strip()
    return _trimmed(text, start, limit) if at_end else start


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def phrase_fences(scene: Scene) -> Iterator[Found]:
    """Fence follow-us lines, advertisements, scroll marks and counters by phrases of the pack."""
    for hit in scene.hits("furniture.scroll"):
        if hit.start >= scene.body and _is_mark(scene, hit):
            yield Furniture.ADVERTISEMENT, hit.start, hit.end, hit.cue.rule
    for kind, furniture in (
        ("furniture.follow", Furniture.FOLLOW),
        ("furniture.advertisement", Furniture.ADVERTISEMENT),
    ):
        for hit in scene.hits(kind):
            if hit.start >= scene.body:
                yield from _notice(scene, hit, furniture)
    for hit in scene.hits("furniture.counter"):
        counter = _COUNTER.match(scene.text, hit.end)
        if hit.start >= scene.body and counter is not None:
            yield Furniture.CAPTION, hit.start, counter.end(), hit.cue.rule


def _is_mark(scene: Scene, hit: Hit) -> bool:
    """Whether words stand as a mark between paragraphs: in capitals, or alone between sentences."""
    text = scene.text
    if text[hit.start : hit.end].isupper():
        return True
    line = scene.lines[scene.line_of(hit.start)]
    if line.start == hit.start and line.end - hit.end <= 1:
        return True
    after = text[hit.end : hit.end + 3].strip()
    return " " in text[hit.start : hit.end] and _opens(scene, hit.start) and not after[:1].islower()


def _notice(scene: Scene, hit: Hit, furniture: Furniture) -> Iterator[Found]:
    """Fence the line that holds the phrase; in a body of one line, what follows it near the end."""
    index = scene.line_of(hit.start)
    line = scene.lines[index]
    if len(line.words) <= _NOTICE:
        yield furniture, line.start, line.end, hit.cue.rule
        if furniture is Furniture.FOLLOW and not line.words.endswith(_STOPS):
            yield from _run_on(scene, index + 1, hit)
    elif hit.start >= len(scene.text) - _TAIL and _opens(scene, hit.start):
        yield furniture, hit.start, line.end, hit.cue.rule


def _run_on(scene: Scene, index: int, hit: Hit) -> Iterator[Found]:
    """Fence the line after a follow-us line that breaks off, where it is short and no sentence."""
    for line in scene.lines[index : index + 1]:
        near = scene.text.count("\n", hit.end, line.start) == 1
        if near and len(line.words) < 60 and not line.words.endswith(_STOPS):
            yield Furniture.FOLLOW, line.start, line.end, hit.cue.rule
