"""Character classes that the standard regular expressions lack."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final


def _ranges(members: Iterator[int]) -> Iterator[str]:
    """Write code points as the ranges of a regular expression's character class."""
    for _, run in groupby(enumerate(members), key=lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in run]
        yield f"{chr(codes[0])}-{chr(codes[-1])}" if len(codes) > 1 else chr(codes[0])


# Latin, Greek, Cyrillic, Armenian, Georgian: the scripts with capitals that news is printed in.
UPPER: Final = "".join(_ranges(c for c in range(0x0041, 0x2000) if chr(c).isupper()))
"""Capital letters, to stand inside a regular expression's brackets."""

LOWER: Final = "".join(_ranges(c for c in range(0x0061, 0x2000) if chr(c).islower()))
"""Small letters, to stand inside a regular expression's brackets."""
