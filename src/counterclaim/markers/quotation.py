"""Runs of direct speech between quotation marks."""

import re
from typing import Final

from counterclaim.languages.letters import UPPER
from counterclaim.model import Document

# A single mark is a quotation's only where no apostrophe could stand: before a capital, after a stop.
# Some archives broke the curly marks into three characters, the last two of them control codes.
# The mark comes first and what stands before it is looked back at, so that the search can leap to it.
_MARK: Final = re.compile(
    r"[\"“”„«»'‘’](?:(?<=')'|(?<=')\x80[\x9c\x9d]|(?<=[\"“”„«»])"
    rf"|(?<=['‘])(?<![\w,.;!?].)(?=[{UPPER}][\w’]* \w)|(?<=[,.!?]['’])(?=\s|$))"
)
_OPENS: Final = frozenset((*"\"“„«'‘", "''", "'\x80\x9c"))
_CLOSES: Final = frozenset((*"\"”»'’", "''", "'\x80\x9d"))
_PARAGRAPH: Final = re.compile(r"\n\s*$")
_SINGLE: Final = frozenset("'‘’")
LONGEST: Final = 2000
"""Characters; a longer run means that a mark was lost, and is not taken for a quotation."""


def mark_quotations(document: Document) -> list[tuple[int, int]]:
    """Give ``(start, end)`` of each quotation, the marks included, in order.

    Straight marks open and close by turns. A quotation may run over several sentences, but not out of
    the headline. One of several paragraphs opens each of them and closes only the last.
    """
    title_end = document.title.end if document.title else 0
    quotations: list[tuple[int, int]] = []
    opened, opening = -1, ""
    for mark in _MARK.finditer(document.text):
        sign, at = mark.group(), mark.start()
        if opened >= 0 and (at - opened > LONGEST or opened < title_end <= at):
            opened = -1
        if opened >= 0 and sign == opening and _goes_on(document.text, at):
            continue
        if opened >= 0 and sign in _CLOSES and (opening in _SINGLE) == (sign in _SINGLE):
            quotations.append((opened, mark.end()))
            opened = -1
        elif sign in _OPENS and (opened < 0 or sign not in _SINGLE):
            opened, opening = at, sign
        elif sign == "”" and opened < 0 and (at == 0 or document.text[at - 1].isspace()):
            opened, opening = at, sign  # some outlets print the closing mark at both ends
    return quotations


def _goes_on(text: str, at: int) -> bool:
    """Whether a mark opens a paragraph: within a quotation it says that the same one speaks on."""
    before = text[max(0, at - 4) : at]
    return _PARAGRAPH.search(before) is not None and text[at + 1 : at + 2].isalnum()
