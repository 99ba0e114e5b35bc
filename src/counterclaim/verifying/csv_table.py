"""Tables of separated values, read record by record, each with the characters it is written in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from counterclaim.exporters.table import safe_cell
from counterclaim.verifying.lines import Line, Run, Sort, column_names, one_line

DELIMITERS: Final = (",", ";", "\t", "|")
LONGEST: Final = 100_000
"""Characters of a record; a quotation mark that nothing closes would swallow the whole table."""
_DECLARED: Final = re.compile(r"\ufeff?sep=(.)\s*", re.IGNORECASE)
"""How spreadsheets declare the delimiter in a line of its own."""
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*')


class CsvTable:
    """Reads RFC 4180 and its relatives; the delimiter is told from the header."""

    def __init__(self, delimiter: str = "") -> None:
        self._delimiter = delimiter
        self._columns: tuple[str, ...] = ()

    def read(self, lines: Iterable[str]) -> Iterator[Line]:
        """Give every record in order; empty lines are passed on as they are."""
        held, begin, number = "", 1, 0
        for at, line in enumerate(lines, 1):
            begin = begin if held else at
            held += line
            self._delimiter = self._delimiter or _delimiter_of(held)
            # A cell that is open stays open until there is another quotation mark.
            still = at > begin and '"' not in line
            runs = None if still else cells_in(held, self._delimiter or ",")
            if runs is None and len(held) < LONGEST:
                continue
            found = self._line(held, begin, number, runs)
            number, held = max(number, found.number), ""
            yield found
        if held:
            yield self._line(held, begin, number, None)

    def _line(self, raw: str, at: int, number: int, runs: tuple[Run, ...] | None) -> Line:
        if not raw.strip("\ufeff\r\n\t "):
            return Line(raw, at)
        if not self._columns and (declared := _DECLARED.fullmatch(raw)):
            self._delimiter = declared.group(1)
            return Line(raw, at)
        if runs is None:
            fault = "A quotation mark that opens in it is never closed."
            return Line(raw, at, Sort.ROW, number + 1, fault=fault)
        cells = [_value(raw[a:b]) for a, b in runs]
        if not self._columns:
            self._columns = column_names(cells)
            return Line(raw, at, Sort.HEAD, cells=dict.fromkeys(self._columns, ""), runs=runs)
        if len(cells) > len(self._columns):
            fault = f"It has {len(cells)} cells under {len(self._columns)} columns."
            return Line(raw, at, Sort.ROW, number + 1, fault=fault)
        # Spreadsheets leave out empty cells at the end of a record.
        padded = [*cells, *[""] * (len(self._columns) - len(cells))]
        held = dict(zip(self._columns, padded, strict=True))
        return Line(raw, at, Sort.ROW, number + 1, held, runs)

    def extended(self, line: Line, added: Mapping[str, str]) -> str:
        """Give a record with cells set; one that is shorter than the header is filled up."""
        ending = line.raw[len(line.raw.rstrip("\r\n")) :]
        cells = [line.raw[a:b] for a, b in line.runs]
        cells += [""] * (len(self._columns) - len(cells))
        for column, value in added.items():
            if column in self._columns:
                cells[self._columns.index(column)] = self._written(value)
            else:
                cells.append(self._written(value))
        return self._delimiter.join(cells) + ending

    def _written(self, value: str) -> str:
        value = safe_cell(one_line(value))  # a spreadsheet would carry out what a page says
        plain = self._delimiter not in value and '"' not in value
        return value if plain else '"' + value.replace('"', '""') + '"'


def _delimiter_of(record: str) -> str:
    """Tell the delimiter from a header: the sign that stands most often outside quotation marks."""
    outside = re.sub(r'"(?:[^"]|"")*"', "", record)
    if _DECLARED.fullmatch(record):
        return ""
    return max(DELIMITERS, key=outside.count) if any(d in outside for d in DELIMITERS) else ""


def cells_in(record: str, delimiter: str) -> tuple[Run, ...] | None:
    """Give where each cell stands, None where a quotation mark is still open at the end."""
    end = len(record.rstrip("\r\n"))
    runs: list[Run] = []
    place = 0
    while True:
        begin = place + (place == 0 and record.startswith("\ufeff"))
        after = begin
        if record.startswith('"', begin):
            hit = _QUOTED.match(record, begin)
            after = hit.end() if hit else begin
            if not record.startswith('"', after):
                return None
            after += 1
        stop = record.find(delimiter, after, end)
        if stop < 0:
            runs.append((place, end))
            return tuple(runs)
        runs.append((place, stop))
        place = stop + len(delimiter)


def _value(raw: str) -> str:
    """Take a cell out of its quotation marks; what stands behind them is part of it."""
    raw = raw.removeprefix("\ufeff")
    hit = _QUOTED.match(raw)
    if not hit:
        return raw
    return hit.group()[1:].replace('""', '"') + raw[hit.end() + 1 :]
