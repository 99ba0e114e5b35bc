"""Fence page furniture: what stands in a report's text and is not the report.

Words come from the pack's ``[furniture]`` section; shapes (a short line, a bracketed name at the
end) are the same in every language. Offsets never move. Doubt is settled for the text: what is
fenced by mistake loses claims, what is left open costs a wrong one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Final

from counterclaim.languages import LanguagePack
from counterclaim.model import Document, Fence, Furniture, Hit, Span
from counterclaim.readers.byline import Line, byline_words, lines_of, opening_stamp, stamp_of
from counterclaim.readers.links import Scene, phrase_fences, related_fences

_TOP: Final = 8
"""Lines with words, from the first, among which captions, bylines and datelines are looked for."""

_CREDIT: Final = re.compile(
    r"[(\[](?![\d/.\s]+[)\]])"
    r"(?:[^()\[\]\n]*[/@©][^()\[\]\n]*|[\w ]{2,20}:[^()\[\]\n]+)[)\]]\.?$"
    r"|(?<=[.!?\"”]\s)[(\[][A-Z]{2,12}[)\]]$"
)
"""A picture credit: brackets at the end with a slash, an at sign, "Photo: name" or, after a
sentence, an agency; and no date."""

_NAME: Final = r"[^\W\d_a-z][\w.'’]*(?:-[\w.'’]+)*"
_DATELINE: Final = re.compile(
    rf"(?:{_NAME}(?:\s{_NAME}){{0,4}}(?:\s?[,/]\s?{_NAME}(?:\s{_NAME}){{0,3}}){{0,3}}"
    rf"(?:,\s{_NAME}\.?\s\d{{1,2}})?\s?)?"
    r"(?:\((?=[^()\n]*[^\W\d])[^()\n\d]{2,40}\))?"
    r"(?:\s{0,3}[–—]|\s{1,3}-{1,2}|-{1,2}(?=\s|&nbsp;))"
    r"(?=(?:\s|&nbsp;){0,3}[\"“‘'(\[]?[^\W_a-z])"
)
"""Place, outlet, day, agency in brackets, then a dash: "PORT VALE, June 3 (Agency) --"."""
_DATELINE_COLON: Final = re.compile(
    rf"{_NAME}(?:\s{_NAME}){{0,2}}:(?=\s[^\W\d_a-z])"
    rf"|(?:{_NAME}|[^\W\d_a-z]+(?:\s[^\W\d_a-z]+){{1,2}}):(?=\s[\"“‘][^\W\d_a-z])"
)
"""A place; before a quotation one of several words is in capitals, or who says it: "Ann Lee: “No"."""
_AGENCY: Final = re.compile(r"\([A-Z][A-Za-z.]{1,15}\)(?=\s+[^\W\d_a-z])")
_DASH_LETTERS: Final = re.compile(r"[^\W\d_]")

_SIGN_OFF: Final = re.compile(
    r"\((?:\*{1,3}|[\w.]*[^\W\d][\w.]*(?:/[\w.-]+)+"
    r"|[^\W\d_a-z][\w.'’]*(?:[ ][^\W\d_a-z][\w.'’]*){1,3})\)\s*$"
)
"""A bracketed name or initials that close a line: "(Ana Reyes)", "(abc/xyz)", "(*)"."""

_YEAR_OR_DAY: Final = re.compile(r"\b(?:1[89]|2[01])\d\d\b")
_DIGITS: Final = re.compile(r"\d")
_NUMBER_KINDS: Final = ("numbers.words", "numbers.scales", "quantities.vague", "numbers.articles")


def fence(document: Document, pack: LanguagePack, found: Mapping[str, Sequence[Hit]]) -> Document:
    """Lay fences over the furniture of a document; ``found`` is ``pack.lexicon.find(text)``.

    Those that its reader has laid stay.

    Fences come in order of place and do not overlap. A headline printed again and a caption are
    fenced only where they state no figure: a report asserts its figures wherever it prints them.
    """
    text = document.text
    body = document.title.end if document.title else 0
    lines = [line for line in lines_of(text) if line.start >= body]
    scene = Scene(text, body, lines, found, _small_words(pack))
    rules = chain(
        ((f.kind, f.span.start, f.span.end, f.rule) for f in document.fences),
        _top_fences(scene, document, pack),
        related_fences(scene),
        phrase_fences(scene),
        _end_fences(scene),
    )
    return replace(document, fences=_without_overlaps(rules, text))


@cache
def _small_words(pack: LanguagePack) -> frozenset[str]:
    kinds = ("names.connectors", "places.prepositions", "clauses.coordinate", "clauses.subordinate")
    return frozenset(word for kind in kinds for word in pack.words(kind))


def _without_overlaps(
    rules: Iterator[tuple[Furniture, int, int, str]], text: str
) -> tuple[Fence, ...]:
    kept: list[tuple[Furniture, int, int, str]] = []
    for kind, start, end, rule in sorted(rules, key=lambda found: (found[1], -found[2])):
        begin = max(start, kept[-1][2]) if kept else start
        if begin < end:
            kept.append((kind, begin, end, rule))
    return tuple(Fence(kind, Span.of(text, start, end), rule) for kind, start, end, rule in kept)


def _top_fences(
    scene: Scene, document: Document, pack: LanguagePack
) -> Iterator[tuple[Furniture, int, int, str]]:
    """Fence the title printed again, captions and bylines above the body, and its dateline."""
    title = _folded(document.title.text) if document.title else ""
    language = document.imprint.language
    known = byline_words(pack.code)
    for index, line in enumerate(scene.lines):
        if index >= _TOP and len(line.words) > 3 * len(title):
            continue
        if title and len(line.words) < 2 * len(title) and _folded(line.words) == title:
            if not _states_figure(scene, line):
                yield Furniture.REPEATED_TITLE, line.start, line.end, "shape:title-again"
        elif index < _TOP:
            above = _above_body(scene, line, language, known)
            if above is not None:
                yield above
    opening = next((line for line in scene.lines[:_TOP] if _is_paragraph(line)), None)
    if opening is not None:
        yield from _opening(scene, opening, language)


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _is_paragraph(line: Line) -> bool:
    return len(line.words) > 60 and not _CREDIT.search(line.words, len(line.words) - 100)


def _above_body(
    scene: Scene, line: Line, language: str, known: frozenset[str]
) -> tuple[Furniture, int, int, str] | None:
    if stamp_of(line.words, language, known) is not None:
        return Furniture.BYLINE, line.start, line.end, "shape:byline"
    author = scene.hit_at("furniture.author", line.start)
    if author is not None and _names_follow(line, author):
        return Furniture.BYLINE, line.start, line.end, author.cue.rule
    # What ends a report's last line is its author's sign-off.
    return _caption(scene, line) if line is not scene.lines[-1] else None


def _caption(scene: Scene, line: Line) -> tuple[Furniture, int, int, str] | None:
    credit = _CREDIT.search(line.words, max(0, len(line.words) - 100))
    caption = scene.hit_at("furniture.caption", line.start)
    if caption is not None and credit is None and not _is_label(scene, line, caption):
        caption = None
    if (credit is None and caption is None) or len(line.words) > 300:
        return None
    if not _states_figure(scene, line):
        rule = caption.cue.rule if caption else "shape:credit"
        return Furniture.CAPTION, line.start, line.end, rule
    if credit is not None:
        return Furniture.CAPTION, line.start + credit.start(), line.end, "shape:credit"
    return None


def _is_label(scene: Scene, line: Line, caption: Hit) -> bool:
    """Whether a caption word labels the line and does not begin a sentence ("Picture this")."""
    after = scene.text[caption.end : caption.end + 2].lstrip()[:1]
    return after in {":", ""} or " " in caption.cue.surface or caption.end >= line.end


def _names_follow(line: Line, author: Hit) -> bool:
    """Whether a line that begins like a byline holds a name and is no sentence."""
    rest = line.words[author.end - line.start :].strip(" :")
    words = rest.split()
    small = sum(word[0].islower() for word in words)
    if len(line.words) >= 120 or _DIGITS.search(line.words):
        return False
    return bool(words) and words[0][0].isupper() and small <= 2 and len(words) <= 12


def _states_figure(scene: Scene, line: Line) -> bool:
    """Whether a line has a number that is no year."""
    if _DIGITS.search(_YEAR_OR_DAY.sub("", line.words)):
        return True
    return any(scene.has_hit(kind, line.start, line.end) for kind in _NUMBER_KINDS)


def _opening(scene: Scene, line: Line, language: str) -> Iterator[tuple[Furniture, int, int, str]]:
    """Fence the timestamp and dateline that begin the first paragraph."""
    at = 0
    stamp = opening_stamp(line.words, language)
    if stamp is not None:
        at = scene.reading_time(line, stamp.end)
        yield Furniture.BYLINE, line.start, line.start + at, "shape:timestamp"
        at += len(line.words[at:]) - len(line.words[at:].lstrip())
    for pattern, rule in (
        (_DATELINE, "shape:dateline"),
        (_DATELINE_COLON, "shape:dateline-colon"),
        (_AGENCY, "shape:agency"),
    ):
        head = pattern.match(line.words, at, at + 110)
        if head is not None and _DASH_LETTERS.search(head[0]):
            yield Furniture.DATELINE, line.start + at, line.start + head.end(), rule
            return


def _end_fences(scene: Scene) -> Iterator[tuple[Furniture, int, int, str]]:
    """Fence sign-offs at the ends of the last lines, and the owner's notice of rights."""
    for line in scene.lines[-6:]:
        name = _SIGN_OFF.search(line.words, max(0, len(line.words) - 60))
        if name is not None:
            yield Furniture.SIGN_OFF, line.start + name.start(), line.end, "shape:sign-off"
        desk = scene.hit_at("furniture.sign_off", line.start)
        colon = desk is not None and scene.text[desk.end : desk.end + 2].strip()[:1] == ":"
        if desk is not None and colon and len(line.words) < 100:
            yield Furniture.SIGN_OFF, line.start, line.end, desk.cue.rule
    rights = scene.text.find("©", max(scene.body, len(scene.text) - 500))
    if rights >= 0:
        line_end = scene.text.find("\n", rights)
        end = len(scene.text.rstrip()) if line_end < 0 else line_end
        notice = Line(rights, end, scene.text[rights:end])
        if not _states_figure(scene, notice):  # a picture's © in mid-text, with the report after it
            yield Furniture.SIGN_OFF, rights, end, "shape:rights"
