"""Elements of SVG, for pages and as files of their own.

Each element has a class, by which a page's style sheet draws it in light and dark, and the
attributes of ``INKS``, by which it is drawn where there is no style sheet: in a file.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from markupsafe import Markup, escape

_SANS: Final = "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif"
_TEXT: Final = MappingProxyType({"font-family": _SANS, "font-size": "13", "fill": "#1c1b19"})
_UNFIT: Final = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold or no reader sees: control characters, halves of pairs, no characters."""
INKS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "paper": {"fill": "#ffffff"},
        "tick": {"stroke": "#dedad0", "stroke-width": "1"},
        "axis": {"stroke": "#8c877b", "stroke-width": "1"},
        "band": {"fill": "#1f4f8b", "fill-opacity": "0.1"},
        "best": {"stroke": "#1f4f8b", "stroke-width": "1.5", "stroke-dasharray": "5 3"},
        "stretch": {"stroke": "#8c877b", "stroke-width": "2"},
        "core": {"fill": "#7d1a14"},
        "stem": {"stroke": "#7d1a14", "stroke-width": "3"},
        "vague": {"fill": "#7d1a14", "fill-opacity": "0.35"},
        "hollow": {"fill": "#ffffff", "stroke": "#7d1a14", "stroke-width": "2.5"},
        "trail": {"stroke": "#8c877b", "stroke-width": "1", "fill": "none"},
        "disk": {"fill": "#1c1b19"},
        "ring": {"fill": "#ffffff", "stroke": "#1c1b19", "stroke-width": "1.5"},
        "bar": {"fill": "#1f4f8b", "fill-opacity": "0.75"},
        "bar disputed": {"fill": "#a1261c"},
        "land": {"fill": "#ebe7dd", "stroke": "#fbfaf7", "stroke-width": "0.6"},
        "spot": {"fill": "#1f4f8b", "fill-opacity": "0.55", "stroke": "#ffffff"},
        "spot disputed": {"fill": "#a1261c", "fill-opacity": "0.6", "stroke": "#ffffff"},
        "label": {**_TEXT, "font-size": "12", "fill": "#5b5851"},
        "letter": {**_TEXT, "font-size": "11", "font-weight": "700", "fill": "#ffffff"},
        "letter dark": {**_TEXT, "font-size": "11", "font-weight": "700"},
        "heading": {**_TEXT, "font-size": "18", "font-weight": "700"},
        "name": {**_TEXT, "font-weight": "700"},
        "figure-text": {**_TEXT, "font-weight": "700"},
        "said": {**_TEXT},
        "note-text": {**_TEXT, "font-size": "12", "fill": "#5b5851"},
    }
)
"""What each class looks like on white paper."""


def shape(tag: str, kind: str, body: str = "", **attributes: object) -> Markup:
    """Give an element of a class of ``INKS``; underscores in names of attributes are hyphens.

    ``body`` is escaped unless it is Markup.
    """
    inks = INKS.get(kind, {})
    return element(tag, body, **{"class": kind, **inks, **attributes})


def element(tag: str, body: str = "", **attributes: object) -> Markup:
    """Give an element; ``body`` is escaped unless it is Markup."""
    said = Markup("").join(
        Markup(' {}="{}"').format(name.replace("_", "-"), _plain(value))
        for name, value in attributes.items()
        if value is not None
    )
    return Markup("<{}{}>{}</{}>").format(Markup(tag), said, escape(body), Markup(tag))  # noqa: S704


def joined(parts: Iterable[Markup]) -> Markup:
    """Put elements after each other."""
    return Markup("").join(parts)


def drawing(
    body: Markup,
    *,
    title: str,
    told: str = "",
    width: object = "100%",
    height: object,
    kind: str = "",
    label: str = "",
) -> Markup:
    """Give an ``svg`` element with a title and a description for people who do not see it.

    ``label`` is an id on the page that must be given where links stand in the drawing: it is then
    a group of them and no picture.
    """
    about = element("title", title) + (element("desc", told) if told else Markup(""))
    role = {"role": "group", "aria-label": title} if label else {"role": "img"}
    spoken = {"aria-label": f"{title}. {told}" if told else title} if not label else {}
    return element(
        "svg",
        about + body,
        **{"class": kind or None, "width": width, "height": height, **role, **spoken},
    )


def standalone(body: Markup, *, title: str, told: str, width: int, height: int) -> str:
    """Give a whole SVG file on white paper."""
    about = element("title", title) + element("desc", told)
    paper = shape("rect", "paper", width=width, height=height)
    made = element(
        "svg",
        about + paper + body,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
        role="img",
    )
    return _UNFIT.sub("", made) + "\n"


@dataclass(frozen=True, slots=True)
class Ruler:
    """Turns shares of an axis into places across a drawing.

    In per cent of whatever width the drawing has on the page or, with ``width``, in pixels.
    """

    width: float | None = None

    def at(self, share: float) -> str:
        """Give the place of a share from 0 to 1."""
        return f"{share * 100:.3f}%" if self.width is None else f"{share * self.width:.2f}"

    def hung(self, share: float, y: float, body: Markup) -> Markup:
        """Put elements drawn around 0 0 at a place."""
        return element("svg", body, x=self.at(share), y=y, overflow="visible")


def _plain(value: object) -> object:
    return f"{value:g}" if isinstance(value, float) else value
