"""A console on which the words of a report cannot move the cursor or speak to the terminal."""

import re
from collections.abc import Iterable
from typing import Final

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

_CONTROL: Final = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that terminals obey; tabs and line feeds are no harm."""
_SHOWN: Final = "\N{REPLACEMENT CHARACTER}"


def harmless(words: str) -> str:
    """Put a visible mark in place of each control character."""
    return _CONTROL.sub(_SHOWN, words)


class HarmlessConsole(Console):
    """Prints as its kind does, and no control character that is not its own."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Give the segments of something printed, their words made harmless."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else harmless(text), style, control)
