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
    "CC030": "An address is not one that can be fetched.",
    "CC031": "An address leads into a network that is not public.",
    "CC032": "A host was not found or could not be reached.",
    "CC033": "A server could not prove who it is.",
    "CC034": "A server was too slow.",
    "CC035": "Redirects lead nowhere.",
    "CC036": "A page is larger than the limit, as sent or once unpacked.",
    "CC037": "The host asks not to be read by programs.",
    "CC038": "A server is busy and asks to be left alone for a while.",
    "CC039": "A server answered with an error.",
    "CC040": "A server's answer was cut off or makes no sense.",
    "CC041": "A capture could not be kept, or is not what it was.",
    "CC050": "A feed, or the list of feeds, could not be read.",
    "CC051": "An entry of a feed gives nothing to read.",
    "CC052": "A record of an archive is damaged.",
    "CC053": "A PDF file is damaged, locked or holds no words.",
    "CC054": "A change could not be told to where it should go.",
    "CC060": "The web application will not start as it was asked to.",
    "CC070": "A table could not be read, or lacks a column that verifying needs.",
    "CC071": "A row of a table could not be checked.",
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
