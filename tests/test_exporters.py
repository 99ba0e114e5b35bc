"""Exports: every field, the very digits, and nothing that a spreadsheet would run."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim import export
from counterclaim.exporters import COLUMNS, FORMATS
from counterclaim.exporters.values import number
from counterclaim.model import (
    Attribution,
    Bound,
    Claim,
    Document,
    Extraction,
    Imprint,
    Kind,
    Modality,
    Mode,
    Period,
    Quantity,
    Span,
)

TEXT = "At least 40 miners died at Karvik on Monday, the mayor told Radio Nord."


def span(words):
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def extraction():
    published = datetime(2025, 3, 4, 5, 6)  # noqa: DTZ001 (outlets print no zone)
    imprint = Imprint("Mine", "Fjord Post", ("Ada",), published, "en", "a.txt", "n1")
    document = Document(TEXT, imprint)
    claim = Claim(
        document_id=document.id,
        figure=span("At least 40"),
        sentence=span(TEXT),
        quantity=Quantity(Decimal(40), None, Bound.AT_LEAST, Kind.COUNT, "person"),
        measure="killed",
        measure_cue=span("died"),
        what=span("miners"),
        mode=Mode.PART,
        modality=Modality.ALLEGED,
        attribution=Attribution(span("mayor"), span("told"), (span("Radio Nord"),)),
        place=span("Karvik"),
        place_code="NO",
        period=Period(span("Monday"), date(2025, 3, 3), date(2025, 3, 4)),
        rules=("en.toml:measures.state:died",),
    )
    return Extraction(document, (claim,))


def test_json_lines_hold_every_field(extraction):
    (line,) = export([extraction])
    record = json.loads(line)
    claim = extraction.claims[0]
    assert record["figure"] == {"start": 0, "end": 11, "text": "At least 40"}
    assert (record["low"], record["high"], record["bound"]) == (40, None, "at_least")
    assert (record["claim"], record["figure_id"]) == (claim.id, claim.figure_id)
    assert record["via"] == [{"start": 60, "end": 70, "text": "Radio Nord"}]
    assert (record["from"], record["to"]) == ("2025-03-03", "2025-03-04")
    assert record["report"] == {
        "name": "n1",
        "title": "Mine",
        "outlet": "Fjord Post",
        "authors": ["Ada"],
        "published": "2025-03-04T05:06:00",
        "language": "en",
        "address": "a.txt",
        "canonical": "",
        "modified": None,
    }
    # Every field of the type has words or a value in the line: none was forgotten.
    told = {"document": "document_id", "source": "attribution", "when": "period", "low": "quantity"}
    known = {told.get(key, key) for key in record}
    assert {field.name for field in fields(Claim)} <= known


def test_an_empty_claim_has_the_same_keys(extraction):
    bare = Claim(
        extraction.document.id,
        span("At least 40"),
        span(TEXT),
        Quantity(None, None, Bound.UNKNOWN),
        "killed",
    )
    full, empty = export([extraction, replace(extraction, claims=(bare,))])
    assert json.loads(full).keys() == json.loads(empty).keys()


def test_csv_has_one_row_a_claim_under_stable_columns(extraction):
    rows = list(csv.DictReader(io.StringIO("\n".join(export([extraction], "csv")))))
    assert len(rows) == 1
    assert tuple(rows[0]) == COLUMNS
    # Other programs read these by place: columns may only be added at the end.
    assert COLUMNS[:3] == ("claim", "document", "outlet")
    assert COLUMNS[27] == "sentence"
    assert rows[0]["source"] == "mayor"
    assert rows[0]["via"] == "Radio Nord"
    assert (rows[0]["low"], rows[0]["high"]) == ("40", "")


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n@x"]
)
def test_no_cell_is_a_formula(extraction, words):
    document = replace(extraction.document, imprint=Imprint(words, words, address=words))
    claim = replace(
        extraction.claims[0],
        what=Span(0, 1, words),
        place=Span(0, 1, words),
        attribution=Attribution(Span(0, 1, words), None, (Span(0, 1, words),)),
        sentence=Span(0, 1, words),
    )
    lines = "\r\n".join(export([Extraction(document, (claim,))], "csv"))
    _, row = csv.reader(io.StringIO(lines, newline=""))
    named = dict(zip(COLUMNS, row, strict=True))
    for column in ("title", "outlet", "address", "what", "place", "source", "via", "sentence"):
        assert named[column] == f"'{words}"


@given(st.decimals(-(10**20), 10**20, places=4) | st.sampled_from([Decimal("2E+6")]))
def test_a_number_keeps_its_digits(value):
    written = json.dumps(number(value)).strip('"')
    assert Decimal(written) == value


def test_gold_has_a_line_for_a_report_without_claims(extraction):
    none = replace(extraction, claims=())
    assert [json.loads(line) for line in export([none], "gold")] == [{"id": "n1", "claims": []}]
    nameless = replace(none, document=Document("Words.", Imprint()))
    (line,) = export([nameless], "gold")
    assert json.loads(line)["id"] == nameless.document.id


def test_the_scorer_reads_gold_lines(extraction, tmp_path):
    shared = Path(os.environ.get("COUNTERCLAIM_SHARED", Path(__file__).parents[2] / "shared"))
    scorer = shared / "gold" / "score.py"
    if not scorer.exists():
        pytest.skip("the shared folder with the scorer is not here")
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(export([extraction], "gold")), encoding="utf-8")
    command = [sys.executable, str(scorer), str(path), str(path), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert '"claim": {"p": 1.0, "r": 1.0, "f1": 1.0}' in done.stdout


def test_another_form_is_refused(extraction):
    with pytest.raises(ValueError, match="jsonl, csv, gold"):
        list(export([extraction], "xml"))
    assert set(FORMATS) == {"jsonl", "csv", "gold"}
