"""A sentence that says why, and that keeps how it was made, so that other languages can make it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Self


class Amount(str):
    """A figure that was worked out, in plain English: "1,100"; a language writes ``value`` its own way.

    What a report prints is no amount: its words stay as they are.
    """

    __slots__ = ("value",)

    value: Decimal

    def __new__(cls, value: Decimal | int) -> Self:
        """Write a number with all its digits."""
        number = Decimal(value)
        made = super().__new__(cls, format(number, ",f"))
        made.value = number
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[Decimal]]:
        """Make it again from its value, for other processes."""
        return type(self), (self.value,)


class Reason(str):
    """A sentence in plain English: ``pattern`` with ``parts`` put in where it has ``{name}``.

    It is the sentence itself and may be used as one. A part is a text that stays as it is, such as
    the words of a report, a reason, which is translated in its turn, or an amount. A pattern without
    parts is taken to the letter.
    """

    __slots__ = ("parts", "pattern")

    pattern: str
    parts: tuple[tuple[str, str], ...]

    def __new__(cls, pattern: str, **parts: str) -> Self:
        """Make the sentence; KeyError where the pattern names a part that is not given."""
        made = super().__new__(cls, pattern.format_map(parts) if parts else pattern)
        made.pattern, made.parts = pattern, tuple(parts.items())
        return made

    def said(self, translate: Callable[[str], str], write: Callable[[Decimal], str]) -> str:
        """Give the sentence with its patterns as ``translate`` has them and amounts as ``write`` does."""
        pattern = translate(self.pattern)
        if not self.parts:
            return pattern
        return pattern.format_map({k: _said(p, translate, write) for k, p in self.parts})

    def record(self) -> list[Any]:
        """Give the pattern and the parts as JSON holds them; ``from_record`` reads them back."""
        return [self.pattern, {k: _record(p) for k, p in self.parts}]

    @classmethod
    def from_record(cls, record: list[Any]) -> Self:
        """Make the reason that ``record`` gave."""
        pattern, parts = record
        return cls(pattern, **{k: cls._part(p) for k, p in parts.items()})

    @classmethod
    def _part(cls, record: str | list[Any] | dict[str, str]) -> str:
        if isinstance(record, list):
            return cls.from_record(record)
        return Amount(Decimal(record["amount"])) if isinstance(record, dict) else record


def _said(part: str, translate: Callable[[str], str], write: Callable[[Decimal], str]) -> str:
    if isinstance(part, Reason):
        return part.said(translate, write)
    return write(part.value) if isinstance(part, Amount) else part


def _record(part: str) -> str | list[Any] | dict[str, str]:
    if isinstance(part, Reason):
        return part.record()
    return {"amount": format(part.value, "f")} if isinstance(part, Amount) else part


def listed(reasons: Sequence[Reason], between: str = ", ") -> Reason:
    """Join reasons, of which there must be one at least, by a mark that every language has."""
    made, *others = reasons
    for other in others:
        made = Reason(f"{{first}}{between}{{next}}", first=made, next=other)
    return made
