# ruff: noqa: INP001 (no package: scripts of the documents)
"""Bring the catalogues of the web interface up to date with its messages and the reasons it shows.

New messages are added without a translation, ones that are gone are dropped, and nothing else changes.
"""

import sys
from io import BytesIO
from itertools import chain
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.pofile import read_po, write_po

from counterclaim.model import PROBLEMS, Bound, Facet, Modality
from counterclaim.reconcile.policies import rules
from counterclaim.reconcile.sensitivity import NAMES
from counterclaim.vocabulary import measures
from counterclaim.web.screens import SCREENS

ROOM = Path(__file__).parents[1] / "src" / "counterclaim"
WEB = ROOM / "web"
REASONING = ("captures", "drivers", "fetch", "ledger", "markers", "readers", "reconcile")
"""Rooms whose reasons and problems the screens show."""
CATALOGUES = WEB / "catalogues"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
CLOSED = (Facet, Bound, Modality)
"""Sets whose members reasons name."""
KEYWORDS = {"N_": None, "Reason": None, "gettext": None, "ngettext": (1, 2), "_": None}


def messages() -> Catalog:
    """Give all messages of the interface: of code, templates, screens' titles, measures and policies."""
    found = Catalog(charset="utf-8")
    extracted = extract_from_dir(WEB, METHODS, OPTIONS, keywords=KEYWORDS)
    for file, _, message, _, context in extracted:
        found.add(message, locations=[(file, 0)], context=context)
    add_reasons(found)
    for member in chain(*CLOSED):
        found.add(member.replace("_", " "), locations=[("model", 0)])
    for meaning in PROBLEMS.values():
        found.add(meaning, locations=[("model/problem.py", 0)])
    for end in NAMES:
        found.add(end, locations=[("reconcile/sensitivity.py", 0)])
    for screen in SCREENS:
        if screen.title:
            found.add(screen.title, locations=[("screens/__init__.py", 0)])
    for measure in measures().values():
        found.add(measure.label, locations=[("vocabulary/measures.toml", 0)])
    for rule in rules().values():
        found.add(rule.says, locations=[("reconcile/policies.toml", 0)])
    return found


def add_reasons(found: Catalog) -> None:
    """Add the patterns of the reasons and problems that the screens show."""
    for room in REASONING:
        for file, _, message, _, context in extract_from_dir(
            ROOM / room, METHODS, keywords=KEYWORDS
        ):
            found.add(message, locations=[(f"{room}/{file}", 0)], context=context)
    with (ROOM / "pipeline.py").open("rb") as stream:
        for _, message, _, context in extract("python", stream, keywords=KEYWORDS):
            found.add(message, locations=[("pipeline.py", 0)], context=context)


def updated(code: str, found: Catalog) -> bytes:
    """Give the catalogue of a language as it should be."""
    held = read_po(BytesIO((CATALOGUES / f"{code}.po").read_bytes()), locale=code)
    held.update(found, no_fuzzy_matching=True, update_creation_date=False)
    held.obsolete.clear()
    made = Catalog(locale=code, charset="utf-8", header_comment=f"# The interface in {code!r}.")
    for message in sorted(held, key=lambda m: str(m.id).casefold()):
        if message.id:
            made.add(message.id, message.string, locations=message.locations)
    out = BytesIO()
    write_po(out, made, omit_header=True, sort_output=False, include_lineno=False, width=100)
    # What stands at its head is kept: the locale of figures and days, and how plurals are told.
    header = (CATALOGUES / f"{code}.po").read_bytes().partition(b"\n\n")[0] + b"\n\n"
    return header + out.getvalue().lstrip(b"\n")


def main() -> None:
    """Write every catalogue and say what is not translated."""
    found = messages()
    for path in sorted(CATALOGUES.glob("*.po")):
        path.write_bytes(updated(path.stem, found))
        held = read_po(BytesIO(path.read_bytes()), locale=path.stem)
        missing = [str(m.id) for m in held if m.id and not m.string]
        if path.stem != "en" and missing:
            sys.stdout.write(f"{path.name}: {len(missing)} without a translation\n")


if __name__ == "__main__":
    main()
