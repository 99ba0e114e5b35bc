"""Reports of one event are told from all others: invented events, in two languages."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.api import (
    by_story,
    compare,
    keep,
    open_ledger,
    questions,
    read_text,
    reports,
    show,
)
from counterclaim.model import Reconciliation
from counterclaim.reconcile import reconcile, reconcile_ledger
from counterclaim.reconcile.stories import group_stories

# Place, river, official, ship, dead: what tells one flood from another.
EVENTS = [
    ("Tarnholm", "Grelva", "Sigrun Aldal", 41),
    ("Muara Sindu", "Way Lepang", "Bachtiar Ronggo", 63),
    ("Port Calder", "Ussen", "Imogen Farrow", 27),
    ("Batu Kelana", "Sungai Pirah", "Yulianti Sembada", 88),
    ("Oster Vang", "Hjelde", "Torben Kragh", 35),
]
ENGLISH = (
    "Flood in {place} kills {dead}",
    (
        "At least {dead} people were killed when the {river} burst its banks in {place}, mayor "
        "{who} said. Rescuers in {place} searched houses along the {river} for survivors. {who} "
        "asked for more boats, and soldiers brought food to the schools of {place}."
    ),
)
INDONESIAN = (
    "Banjir di {place}, {dead} orang tewas",
    (
        "Sedikitnya {dead} orang tewas setelah {river} meluap di {place}, kata wali kota {who}. "
        "Tim penyelamat di {place} menyisir rumah di sepanjang {river}. Menurut {who}, perahu "
        "masih kurang dan tentara membawa makanan ke sekolah di {place}."
    ),
)
START = datetime(2030, 5, 1, 8)  # noqa: DTZ001 (outlets print no zone)


def told(event, outlet, day=0, language="en", extra=0):
    place, river, who, dead = EVENTS[event]
    title, text = ENGLISH if language == "en" else INDONESIAN
    words = {"place": place, "river": river, "who": who, "dead": dead + extra}
    return read_text(
        text.format(**words),
        title=title.format(**words),
        outlet=outlet,
        published=None if day is None else START + timedelta(days=day),
        language=language,
    )


READ = [
    told(event, f"Outlet {language} {day}", day, language, day)
    for event in range(len(EVENTS))
    for language in ("en", "id")
    for day in (0, 1)
]
EVENT_OF = {r.document.id: i // 4 for i, r in enumerate(READ)}


def grouped(held):
    return {frozenset(r.document_id for r in group) for group in group_stories(held)}


def test_events_are_told_apart_across_languages():
    wanted = [{name for name, e in EVENT_OF.items() if e == event} for event in range(len(EVENTS))]
    assert grouped(reports(READ)) == {frozenset(names) for names in wanted}


def test_short_quotes_are_enough_where_no_text_is_kept():
    held = [replace(report, text=None) for report in reports(READ)]
    for group in group_stories(held):
        assert len({EVENT_OF[report.document_id] for report in group}) == 1
    assert len(group_stories(held)) <= 2 * len(EVENTS)  # at worst, the languages stay apart


def test_a_ledger_of_one_event_is_one_story():
    assert len(group_stories(reports(READ[:4]))) == 1


def test_the_same_town_years_later_is_another_story():
    later = [told(0, "Outlet late", 900), told(0, "Outlet later", 901)]
    assert len(group_stories(reports([*READ[:2], *later]))) == 2


def test_a_missing_date_neither_joins_nor_parts():
    undated = told(0, "Outlet undated", None)
    groups = group_stories(reports([*READ[:2], *READ[4:6], undated]))
    home = next(g for g in groups if undated.document.id in {r.document_id for r in g})
    assert {r.document_id for r in home} == {
        undated.document.id,
        *(r.document.id for r in READ[:2]),
    }


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(READ))), st.lists(st.sampled_from(range(len(READ))), max_size=4))
def test_order_and_repetition_change_nothing(order, again):
    held = reports(READ)
    chosen = [held[i] for i in (*order, *again)]
    assert [[r.document_id for r in g] for g in group_stories(chosen)] == [
        [r.document_id for r in g] for g in group_stories(held)
    ]
    assert reconcile_ledger(chosen) == reconcile_ledger(held)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(range(len(READ)))))
def test_every_report_stands_in_one_story(chosen):
    held = [reports(READ)[i] for i in chosen]
    names = sorted(r.document_id for group in group_stories(held) for r in group)
    assert names == sorted(r.document_id for r in held)


def test_questions_live_within_stories():
    made = compare(READ)
    home = {c: q.id for q in made.questions for c in q.claims}
    of = {q: story.id for story in made.stories for q in story.questions}
    assert len(made.stories) == len(EVENTS)
    assert {of[q] for q in home.values()} == {story.id for story in made.stories}
    for stands in (*made.comparisons, *made.not_compared):
        assert of[home[stands.a]] == of[home[stands.b]]
    for report in reports(READ):
        assert len({of[home[claim.id]] for claim in report.claims}) == 1


def test_one_story_takes_reports_for_one_whatever_they_tell():
    both = [READ[0], READ[4]]
    assert len(compare(both).stories) == 2
    whole = compare(both, one_story=True)
    assert len(whole.stories) == 1
    assert whole == reconcile(reports(both))
    killed = [q for q in whole.questions if q.measure == "killed"]
    assert [len(q.claims) for q in killed] == [4]  # two headlines and two texts
    assert show(killed[0].id, both, one_story=True).question == killed[0]


def test_a_story_is_named_by_place_days_reports_and_outlets():
    (story,) = compare(READ[:4]).stories
    assert story.place == "Tarnholm"
    assert (story.first.isoformat(), story.last.isoformat()) == ("2030-05-01", "2030-05-02")
    assert (len(story.reports), story.outlets) == (4, 4)
    assert story.title in {READ[0].document.imprint.title, READ[2].document.imprint.title}
    grown = compare([*READ[:4], told(0, "Outlet third", 3)])
    assert [s.id for s in grown.stories] == [story.id]


def test_a_story_without_reports_is_none():
    assert reconcile([]).stories == ()
    assert reconcile_ledger([]) == Reconciliation((), (), (), (), (), ())


def test_only_questions_with_several_reports_or_voices_are_listed():
    alone = read_text("Nine barns burned at Lund.", language="en", outlet="Outlet alone")
    made = compare([*READ[:4], alone])
    listed = by_story(made)
    assert [story.place for story, _ in listed] == ["Tarnholm"]
    every = [q for _, asked in by_story(made, everything=True) for q in asked]
    assert sorted(q.id for q in every) == sorted(q.id for q in made.questions)
    assert {q.id for q in questions([*READ[:4], alone])} == {q.id for q in every}


def test_many_reports_are_grouped_in_seconds():
    chance = random.Random(7)  # noqa: S311 (the same text each time)
    syllables = ["ka", "lo", "mi", "ter", "van", "so", "rud", "pe", "hil", "gan", "bo", "nes"]

    def name():
        return "".join(chance.choices(syllables, k=5)).capitalize()

    words = ["".join(chance.choices(syllables, k=4)) for _ in range(800)]
    held = []
    for event in range(200):
        place, who, river = name(), f"{name()} {name()}", name()
        for copy in range(4):
            body = " ".join(chance.choices(words, k=120))
            text = f"Rescuers came to {place}, said {who}. The {river} rose. {body} in {place}."
            published = START + timedelta(days=event, hours=copy)
            held.append(read_text(text, outlet=f"O{copy}", published=published, language="en"))
    groups = group_stories(reports(held))
    assert len(held) == 800
    assert sum(len(group) == 4 for group in groups) >= 195


def printed(*arguments):
    done = subprocess.run(
        [sys.executable, "-c", "from counterclaim.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        check=True,
        env={**os.environ, "COLUMNS": "90"},
    )
    return done.stdout.decode(), done.stderr.decode()


def test_questions_are_listed_under_the_line_of_their_story(tmp_path):
    alone = read_text("Nine barns burned at Lund.", language="en", outlet="Outlet alone")
    path = tmp_path / "ledger"
    with open_ledger(path) as ledger:
        keep(ledger, [*READ[:2], *READ[4:6], alone], keep_text=True)
    out, err = printed("questions", "--ledger", path)
    lines = out.split("\n")
    heads = [line for line in lines if " · " in line]
    assert len(heads) == 2
    assert any(h.startswith("Tarnholm · 2030-05-01 to 2030-05-02 · 2 reports · 2") for h in heads)
    assert any(h.startswith("Muara Sindu · 2030-05-01 to 2030-05-02 · 2 reports") for h in heads)
    assert "Lund" not in out
    assert "1 question answered by one voice in one report: --all lists" in err
    out, err = printed("questions", "--ledger", path, "--all")
    assert "Lund" in out
    assert err == ""


def test_a_long_card_is_cut_with_a_count_of_the_rest(tmp_path):
    path = tmp_path / "ledger"
    names = [a + b for a in ("Al", "Be", "Cor", "Dan", "Eg") for b in ("ra", "mund", "vik", "lo")]
    with open_ledger(path) as ledger:
        told_by = [
            read_text(
                f"At Tarnholm {40 + i} miners were killed, said {name} Holst.",
                language="en",
                outlet=f"Outlet {name}",
                published=START,
            )
            for i, name in enumerate(names)
        ]
        keep(ledger, told_by, keep_text=True)
    short, _ = printed("show", "killed", "--ledger", path)
    whole, _ = printed("show", "killed", "--ledger", path, "--all")
    assert "and 4 more originators: --all" in short
    assert "--all" not in whole
    assert all(f"{name} Holst" in whole for name in names)
    assert len(short) < len(whole)
