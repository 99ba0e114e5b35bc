"""A place or time told around a figure's sentence, with what of it does not hang on the figure."""

from collections.abc import Hashable
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
