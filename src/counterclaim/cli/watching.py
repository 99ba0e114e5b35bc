"""The command ``watch``: rounds of polling and reading, and telling what changed."""

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from counterclaim.cli.reach import Reach
from counterclaim.cli.read import consoles, machine_output
from counterclaim.cli.trouble import Trouble
from counterclaim.drivers.comparing import Comparer
from counterclaim.drivers.plan import Plan, read_plan
from counterclaim.drivers.telling import headline, tell_atom, tell_lines, tell_stream, tell_webhook
from counterclaim.drivers.watching import Watch
from counterclaim.fetch import Fetcher
from counterclaim.ledger import open_ledger
from counterclaim.ledger.web import WebState
from counterclaim.model import ProblemError

LONGEST_SLEEP: Final = 30.0
"""Seconds after which it is looked whether something is due."""
STYLES: Final = {"contradiction": "bold red", "gone": "bold red", "drift": "yellow"}


@dataclass(frozen=True, slots=True)
class Sinks:
    """Where changes are told beside the terminal, in place of what the list of feeds says."""

    jsonl: Path | None = None
    atom: Path | None = None
    webhook: str = ""

    def instead_of(self, plan: Plan) -> Plan:
        """Give a plan that tells here in place of where it said, where something is said here."""
        return replace(
            plan,
            jsonl=self.jsonl or plan.jsonl,
            atom=self.atom or plan.atom,
            webhook=self.webhook or plan.webhook,
        )


def run_watch(
    path: Path,
    ledger: Path,
    *,
    once: bool,
    every: timedelta | None,
    keep_text: bool,
    machine: bool,
    reach: Reach,
    sinks: Sinks,
) -> int:
    """Watch until interrupted, or for one round; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    show = _line_writer() if machine else _printer(out)
    try:
        plan = sinks.instead_of(read_plan(path, every))
        with open_ledger(ledger) as held:
            state = WebState(held)
            reach = reach.beside(ledger)
            fetcher = reach.fetcher(plan.contact)
            watch = Watch(
                plan=plan,
                ledger=held,
                state=state,
                gatherer=reach.gatherer(state, fetcher),
                comparer=Comparer(held),
                keep_text=keep_text,
            )
            _go_round(watch, lambda: _tell(state, plan, show, fetcher, trouble), trouble, once=once)
            counts = state.counts()
    except ProblemError as stopped:
        trouble.tell(stopped.problem)
        return trouble.status
    trouble.finish()
    read, waiting, failed = (counts.get(name, 0) for name in ("read", "waiting", "failed"))
    err.print(f"Entries so far: {read:,} read, {waiting:,} waiting, {failed:,} given up.")
    return trouble.status


def _go_round(watch: Watch, tell: Callable[[], None], trouble: Trouble, *, once: bool) -> None:
    """Run rounds for ever, or one; what changed is told as soon as it is known."""
    first = True
    while first or not once:
        for problem in watch.round(at_once=first):
            if problem is not None:
                trouble.tell(problem)
            else:
                tell()
        first = False
        if not once:
            left = (watch.next_due() - datetime.now(UTC)).total_seconds()
            time.sleep(min(LONGEST_SLEEP, max(0.05, left)))


def _tell(
    state: WebState,
    plan: Plan,
    show: Callable[[Mapping[str, Any]], None],
    fetcher: Fetcher,
    trouble: Trouble,
) -> None:
    """Tell what is new everywhere; where one place fails the others are told all the same."""
    tellers: list[Callable[[], None]] = [lambda: tell_stream(state, "terminal", show)]
    if plan.jsonl is not None:
        tellers.append(lambda: tell_lines(state, plan.jsonl or Path()))
    if plan.atom is not None:
        tellers.append(lambda: tell_atom(state, plan.atom or Path()))
    if plan.webhook:
        tellers.append(lambda: tell_webhook(state, plan.webhook, fetcher))
    for tell in tellers:
        try:
            tell()
        except ProblemError as stopped:
            trouble.tell(stopped.problem)


def _printer(out: Console) -> Callable[[Mapping[str, Any]], None]:
    def show(change: Mapping[str, Any]) -> None:
        out.print(Text(headline(change), STYLES.get(change["kind"], "bold")), soft_wrap=True)
        about = change.get("claim") or change["report"]
        for words in (about.get("sentence", ""), change.get("reason", ""), about["address"]):
            if words:
                out.print(Text(f"    {words}", "dim"), soft_wrap=True)
        sys.stdout.flush()

    return show


def _line_writer() -> Callable[[Mapping[str, Any]], None]:
    stream = machine_output()

    def show(change: Mapping[str, Any]) -> None:
        stream.write(json.dumps(change, ensure_ascii=False, separators=(",", ":")) + "\n")
        stream.flush()

    return show
