"""Which column of a table says what, told by its name or by the user."""

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.languages import spaced
from counterclaim.model import Problem, ProblemError
from counterclaim.verifying.lines import again
from counterclaim.vocabulary.columns import FIELDS, column_names


@dataclass(frozen=True, slots=True)
class Roles:
    """The column of each field. ``measure`` is what the name of the figure's column implies."""

    columns: Mapping[str, str]
    measure: str = ""


def roles_of(columns: tuple[str, ...], named: Mapping[str, str]) -> Roles:
    """Find out what the columns of a table say; ``named`` gives columns by field and goes first.

    Raises ProblemError CC070 where the column of the figure or of the page cannot be told.
    """
    for field, column in named.items():
        if field not in FIELDS or column not in columns:
            what = f"no column {column!r}" if field in FIELDS else f"no field {field!r}"
            raise _unsuited(f"There is {what}.", columns)
    forms = {_form(column): column for column in reversed(columns)}
    names = column_names()
    found = dict(named)
    for field, aliases in names.fields.items():
        if field not in found:
            taken = set(found.values())
            fitting = (forms[a] for a in aliases if a in forms and forms[a] not in taken)
            if column := next(fitting, ""):
                found[field] = column
    measured = {c: names.measured[f] for f, c in forms.items() if f in names.measured}
    if "figure" not in found:
        found |= _measured_column([c for c in measured if c not in named.values()], columns)
    if "figure" not in found and not {"low", "high"} <= found.keys():
        raise _unsuited("No column is known to hold a figure.", columns)
    if "cite" not in found and "source" in found:
        found["cite"] = found.pop("source")  # what tables of tallies call the page they rest on
    _check_alone([found[f] for f in found if f not in named], columns)
    if "cite" not in found:
        raise _unsuited("No column is known to hold the address of a page.", columns)
    return Roles(found, measured.get(found.get("figure", ""), ""))


def _check_alone(chosen: list[str], columns: tuple[str, ...]) -> None:
    """Refuse to choose among columns of one name."""
    for column in chosen:
        alike = [c for c in columns if _form(c) == _form(column) or c == again(column)]
        if len(alike) > 1:
            raise _unsuited(f"Several columns are called {column!r}.", columns)


def _form(column: str) -> str:
    return " ".join(spaced(column).split())


def _measured_column(measured: list[str], columns: tuple[str, ...]) -> Mapping[str, str]:
    if len(measured) > 1:
        told = ", ".join(repr(column) for column in measured)
        raise _unsuited(f"Several columns may hold the figure: {told}.", columns)
    return {"figure": measured[0]} if measured else {}


def _unsuited(message: str, columns: tuple[str, ...]) -> ProblemError:
    shown = ", ".join(repr(column) for column in columns[:12])
    hint = f"Its columns are {shown}. Name one: --column figure=NAME, --column cite=NAME."
    return ProblemError(Problem("CC070", message, "", hint))
