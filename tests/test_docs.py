"""The documents: what they show runs, what they name exists, and nothing is left undescribed."""

import doctest
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

import counterclaim

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TOP = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES = sorted([*TOP, *DOCS.rglob("*.md")])
LONGEST = 500
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
OWN_WRITTEN = [page for page in PAGES if page.name != "quality.md"]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, kind: str) -> list[str]:
    """Give the fenced blocks of one kind."""
    return [body for found, body in FENCE.findall(page.read_text("utf-8")) if found == kind]


def with_blocks(kind: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, kind)]


def script(stem: str) -> ModuleType:
    """Load one of the scripts of docs/."""
    spec = importlib.util.spec_from_file_location(stem, DOCS / f"{stem}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder that looks like a checkout, with the program on the path."""
    (tmp_path / "src").symlink_to(ROOT / "src", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    monkeypatch.setenv("PATH", path)
    return tmp_path


# Python


@pytest.mark.parametrize("page", with_blocks("python"), ids=name)
def test_python_of_a_page_runs(page: Path, checkout: Path) -> None:
    assert checkout.exists()
    source = "\n".join(blocks(page, "python"))
    assert ">>>" in source, "show what the code gives, as in a session"
    run_session(source, name(page))


def run_session(source: str, where: str) -> None:
    told: list[str] = []
    session = doctest.DocTestParser().get_doctest(source, {}, where, where, 0)
    outcome = doctest.DocTestRunner(verbose=False).run(session, out=told.append)
    assert outcome.attempted
    assert not outcome.failed, "".join(told)


def test_examples_in_docstrings_run() -> None:
    package = Path(counterclaim.__file__).parent
    holding = [p for p in package.rglob("*.py") if ">>> " in p.read_text("utf-8")]
    assert holding
    for path in holding:
        run_session(path.read_text("utf-8").partition('"""')[2].partition('"""')[0], path.name)


# The command line


def commands(block: str) -> Iterator[str]:
    """Give the commands of a console block: "$ " begins one, "> " goes on with it."""
    command: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield "\n".join(command)
            command = [line[2:]]
        elif command and line.startswith(">"):
            command.append(line[2:])
    if command:
        yield "\n".join(command)


@pytest.mark.parametrize("page", with_blocks("console"), ids=name)
def test_commands_of_a_page_run(page: Path, checkout: Path) -> None:
    for block in blocks(page, "console"):
        for command in commands(block):
            done = subprocess.run(
                ["bash", "-c", command], cwd=checkout, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{command}\n{done.stderr}"
            assert done.stdout or ">" in command, f"{command} prints nothing"


def test_page_of_commands_is_not_stale() -> None:
    written = (DOCS / "commands.md").read_text("utf-8")
    assert written == script("write_commands").page(), "run: make docs"


def test_page_of_commands_names_every_command_and_option() -> None:
    from counterclaim.cli.app import app  # noqa: PLC0415 (names of the registered functions)

    page = (DOCS / "commands.md").read_text("utf-8")
    known = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]
    assert set(re.findall(r"^## counterclaim (\S+)$", page, re.MULTILINE)) == set(known)
    source = (ROOT / "src/counterclaim/cli/app.py").read_text("utf-8")
    options = set(re.findall(r'"(--[a-z-]+)"', source))
    assert "--ledger" in options
    assert not {option for option in options if option not in page}


@pytest.mark.parametrize("page", OWN_WRITTEN, ids=name)
def test_commands_and_options_that_a_page_names_exist(page: Path) -> None:
    told = (DOCS / "commands.md").read_text("utf-8")
    known = set(re.findall(r"^## counterclaim (\S+)$", told, re.MULTILINE))
    for span in re.findall(r"`(counterclaim [^`]+)`", page.read_text("utf-8")):
        command = re.match(r"counterclaim ([a-z]+)", span)
        if command:
            assert command.group(1) in known, span
        for option in re.findall(r"--[a-z-]+", span):
            assert option == "--help" or option in told, span


def test_targets_that_pages_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"`make ([a-z]+)`", page.read_text("utf-8")))
        assert named <= targets, f"{name(page)}: {named - targets}"
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert not {t for t in targets - {"help", "clean"} if f"`make {t}`" not in told}


# Pages


def links(page: Path) -> Iterator[str]:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    yield from re.findall(r"\]\(([^)\s]+)\)", text)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if "://" not in link and not link.startswith("#"):
            target = page.parent / link.partition("#")[0]
            assert target.exists(), f"{name(page)}: {link}"


def test_every_page_is_linked_from_a_front_page() -> None:
    fronts = (ROOT / "README.md", DOCS / "README.md")
    linked = {(page.parent / link).resolve() for page in fronts for link in links(page)}
    missing = [name(page) for page in PAGES if page not in fronts and page.resolve() not in linked]
    assert not missing


def test_decisions_are_numbered_on_and_titled_with_their_number() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert numbers == [f"{i:04}" for i in range(1, len(pages) + 1)]
    for page in pages:
        assert page.read_text("utf-8").startswith(f"# {page.name[:4]} "), name(page)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_pages_have_bounds(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    assert len(lines) <= LONGEST
    assert lines[0].startswith("# ")
    if page.parent.name == "decisions":
        assert len(lines) <= 60, "one page"


def test_front_page_gives_no_figures_of_quality_by_hand() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"):
        prose = FENCE.sub("", page.read_text("utf-8"))
        assert not re.findall(r"\b0\.\d{2,}\b|\bF1\b|\d ?%", prose), name(page)


def test_changelog_names_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{counterclaim.__version__}]" in changelog
    assert "## [Unreleased]" in changelog


# Pictures


@pytest.mark.parametrize(("picture", "shows"), [("claims", "who says so"), ("card", "Read by")])
def test_pictures_are_whole_and_fetch_nothing(picture: str, shows: str) -> None:
    path = DOCS / "pictures" / f"{picture}.svg"
    words = "".join(ET.fromstring(path.read_text("utf-8")).itertext())  # noqa: S314 (our own file)
    assert shows in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "url(http" not in path.read_text("utf-8")


def test_pictures_can_be_drawn_from_what_the_program_prints() -> None:
    draw = script("draw_pictures")
    claims, card = draw.parts(draw.printed("example"))
    assert len([line for line in claims if "who says so" in line]) == draw.REPORTS
    assert any("Read by" in line for line in card)
    picture = ET.fromstring(draw.draw(card, "card"))  # noqa: S314 (drawn here)
    assert picture.tag.endswith("svg")


def test_the_licence_is_whole():
    licence = ROOT.joinpath("LICENSE").read_text("utf-8")
    sections = re.findall(r"^ {3}(\d)\. [A-Z]", licence, re.MULTILINE)
    assert sections == list("123456789")
    assert "END OF TERMS AND CONDITIONS" in licence
