"""A figure far into a quotation is of whoever opens it, however many sentences back."""

from counterclaim import read_text

SAID = (
    "Ana Veld told reporters: {open}The river rose in the night. It took the bridge. It took the mill. "
    "Nobody slept. We climbed onto the roofs. We waited for boats. At least 40 people drowned.{close}"
)


def source(text: str) -> str:
    """Give who says the only figure of a text, "" for nobody."""
    (claim,) = read_text(text, language="en").claims
    return claim.attribution.source.text if claim.attribution.source else ""


def test_whoever_opens_a_long_quotation_is_its_source():
    assert source(SAID.format(open="“", close="”")) == "Ana Veld"


def test_without_the_marks_a_voice_does_not_reach_so_far():
    assert source(SAID.format(open="", close="")) == ""
