"""Problems on standard error, and the exit status they lead to."""

from collections import Counter
from typing import Final

from rich.console import Console
from rich.text import Text

from counterclaim.cli.ending import LOST
from counterclaim.model import Extraction, Problem

NOTES: Final = frozenset({"CC011", "CC012"})
"""Problems that lose no input: a report without a time, a number that can be read in two ways."""
SHOWN: Final = 3
"""How many notes of one code are shown before the rest are only counted."""


class Trouble:
    """Prints each problem as it comes and remembers whether input was lost."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._notes: Counter[str] = Counter()
        self.lost = 0

    @property
    def status(self) -> int:
        """The exit status that the problems so far lead to."""
        return LOST if self.lost else 0

    def take(self, result: Extraction | Problem) -> None:
        """Print the problems of a result."""
        for problem in (result,) if isinstance(result, Problem) else result.problems:
            self.tell(problem)

    def tell(self, problem: Problem) -> None:
        """Print one problem: code, where, what, and what to do."""
        if problem.code in NOTES:
            self._notes[problem.code] += 1
            if self._notes[problem.code] > SHOWN:
                return
        else:
            self.lost += 1
        line = Text()
        line.append(problem.code, "yellow" if problem.code in NOTES else "bold red")
        line.append(f" {problem.where}: " if problem.where else " ")
        line.append(problem.message)
        if problem.hint:
            line.append(f" {problem.hint}", "dim")
        self._console.print(line, soft_wrap=True)

    def finish(self) -> None:
        """Count the notes that were not shown."""
        for code, seen in sorted(self._notes.items()):
            if seen > SHOWN:
                self._console.print(
                    f"{code} {seen - SHOWN} more reports with the same note.", soft_wrap=True
                )
