"""Every language found in the folder: its pack fits the schema, its corpus reads right."""

import importlib.util
import json
from decimal import Decimal

import pytest

from counterclaim.languages import PackError, codes, load_pack
from counterclaim.languages.corpus import (
    Case,
    CorpusError,
    differences,
    load_cases,
    read_cases,
)
from counterclaim.languages.pack import read_pack, schema
from counterclaim.model import Bound, Capture, Claim, Quantity, Span

CODES = codes()
HAS_PIPELINE = importlib.util.find_spec("counterclaim.pipeline") is not None
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
    assert sum(not case.claims for case in cases) >= len(cases) / 5
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
    assert (case.claims[0].start, case.claims[0].end) == (2, 3)


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

    good = claim(2, 12, 5, Bound.AT_LEAST)
    assert differences(case, [good]) == ()
    assert differences(case, []) == ("'At least 5': no claim found",)
    assert len(differences(case, [good, claim(22, 23, 7, Bound.EXACT)])) == 1
    wrong = differences(case, [claim(11, 12, 6, Bound.EXACT)])
    assert [w.split(": ")[1].split(",")[0] for w in wrong] == [
        "the figure found is '5'",
        "expected 5..None",
        "expected bound 'at_least'",
    ]


@pytest.mark.skipif(not HAS_PIPELINE, reason="counterclaim.pipeline is not there")
@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: Case) -> None:
    from counterclaim.pipeline import extract_claims  # noqa: PLC0415

    told = differences(case, extract_claims(capture_of(case, code)).claims)
    if told:
        pytest.fail("\n".join([case.note, case.full.strip(), *told]), pytrace=False)
