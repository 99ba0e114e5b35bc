"""Tables are read in every dialect, and written with nothing changed but what was added."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import ProblemError
from counterclaim.verifying.csv_table import LONGEST, CsvTable
from counterclaim.verifying.json_table import JsonTable
from counterclaim.verifying.lines import Sort, column_names
from counterclaim.verifying.markdown_table import MarkdownTable
from counterclaim.verifying.roles import roles_of
from counterclaim.vocabulary import VocabularyError
from counterclaim.vocabulary.columns import FIELDS, read_column_names

ADDED = {"verified": "present", "why": "a, b; c | d"}


def read(table, text):
    return list(table.read(io.StringIO(text, newline="")))


def rows(table, text):
    return [line for line in read(table, text) if line.sort is Sort.ROW]


def extended(table, text):
    """Write a table with two columns added, as ``--write`` does."""
    out = []
    for line in table.read(io.StringIO(text, newline="")):
        if line.sort is Sort.OTHER or line.fault:
            out.append(line.raw)
        else:
            names = {name: name for name in ADDED}
            out.append(table.extended(line, ADDED if line.sort is Sort.ROW else names))
    return "".join(out)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_dialects_of_csv(delimiter, ending):
    lines = [("figure", "place", "url"), ("40", '"Port\nVale"', "a.txt"), ("", '"say ""x"""', "b")]
    text = "".join(delimiter.join(line) + ending for line in lines)
    found = rows(CsvTable(), text)
    assert [line.cells["place"] for line in found] == ["Port\nVale", 'say "x"']
    assert [line.at for line in found] == [2, 4]
    assert [line.number for line in found] == [1, 2]


def test_byte_order_mark_declared_delimiter_and_empty_lines_are_passed_over():
    text = '\ufeffsep=;\r\n\r\n"figure";url\r\n40;a,b\r\n\r\n41;c\r\n'
    found = rows(CsvTable(), text)
    assert [(line.cells["figure"], line.cells["url"]) for line in found] == [
        ("40", "a,b"),
        ("41", "c"),
    ]
    assert extended(CsvTable(), text).startswith('\ufeffsep=;\r\n\r\n"figure";url;verified;why\r\n')


def test_a_long_record_is_a_fault_and_a_short_one_is_filled_up():
    text = "figure,url,note\n40,a,b,c\n41,a\n"
    long, short = rows(CsvTable(), text)
    assert "4 cells under 3 columns" in long.fault
    assert (short.fault, short.cells["note"]) == ("", "")
    assert extended(CsvTable(), text) == (
        'figure,url,note,verified,why\n40,a,b,c\n41,a,,present,"a, b; c | d"\n'
    )


def test_a_quotation_mark_that_nothing_closes_costs_no_other_row():
    text = 'figure,url\n40,"a\n' + "41,b\n" * (LONGEST // 5) + "42,c\n43,d\n"
    found = rows(CsvTable(), text)
    assert "never closed" in found[0].fault
    assert [line.cells["figure"] for line in found[-2:]] == ["42", "43"]


def test_what_a_page_says_is_no_formula():
    table = CsvTable()
    head, row = table.read(["figure,url\n", "1,a\n"])
    assert head.sort is Sort.HEAD
    for words in ("=1+1", "＝1+1", "-1"):
        assert table.extended(row, {"words": words}) == f"1,a,'{words}\n"


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5))
def test_csv_reads_as_the_standard_library_and_writes_back_what_it_read(cells):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(["figure", "place", "url"])
    writer.writerows(cells)
    text = stream.getvalue()
    found = rows(CsvTable(), text)
    assert [list(line.cells.values()) for line in found] == cells
    written = list(csv.reader(io.StringIO(extended(CsvTable(), text), newline="")))
    assert [row[:3] for row in written[1:]] == cells
    assert all(row[3:] == list(ADDED.values()) for row in written[1:])


@given(st.dictionaries(CELL, st.one_of(CELL, st.integers(), st.none(), st.lists(CELL)), max_size=4))
def test_objects_keep_their_characters(record):
    raw = json.dumps(record) + "\n"
    (line,) = read(JsonTable(), raw)
    written = JsonTable().extended(line, {"verified": "present"})
    assert json.loads(written) == {**record, "verified": "present"}
    (again,) = read(JsonTable(), written)
    assert JsonTable().extended(again, {"verified": "present"}) == written


def test_json_numbers_are_read_as_printed_and_bad_lines_are_told():
    text = '{"figure": 1.10, "url": ["a", "b"]}\n\n[1]\n{"figure": 1\n'
    good, other, broken = rows(JsonTable(), text)
    assert good.cells == {"figure": "1.10", "url": "a b"}
    assert (other.at, broken.at) == (3, 4)
    assert other.fault
    assert broken.fault


MARKDOWN = """# Figures

| Figure | Link |
|-------:|------|
| 40 | [a](a.txt) |
| 41 | a\\|b
| 42 | a | b |

```
| Figure | Link |
|---|---|
| 1 | none |
```
Figure | Link
---|---
43 | c
"""


def test_tables_of_a_markdown_page_are_found_in_place():
    found = rows(MarkdownTable(), MARKDOWN)
    assert [line.cells.get("Figure") for line in found] == ["40", "41", None, "43"]
    assert found[1].cells["Link"] == "a|b"
    assert "3 cells under 2 columns" in found[2].fault
    written = extended(MarkdownTable(), MARKDOWN)
    assert "| 40 | [a](a.txt) | present | a, b; c \\| d |\n" in written
    assert "|-------:|------| --- | --- |\n" in written
    assert "| 42 | a | b |\n" in written
    assert "43 | c | present | a, b; c \\| d\n" in written
    kept = [line for line in MARKDOWN.splitlines() if "|" not in line]
    assert [line for line in written.splitlines() if "|" not in line] == kept
    assert written.count("| 1 | none |\n") == 1


@pytest.mark.parametrize(
    ("table", "text"), [(CsvTable, "figure,url\n40,a\n"), (MarkdownTable, "|a|b\n|-|-\n|1|2\n|3\n")]
)
def test_writing_twice_is_writing_once(table, text):
    once = extended(table(), text)
    assert extended(table(), once) == once


def test_words_of_a_page_are_no_markdown():
    table = MarkdownTable()
    *_, row = table.read(["|a|b|\n", "|-|-|\n", "|1|2|\n"])
    assert "&lt;img> \\[x](y) \\`z\\` " in table.extended(row, {"words": "<img> [x](y) `z`"})


def test_columns_are_known_by_name_in_any_case_and_by_option():
    told = roles_of(("Death_Toll", "Where", "Reference"), {})
    assert told.columns == {"figure": "Death_Toll", "place": "Where", "cite": "Reference"}
    assert told.measure == "killed"
    told = roles_of(("Tewas", "Luka-luka", "Tautan"), {"figure": "Luka-luka"})
    assert (told.columns["figure"], told.measure) == ("Luka-luka", "injured")
    assert roles_of(("n", "web"), {"figure": "n", "cite": "web"}).measure == ""
    assert roles_of(("figure", "source"), {}).columns["cite"] == "source"
    twice = column_names(["figure", "figure", "url", "note", "note"])
    assert roles_of(twice, {"figure": "figure (2)"}).columns["figure"] == "figure (2)"


@pytest.mark.parametrize(
    ("columns", "named", "says"),
    [
        (("deaths", "injured", "url"), {}, "Several columns may hold the figure"),
        (("case", "url"), {}, "hold a figure"),
        (("figure", "case"), {}, "address of a page"),
        (("figure", "url"), {"figure": "n"}, "no column 'n'"),
        (("figure", "url"), {"colour": "url"}, "no field 'colour'"),
        (column_names(["Deaths", "deaths", "url"]), {}, "Several columns are called 'Deaths'"),
        (column_names(["deaths", "deaths", "url"]), {}, "Several columns are called 'deaths'"),
        (column_names(["deaths", "url", "date", "date"]), {}, "Several columns are called 'date'"),
    ],
)
def test_columns_that_cannot_be_told_are_a_problem_with_a_hint(columns, named, says):
    with pytest.raises(ProblemError, match=says) as stopped:
        roles_of(columns, named)
    assert stopped.value.problem.code == "CC070"
    assert "--column figure=NAME" in stopped.value.problem.hint


def test_a_list_of_column_names_says_one_thing_of_each():
    fields = "\n".join(f'{name} = ["{name}"]' for name in sorted(FIELDS))
    known = read_column_names(f"[fields]\n{fields}\n[measured]\nkilled = ['dead']\n")
    assert known.measured == {"dead": "killed"}
    for text in (
        f"[fields]\n{fields}\n[measured]\nkilled = ['figure']\n",
        f"[fields]\n{fields}\n[measured]\nslain = ['dead']\n",
        "[fields]\nfigure = ['n']\n[measured]\n",
    ):
        with pytest.raises(VocabularyError):
            read_column_names(text)
