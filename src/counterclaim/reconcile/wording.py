"""The words around a figure, by which a quotation is known again wherever it is printed."""

from counterclaim.languages import spaced
from counterclaim.reconcile.answers import Answer


def words_around(a: Answer, side: int, least: int) -> tuple[str, ...]:
    """Give the figure with ``side`` words of its sentence on either side.

    Where a figure begins or ends its sentence, the other side gives what is missing; () where both
    have fewer than ``least`` words, too few to tell a quotation.
    """
    sentence, figure = a.claim.sentence, a.claim.figure
    before = spaced(sentence.text[: figure.start - sentence.start]).split()
    after = spaced(sentence.text[figure.end - sentence.start :]).split()
    left = max(side, 2 * side - len(after))
    right = max(side, 2 * side - len(before))
    before, after = before[-left:], after[:right]
    if len(before) + len(after) < least:
        return ()
    return (*before, spaced(figure.text).strip(), *after)
