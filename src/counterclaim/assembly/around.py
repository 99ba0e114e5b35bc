"""A place or time told around a figure's sentence, with what of it does not hang on the figure."""

from collections.abc import Hashable, Sequence
from typing import Any

from counterclaim.assembly.linker import Standing


class Around:
    """A mention of another sentence than the figure's: which it is, and the answer that it gives.

    ``where`` is evidence of how it stands to the figure's sentence; that of a time is not yet whole.
    ``told`` is of a place the era of its sentence, of a time more evidence.
    """

    __slots__ = ("answer", "mention", "standing", "told", "where")

    def __init__(
        self,
        mention: int,
        answer: Hashable,
        where: tuple[Any, ...],
        told: str | tuple[Any, ...],
        standing: Standing,
    ) -> None:
        self.mention = mention
        self.answer = answer
        self.where = where
        self.told = told
        self.standing = standing


def carried_figure(
    voice: str, alike: bool, measure: str, sourced: bool, unit_class: str
) -> Sequence[str]:
    """What of the figure speaks for or against a mention of another sentence."""
    return (
        f"carry:{voice}:measure{int(alike)}",
        f"carry:measure:{measure}",
        f"carry:sourced{int(sourced)}",
        f"carry:unit:{unit_class}",
    )


def carried_on(carried: bool, near: bool, alike: bool) -> Sequence[str]:
    """Whether the mention is that of the last figure, and how this figure goes on from it."""
    return (f"carry:carried{int(carried)}near{int(near)}same{int(alike)}",)
