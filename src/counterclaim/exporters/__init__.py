"""Exporters: claims as the lines of a file that other programs read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from counterclaim.exporters.gold import gold_lines
from counterclaim.exporters.jsonl import claim_lines
from counterclaim.exporters.standings import standing_lines
from counterclaim.exporters.story import story_line, story_lines
from counterclaim.exporters.table import COLUMNS, table_header, table_lines
from counterclaim.model import Extraction

__all__ = [
    "COLUMNS",
    "FORMATS",
    "Exporter",
    "claim_lines",
    "gold_lines",
    "standing_lines",
    "story_line",
    "story_lines",
    "table_lines",
]


@dataclass(frozen=True, slots=True)
class Exporter:
    """``header`` stands once before all; ``lines`` gives those of one report, without line ends."""

    header: str
    lines: Callable[[Extraction], Iterator[str]]


FORMATS: Final[Mapping[str, Exporter]] = MappingProxyType(
    {
        "jsonl": Exporter("", claim_lines),
        "csv": Exporter(table_header(), table_lines),
        "gold": Exporter("", gold_lines),
    }
)
"""The formats by name."""
