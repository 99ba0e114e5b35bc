"""Sentences cover the unfenced text, and dirty text is cut where a reader would cut it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.markers.sentence import mark_sentences, sentence_at
from counterclaim.model import Fence, Furniture, Span
from laying import PACK, document


def cut(text: str, title: str = "") -> list[str]:
    laid = document(text, title)
    return [laid.text[s.start : s.end] for s in mark_sentences(laid, PACK)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two left.", ["One came.", "Two left."]),
        ("Mr. Smith came. He left.", ["Mr. Smith came.", "He left."]),
        ("J. Smith came with the U.S. Army.", ["J. Smith came with the U.S. Army."]),
        ("It rose to 5.5 million.", ["It rose to 5.5 million."]),
        ("Rescue went on.Officials came.", ["Rescue went on.", "Officials came."]),
        ("Rescue went on.A crew came.", ["Rescue went on.", "A crew came."]),
        ("Rescue went on.“Go!” he said.", ["Rescue went on.", "“Go!” he said."]),
        ("“Go on.”He left.", ["“Go on.”", "He left."]),
        ("So said the WIRE.After that he came.", ["So said the WIRE.", "After that he came."]),
        ("He came to the U.S.Then he left.", ["He came to the U.S.Then he left."]),
        ('"Go!" he said. "Stay."', ['"Go!" he said.', '"Stay."']),
        ("Kinshasa  Two outlets agree.", ["Kinshasa", "Two outlets agree."]),
        ("First line\nsecond line", ["First line", "second line"]),
        # A scraper set the link of a sentence on a line of its own.
        ("As told by\nThe Courier\n, two died.", ["As told by\nThe Courier\n, two died."]),
        ("Two died in\nZenda\non Monday.", ["Two died in\nZenda\non Monday."]),
        ("Two died.\nZenda\non Monday.", ["Two died.", "Zenda", "on Monday."]),
        ("Two died\n\nZenda\non Monday.", ["Two died", "Zenda", "on Monday."]),
        (
            f"{'word ' * 14}on Tuesday,\nthe police said.",
            [f"{'word ' * 14}on Tuesday,\nthe police said."],
        ),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_the_headline_is_a_sentence_of_its_own() -> None:
    laid = document("Five people died.", title="Five dead")
    first, second = mark_sentences(laid, PACK)
    assert first.headline
    assert not second.headline
    assert second.paragraph > first.paragraph


def test_no_sentence_reaches_into_a_fence() -> None:
    text = "Five died. Read also: Ten things. Two left."
    fence = Fence(Furniture.RELATED, Span.of(text, 11, 33), "test")
    laid = replace(document(text), fences=(fence,))
    assert [text[s.start : s.end] for s in mark_sentences(laid, PACK)] == [
        "Five died.",
        "Two left.",
    ]


@given(st.text(max_size=200))
def test_any_text_is_covered_but_for_space(text: str) -> None:
    laid = document(text)
    sentences = mark_sentences(laid, PACK)
    kept = "".join(text[s.start : s.end] for s in sentences)
    assert "".join(kept.split()) == "".join(text.split())
    for index, sentence in enumerate(sentences):
        assert sentence_at(sentences, sentence.start) == index
        assert sentence_at(sentences, sentence.end - 1) == index
