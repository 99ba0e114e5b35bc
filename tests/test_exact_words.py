"""Every field of a claim is bound to words: exact ones of the text, and never none of them."""

from collections.abc import Iterator

import pytest

from counterclaim import read_text
from counterclaim.languages import codes
from counterclaim.languages.corpus import Case, load_cases
from counterclaim.model import Claim, Span


def spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Each span of a claim, by the name of its field."""
    attribution = claim.attribution
    named = {
        "figure": claim.figure,
        "sentence": claim.sentence,
        "measure cue": claim.measure_cue,
        "what": claim.what,
        "source": attribution.source,
        "place": claim.place,
        "period": claim.period.span,
        **{f"via {rank}": span for rank, span in enumerate(attribution.via)},
    }
    yield from ((name, span) for name, span in named.items() if span is not None)


def loose(code: str, case: Case) -> list[tuple[str, Span]]:
    """The spans that are no exact words, or begin or end with a blank."""
    read = read_text(case.text, language=code)
    text = read.document.text
    return [
        (name, span)
        for claim in read.claims
        for name, span in spans(claim)
        if text[span.start : span.end] != span.text
        or not span.text
        or span.text != span.text.strip()
    ]


@pytest.mark.parametrize("code", codes())
def test_every_span_is_words_of_the_text(code: str) -> None:
    found = {case.number: loose(code, case) for case in load_cases(code)}
    assert {number: spans for number, spans in found.items() if spans} == {}


def test_what_is_counted_begins_behind_the_sign_of_a_currency() -> None:
    """Shillings and rupees are written "10,000/-" and "10,000/="."""
    for sign in ("/-", "/="):
        (claim,) = read_text(f"The levy costs 10,000{sign} a person.", language="en").claims
        assert claim.what is not None
        assert claim.what.text == "a person"


def test_blanks_that_do_not_break_are_no_part_of_what_is_counted() -> None:
    (claim,) = read_text("Some 40\u00a0people fled.", language="en").claims
    assert claim.what is not None
    assert claim.what.text == "people"


def test_a_time_holds_the_bracket_that_it_opens() -> None:
    (claim,) = read_text("Lima orang tewas kemarin (25/4/2021).", language="id").claims
    assert claim.period.span is not None
    assert claim.period.span.text == "kemarin (25/4/2021)"
