"""Drawings of one question: its answers against the time they were counted, and both as files."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from counterclaim.api import Card
from counterclaim.model import Tally
from counterclaim.reconcile.trapezoid import INFINITY
from counterclaim.web.answers import Answer, Answers, Moment, Speaker
from counterclaim.web.lanes import AXIS, LANE, axis, background, lane, short
from counterclaim.web.scale import Days, Scale
from counterclaim.web.svg import Ruler, drawing, element, joined, shape, standalone
from counterclaim.web.wording import Wording

PLOT: Final = 360
"""Height of the drawing over time without its axis of days, in pixels."""
_TOP: Final = 20
_WIDTH: Final = 960
_LEFT: Final = 300
_PAD: Final = 32
_NARROW: Final = 272
"""Pixels across of the drawing over time on a small telephone, and how far apart its marks stand."""
_APART: Final = 21
_LETTERS: Final = 84
"""Characters of a line in a file; longer ones are cut short."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the drawings of one question need. ``heading`` is its name for people."""

    wording: Wording
    heading: str
    answers: Answers
    scale: Scale
    days: Days | None
    tally: Tally
    policy: str

    @property
    def told(self) -> str:
        """Tell in words who says what."""
        return "; ".join(
            f"{s.name} {self.wording.quantity(a.claim.quantity)}" for s, a in self.answers.all
        )


def lane_axis(drawn: Drawn) -> Markup:
    """Draw the values of the scale for a page."""
    body = axis(drawn.wording, drawn.scale, Ruler())
    return element("svg", body, width="100%", height=AXIS, aria_hidden="true")


def lane_of(drawn: Drawn, speaker: Speaker, answer: Answer) -> Markup:
    """Draw one answer for a page, with the band of the tally behind it."""
    ruler = Ruler()
    body = background(drawn.scale, ruler, drawn.tally, LANE) + lane(answer, drawn.scale, ruler)
    title = f"{speaker.name}: {drawn.wording.quantity(answer.claim.quantity)}"
    return drawing(body, title=title, height=LANE, kind="lane")


def over_time(drawn: Drawn, ruler: Ruler, *, linked: bool) -> Markup:
    """Draw all dated answers against their days, in a height of ``PLOT`` and ``AXIS``."""
    if drawn.days is None:
        return Markup("")
    parts = [_values(drawn, ruler), _dates(drawn, ruler)]
    taken: list[tuple[float, float]] = []
    for speaker in drawn.answers.speakers:
        dated = sorted(
            ((a, m) for a in speaker.answers if a.known for m in a.moments),
            key=lambda found: found[1].day,
        )
        parts += _trail(drawn, ruler, dated)
        parts += [_mark(drawn, ruler, speaker, one, taken, linked=linked) for one in dated]
    return joined(parts)


def time_drawing(drawn: Drawn) -> Markup:
    """Draw the answers over time for a page; each mark leads to its words."""
    return drawing(
        over_time(drawn, Ruler(), linked=True),
        title=drawn.heading,
        told=drawn.told,
        height=PLOT + AXIS,
        kind="time-plot",
        label="links",
    )


def lanes_file(drawn: Drawn, card: Card) -> str:
    """Give the answers on their scale as an SVG file, with policy and sources beneath."""
    ruler = Ruler(_WIDTH - _LEFT - 2 * _PAD)
    parts = [element("g", axis(drawn.wording, drawn.scale, ruler), transform=_at(_LEFT, 70))]
    y = 70 + AXIS
    for speaker in drawn.answers.speakers:
        name = _cut(f"{speaker.mark} · {speaker.name}", 44)
        parts.append(shape("text", "name", name, x=0, y=y + 18))
        parts.append(
            element("g", background(drawn.scale, ruler, drawn.tally, 26), transform=_at(_LEFT, y))
        )
        y += 26
        for answer in speaker.answers:
            said = drawn.wording.quantity(answer.claim.quantity)
            when = _when(drawn.wording, answer)
            body = background(drawn.scale, ruler, drawn.tally, LANE)
            body += lane(answer, drawn.scale, ruler)
            parts += [
                element("g", body, transform=_at(_LEFT, y)),
                shape("text", "figure-text", said, x=18, y=y + 21),
                shape("text", "label", when, x=160, y=y + 21),
            ]
            y += LANE
    return _file(drawn, card, joined(parts), y)


def time_file(drawn: Drawn, card: Card) -> str:
    """Give the answers over time as an SVG file, with a key, policy and sources beneath."""
    ruler = Ruler(_WIDTH - 3 * _PAD)  # with room for the values behind it
    parts = [element("g", over_time(drawn, ruler, linked=False), transform=_at(0, 70))]
    y = 70 + PLOT + AXIS + 24
    for speaker in drawn.answers.speakers:
        parts.append(shape("text", "said", _cut(f"{speaker.mark} · {speaker.name}"), x=0, y=y))
        y += 20
    return _file(drawn, card, joined(parts), y)


def _file(drawn: Drawn, card: Card, body: Markup, y: float) -> str:
    wording = drawn.wording
    head = shape("text", "heading", _cut(drawn.heading, 90), x=0, y=32)
    policy = wording.gettext("Band: low to high by %(policy)s; dashed: best.", policy=drawn.policy)
    lines = [str(policy), "", str(wording.gettext("Sources"))]
    told = dict.fromkeys(
        _source(wording, card, c.claim.document_id)
        for _, answer in drawn.answers.all
        for c in answer.carriers
    )
    lines += list(told)
    y += 24
    foot = [
        shape("text", "note-text", _cut(line, 140), x=0, y=y + 18 * i)
        for i, line in enumerate(lines)
        if line
    ]
    height = int(y + 18 * len(lines) + 16)
    inner = element("g", joined([head, body, *foot]), transform=_at(_PAD, 0))
    return standalone(inner, title=drawn.heading, told=drawn.told, width=_WIDTH, height=height)


def _source(wording: Wording, card: Card, document: str) -> str:
    about = card.reports[document].imprint
    day = wording.day(about.published.date()) if about.published else wording.gettext("undated")
    return " · ".join(filter(None, [" ".join(about.called.split()), str(day), about.address]))


def _values(drawn: Drawn, ruler: Ruler) -> Markup:
    """Draw the axis of figures: lines across, each with its value behind its end, and the band.

    No mark stands there, so that none covers a value.
    """
    parts: list[Markup] = []
    tally = drawn.tally
    if tally.low or tally.high:
        top = _y(drawn.scale.share(tally.high.value)) if tally.high else 0.0
        bottom = _y(drawn.scale.share(tally.low.value)) if tally.low else float(PLOT)
        tall = max(bottom - top, 1.0)
        parts.append(shape("rect", "band", x=0, y=top, width=ruler.at(1), height=tall))
    for tick in drawn.scale.ticks():
        y = _y(drawn.scale.share(tick))
        parts += [
            shape("line", "tick", x1=ruler.at(0), x2=ruler.at(1), y1=y, y2=y),
            shape("text", "label", short(drawn.wording, tick), x=ruler.at(1), dx=8, y=y + 4),
        ]
    if tally.best:
        y = _y(drawn.scale.share(tally.best.value))
        parts.append(shape("line", "best", x1=ruler.at(0), x2=ruler.at(1), y1=y, y2=y))
    return joined(parts)


def _dates(drawn: Drawn, ruler: Ruler) -> Markup:
    assert drawn.days is not None  # noqa: S101 (for the type checker)
    parts = [shape("line", "axis", x1=ruler.at(0), x2=ruler.at(1), y1=PLOT, y2=PLOT)]
    ticks = drawn.days.ticks(4)
    for tick in ticks:
        share = drawn.days.share(tick)
        anchor = "start" if share < 0.08 else "end" if share > 0.92 else "middle"
        place = ruler.at(share)
        parts += [
            shape("line", "axis", x1=place, x2=place, y1=PLOT, y2=PLOT + 5),
            shape(
                "text",
                "label",
                drawn.wording.day(tick),
                x=place,
                y=PLOT + 20,
                text_anchor=anchor,
            ),
        ]
    return joined(parts)


def _trail(drawn: Drawn, ruler: Ruler, dated: list[tuple[Answer, Moment]]) -> list[Markup]:
    """Join the answers of one originator, the earliest first."""
    places = [(drawn.days.share(m.day), _height(drawn, a)) for a, m in dated if drawn.days]
    return [
        shape("line", "trail", x1=ruler.at(x1), y1=y1, x2=ruler.at(x2), y2=y2)
        for (x1, y1), (x2, y2) in pairwise(places)
    ]


def _mark(
    drawn: Drawn,
    ruler: Ruler,
    speaker: Speaker,
    given: tuple[Answer, Moment],
    taken: list[tuple[float, float]],
    *,
    linked: bool,
) -> Markup:
    assert drawn.days is not None  # noqa: S101 (for the type checker)
    answer, moment = given
    share, y = drawn.days.share(moment.day), _height(drawn, answer)
    aside = _aside(share, y, taken)
    figure = answer.figure
    top = 2.0 if figure.high == INFINITY else _y(drawn.scale.share(figure.high))
    bottom = _y(drawn.scale.share(figure.low))
    parts: list[Markup] = []
    if bottom - top > 2:
        parts.append(shape("line", "stem", x1=0, x2=0, y1=top - y, y2=bottom - y))
    if figure.high == INFINITY:
        parts.append(shape("path", "core", d="M-6,9 L0,-1 L6,9 Z", transform=_at(0, top - y)))
    firm = moment.counted
    told = _told(drawn, speaker, answer, moment)
    parts += [
        element("title", told),
        shape("circle", "disk" if firm else "ring", cx=0, cy=0, r=10.5),
        shape(
            "text",
            "letter" if firm else "letter dark",
            speaker.mark,
            x=0,
            y=4,
            text_anchor="middle",
        ),
    ]
    body = element("g", joined(parts), transform=_at(aside, 0) if aside else None)
    if linked:
        to = f"/claims/{moment.claim.id}"
        body = element("a", body, href=to)
    return ruler.hung(share, y, body)


def _aside(share: float, y: float, taken: list[tuple[float, float]]) -> int:
    """Give how far beside its day a mark stands, so that it lies on no other, however narrow."""
    x = share * _NARROW
    room = [step * side for step in range(0, _NARROW // 2, _APART) for side in (1, -1)]
    free = next(
        (
            aside
            for aside in room
            if 0 <= x + aside <= _NARROW
            and all(abs(x + aside - x2) >= _APART or abs(y - y2) >= _APART for x2, y2 in taken)
        ),
        0,
    )
    taken.append((x + free, y))
    return free


def _told(drawn: Drawn, speaker: Speaker, answer: Answer, moment: Moment) -> str:
    wording = drawn.wording
    day = wording.day(moment.day)
    when = day if moment.counted else wording.gettext("printed %(day)s", day=day)
    return f"{speaker.name}: {wording.quantity(answer.claim.quantity)}, {when}"


def _when(wording: Wording, answer: Answer) -> str:
    if answer.day is None:
        return str(wording.gettext("undated"))
    day = wording.day(answer.day)
    return day if answer.counted else str(wording.gettext("printed %(day)s", day=day))


def _height(drawn: Drawn, answer: Answer) -> float:
    """Give where the mark of an answer stands: at its one value, else amid, else at its end."""
    figure, quantity = answer.figure, answer.claim.quantity
    low, high = drawn.scale.share(figure.low), 1.0
    if figure.high == INFINITY:
        return _y(low)
    high = drawn.scale.share(figure.high)
    return _y(high if quantity.low is None else (low + high) / 2)


def _y(share: float) -> float:
    return round(_TOP + (1 - share) * (PLOT - _TOP), 2)


def _at(x: float, y: float) -> str:
    return f"translate({x:g} {y:g})"


def _cut(text: str, most: int = _LETTERS) -> str:
    plain = " ".join(text[: 4 * most].split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
