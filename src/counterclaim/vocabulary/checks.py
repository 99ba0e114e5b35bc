"""What every data file of the vocabulary is held to when it is read."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet


class VocabularyError(ValueError):
    """A vocabulary file that breaks its own rules; the message names the entry and the key."""


def take_fields(
    where: str, entry: Mapping[str, object], *, needed: AbstractSet[str], free: AbstractSet[str]
) -> None:
    """Raise VocabularyError unless ``entry`` has all needed keys and no unknown one."""
    if lacking := sorted(needed - entry.keys()):
        raise VocabularyError(f"{where} lacks {', '.join(lacking)}")
    if unknown := sorted(entry.keys() - needed - free):
        raise VocabularyError(f"{where} has unknown keys {', '.join(unknown)}")
