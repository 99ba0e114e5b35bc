"""JSON Lines: one object a line, read with the characters that each value is written in."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from counterclaim.verifying.lines import Line, Run, Sort, one_line

_BLANK: Final = re.compile(r"[ \t\r\n]*")
# As they are printed: 1100000.0 and 1.10 stay what they are.
_DECODER: Final = json.JSONDecoder(parse_float=str, parse_int=str)


class JsonTable:
    """Reads one object a line. Lists are read as their values side by side."""

    def read(self, lines: Iterable[str]) -> Iterator[Line]:
        """Give every line in order; empty ones are passed on as they are."""
        number = 0
        for at, raw in enumerate(lines, 1):
            if not raw.strip("\ufeff\r\n\t "):
                yield Line(raw, at)
                continue
            number += 1
            try:
                cells, runs = _members(raw)
            except (ValueError, RecursionError):
                fault = "It is not one JSON object."
                yield Line(raw, at, Sort.ROW, number, fault=fault)
                continue
            yield Line(raw, at, Sort.ROW, number, cells, runs)

    def extended(self, line: Line, added: Mapping[str, str]) -> str:
        """Give an object with members set; new ones go to its end."""
        raw, names = line.raw, list(line.cells)
        changes: list[tuple[Run, str]] = []
        fresh: list[str] = []
        for name, value in added.items():
            written = json.dumps(one_line(value), ensure_ascii=False)
            if name in line.cells:
                changes.append((line.runs[names.index(name)], written))
            else:
                fresh.append(f"{json.dumps(name)}: {written}")
        if fresh:
            closing = raw.rindex("}")
            at = line.runs[-1][1] if line.runs else closing
            changes.append(((at, at), (", " if line.cells else "") + ", ".join(fresh)))
        for (start, end), written in sorted(changes, reverse=True):
            raw = raw[:start] + written + raw[end:]
        return raw


def _members(raw: str) -> tuple[dict[str, str], tuple[Run, ...]]:
    """Give the members of the object on a line and where their values stand; raises ValueError."""
    place = _past_blanks(raw, raw.startswith("\ufeff"))
    place = _expect(raw, place, "{")
    found: dict[str, tuple[str, Run]] = {}
    while not raw.startswith("}", place):
        if found:
            place = _expect(raw, place, ",")
        if not raw.startswith('"', place):
            raise ValueError("a name expected")
        name, place = _DECODER.raw_decode(raw, place)
        place = _expect(raw, _past_blanks(raw, place), ":")
        value, end = _DECODER.raw_decode(raw, place)
        found[name] = _plain(value), (place, end)
        place = _past_blanks(raw, end)
    if raw[place + 1 :].strip():
        raise ValueError("something stands after the object")
    ordered = sorted(found.items(), key=lambda item: item[1][1])
    return {k: v for k, (v, _) in ordered}, tuple(run for _, (_, run) in ordered)


def _past_blanks(raw: str, place: int) -> int:
    hit = _BLANK.match(raw, place)
    return hit.end() if hit else place


def _expect(raw: str, place: int, sign: str) -> int:
    if not raw.startswith(sign, place):
        raise ValueError(f"{sign} expected")
    return _past_blanks(raw, place + 1)


def _plain(value: Any) -> str:  # noqa: ANN401 (whatever JSON holds)
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return " ".join(filter(None, map(_plain, value)))
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
