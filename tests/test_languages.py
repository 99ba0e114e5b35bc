"""Every language found in the folder: its pack fits the schema, its corpus reads right."""

import json
from collections import Counter
from decimal import Decimal

import pytest

from counterclaim.languages import PackError, codes, listed_words, load_pack
from counterclaim.languages.corpus import (
    Case,
    CorpusError,
    Difference,
    differences,
    load_cases,
    read_cases,
)
from counterclaim.languages.pack import read_pack, schema
from counterclaim.model import Bound, Capture, Claim, Quantity, Span
from counterclaim.pipeline import extract_claims

CODES = codes()
MARKED = {"figure", "amount", "bound", "kind"}
LINKED = {
    "claim": 0.95,
    "measure": 0.8,
    "mode": 0.8,
    "modality": 0.75,
    "source": 0.8,
    "via": 0.85,
    "what": 0.8,
    "place": 0.6,
    "from": 0.75,
    "to": 0.75,
}
"""The least share of a corpus' fields to be right; bench/gate.py pins the shares measured."""
ENOUGH = 50
"""A field that fewer claims of a corpus give is not judged by its share."""
CASES = [pytest.param(c, case, id=f"{c}-{case.number}") for c in CODES for case in load_cases(c)]


def capture_of(case: Case, code: str) -> Capture:
    record = {
        "id": f"{code}-{case.number}",
        "lang": code,
        "title": case.title,
        "text": case.text,
        "outlet": case.outlet,
        "published": case.published.isoformat() if case.published else None,
    }
    body = json.dumps(record, ensure_ascii=False).encode()
    return Capture(f"{code}.corpus.toml", "application/json", body)


def test_languages_are_found_by_listing_the_folder() -> None:
    assert {"en", "id"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_pack_fits_the_schema(code: str) -> None:
    pack = load_pack(code)
    assert pack.code == code
    assert {cue.kind for cue in pack.cues} <= set(schema())


@pytest.mark.parametrize("code", CODES)
def test_lists_are_read_without_the_rest_of_a_pack(code: str) -> None:
    pack = load_pack(code)
    lists = [kind for kind, spec in schema().items() if spec["shape"] == "list"]
    for kind in lists:
        assert listed_words(code, kind) == pack.words(kind), kind
    assert listed_words(code, "furniture.byline")
    assert not listed_words(code, "furniture.nothing")
    assert not listed_words(code, "nothing.at_all")


@pytest.mark.parametrize("code", CODES)
def test_pack_repeats_no_entry(code: str) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for cue in load_pack(code).cues:
        key = (cue.kind, cue.value, cue.surface)
        seen[key] = seen.get(key, 0) + 1
    assert not {key for key, times in seen.items() if times > 1}


@pytest.mark.parametrize("code", CODES)
def test_corpus_is_no_token_one_and_has_negative_cases(code: str) -> None:
    cases = load_cases(code)
    assert len(cases) >= 30
    assert sum(not case.claims for case in cases) >= len(cases) / 6
    assert len({case.full for case in cases}) == len(cases)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[words]\n", "only \\[\\[case\\]\\]"),
        ('[[case]]\nnote = "n"\ntext = "5 died"\n', "needs 'claims'"),
        ('[[case]]\nnote = "n"\ntext = "5 died"\nclaim = []\nclaims = []\n', "no field 'claim'"),
        (
            '[[case]]\nnote = "n"\ntext = "15 died, 5 hurt, 5 lost"\nclaims = [{figure = "5"}]\n',
            "stands 2 times",
        ),
        (
            '[[case]]\nnote = "n"\ntext = "5 died"\nclaims = [{figure = "5", bound = "some"}]\n',
            "bound takes",
        ),
        (
            '[[case]]\nnote = "n"\ntext = "5 died"\nclaims = [{figure = "5", place = "Rome"}]\n',
            "does not stand",
        ),
    ],
)
def test_a_malformed_corpus_is_refused_with_a_reason(toml: str, says: str) -> None:
    with pytest.raises(CorpusError, match=says):
        read_cases(toml, "xx.corpus.toml")


def test_a_malformed_pack_is_refused_with_a_reason() -> None:
    head = '[pack]\nlanguage = "xx"\nname = "X"\nversion = "1"\n'
    with pytest.raises(PackError, match="no key 'verbs'"):
        read_pack(head + '[measures]\nverbs = ["died"]\n', "xx.toml")


def test_brackets_pick_one_of_several_alike() -> None:
    toml = '[[case]]\nnote = "n"\ntext = "5 died, [5 hurt"\nclaims = [{figure = "[5] died"}]\n'
    (case,) = read_cases(toml, "xx.corpus.toml")
    assert (case.claims[0].start, case.claims[0].end) == (0, 1)


def test_differences_name_field_miss_and_extra() -> None:
    toml = """
[[case]]
note = "n"
text = "At least 5 died and 7 were hurt"
claims = [{figure = "At least 5", low = 5, bound = "at_least", measure = "killed", source = ""}]
"""
    (case,) = read_cases(toml, "xx.corpus.toml")
    sentence = Span.of(case.full, 0, len(case.full))

    def claim(start: int, end: int, low: int, bound: Bound) -> Claim:
        quantity = Quantity(Decimal(low), None, bound)
        return Claim("d", Span.of(case.full, start, end), sentence, quantity, "killed")

    good = claim(0, 10, 5, Bound.AT_LEAST)
    assert differences(case, [good]) == ()
    assert [str(d) for d in differences(case, [])] == ["'At least 5': no claim found"]
    assert len(differences(case, [good, claim(20, 21, 7, Bound.EXACT)])) == 1
    wrong = differences(case, [claim(9, 10, 6, Bound.EXACT)])
    assert [w.field for w in wrong] == ["figure", "amount", "bound"]
    assert str(wrong[1]) == "'At least 5': expected 5..None, found 6..None"


def told_of(code: str, case: Case) -> tuple[Difference, ...]:
    return differences(case, extract_claims(capture_of(case, code)).claims)


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: Case) -> None:
    """A figure's words, amount, bound and kind follow from the text alone and must be right."""
    told = [d for d in told_of(code, case) if d.field in MARKED]
    if told:
        pytest.fail("\n".join([case.note, case.full, *map(str, told)]), pytrace=False)


@pytest.mark.parametrize("code", CODES)
def test_linked_fields(code: str) -> None:
    """Which figures count, and what is linked to them, is learned: judged over the whole corpus."""
    cases = load_cases(code)
    given = Counter(field for case in cases for e in case.claims for field in ("claim", *e.given))
    wrong: list[tuple[Case, Difference]] = [(c, d) for c in cases for d in told_of(code, c)]
    missed = Counter(d.field for _, d in wrong)
    short = {
        field: 1 - missed[field] / given[field]
        for field, floor in LINKED.items()
        if given[field] >= ENOUGH and 1 - missed[field] / given[field] < floor
    }
    if short:
        lines = [
            f"{field}: {share:.2f} right, {LINKED[field]} asked" for field, share in short.items()
        ]
        lines += [f"{c.number} {c.note}: {d}" for c, d in wrong if d.field in short]
        pytest.fail("\n".join(lines), pytrace=False)
