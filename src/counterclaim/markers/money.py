"""Currency signs and codes before an amount: "$", "US$ ", "Rp.", "IDR "."""

from typing import Final

from counterclaim.markers.grammar import Grammar

_LONGEST: Final = 5
"""Characters of the longest sign: "U.S.$"."""


def sign_before(text: str, start: int, grammar: Grammar) -> tuple[int, str]:
    """Give where a currency sign before a number starts and its ISO 4217 code, or (start, "")."""
    end = start
    while end and text[end - 1] in " \u00a0\u202f" and start - end < 2:
        end -= 1
    if not end:
        return start, ""
    last = text[end - 1]
    if last not in grammar.sign_ends:
        return start, ""
    stop = end - 1 if last == "." else end
    for size in range(min(_LONGEST, stop), 0, -1):
        sign = text[stop - size : stop]
        code = grammar.signs.get(sign)
        if code and not (sign[0].isalpha() and text[stop - size - 1 : stop - size].isalnum()):
            return stop - size, code
    return start, ""


def scaled_sign_before(text: str, start: int, grammar: Grammar) -> tuple[int, str]:
    """As ``sign_before``, for letters that are money before large amounts only: "R50bn"."""
    end = start - (text[start - 1 : start] in (" ", "\u00a0"))
    for sign, code in grammar.scaled_signs.items():
        begin = end - len(sign)
        if (
            begin >= 0
            and text.startswith(sign, begin)
            and not text[max(0, begin - 1) : begin].isalnum()
        ):
            return begin, code
    return start, ""
