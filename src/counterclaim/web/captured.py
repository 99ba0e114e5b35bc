"""A page as it was captured, made harmless: its words and plain structure, with the figures marked.

No script, style, link, picture or attribute of the page is carried over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from lxml import etree, html
from markupsafe import Markup

from counterclaim.captures.opening import open_body
from counterclaim.model import Attribution, Capture, Claim, Period, Span
from counterclaim.model.web import SeenCapture
from counterclaim.readers import read_capture
from counterclaim.web.marking import Block, runs

_SAME: Final = ("ul", "ol", "li", "blockquote", "table", "tr", "dl", "dt", "dd", "pre")
_INLINE: Final = ("em", "strong", "b", "i", "sup", "sub", "q", "code", "small")
_DIVISIONS: Final = (
    "div",
    "section",
    "article",
    "main",
    "figure",
    "header",
    "footer",
    "aside",
    "nav",
)
_TAGS: Final = MappingProxyType(
    {
        **{tag: tag for tag in (*_SAME, *_INLINE)},
        **dict.fromkeys(_DIVISIONS, "div"),
        **dict.fromkeys(("p", "figcaption", "address"), "p"),
        # The page's own headings go below ours.
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "h3"),
        **dict.fromkeys(("td", "th"), "td"),
    }
)
"""What stands for each element that is kept; of any other only the words are."""
_DROPPED: Final = frozenset(
    {
        *("script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg"),
        *("math", "canvas", "audio", "video", "select", "textarea", "button", "form", "input"),
    }
)
_OPEN, _CLOSE = Markup("<p>"), Markup("</p>")
LONGEST: Final = 600_000
"""Characters of a page that are shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A tag of ours, or words with what is marked in them."""

    tag: Markup | None = None
    words: Block | None = None


@dataclass(frozen=True, slots=True)
class Captured:
    """A harmless page; ``lost`` are the claims whose words were not found in it."""

    parts: tuple[Part, ...]
    lost: tuple[Claim, ...]
    cut: bool = False


def captured(body: bytes, claims: Sequence[Claim], capture: SeenCapture) -> Captured:
    """Take a captured page apart and mark the claims that were read from it.

    What is no page (PDF, mail) is shown as its text. The words of a claim are found by its
    sentence, whatever white space stands between its letters.
    """
    steps: list[Markup | tuple[int, str]] = []
    flat: list[str] = []
    length = 0
    cut = False
    for step in _steps(body, capture):
        if isinstance(step, Markup):
            steps.append(step)
            continue
        cut = cut or length + len(step) > LONGEST
        if not cut:
            steps.append((length, step))
            flat.append(step)
            length += len(step)
    found, lost = _located(claims, "".join(flat))
    lines = [step for step in steps if not isinstance(step, Markup)]
    marked = iter(runs(lines, found))
    parts = (
        Part(tag=step) if isinstance(step, Markup) else Part(words=next(marked)) for step in steps
    )
    return Captured(tuple(parts), tuple(lost), cut)


def _steps(body: bytes, capture: SeenCapture) -> Iterator[Markup | str]:
    """Give tags of ours and words, in the order of the page."""
    if "html" in capture.media_type or "xml" in capture.media_type:
        yield from _page(body, capture.encoding)
        return
    for item in open_body(body, capture.answered_by, capture.media_type, capture.encoding):
        if isinstance(item, Capture):
            for line in read_capture(item)[0].text.splitlines():
                yield _OPEN
                yield _plain(line)
                yield _CLOSE


def _page(body: bytes, encoding: str | None) -> Iterator[Markup | str]:
    try:
        parser = html.HTMLParser(encoding=encoding)
    except LookupError:
        parser = html.HTMLParser()
    try:
        tree = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, ValueError):
        return
    dropped = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            dropped += tag in _DROPPED
        if not dropped:
            yield from _step(event, element, _TAGS.get(tag, ""))
        if event == "end":
            dropped -= tag in _DROPPED
        if event != "start" and element.tail and not dropped:
            yield _plain(element.tail)


def _step(event: str, element: html.HtmlElement, known: str) -> Iterator[Markup | str]:
    if known and event in {"start", "end"}:
        yield Markup(f"<{'/' * (event == 'end')}{known}>")  # noqa: S704 (a tag of our table)
    if event == "start" and element.text:
        yield _plain(element.text)


def _plain(words: str) -> str:
    squeezed = " ".join(words.split())
    before, after = words[:1].isspace(), words[-1:].isspace()
    return f"{' ' * before}{squeezed}{' ' * (after and bool(squeezed))}"


def _located(claims: Sequence[Claim], flat: str) -> tuple[list[Claim], list[Claim]]:
    """Give the claims with their spans where the words stand in ``flat``, and those not found."""
    places = [i for i, letter in enumerate(flat) if not letter.isspace()]
    dense = "".join(flat.split())
    found: list[Claim] = []
    lost: list[Claim] = []
    at = 0
    for claim in sorted(claims, key=lambda c: c.sentence.start):
        wanted = "".join(claim.sentence.text.split())
        place = dense.find(wanted, at)
        place = place if place >= 0 else dense.find(wanted)
        if place < 0 or not wanted:
            lost.append(claim)
            continue
        at = place
        found.append(_moved(claim, places, place))
    return found, lost


def _moved(claim: Claim, places: Sequence[int], place: int) -> Claim:
    sentence = claim.sentence

    def move(span: Span | None) -> Span | None:
        if span is None or not (sentence.start <= span.start < span.end <= sentence.end):
            return None
        before = sentence.text[: span.start - sentence.start]
        skipped = place + len("".join(before.split()))
        letters = len("".join(span.text.split()))
        if not letters:
            return None
        return Span(places[skipped], places[skipped + letters - 1] + 1, span.text)

    said = claim.attribution
    figure = move(claim.figure)
    assert figure is not None  # noqa: S101 (a figure stands in its sentence)
    moved = replace(
        claim,
        figure=figure,
        what=move(claim.what),
        measure_cue=move(claim.measure_cue),
        attribution=Attribution(
            move(said.source), move(said.cue), tuple(v for via in said.via if (v := move(via)))
        ),
        place=move(claim.place),
        period=Period(move(claim.period.span), claim.period.start, claim.period.end),
    )
    # Ids are hashes over the spans; words and cards of the report must still find each other.
    moved.__dict__.update(id=claim.id, figure_id=claim.figure_id)
    return moved
