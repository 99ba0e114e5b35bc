"""The command ``verify``: exit statuses, what it prints, what it writes, pages that changed."""

import json
import subprocess
import sys
import tracemalloc
from itertools import islice
from pathlib import Path

import pytest

from counterclaim.drivers.citing import HELD, CitedPages
from counterclaim.drivers.gathering import Gatherer
from counterclaim.drivers.verifying import verify_table
from counterclaim.model import Problem, ProblemError, Verdict
from serving import page, serving

PROGRAM = Path(sys.executable).with_name("counterclaim")
WORDS = "At least 40 people drowned when a ferry sank off Port Vale on 8 May 2031, the mayor said."
HEAD = "figure,measure,cite\n"
GOOD = "at least 40,killed,a.txt\n"
PROBLEM = Problem("CC032", "No such host.", "https://a.example/")


def run(*options, **given):
    return subprocess.run(
        [PROGRAM, "verify", *map(str, options)],
        capture_output=True,
        text=True,
        check=False,
        **given,
    )


@pytest.fixture
def table(tmp_path):
    """Write a table beside the report that it cites."""
    (tmp_path / "a.txt").write_text(f"Ferry sinks off Port Vale\n\n{WORDS}\n", "utf-8")

    def write(text, name="figures.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def verdicts(done):
    return [json.loads(line)["verdict"] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("row", "verdict", "status"),
    [
        (GOOD, "present", 0),
        ("at least 40,injured,a.txt\n", "differs", 1),
        ("at least 50,killed,a.txt\n", "absent", 1),
        ("at least 40,killed,b.txt\n", "unreachable", 1),
        ("unclear,killed,a.txt\n", "unread", 1),
    ],
)
def test_outcomes_and_exit_status(table, row, verdict, status):
    done = run(table(HEAD + row), "-f", "jsonl")
    assert (verdicts(done), done.returncode) == ([verdict], status)
    allowed = run(table(HEAD + row), "-f", "github", "--fail-on", "none")
    assert allowed.returncode == 0
    assert "::error" not in allowed.stdout
    strict = run(table(HEAD + row), "--fail-on", verdict if status else "absent")
    assert strict.returncode == status


def test_a_wrong_command_is_status_2(table):
    path = table(HEAD + GOOD)
    assert run(path, "--fail-on", "everything").returncode == 2
    assert run(path, "--column", "figure").returncode == 2
    assert run("-", "--write", input="").returncode == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("case,url\n1,a\n", "CC070 figures.csv: No column is known to hold a figure."),
        ("figure,case\n1,a\n", "CC070 figures.csv: No column is known to hold the address"),
    ],
)
def test_a_table_that_does_not_suit_is_told(table, text, says):
    path = table(text)
    done = run(path.name, "--write", cwd=path.parent)
    assert done.returncode == 1
    assert says in done.stderr
    assert path.read_text("utf-8") == text
    assert run(path.name, "-c", "figure=case", "-c", "cite=url", cwd=path.parent).returncode == 1


def test_a_table_that_is_not_there_is_told(tmp_path):
    done = run(tmp_path / "none.csv")
    assert done.returncode == 1
    assert "CC001" in done.stderr
    assert "There is no such file. Check the spelling." in done.stderr
    with pytest.raises(ProblemError, match="CC001"):
        list(verify_table(tmp_path))


def test_people_see_both_sides_and_the_words(table):
    done = run(table(HEAD + GOOD + "40,injured,a.txt\nunclear,,a.txt\n"))
    assert "measure: the row says injured, the page killed" in done.stdout
    assert "bound: the row says exact, the page At least 40" in done.stdout
    assert "“At least 40 people drowned" in done.stdout
    assert "figures.csv:4: 'unclear' could not be read as a figure." in done.stderr
    assert "3 rows: 1 present, 1 differs, 1 unread." in done.stderr


def test_annotations_name_the_line_and_escape_what_pages_say(table):
    path = table(HEAD + GOOD + '"unclear\n::error::x",killed,"a.txt"\nat least 90,killed,a.txt\n')
    done = run(path.name, "-f", "github", "--fail-on", "absent", cwd=path.parent)
    first, second = done.stdout.splitlines()
    assert first.startswith("::warning file=figures.csv,line=3,title=Row not checked::CC071")
    assert "\n" not in first
    assert second.startswith("::error file=figures.csv,line=5,title=Figure absent::at least 90")
    assert "%0A" in second
    assert done.returncode == 1


def test_records_give_words_span_and_what_was_asked(table):
    done = run(table(HEAD + GOOD), "-f", "jsonl")
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["found"]["figure"]["text"] == "At least 40"
    assert record["found"]["sentence"] == WORDS
    assert record["asked"] == {"figure": "at least 40", "measure": "killed", "cites": ["a.txt"]}
    assert (record["row"], record["line"]) == (1, 2)


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("t.csv", "\ufefffigure;cite;note\r\n≥40;a.txt;caf\u00e9\r\n50;a.txt;\r\n", "utf-8"),
        ("t.tsv", "figure\tcite\n40+\ta.txt\n50\ta.txt", "utf-16-le"),
        ("t.csv", "figure,cite,note\n40+,a.txt,caf\u00e9\n50,a.txt,\n", "latin-1"),
        (
            "t.jsonl",
            '{"figure": "40+",  "cite":"a.txt"}\n\n{"cite":"a.txt","figure":50.0}\n',
            "utf-8",
        ),
        (
            "t.md",
            "# T\n\n|figure|cite|\n|--|--|\n| 40+ | [a](a.txt) |\n| 50 | a.txt |\n\nend",
            "utf-8",
        ),
    ],
)
def test_writing_keeps_every_byte_and_adds_the_outcome(table, name, text, encoding):
    path = table("\ufeff" * (encoding == "utf-16-le") + text, name, encoding)
    before = path.read_bytes()
    path.chmod(0o640)
    done = run(path, "--write", "-f", "jsonl")
    assert verdicts(done) == ["present", "absent"]
    after = path.read_bytes().decode(encoding)
    assert path.stat().st_mode & 0o777 == 0o640
    rest = iter(after)
    assert all(sign in rest for sign in before.decode(encoding)), "a character is gone or moved"
    assert "present" in after
    assert "absent" in after
    assert (name == "t.md") == after.endswith("end")
    again = run(path, "--write", "-f", "jsonl")
    assert (again.stdout, path.read_bytes().decode(encoding)) == (done.stdout, after)
    assert sorted(p.name for p in path.parent.iterdir()) == ["a.txt", name]


def test_bytes_of_no_encoding_are_written_as_they_were(table):
    path = table("")
    padding = b"x" * 70_000  # what does not fit UTF-8 comes after what the encoding is told from
    text = b"figure,cite,note\n40+,a.txt," + padding + b"\n40+,a.txt,\xff\xfe\n"
    path.write_bytes(text)
    assert run(path, "--write").returncode == 0
    assert b"40+,a.txt,\xff\xfe,present," in path.read_bytes()


def test_a_cell_that_stands_in_an_added_column_is_left_alone(table):
    path = table("figure,cite,verified,verified_why\n40+,a.txt,by hand,\n40+,a.txt,,\n")
    done = run(path, "--write")
    assert "CC071" in done.stderr
    first, second = path.read_text("utf-8").splitlines()[1:]
    assert first == "40+,a.txt,by hand,"
    assert second.startswith("40+,a.txt,present,")


def test_an_interruption_leaves_the_table_as_it_was(table):
    path = table(HEAD + GOOD + GOOD)
    before = path.read_bytes()
    rows = verify_table(path, write=True)
    next(rows)
    rows.close()
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["a.txt", "figures.csv"]


def test_standard_input(table):
    path = table("")
    done = run("-", "-f", "jsonl", cwd=path.parent, input=HEAD + GOOD)
    assert verdicts(done) == ["present"]
    line = '{"figure": "40+", "cite": "a.txt"}\n'
    done = run("-", "-f", "jsonl", "--table", "jsonl", cwd=path.parent, input=line)
    assert verdicts(done) == ["present"]


def test_the_form_is_told_from_the_words_where_the_name_says_nothing(table):
    for text in (
        HEAD + GOOD,
        '{"figure": "40+", "cite": "a.txt"}\n',
        "| figure | cite |\n|---|---|\n| 40+ | a.txt |\n",
    ):
        assert verdicts(run(table(text, "table"), "-f", "jsonl")) == ["present"]


def test_markdown_without_a_table_to_check_is_told(table):
    done = run(table("# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "t.md"))
    assert done.returncode == 1
    assert "CC070" in done.stderr


@pytest.mark.parametrize("name", ["t.csv", "t.md", "t.jsonl", "t"])
@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_file_that_holds_no_table_is_told(table, name, text):
    done = run(table(text, name), "--write")
    assert done.returncode == 1
    assert "CC070" in done.stderr
    assert "holds no table" in done.stderr


def test_a_table_without_rows_is_as_it_should_be(table):
    done = run(table(HEAD))
    assert (done.returncode, done.stderr) == (0, "No rows.\n")


def test_a_folder_is_no_page(table):
    path = table(HEAD + GOOD.replace("a.txt", "."))
    done = run(path, "-f", "jsonl")
    assert verdicts(done) == ["unreachable"]
    assert "This is a folder." in done.stdout


def test_a_file_of_many_reports_is_cited_whole_or_by_line(table):
    path = table(
        "figure,cite\n40+,many.jsonl\n40+,many.jsonl:1\n40+,many.jsonl:2\n40+,many.jsonl:9\n"
    )
    reports = [{"title": "T", "text": "Seven cows died in Cape Morrow.", "lang": "en"}]
    reports += [{"title": "T", "text": WORDS, "lang": "en"}]
    many = "".join(json.dumps(report) + "\n" for report in reports)
    path.with_name("many.jsonl").write_text(many, "utf-8")
    assert verdicts(run(path, "-f", "jsonl")) == ["present", "absent", "present", "unreachable"]


def test_a_huge_table_is_read_row_by_row(table):
    path = table(HEAD)
    with path.open("a", encoding="utf-8") as stream:
        stream.writelines(GOOD for _ in range(4_000))
    rows = verify_table(path)
    assert next(rows).outcome.verdict is Verdict.PRESENT  # before the rest is read
    tracemalloc.start()
    try:
        assert len(list(islice(rows, 500))) == 500
        early = tracemalloc.get_traced_memory()[0]
        count = sum(checked.outcome.verdict is Verdict.PRESENT for checked in rows)
        late = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert count == 3_499
    assert late - early < 500_000


def test_pages_are_opened_once_as_long_as_they_are_held(tmp_path):
    opened = []

    class Counting(Gatherer):
        def visit(self, address):
            opened.append(address)
            raise ProblemError(PROBLEM)

    library = CitedPages(Counting(), tmp_path)
    for number in [0, 0, *range(HELD + 1), 0]:
        assert library.open(f"https://a.example/{number}").problem is PROBLEM
    assert len(opened) == HELD + 2


def test_a_page_that_changed_is_checked_as_it_was_kept(tmp_path):
    captures = tmp_path / "kept"
    words = [WORDS]
    route = {"/a": lambda h: h.answer(page(words)) if words else h.answer(b"", status=410)}
    with serving(route) as server:
        path = tmp_path / "figures.csv"
        path.write_text(f"figure,measure,cite\n40+,killed,{server.at('/a')}\n", "utf-8")
        options = (path, "-f", "jsonl", "--allow-private", "--pace=0", "--captures", captures)
        assert verdicts(run(*options)) == ["present"]
        words[:] = [WORDS.replace("At least 40", "At least 52")]
        changed = json.loads(run(*options).stdout)
        words.clear()
        gone = json.loads(run(*options).stdout)
    assert (changed["verdict"], changed["earlier"]["verdict"]) == ("absent", "present")
    assert changed["earlier"]["found"]["figure"]["text"] == "At least 40"
    assert changed["nearest"]["figure"]["text"] == "At least 52"
    assert (gone["verdict"], gone["problem"]["code"]) == ("unreachable", "CC039")
    assert gone["earlier"]["verdict"] == "present"
    assert ".warc.gz, kept 20" in gone["earlier"]["seen"]


def test_the_best_of_several_cited_pages_counts(table):
    path = table("figure,cite\n")
    with serving({"/a": lambda h: h.answer(page([WORDS]))}) as server:
        cites = f"{server.at('/none')} {server.at('/a')}"
        path.write_text(f"figure,cite\n40+,{cites}\n", "utf-8")
        done = run(path, "-f", "jsonl", "--allow-private", "--pace=0")
    assert verdicts(done) == ["present"]
