"""The annotations hold runs and labels, no words, and fit the texts they were made on."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from annotated import load_reports
from annotations import FOLDER, HELD_OUT, agreement, load_annotations
from counterclaim.model import Modality, Mode
from counterclaim.vocabulary.measures import measures
from gold import AbsentError

LINES = [
    (path.stem, json.loads(line))
    for path in sorted(FOLDER.glob("**/*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
LABELS = {"measure", "mode", "modality"}
RUNS = {"figure", "source", "what", "place", "when"}
DAYS = {"from", "to"}


def test_there_are_some_in_both_languages() -> None:
    assert {language for language, _ in LINES} == {"en", "id"}


def test_a_report_is_annotated_once() -> None:
    names = [line["id"] for _, line in LINES]
    assert len(names) == len(set(names))


def test_no_word_of_a_report_is_kept() -> None:
    for _, line in LINES:
        assert line.keys() == {"id", "digest", "figures"}
        assert re.fullmatch(r"[0-9a-f]{16}", line["digest"])
        for figure in line["figures"]:
            assert figure.keys() <= LABELS | RUNS | DAYS | {"via"}


def test_labels_are_those_of_the_vocabulary() -> None:
    for _, line in LINES:
        for figure in line["figures"]:
            if "measure" in figure:
                assert figure["measure"] in measures()
                assert figure["mode"] in set(Mode)
                assert figure["modality"] in set(Modality)


def test_runs_are_in_order_and_days_are_days() -> None:
    for _, line in LINES:
        starts = [figure["figure"][0] for figure in line["figures"]]
        assert starts == sorted(starts)
        for figure in line["figures"]:
            runs = [figure[k] for k in RUNS if figure.get(k)] + figure.get("via", [])
            assert all(0 <= start < end for start, end in runs)
            for day in filter(None, (figure.get(k) for k in DAYS)):
                date.fromisoformat(day)


def test_readers_agree_with_the_gold_claims() -> None:
    try:
        reports = {report.id: report for report in load_reports("train")}
    except AbsentError as absent:
        pytest.skip(str(absent))
    for language in ("en", "id"):
        assert agreement(language, reports)["claim"]["f1"] > 0.75


@pytest.mark.parametrize("folder", [FOLDER, HELD_OUT])
def test_they_fit_the_texts_at_hand(folder: Path) -> None:
    try:
        reports = load_annotations(folder)
    except AbsentError as absent:
        pytest.skip(str(absent))
    assert len(reports) == sum(
        path.read_text("utf-8").count("\n") for path in folder.glob("*.jsonl")
    )
    for report in reports:
        for claim in report.claims:
            start, end = claim["figure"]
            assert report.scene.reading.text[start:end].strip()
