"""Copied wording is found by containment, however little of a report is copied."""

import random
import zlib

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reconcile.echoes import (
    COMMON,
    GRAM,
    WINDOW,
    copied_from,
    find_echoes,
    joined,
    prints_of,
)


def words(seed, count=600):
    letters = random.Random(seed)  # noqa: S311 -- sample texts, nothing secret
    return " ".join(
        "".join(letters.choices("abdegiklmnoprstu", k=letters.randint(2, 9))) for _ in range(count)
    )


def sources(texts):
    return {later: echo.earlier for later, echo in copied_from(texts).items()}


@given(st.text(st.sampled_from("ab cд本"), max_size=300))
def test_prints_are_the_least_of_each_window(text):
    assert prints_of(text) == slow_prints(text)


def slow_prints(text):
    plain = " ".join(text.split()).casefold()
    runs = [plain[i : i + GRAM] for i in range(len(plain) - GRAM + 1)]
    hashes = [zlib.crc32(run.encode("utf-16-le")) for run in runs]
    if len(hashes) <= WINDOW:
        return frozenset(hashes[:1])
    return frozenset(min(hashes[i : i + WINDOW]) for i in range(len(hashes) - WINDOW + 1))


def test_a_third_of_a_report_copied_is_found_and_unlike_texts_are_not():
    source, other = words(1), words(2)
    copy = words(3, 400) + " " + source[: len(source) // 3]
    assert sources([("a", source), ("b", other), ("c", copy)]) == {"c": "a"}


def test_the_earlier_report_is_the_source():
    text = words(4)
    assert sources([("late", text), ("early", text)]) == {"early": "late"}


def test_wording_that_everybody_prints_is_no_copy():
    line = words(5, 60)
    texts = [(str(i), f"{words(100 + i, 200)} {line}") for i in range(30)]
    assert sources(texts) == {}


def test_texts_too_short_to_have_prints():
    assert sources([("a", ""), ("b", "short"), ("c", "short")]) == {}


def test_a_text_that_many_outlets_print_whole_is_no_boilerplate():
    wire = words(6)
    texts = [(f"outlet {i}", f"{words(200 + i, 60)} {wire}") for i in range(COMMON + 15)]
    assert sources(texts) == {name: "outlet 0" for name, _ in texts[1:]}


def test_an_echo_tells_how_much_of_the_later_report_it_is():
    source = words(7, 300)
    (echo,) = find_echoes([("a", source), ("b", f"{words(8, 300)} {source}")])
    assert (echo.earlier, echo.later) == ("a", "b")
    assert 0.4 < echo.of_later < 0.6
    assert echo.shared == len(prints_of(source) & prints_of(f"{words(8, 300)} {source}"))


def test_a_tenth_of_the_words_changed_hides_no_copy():
    source, other = words(9).split(), words(10, 600).split()
    run = [w if i % 10 else other[i] for i, w in enumerate(source[200:380])]
    mixed = " ".join([*other[:300], *run, *other[300:]])
    assert sources([("a", " ".join(source)), ("b", mixed)]) == {"b": "a"}


def test_a_copy_of_a_copy_is_joined_to_the_first():
    source = words(11, 300)
    second, third = f"{source} {words(12, 60)}", f"{source} {words(12, 60)} {words(13, 60)}"
    texts = [("a", source), ("b", second), ("c", third), ("d", words(14, 300))]
    assert joined(copied_from(texts)) == {"b": "a", "c": "a"}
