"""Runs of direct speech between quotation marks."""

import re

from counterclaim.model import Document

_MARK = re.compile('["“”„«»]')
_OPENS = frozenset('"“„«')
_CLOSES = frozenset('"”»')
LONGEST = 2000
"""Characters; a longer run means that a mark was lost, and is not taken for a quotation."""


def mark_quotations(document: Document) -> list[tuple[int, int]]:
    """Give ``(start, end)`` of each quotation, the marks included, in order.

    Straight marks open and close by turns. A quotation may run over several sentences, but not out of
    the headline.
    """
    title_end = document.title.end if document.title else 0
    quotations: list[tuple[int, int]] = []
    opened = -1
    for mark in _MARK.finditer(document.text):
        sign, at = mark.group(), mark.start()
        if opened >= 0 and (at - opened > LONGEST or opened < title_end <= at):
            opened = -1
        if opened >= 0 and sign in _CLOSES:
            quotations.append((opened, mark.end()))
            opened = -1
        elif sign in _OPENS:
            opened = at
    return quotations
