"""What columns of tables are called, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterclaim.vocabulary.checks import VocabularyError, take_fields
from counterclaim.vocabulary.measures import measures

FIELDS = frozenset(
    ("figure", "low", "high", "bound", "measure", "what", "place", "date", "source", "mode", "cite")
)
"""What a column may say. ``what`` holds what is counted or the unit."""


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """Names by field, the surest first, and the measure of each name that tells one."""

    fields: Mapping[str, tuple[str, ...]]
    measured: Mapping[str, str]


@cache
def column_names() -> ColumnNames:
    """Give the names of ``columns.toml``; raises VocabularyError where it breaks its own rules."""
    text = files("counterclaim.vocabulary").joinpath("columns.toml").read_text(encoding="utf-8")
    return read_column_names(text)


def read_column_names(text: str) -> ColumnNames:
    """Check the TOML of column names: no name may say two things."""
    data = tomllib.loads(text)
    take_fields("columns", data, needed={"fields", "measured"}, free=frozenset())
    take_fields("columns.fields", data["fields"], needed=FIELDS, free=frozenset())
    take_fields("columns.measured", data["measured"], needed=frozenset(), free=measures().keys())
    owners: dict[str, str] = {}
    for owner, names in (*data["fields"].items(), *data["measured"].items()):
        for name in names:
            if name in owners:
                raise VocabularyError(f"columns: {name!r} is {owners[name]} and {owner}")
            owners[name] = owner
    return ColumnNames(
        {field: tuple(names) for field, names in data["fields"].items()},
        {name: measure for measure, names in data["measured"].items() for name in names},
    )
