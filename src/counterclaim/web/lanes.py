"""Figures drawn on a common scale: a lane for each answer, an axis above all of them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from babel.numbers import format_compact_decimal
from markupsafe import Markup

from counterclaim.model import Bound, Modality, Tally
from counterclaim.reconcile.trapezoid import INFINITY, ZERO
from counterclaim.web.answers import Answer
from counterclaim.web.scale import Scale
from counterclaim.web.svg import Ruler, joined, shape
from counterclaim.web.wording import Wording

LANE: Final = 34
"""Height of a lane, in pixels."""
AXIS: Final = 26
_THICK: Final = 12
_ARROW: Final = "M-3,-10 L12,0 L-3,10 Z"
_FULL: Final = Decimal(10**5)


def axis(wording: Wording, scale: Scale, ruler: Ruler) -> Markup:
    """Draw the values of the scale along the top, in a height of ``AXIS``."""
    ticks = scale.ticks()
    parts: list[Markup] = [
        shape("line", "axis", x1=ruler.at(0), x2=ruler.at(1), y1=AXIS - 0.5, y2=AXIS - 0.5)
    ]
    for tick in ticks:
        share = scale.share(tick)
        anchor = "start" if share < 0.02 else "end" if share > 0.98 else "middle"
        name = short(wording, tick)
        parts += [
            shape("text", "label", name, x=ruler.at(share), y=AXIS - 10, text_anchor=anchor),
            _upright("axis", ruler, share, AXIS - 5, AXIS),
        ]
    return joined(parts)


def short(wording: Wording, value: Decimal) -> str:
    """Write a round value so that it takes little room: "20,000", "2.5M"."""
    if value < _FULL:
        return wording.number(value)
    return format_compact_decimal(value, locale=wording.locale, fraction_digits=1)


def background(scale: Scale, ruler: Ruler, tally: Tally | None, height: float) -> Markup:
    """Draw what runs through all lanes: the ticks, and low, best and high of a tally."""
    parts = [_upright("tick", ruler, scale.share(t), 0, height) for t in scale.ticks()]
    if tally is None:
        return joined(parts)
    if tally.low or tally.high:
        left = scale.share(tally.low.value) if tally.low else 0.0
        right = scale.share(tally.high.value) if tally.high else 1.0
        wide = ruler.at(right - left)
        parts.append(shape("rect", "band", x=ruler.at(left), y=0, width=wide, height=height))
    if tally.best:
        parts.append(_upright("best", ruler, scale.share(tally.best.value), 0, height))
    return joined(parts)


def lane(answer: Answer, scale: Scale, ruler: Ruler, y: float = 0) -> Markup:
    """Draw one answer in a height of ``LANE``, from ``y`` down.

    Thick is what the words assert, thin how far they can stretch, an arrow an open end, pale a
    vague word, hollow what is not put forward as fact.
    """
    if not answer.known:
        return Markup("")
    figure, quantity = answer.figure, answer.claim.quantity
    middle = y + LANE / 2
    open_up, open_down = figure.high == INFINITY, quantity.low is None and figure.low == ZERO
    left, least = scale.share(figure.low), scale.share(figure.least)
    right = 1.0 if open_up else scale.share(figure.high)
    most = 1.0 if open_up else scale.share(figure.most)
    parts: list[Markup] = []
    if least < left or most > right:
        ends = {"x1": ruler.at(least), "x2": ruler.at(most)}
        parts.append(shape("line", "stretch", y1=middle, y2=middle, **ends))
    kind = "core"
    if quantity.bound == Bound.VAGUE:
        kind = "vague"
    elif answer.claim.modality != Modality.ASSERTED:
        kind = "hollow"
    if left == right and not open_up:
        return joined([*parts, shape("circle", kind, cx=ruler.at(left), cy=middle, r=6.5)])
    parts.append(
        shape(
            "rect",
            kind,
            x=ruler.at(left),
            y=middle - _THICK / 2,
            width=ruler.at(max(right - left, 0.004)),
            height=_THICK,
            rx=2,
        )
    )
    if open_up:
        parts.append(ruler.hung(1.0, middle, shape("path", "core", d=_ARROW)))
    if open_down:
        parts.append(
            ruler.hung(left, middle, shape("path", "core", d=_ARROW, transform="scale(-1 1)"))
        )
    return joined(parts)


def sentences(wording: Wording, answers: Iterable[tuple[str, Answer]]) -> str:
    """Tell a drawing in words: who says what."""
    return "; ".join(
        f"{name} {wording.quantity(answer.claim.quantity)}" for name, answer in answers
    )


def _upright(kind: str, ruler: Ruler, share: float, top: float, bottom: float) -> Markup:
    place = ruler.at(share)
    return shape("line", kind, x1=place, x2=place, y1=top, y2=bottom)
