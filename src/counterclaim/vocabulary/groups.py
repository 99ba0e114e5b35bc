"""Groups of people that are counted apart from all the people."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from counterclaim.vocabulary.checks import VocabularyError


class Nature(StrEnum):
    """Whether a group is always a share of those counted, may be all of them, or must be."""

    SHARE = "share"
    ROLE = "role"
    ALL = "all"


@cache
def groups() -> Mapping[str, Nature]:
    """Give the nature of each group; raises VocabularyError for a nature that is neither."""
    text = files("counterclaim.vocabulary").joinpath("groups.toml").read_text(encoding="utf-8")
    return read_groups(text)


def read_groups(text: str) -> Mapping[str, Nature]:
    """Check the TOML of a list of groups."""
    try:
        found = {name: Nature(nature) for name, nature in tomllib.loads(text).items()}
    except ValueError as wrong:
        raise VocabularyError(f"groups: {wrong}") from None
    return MappingProxyType(found)
