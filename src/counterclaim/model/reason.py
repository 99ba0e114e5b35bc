"""A sentence that says why, and that keeps how it was made, so that other languages can make it."""

from collections.abc import Callable, Sequence
from typing import Any, Self


class Reason(str):
    """A sentence in plain English: ``pattern`` with ``parts`` put in where it has ``{name}``.

    It is the sentence itself and may be used as one. A part is a text that stays as it is, such as
    the words of a report, or a reason, which is translated in its turn. A pattern without parts is
    taken to the letter.
    """

    __slots__ = ("parts", "pattern")

    pattern: str
    parts: tuple[tuple[str, str], ...]

    def __new__(cls, pattern: str, **parts: str) -> Self:
        """Make the sentence; KeyError where the pattern names a part that is not given."""
        made = super().__new__(cls, pattern.format_map(parts) if parts else pattern)
        made.pattern, made.parts = pattern, tuple(parts.items())
        return made

    def said(self, translate: Callable[[str], str]) -> str:
        """Give the sentence with its patterns as ``translate`` has them."""
        pattern = translate(self.pattern)
        if not self.parts:
            return pattern
        told = {k: p.said(translate) if isinstance(p, Reason) else p for k, p in self.parts}
        return pattern.format_map(told)

    def record(self) -> list[Any]:
        """Give the pattern and the parts as JSON holds them; ``from_record`` reads them back."""
        parts = {k: p.record() if isinstance(p, Reason) else p for k, p in self.parts}
        return [self.pattern, parts]

    @classmethod
    def from_record(cls, record: list[Any]) -> Self:
        """Make the reason that ``record`` gave."""
        pattern, parts = record
        return cls(
            pattern,
            **{k: cls.from_record(p) if isinstance(p, list) else p for k, p in parts.items()},
        )


def listed(reasons: Sequence[Reason], between: str = ", ") -> Reason:
    """Join reasons, of which there must be one at least, by a mark that every language has."""
    made, *others = reasons
    for other in others:
        made = Reason(f"{{first}}{between}{{next}}", first=made, next=other)
    return made
