"""Problems as data: something not understood is reported, never silently dropped."""

from dataclasses import dataclass

from counterclaim.model.span import Span

PROBLEMS = {
    "CC001": "A file, folder or address could not be opened.",
    "CC002": "A file is empty or holds no words.",
    "CC003": "A file is not text: its bytes are those of a program, picture or archive.",
    "CC004": "The text's encoding is not the one declared, or could not be determined.",
    "CC005": "A line of a JSON Lines file, or a JSON file, is not valid JSON.",
    "CC006": "A JSON document lacks a field that a report needs.",
    "CC007": "No article text was found in a page.",
    "CC008": "A file changed or vanished while it was being read.",
    "CC009": "A text is longer than the limit and was not read.",
    "CC010": "No language pack reads the language of this text.",
    "CC011": "The publication time is unknown, so relative times have no dates.",
    "CC012": "A number's separators can be read in two ways, and the text does not settle which.",
    "CC013": "A compressed file is damaged or ends too early.",
    "CC020": "The ledger could not be opened or written.",
    "CC021": "The ledger file is damaged or is not a ledger.",
    "CC022": "The ledger was written by a newer version of Counterclaim.",
    "CC023": "The ledger holds nothing that answers to this name.",
    "CC024": "A name answers to more than one thing in the ledger.",
    "CC090": "A fault inside Counterclaim stopped the reading of one report.",
}
"""Every problem code with its meaning; ``docs/problems.md`` explains each at length."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong or was not understood.

    ``where`` names the place for a person: a path, a path with a line number, an address.
    ``hint`` says what to do.
    """

    code: str
    message: str
    where: str = ""
    hint: str = ""
    span: Span | None = None

    def __str__(self) -> str:
        """One line for a person."""
        place = f"{self.where}: " if self.where else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.code} {place}{self.message}{hint}"


class ProblemError(Exception):
    """A problem that stops the work at hand; the caller reports it and goes on with the rest."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
