"""Show a claim against the captures that it was read from."""

from collections.abc import Iterator

from counterclaim.captures.opening import open_body
from counterclaim.drivers.gathering import Gatherer, Memory
from counterclaim.model import Capture, Claim, Problem, ProblemError
from counterclaim.model.web import SeenCapture
from counterclaim.readers import read_capture


def sightings(
    claim: Claim, memory: Memory, gatherer: Gatherer
) -> Iterator[tuple[SeenCapture, Problem | None]]:
    """Give each capture of the claim's report, with None where it holds the claim's words.

    Else a Problem says what is wrong: CC041 where the capture is gone, was changed, or is now read
    otherwise.
    """
    for capture in memory.captures(document_id=claim.document_id):
        try:
            body = gatherer.stored(capture)
        except ProblemError as stopped:
            yield capture, stopped.problem
            continue
        yield capture, None if _holds(claim, capture, body) else _otherwise(capture)


def _holds(claim: Claim, capture: SeenCapture, body: bytes) -> bool:
    """Whether a body, read again, has the claim's words in their place."""
    for item in open_body(body, capture.answered_by, capture.media_type, capture.encoding):
        if isinstance(item, Capture):
            try:
                text = read_capture(item)[0].text
            except ProblemError:
                continue
            spans = (claim.figure, claim.sentence)
            if all(text[s.start : s.end] == s.text for s in spans):
                return True
    return False


def _otherwise(capture: SeenCapture) -> Problem:
    message = "The capture is whole, but this version reads its text otherwise."
    return Problem("CC041", message, capture.file, "The version that read it is in the ledger.")
