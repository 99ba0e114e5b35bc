"""The measuring scripts, run over invented data with a trivial extractor for the pipeline."""

import json
import re
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import (
    Attribution,
    Bound,
    Capture,
    Claim,
    Document,
    Extraction,
    Imprint,
    Quantity,
    Report,
    Span,
)

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import compared  # noqa: E402
import corpora  # noqa: E402
import errors  # noqa: E402
import floors  # noqa: E402
import gate  # noqa: E402
import gold  # noqa: E402
import measures  # noqa: E402
import public_gun  # noqa: E402
import public_idetect  # noqa: E402
import public_muc4  # noqa: E402
import public_numhg  # noqa: E402
import public_pfsa  # noqa: E402
import public_polnear  # noqa: E402
import public_re3d  # noqa: E402
import quality  # noqa: E402
import score  # noqa: E402
import speed  # noqa: E402
import stories  # noqa: E402
from floors import KEPT, Files, Floors  # noqa: E402
from result import Result, f1, load, merge, save  # noqa: E402

MEASURES = {"died": "killed", "hurt": "injured", "fled": "displaced", "shot": "casualties"}
CLAIM = re.compile(r"(?P<figure>\d+)(?: people)?(?: (?P<verb>died|hurt|fled|shot))?", re.IGNORECASE)
SOURCE = re.compile(r"\b(?P<source>Officer \w+|\w+Org)\b")


def toy(capture: Capture) -> Extraction:
    """Make a claim of each run of digits; the verb after it tells its measure."""
    row = json.loads(capture.body)
    text = f"{row['title']}\n\n{row['text']}" if row["title"] else row["text"]
    document = Document(text, Imprint(name=row["id"]))
    return Extraction(document, tuple(_toy_claim(document, m) for m in CLAIM.finditer(text)))


def _toy_claim(document: Document, m: re.Match[str]) -> Claim:
    text, value = document.text, Decimal(m["figure"])
    said = SOURCE.search(text, m.end())
    source = Span.of(text, said.start(), said.end()) if said else None
    return Claim(
        "d",
        Span.of(text, *m.span("figure")),
        Span.of(text, 0, len(text)),
        Quantity(value, value, Bound.EXACT, unit="person"),
        MEASURES.get((m["verb"] or "").lower(), "other"),
        attribution=Attribution(source),
    )


needs_gold = pytest.mark.skipif(
    not (gold.ROOT.parent / "shared" / "gold" / "score.py").exists(),
    reason="the gold scorer is not here",
)


# floors


def results(value: float, data: str = "d1") -> list[Result]:
    return [Result("set", {"f1": value}, data=data)]


@given(st.lists(st.floats(0, 1), min_size=1))
def test_update_never_lowers_a_floor_and_never_passes_the_best_score(values):
    table = Floors()
    last = 0.0
    for value in values:
        table.raise_to(results(value))
        now = table.pinned["set"]["floors"]["f1"]
        assert last <= now <= max(values)
        last = now
    assert max(values) - last < 1e-4


def test_states_tell_ok_low_new_other_data_and_gone():
    table = Floors()
    assert [r.state for r in table.compare(results(0.5))] == ["new"]
    table.raise_to(results(0.5))
    assert [r.state for r in table.compare(results(0.5))] == ["ok"]
    assert [r.state for r in table.compare(results(0.5 - floors.NOISE / 2))] == ["ok"]
    assert [r.state for r in table.compare(results(0.49))] == ["LOW"]
    assert [r.state for r in table.compare(results(0.9, "d2"))] == ["DATA"]
    assert [r.state for r in table.compare([Result("set", {"p": 1.0}, data="d1")])] == [
        "new",
        "GONE",
    ]
    assert [r.state for r in table.compare([Result("set", absent="no data")])] == ["skipped"]


def test_a_set_no_longer_measured_is_missed_and_an_absent_one_is_not():
    table = Floors()
    table.raise_to([Result("gold-dev-en", {"f1": 0.5})])
    assert [r.state for r in table.missing([])] == ["GONE"]
    assert table.missing([Result("gold-dev", absent="not here")]) == []


def test_update_leaves_a_floor_that_was_pinned_on_other_data():
    table = Floors()
    table.raise_to(results(0.5))
    table.raise_to(results(0.9, "d2"))
    assert table.pinned["set"] == {"data": "d1", "floors": {"f1": 0.5}}


def test_lowering_keeps_the_reason_and_takes_the_new_data():
    table = Floors()
    table.raise_to(results(0.5))
    table.lower("set", "the set was corrected", results(0.25, "d2"))
    assert table.pinned["set"] == {"data": "d2", "floors": {"f1": 0.25}}
    assert table.lowered == [
        {"name": "set:f1", "from": 0.5, "to": 0.25, "reason": "the set was corrected"}
    ]
    with pytest.raises(KeyError):
        table.lower("sets", "a slip of the pen", results(0.25))
    with pytest.raises(KeyError):
        table.lower("set", "its data are not here", [Result("set", absent="not here")])
    with pytest.raises(KeyError):
        table.lower("set:f2", "a slip of the pen", results(0.25))
    assert table.pinned["set"]["floors"] == {"f1": 0.25}
    table.lower("set", "the measure was given up", [])
    assert table.pinned == {}
    assert table.lowered[-1]["to"] is None


def test_floors_and_results_survive_a_file(tmp_path):
    table = Floors()
    table.raise_to(results(0.5))
    table.save(tmp_path / "floors.json")
    assert Floors.load(tmp_path / "floors.json") == table
    save(results(0.5), tmp_path / "results.json")
    assert load(tmp_path / "results.json") == results(0.5)


def test_a_merge_keeps_what_was_not_measured_now():
    kept = [Result("a", {"f1": 0.1}), Result("b", {"f1": 0.2}), Result("c", {"f1": 0.3})]
    now = [Result("b", {"f1": 0.5}), Result("c", absent="not here"), Result("d", {"f1": 0.6})]
    merged = [(r.name, r.gated["f1"]) for r in merge(kept, now)]
    assert merged == [("a", 0.1), ("b", 0.5), ("c", 0.3), ("d", 0.6)]


# the gate's command line


def run_gate(tmp_path, value, *arguments):
    files = Files(*(tmp_path / name for name in ("floors.json", "results.json", "page.md")))
    return gate.main(arguments, lambda _: results(value), files)


def test_gate_fails_below_a_floor_and_only_a_reasoned_lowering_mends_it(tmp_path, capsys):
    assert run_gate(tmp_path, 0.5, "--update") == 0
    assert "| set | f1 | 0.500 | 0.500 |" in (tmp_path / "page.md").read_text()
    assert load(tmp_path / "results.json") == results(0.5)
    assert run_gate(tmp_path, 0.5) == 0
    assert run_gate(tmp_path, 0.4) == 1
    assert "LOW" in capsys.readouterr().out
    assert run_gate(tmp_path, 0.4, "--update") == 1
    with pytest.raises(SystemExit):
        run_gate(tmp_path, 0.4, "--allow-lower", "set")
    with pytest.raises(SystemExit):
        run_gate(tmp_path, 0.4, "--allow-lower", "sets", "--reason", "none")
    assert run_gate(tmp_path, 0.4, "--allow-lower", "set", "--reason", "a rule was wrong") == 0
    assert run_gate(tmp_path, 0.4) == 0
    assert "a rule was wrong" in (tmp_path / "floors.json").read_text()


def test_gate_says_plainly_what_is_not_here(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COUNTERCLAIM_SHARED", str(tmp_path / "nowhere"))
    monkeypatch.setattr(measures, "default", lambda: toy)
    absent = [r for name in ("gold-dev", "public_muc4") for r in measures.run(name)]
    assert [r.name for r in absent] == ["gold-dev", "public-muc4"]
    gate.verdict(Floors().compare(absent))
    assert capsys.readouterr().out.count("not here: skipped") == 2


# scorers


def test_f1_of_nothing_is_nought():
    assert f1(0, 0, 0) == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert f1(1, 2, 1)["f1"] == pytest.approx(2 / 3)


@needs_gold
def test_gold_score_of_the_gold_itself_is_full_and_of_nothing_is_nought():
    claim = {
        "figure": [0, 2], "low": 5, "high": 5, "bound": "exact", "kind": "count",
        "unit": "person", "measure": "killed", "mode": "total", "modality": "asserted",
        "source": {"start": 9, "end": 15, "text": "police"}, "via": [], "what": None,
        "place": None, "when": {"from": None, "to": "2025-03-04"},
    }  # fmt: skip
    sourceless = {**claim, "figure": [5, 6], "source": None}
    golds = {"en-a": [claim, sourceless]}
    full = score.result("g", golds, golds)
    assert set(full.gated.values()) == {1.0}
    assert full.shown["source p"] == full.shown["source r"] == 1.0
    assert set(score.result("g", golds, {}).gated.values()) == {0.0}
    dropped = {"en-a": [{**claim, "source": None}, {**sourceless, "source": claim["source"]}]}
    wrong = score.result("g", golds, dropped)
    assert (wrong.gated["figure f1"], wrong.gated["claim f1"]) == (1.0, 0.0)
    assert (wrong.shown["source p"], wrong.shown["source r"]) == (0.0, 0.0)


def test_corpora_count_right_cases_and_negative_ones():
    from counterclaim.languages.corpus import read_cases  # noqa: PLC0415

    toml = """
[[case]]
title = "Toll"
note = "found"
text = "5 died"
claims = [{figure = "5", measure = "killed"}]
[[case]]
title = "Toll"
note = "wrong measure"
text = "6 died"
claims = [{figure = "6", measure = "injured"}]
[[case]]
title = "Toll"
note = "nothing to find, and nothing found"
text = "nobody died"
claims = []
[[case]]
title = "Toll"
note = "nothing to find, but something found"
text = "Flight 7"
claims = []
"""
    found = corpora.result("xx", read_cases(toml, "xx.corpus.toml"), toy)
    assert found.gated == {"cases": 0.5, "negative cases": 0.5}


def test_idetect_tells_value_from_claim():
    rows = [
        {"id": "1", "text": "500 people fled", "value": 500.0, "term": "Displaced"},
        {"id": "2", "text": "500 people hurt", "value": 500.0, "term": "Displaced"},
        {"id": "3", "text": "500 people fled", "value": 50.0, "term": "Displaced"},
    ]
    found = public_idetect.judge(toy, rows)
    assert found.gated == pytest.approx({"value": 2 / 3, "claim": 1 / 3})


def test_muc4_counts_each_group_once_and_leaves_out_what_has_no_number():
    def group(low, high, *effects, plural=False):
        number = {"lo": low, "hi": high, "optional": False, "plural": plural}
        return {"kind": "human", "number": [number], "effect": list(effects)}

    row = {
        "id": "1",
        "text": "5 DIED AND 7 HURT",
        "figures": [
            group(5, 5, "DEATH"),
            group(5, 5, "DEATH"),
            group(7, 7, "DEATH"),
            group(2, None, "DEATH", plural=True),
            group(1, 1, "DEATH"),
            group(9, 9, "NO INJURY"),
        ],
    }
    found = public_muc4.judge(toy, [row])
    assert found.counts["groups"] == 2
    assert found.gated == {"value": 1.0, "claim": 0.5}


def test_gun_incidents_take_any_report_and_only_numbers_above_one():
    docs = [
        {"title": "2 hurt", "text": "It began at noon.", "date": "2014-02-03"},
        {"title": "Toll rises", "text": "3 hurt, 4 died", "date": "2014-02-04"},
    ]
    row = {"incident": "1", "docs": docs, "killed": 1, "injured": 3}
    found = public_gun.judge(toy, [row])
    assert found.counts == {"killed": 0, "injured": 1}
    assert found.gated["injured"] == 1.0
    only_casualties = {**row, "docs": [{**docs[0], "title": "3 shot"}]}
    assert public_gun.judge(toy, [only_casualties]).gated["injured"] == 0.0
    assert public_gun.judge(toy, [{**only_casualties, "killed": 0}]).gated["injured"] == 1.0


def test_numhg_judges_figures_and_not_ages_years_or_names():
    def row(cloze, number, text="Nothing."):
        return {
            "cloze": cloze,
            "cloze_gt": number,
            "summary": cloze.replace("____", number),
            "text": text,
        }

    judged = [row("Storm Kills ____ in Port", "12", "12 died"), row("Town Gives $____M Away", "3")]
    unjudged = [
        row("Singer Dead at ____", "81"),
        row("____-Year-Old Wins", "12"),
        row("Story of U____ Told", "2"),
        row("Best of ____ Listed", "1988"),
        row("____rd Man Held", "3"),
    ]
    found = public_numhg.judge(toy, judged + unjudged)
    assert found.counts == {"headlines": 2}
    assert found.gated == {"headline": 1.0, "value": 0.5}
    assert found.shown == {"body": 1.0}


def test_re3d_leaves_out_words_without_a_number():
    text = "Of 40 people 7 left with their wages of 90 crowns"

    def entity(words, kind):
        start = text.index(words)
        return {"start": start, "end": start + len(words), "type": kind, "text": words}

    entities = [entity("40", "Quantity"), entity("90 crowns", "Money"), entity("wages", "Money")]
    found = public_re3d.judge(toy, [{"id": "1", "text": text, "entities": entities}])
    assert found.counts == {"quantities": 1, "money": 1}
    assert found.gated == {"quantities": 1.0, "money": 1.0}


@needs_gold
def test_polnear_judges_sources_by_the_content_a_figure_stands_in():
    text = "Tally\n\n5 died, Officer Mara said. Later 6 hurt, Officer Bonn said. 7 fled."

    def run(words):
        start = text.index(words)
        return [start, start + len(words), words]

    row = {
        "id": "1",
        "date": "2016-09-12",
        "text": text,
        "attributions": [
            {"source": [run("Officer Mara")], "content": [run("5 died")]},
            {"source": [run("Mara")], "content": [run("6 hurt")]},
        ],
    }
    found = public_polnear.judge(toy, [row])
    assert found.counts["attributed"] == 2
    assert found.shown == {"source p": 0.5, "source r": 0.5}


def test_pfsa_rebuilds_an_article_and_keeps_its_spans():
    lines = [
        {"text": "Total ( 12 / 3 ) , naik .", "continues": False, "spans": []},
        {
            "text": "Ada 5 , ” kata Officer Lim .",
            "continues": True,
            "spans": [
                {"start": 0, "end": 9, "label": "STATEMENT"},
                {"start": 15, "end": 26, "label": "PERSON"},
            ],
        },
        {"text": "Baris lain .", "continues": False, "spans": []},
    ]
    text, blocks = public_pfsa.rebuild(lines)
    assert text == "Total (12/3), naik. Ada 5, ” kata Officer Lim.\n\nBaris lain."
    assert [s["text"] for s in blocks[0].spans] == ["Ada 5, ”", "Officer Lim"]
    assert [text[b.start : b.end] for b in blocks] == text.split("\n\n")


@needs_gold
def test_pfsa_judges_only_statements_with_a_speaker_and_a_cue():
    def line(article, *labels):
        words = "Ada 5 , kata Officer Lim ."
        places = {"STATEMENT": (0, 5), "CUE": (8, 12), "PERSON": (13, 24)}
        spans = [{"start": a, "end": b, "label": k} for k, (a, b) in places.items() if k in labels]
        return {"article": article, "text": words, "continues": False, "spans": spans}

    lines = [line(1, "STATEMENT", "CUE", "PERSON"), line(2, "STATEMENT"), line(3, "CUE", "PERSON")]
    found = public_pfsa.judge(toy, lines)
    assert found.counts["claims in statements"] == 1
    assert found.gated == {"source": 1.0}


def test_a_reader_that_changes_an_annotated_text_is_told():
    from extracting import MovedTextError, read, within  # noqa: PLC0415

    extraction, claims = read(toy, {"id": "1", "title": "Two", "text": "5 died"})
    assert within("5 died", claims, extraction)[0]["figure"] == [0, 1]
    with pytest.raises(MovedTextError):
        within("5  died", claims, extraction)


def test_speed_counts_every_article_and_stays_below_the_bare_regex():
    articles = speed.example()[:2] * 3
    found = speed.measure(toy, articles, rounds=2)
    assert found.articles == 6
    assert found.claims >= 6
    assert 0 < found.ratio < 1
    assert found.p50 <= found.p95 <= found.slowest


def test_profile_names_the_modules_that_take_the_time():
    shares = dict(speed.profile(toy, [gold.capture(row) for row in speed.example()]))
    assert sum(shares.values()) == pytest.approx(1)
    assert any(name.startswith("model/") for name in shares)


def test_stages_are_timed_and_put_back():
    order = ModuleType("order")
    order.capture_of = gold.capture
    order.extract_claims = lambda row: toy(order.capture_of(row))
    order.extract_claims.__module__ = "order"
    shares = dict(speed.stages(order, speed.example()))
    assert set(shares) == {"capture_of", "the rest"}
    assert all(each > 0 for each in shares.values())
    assert order.capture_of is gold.capture


# the error page

GOLD_CLAIM = {
    "figure": [0, 1], "text": "5", "low": 5, "high": 5, "bound": "exact", "kind": "count",
    "unit": "person", "measure": "killed", "mode": "total", "modality": "asserted", "what": None,
    "source": {"start": 7, "end": 15, "text": "A & sons"}, "via": [], "place": None, "when": None,
}  # fmt: skip


def test_marks_escape_the_text_and_prefer_the_figure():
    text = "5 died A & sons"
    shown = errors.marked(text, 0, len(text), GOLD_CLAIM)
    assert '<mark class="figure" data-field="figure">5</mark> died ' in shown
    assert '<mark class="source" data-field="source">A &amp; sons</mark>' in shown
    assert re.sub("<[^>]*>", "", shown) == "5 died A &amp; sons"
    assert errors.marked(text, 7, len(text), None) == "A &amp; sons"


def test_the_run_shown_stays_within_the_paragraph_and_its_reach():
    text = "Head\n\n" + "x" * 1000 + " 5 died\nNext"
    start, end = errors.around(text, text.index("5"), text.index("5") + 1)
    assert (start, text[end:]) == (text.index("5") - errors.REACH, "\nNext")


@needs_gold
def test_error_page_sorts_claims_into_classes_and_is_well_formed():
    rows = [{"id": "en-a", "title": "5 died", "text": "6 hurt, 7 fled <b>"}]
    wrong = {**GOLD_CLAIM, "measure": "injured", "low": 6}
    missed = {**GOLD_CLAIM, "figure": [8, 9], "source": None}
    extra = {**GOLD_CLAIM, "figure": [16, 17], "source": None}
    found = list(errors.find(rows, {"en-a": [GOLD_CLAIM, missed]}, {"en-a": [wrong, extra]}))
    assert sorted(name for e in found for name in e.classes) == [
        "extra",
        "missed",
        "wrong measure",
        "wrong value",
    ]
    html = errors.page("Errors", found)
    assert "&lt;b&gt;" in html
    assert "http" not in html
    seen = Counter(re.findall(r"<(/?(?:article|details|div|dl|mark|table|nav|p)\b)", html))
    assert all(seen[tag] == seen[f"/{tag}"] for tag in seen if not tag.startswith("/"))


# the page of quality


def figures(words):
    return set(re.findall(r"\d+\.\d{3,4}", words))


def test_quality_page_holds_every_score_and_its_floor():
    shown = {f"{k} {m}": 0.123 for k in ("figure", "claim", "full") for m in ("p", "r")}
    shown |= {f"{k} {m}": 0.234 for k in quality.NULLABLE for m in ("p", "r", "f1")}
    shown |= {"right value": 0.345}
    gated = {"figure f1": 0.456, "claim f1": 0.457, "full f1": 0.458}
    public = Result("public-toy", {"value": 0.567}, counts={"passages": 3})
    found = [Result("gold-dev-en", gated, shown, {"gold": 7}), public]
    table = Floors()
    table.raise_to([Result("public-toy", {"value": 0.512})])
    table.lowered.append({"name": "a:b", "from": 0.91, "to": None, "reason": "it was | wrong"})
    words = quality.page(found, table)
    expected = {"0.123", "0.234", "0.345", "0.456", "0.457", "0.458", "0.567", "0.512", "0.910"}
    assert expected <= figures(words)
    for line in words.splitlines():
        assert not line.startswith("|") or line.count("|") - line.count("\\|") > 1


@pytest.mark.skipif(not KEPT.page.exists(), reason="no results have been kept yet")
def test_quality_page_is_what_the_kept_results_and_floors_make():
    words = quality.page(load(KEPT.results), Floors.load(KEPT.floors))
    assert KEPT.page.read_text(encoding="utf-8") == words


def test_no_kept_result_is_below_its_floor():
    low = [
        row
        for row in Floors.load(KEPT.floors).compare(load(KEPT.results))
        if row.state in floors.FAILING
    ]
    assert low == []


# stories


def test_a_story_read_end_to_end_gives_a_record_under_its_own_ids():
    rows = [
        {"id": f"en-{n}", "lang": "en", "title": "Toll", "text": f"{n} died, AlphaOrg said."}
        for n in (5, 7)
    ]
    record = compared.compare(toy, "toy", rows)
    assert record["story"] == "toy"
    assert [c["doc"] for c in record["claims"]] == ["en-5", "en-7"]
    ids = {c["id"] for c in record["claims"]}
    assert {c for q in record["questions"] for c in q["claims"]} <= ids
    assert {end for r in record["relations"] for end in (r["a"], r["b"])} <= ids


def test_grouping_counts_pairs_joined_rightly_and_wrongly_and_strangers():
    def report(name):
        return Report(name, Imprint(), ())

    flood, fire, other = [report(f"flood-{n}") for n in range(3)], [report("fire")], [report("x")]
    story_of = {r.document_id: r.document_id.partition("-")[0] for r in flood + fire}
    pairs = stories.Pairs()
    # Of three pairs of the flood one is joined, beside two that mix it with the fire.
    pairs.add({**story_of, "x": ""}, [[*flood[:2], *fire, *other], flood[2:]])
    assert (pairs.right, pairs.wrong, pairs.wanted, pairs.strangers) == (1, 2, 3, 1)
    assert pairs.scores() == pytest.approx({"p": 1 / 3, "r": 1 / 3, "f1": 1 / 3})
