"""Runs of direct speech between quotation marks."""

import re

from counterclaim.languages.letters import UPPER
from counterclaim.model import Document

# A single mark is a quotation's only where no apostrophe could stand: before a capital, after a stop.
# The mark comes first and what stands before it is looked back at, so that the search can leap to it.
_MARK = re.compile(
    r"[\"“”„«»'‘’](?:(?<=')'|(?<=[\"“”„«»])"
    rf"|(?<=['‘])(?<![\w,.;!?].)(?=[{UPPER}][\w’]* \w)|(?<=[,.!?]['’])(?=\s|$))"
)
_OPENS = frozenset((*"\"“„«'‘", "''"))
_CLOSES = frozenset((*"\"”»'’", "''"))
_SINGLE = frozenset("'‘’")
LONGEST = 2000
"""Characters; a longer run means that a mark was lost, and is not taken for a quotation."""


def mark_quotations(document: Document) -> list[tuple[int, int]]:
    """Give ``(start, end)`` of each quotation, the marks included, in order.

    Straight marks open and close by turns. A quotation may run over several sentences, but not out of
    the headline.
    """
    title_end = document.title.end if document.title else 0
    quotations: list[tuple[int, int]] = []
    opened, opening = -1, ""
    for mark in _MARK.finditer(document.text):
        sign, at = mark.group(), mark.start()
        if opened >= 0 and (at - opened > LONGEST or opened < title_end <= at):
            opened = -1
        if opened >= 0 and sign in _CLOSES and (opening in _SINGLE) == (sign in _SINGLE):
            quotations.append((opened, mark.end()))
            opened = -1
        elif sign in _OPENS and (opened < 0 or sign not in _SINGLE):
            opened, opening = at, sign
        elif sign == "”" and opened < 0 and (at == 0 or document.text[at - 1].isspace()):
            opened, opening = at, sign  # some outlets print the closing mark at both ends
    return quotations
