"""Pipe tables of Markdown pages, read in place: all other lines of the page are passed on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from counterclaim.verifying.lines import Line, Run, Sort, column_names, one_line

_RULE: Final = re.compile(r"\s*\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_FENCE: Final = re.compile(r" {0,3}(```+|~~~+)")
_ESCAPED: Final = str.maketrans({"|": "\\|", "<": "&lt;", "`": "\\`", "[": "\\[", "\\": "\\\\"})
"""What a page says is shown, and never read as a link, a picture or a tag."""
_PIPE: Final = re.compile(r"(?<!\\)\|")


class MarkdownTable:
    """Reads the tables of GitHub-flavoured Markdown; a page may hold several."""

    def __init__(self) -> None:
        self._columns: tuple[str, ...] = ()

    def read(self, lines: Iterable[str]) -> Iterator[Line]:
        """Give every line in order; code blocks are no tables."""
        number, fence = 0, ""
        head: Line | None = None
        for at, raw in enumerate(lines, 1):
            mark = _FENCE.match(raw)
            if head is not None:
                begins = self._begins(head, raw)
                yield begins if begins is not None else head
                if begins is not None:
                    yield Line(raw, at, Sort.RULE, runs=_cells(raw))
                    head = None
                    continue
                head = None
            if mark and (not fence or mark.group(1).startswith(fence)):
                fence = "" if fence else mark.group(1)
                self._columns = ()
            if fence or mark or not _PIPE.search(raw):
                self._columns = ()
                yield Line(raw, at)
            elif self._columns:
                number += 1
                yield self._row(raw, at, number)
            else:
                head = Line(raw, at)
        if head is not None:
            yield head

    def _begins(self, head: Line, raw: str) -> Line | None:
        """Give the header where the line after it is its rule."""
        runs = _cells(head.raw)
        if not _RULE.fullmatch(raw.rstrip("\r\n")) or len(_cells(raw)) != len(runs):
            return None
        self._columns = column_names(_value(head.raw[a:b]) for a, b in runs)
        return Line(head.raw, head.at, Sort.HEAD, cells=dict.fromkeys(self._columns, ""), runs=runs)

    def _row(self, raw: str, at: int, number: int) -> Line:
        runs = _cells(raw)
        cells = [_value(raw[a:b]) for a, b in runs]
        if len(cells) > len(self._columns):
            fault = (
                f"It has {len(cells)} cells under {len(self._columns)} columns; write \\| for |."
            )
            return Line(raw, at, Sort.ROW, number, fault=fault)
        padded = [*cells, *[""] * (len(self._columns) - len(cells))]
        held = dict(zip(self._columns, padded, strict=True))
        return Line(raw, at, Sort.ROW, number, held, runs)

    def extended(self, line: Line, added: Mapping[str, str]) -> str:
        """Give a line of a table with cells set; the rule under a header is drawn on."""
        raw, columns = line.raw, self._columns
        fresh = [name for name in added if name not in columns]
        written = {name: one_line(value).translate(_ESCAPED) for name, value in added.items()}
        unsaid = [*columns[len(line.runs) :], *fresh]
        tail = ["---" if line.sort is Sort.RULE else written.get(name, "") for name in unsaid]
        body = raw.rstrip("\r\n")
        end = line.runs[-1][1]
        closed = body[end:].strip().startswith("|")
        if tail:
            joined = "|".join(f" {cell} " if cell else " " for cell in tail)
            body = f"{body[: end + closed]}{'' if closed else ' |'}{joined}" + (
                f"|{body[end + 1 :]}" if closed else ""
            )
        if line.sort is Sort.ROW:
            known = [
                (line.runs[i], n) for i, n in enumerate(columns[: len(line.runs)]) if n in added
            ]
            for (a, b), name in reversed(known):
                body = body[:a] + (f" {written[name]} " if written[name] else " ") + body[b:]
        return body.rstrip(" " if not closed else "") + raw[len(raw.rstrip("\r\n")) :]


def _cells(raw: str) -> tuple[Run, ...]:
    """Give where each cell stands, blanks around its words included."""
    body = raw.rstrip()
    begin = len(raw) - len(raw.lstrip())
    if raw.startswith("|", begin):
        begin += 1
    pipes = [hit.start() for hit in _PIPE.finditer(body, begin)]
    if not pipes or pipes[-1] != len(body) - 1:
        pipes.append(len(body))
    return tuple(zip([begin, *(p + 1 for p in pipes[:-1])], pipes, strict=True))


def _value(raw: str) -> str:
    return raw.replace("\\|", "|").strip()
