"""Copied wording is found by containment, however little of a report is copied."""

import random
import zlib

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reconcile.echoes import GRAM, WINDOW, copied_from, prints_of


def words(seed, count=600):
    letters = random.Random(seed)  # noqa: S311 -- sample texts, nothing secret
    return " ".join(
        "".join(letters.choices("abdegiklmnoprstu", k=letters.randint(2, 9))) for _ in range(count)
    )


@given(st.text(st.sampled_from("ab c"), max_size=300))
def test_prints_are_the_least_of_each_window(text):
    assert prints_of(text) == slow_prints(text)


def slow_prints(text):
    data = " ".join(text.split()).casefold().encode()
    hashes = [zlib.crc32(data[i : i + GRAM]) for i in range(len(data) - GRAM + 1)]
    if len(hashes) <= WINDOW:
        return frozenset(hashes[:1])
    return frozenset(min(hashes[i : i + WINDOW]) for i in range(len(hashes) - WINDOW + 1))


def test_a_third_of_a_report_copied_is_found_and_unlike_texts_are_not():
    source, other = words(1), words(2)
    copy = words(3, 400) + " " + source[: len(source) // 3]
    assert copied_from([("a", source), ("b", other), ("c", copy)]) == {"c": "a"}


def test_the_earlier_report_is_the_source():
    text = words(4)
    assert copied_from([("late", text), ("early", text)]) == {"early": "late"}


def test_wording_that_everybody_prints_is_no_copy():
    line = words(5, 60)
    texts = [(str(i), f"{words(100 + i, 200)} {line}") for i in range(30)]
    assert copied_from(texts) == {}


def test_texts_too_short_to_have_prints():
    assert copied_from([("a", ""), ("b", "short"), ("c", "short")]) == {}
