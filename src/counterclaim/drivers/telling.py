"""Tell changes where somebody looks: JSON Lines, an Atom feed, a webhook. Nothing is told twice.

A file is told of a change exactly once, whenever the program was ended. A webhook may be sent one
twice, if the program ends between the answer and its being noted; ``Idempotency-Key`` is its id.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final
from xml.etree import ElementTree as ET

from counterclaim.fetch import Fetcher
from counterclaim.ledger.web import WebState
from counterclaim.model import Problem, ProblemError

Body = Mapping[str, Any]
ATOM: Final = "http://www.w3.org/2005/Atom"
SHOWN: Final = 200
"""Changes in the Atom feed; older ones are in the ledger."""
_NO_XML: Final = re.compile(r"[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What cannot stand in XML, however it is written: control characters, halves of a pair."""
_TITLES: Final = {
    "new_figure": "New figure",
    "revision": "Revised",
    "contradiction": "Contradicted",
    "drift": "Drifted",
    "gone": "No longer there",
    "copy": "Carried",
}


def headline(change: Body) -> str:
    """Say a change in one line."""
    title = _TITLES[change["kind"]]
    if change["kind"] == "copy":
        return f"{title}: {change['report']['outlet']} carries a report of {change['of']['outlet']}"
    asked = change.get("question", {}).get("label") or change["claim"]["measure"]
    line = f"{title}: {_said(change['claim'])} ({asked})"
    others = change.get("others", ())
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        line += f", against {_said(others[0])}{more}"
    return line


def _said(claim: Body) -> str:
    who = claim["voice"] or claim["outlet"] or claim["title"]
    carried = f", in {claim['outlet']}" if claim["outlet"] and claim["outlet"] != who else ""
    return f"{claim['figure']} by {who}{carried}" if who else str(claim["figure"])


def tell_stream(state: WebState, sink: str, write: Callable[[Body], None]) -> None:
    """Tell changes one by one, each noted when ``write`` returns."""
    for seq, change in state.changes(state.told(sink)):
        write(change)
        state.set_told(sink, seq)


def tell_lines(state: WebState, path: Path) -> None:
    """Add changes to a file of JSON Lines that is on the disk before they are noted."""
    sink = f"jsonl {path.resolve()}"
    news = list(state.changes(state.told(sink)))
    if not news:
        return
    try:
        there = _whole_lines(path)
        with path.open("ab") as stream:
            for _, change in news:
                if change["id"] not in there:
                    line = json.dumps(change, ensure_ascii=False, separators=(",", ":"))
                    stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as failure:
        raise _untold(str(path), failure.strerror or str(failure)) from None
    state.set_told(sink, news[-1][0])


def tell_atom(state: WebState, path: Path) -> None:
    """Write the newest changes as an Atom feed, in one piece."""
    sink = f"atom {path.resolve()}"
    news = list(state.changes(state.told(sink)))
    if not news and path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as stream:
            beside = Path(stream.name)
            try:
                stream.write(atom_of(state.newest_changes(SHOWN)))
                stream.flush()
                os.fsync(stream.fileno())
                beside.chmod(0o644)
                beside.replace(path)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
    except OSError as failure:
        raise _untold(str(path), failure.strerror or str(failure)) from None
    if news:
        state.set_told(sink, news[-1][0])


def tell_webhook(state: WebState, address: str, fetcher: Fetcher) -> None:
    """Send changes one by one; stops at the first that cannot be sent, which is sent again later."""

    def send(change: Body) -> None:
        body = json.dumps(change, ensure_ascii=False).encode("utf-8", "backslashreplace")
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(change["id"])}
        try:
            fetcher.post(address, body, headers)
        except ProblemError as stopped:
            raise _untold(address, stopped.problem.message.rstrip(".")) from None

    tell_stream(state, f"webhook {address}", send)


def atom_of(changes: list[dict[str, Any]]) -> bytes:
    """Give an Atom feed of changes, the newest first."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _put(feed, "id", "urn:counterclaim:changes")
    _put(feed, "title", "What changed: figures in the news")
    _put(feed, "updated", changes[0]["found_at"] if changes else "1970-01-01T00:00:00+00:00")
    _put(_put(feed, "author", ""), "name", "Counterclaim")
    for change in changes:
        about = change.get("claim") or change["report"]
        entry = _put(feed, "entry", "")
        _put(entry, "id", f"urn:counterclaim:change:{change['id']}")
        _put(entry, "title", headline(change))
        _put(entry, "updated", change["found_at"])
        if about["address"].startswith(("http://", "https://")):
            _put(entry, "link", "").set("href", _NO_XML.sub(" ", about["address"]))
        words = [about.get("sentence", ""), change.get("reason", "")]
        words += [other["sentence"] for other in change.get("others", ())]
        _put(entry, "summary", "\n".join(filter(None, words)))
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _put(parent: ET.Element, name: str, words: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = _NO_XML.sub(" ", words) or None
    return element


def _whole_lines(path: Path) -> set[str]:
    """Give the ids in a file, after cutting off a line that was not finished."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        return set()
    ids: set[str] = set()
    end = 0
    with path.open("rb+") as stream:
        for line in stream:
            if not line.endswith(b"\n"):
                break
            end += len(line)
            try:
                ids.add(str(json.loads(line)["id"]))
            except (ValueError, LookupError, TypeError):
                continue
        stream.truncate(end)
    return ids


def _untold(where: str, reason: str) -> ProblemError:
    return ProblemError(
        Problem("CC054", f"Changes could not be told: {reason}.", where, "They will be told again.")
    )
