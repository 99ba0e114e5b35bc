"""Problems on standard error, and the exit status they lead to."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.text import Text

from counterclaim.cli.ending import LOST
from counterclaim.cli.figures import count
from counterclaim.model import Extraction, Problem

NOTES: Final = frozenset({"CC011", "CC012"})
"""Problems that lose no input: a report without a time, a number that can be read in two ways."""
ALIKE: Final = frozenset({"CC010"})
"""Problems that a mixed folder gives by the hundred, in the same words for each language."""
SHOWN: Final = {**dict.fromkeys(NOTES, 3), **dict.fromkeys(ALIKE, 1)}
"""How many problems of one sort are shown before the rest are only counted."""
NAMED: Final = 3
"""How many of the rest are named."""


class Trouble:
    """Prints each problem as it comes and remembers whether input was lost."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._seen: Counter[tuple[str, str]] = Counter()
        self._unshown: dict[tuple[str, str], list[str]] = {}
        self.lost = 0

    @property
    def status(self) -> int:
        """The exit status that the problems so far lead to."""
        return LOST if self.lost else 0

    def take(self, result: Extraction | Problem) -> None:
        """Print the problems of a result."""
        for problem in (result,) if isinstance(result, Problem) else result.problems:
            self.tell(problem)

    def gather(self, results: Iterable[Extraction | Problem]) -> list[Extraction]:
        """Print the problems of many results, and give those that hold claims."""
        found: list[Extraction] = []
        for result in results:
            self.take(result)
            if isinstance(result, Extraction):
                found.append(result)
        self.finish()
        return found

    def tell(self, problem: Problem) -> None:
        """Print one problem: code, where, what, and what to do."""
        if problem.code not in NOTES:
            self.lost += 1
        sort = problem.code, problem.message if problem.code in ALIKE else ""
        self._seen[sort] += 1
        if self._seen[sort] > SHOWN.get(problem.code, self._seen[sort]):
            # A run may give millions: only what is named later is held.
            places = self._unshown.setdefault(sort, [])
            if len(places) < NAMED:
                places.append(problem.where)
            return
        line = Text()
        line.append(problem.code, "yellow" if problem.code in NOTES else "bold red")
        line.append(f" {problem.where}: " if problem.where else " ")
        line.append(problem.message)
        if problem.hint:
            line.append(f" {problem.hint}", "dim")
        self._console.print(line, soft_wrap=True)

    def finish(self) -> None:
        """Count the problems that were not shown, and name the first of them."""
        for (code, message), places in sorted(self._unshown.items()):
            left = self._seen[code, message] - SHOWN[code]
            words = f"{code} {count(left, 'more report')}"
            if message:
                named = ", ".join([*places, *("…" for _ in range(left - len(places)))][: NAMED + 1])
                words += f" ({named}): {message}"
            else:
                words += " with the same note."
            self._console.print(words, soft_wrap=True, markup=False)
