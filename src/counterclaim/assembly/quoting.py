"""What direct speech a statement stands in, and whose it is."""

from typing import Final

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.scene import Scene
from counterclaim.model import Form

_BESIDE: Final = 40
"""Characters between a quotation and the cue that says whose it is: room for a name or a title."""
_RUN: Final = 12
"""Quotations right behind one another that are looked back over for whose they are."""
_BLANK: Final = 4
"""Characters between a sentence and a quotation behind it: room for the blank line of a paragraph."""


def tags_of(scene: Scene, quoted: int) -> frozenset[int]:
    """The statements that say whose a quotation is: their cue stands just before or behind it.

    A quotation right behind another goes on with it, as where each fills a paragraph.
    """
    for index in range(quoted, max(quoted - _RUN, -1), -1):
        tags = _tags_beside(scene, index)
        if tags or not _adjoins(scene, index):
            return tags
    return frozenset()


def _adjoins(scene: Scene, quoted: int) -> bool:
    """Whether nothing stands between a quotation and the one before it."""
    quotations = scene.marks.quotations
    return quoted > 0 and quotations[quoted][0] - quotations[quoted - 1][1] <= _BLANK


def _tags_beside(scene: Scene, quoted: int) -> frozenset[int]:
    start, end = scene.marks.quotations[quoted]
    # Whoever opens the next paragraph has another word to say.
    line = scene.reading.text.find("\n", end, end + _BESIDE)
    stop = end + _BESIDE if line < 0 else line
    beside = frozenset(
        index
        for index, s in enumerate(scene.marks.statements)
        if start - _BESIDE <= s.cue_start < start or end <= s.cue_start < stop
    )
    # A turn in an interview begins at its label, and another's stands right behind it.
    label = frozenset(i for i in beside if scene.marks.statements[i].cue_end == start)
    return label or beside or _introduced(scene, start) or _resumed(scene, start)


def _introduced(scene: Scene, start: int) -> frozenset[int]:
    """The statement whose sentence ends in a colon before a quotation: ``Ana Nix warned: "..."``."""
    before = scene.sentence_of(start) - 1
    if before < 0 or start - scene.sentences[before].end > _BLANK:
        return frozenset()
    if scene.reading.text[scene.sentences[before].end - 1] != ":":
        return frozenset()
    told = [
        index
        for index in scene.statements[before]
        if scene.quoted(scene.marks.statements[index].cue_start) < 0
    ]
    return frozenset(told[-1:])


def _resumed(scene: Scene, start: int) -> frozenset[int]:
    """The tag of a quotation that goes on: ``"...," said Ana Nix, who builds dams in Zenda. "..."``."""
    before = scene.sentence_of(start) - 1
    if before < 0 or start - scene.sentences[before].end > _BLANK:
        return frozenset()
    return frozenset(
        index
        for index in scene.statements[before]
        if scene.marks.statements[index].form is Form.INVERTED
        and scene.quoted(scene.marks.statements[index].cue_start) < 0
        and scene.quoted(scene.sentences[before].start) >= 0
    )


def inside(scene: Scene, quoted: int, index: int) -> str:
    """Whether a statement is made within direct speech, the figure's own or another's."""
    where = scene.quoted(scene.marks.statements[index].cue_start)
    return "no" if where < 0 else "own" if where == quoted else "other"


def same_paragraph(scene: Scene, left: int, right: int) -> bool:
    """Whether two sentences, given by index, stand in one paragraph."""
    return scene.sentences[left].paragraph == scene.sentences[right].paragraph


def goes_on(scene: Scene, index: int, previous: Draft | None) -> str:
    """Whether a statement is of the voice that the figure before was given to."""
    if previous is None or previous.statement is None:
        return "none"
    return "yes" if scene.voices[index] == scene.voices[previous.statement] else "no"
