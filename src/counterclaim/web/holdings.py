"""The open ledger behind all screens: lookups, cards, and keeping the derived tables up to date."""

import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess

from counterclaim.api import Card, rebuild
from counterclaim.drivers.gathering import Gatherer
from counterclaim.drivers.keeping import Keeper
from counterclaim.drivers.origins import Origin
from counterclaim.fetch import CaptureFolder
from counterclaim.ledger import Ledger, Receipt, StoredReading, open_ledger
from counterclaim.ledger.pulse import Pulse
from counterclaim.ledger.shelf import Asked, Shelf
from counterclaim.ledger.web import WebState
from counterclaim.model import Claim, Extraction, Judgement, Policy, Problem, Question, Report
from counterclaim.model.web import SeenCapture
from counterclaim.reconcile import corrected
from counterclaim.reconcile.policies import rules
from counterclaim.reconcile.sensitivity import sensitivity
from counterclaim.web.memory import Memory
from counterclaim.web.records import Records
from counterclaim.web.settings import Settings

_LOG = logging.getLogger("counterclaim.web")
SMALL = 300
"""Readings up to which a ledger is reconciled in this process: larger ones would hold up readers."""


class Holdings:
    """One ledger, shared by all requests; every method may be called from any thread."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.ledger: Ledger = open_ledger(settings.ledger)
        self.web = WebState(self.ledger)
        self._pulse = Pulse(settings.ledger)
        self.memory = Memory(self._pulse)
        self._at_work = threading.Lock()
        self._wanted = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._closing = threading.Event()
        self._builder: SpawnProcess | None = None
        self._failed: tuple[int, int] | None = None
        self._records = Records()

    def close(self) -> None:
        """Let go of the ledger; tables that are being made anew are left as they were."""
        self._closing.set()
        if self._builder is not None:
            self._builder.terminate()
        self._idle.wait(60)
        self._pulse.close()
        self.ledger.close()

    @contextmanager
    def shelf(self) -> Iterator[Shelf]:
        """Look things up, all as of one moment; waits for nobody who writes."""
        with self.ledger.begin(writing=False) as link:
            yield Shelf(link)

    @property
    def behind(self) -> bool:
        """Whether reports or judgements came in that questions do not show yet."""
        return self.memory.recall("behind", lambda: self.ledger.built() != self.ledger.state())

    @property
    def ready(self) -> bool:
        """Whether the derived tables can be read at all; to be asked before ``shelf`` is opened."""
        return self.memory.recall("ready", lambda: self.ledger.built() is not None)

    def refresh(self, wait: float = 0.0) -> bool:
        """Have the derived tables made anew if they are behind; gives whether they are up to date.

        The work goes on beside the requests; ``wait`` is how many seconds this call waits for it.
        """
        if not self.behind:
            return True
        if self._failed == self.ledger.state():
            return False  # the same again would fail again
        with self._at_work:
            self._wanted.set()
            if self._idle.is_set():
                self._idle.clear()
                threading.Thread(target=self._work, name="reconcile", daemon=True).start()
        return self._idle.wait(wait) and not self.behind

    def _work(self) -> None:
        while True:
            self._wanted.clear()
            state = self.ledger.state()
            started = time.monotonic()
            try:
                self._build()
            except Exception:  # noqa: BLE001 (a thread has nobody else to tell)
                self._failed = state
                _LOG.exception("the questions of %s could not be made anew", self.ledger.where)
            # While people judge one claim after another, half of the time is left to readers.
            self._closing.wait(time.monotonic() - started if self._wanted.is_set() else 0)
            with self._at_work:
                if self._closing.is_set() or not self._wanted.is_set():
                    self._idle.set()
                    return

    def _build(self) -> None:
        if not self.behind:
            return
        if self.ledger.state()[0] <= SMALL:
            rebuild(self.ledger)
            return
        builder = get_context("spawn").Process(
            target=_rebuild_file, args=(str(self.settings.ledger),), daemon=True
        )
        builder.start()
        self._builder = builder
        builder.join()
        self._builder = None
        if builder.exitcode and not self._closing.is_set():
            raise RuntimeError(f"making them anew ended with status {builder.exitcode}")

    def keep(
        self, readings: Iterable[tuple[Extraction | Problem, Origin | None]], *, keep_text: bool
    ) -> list[Receipt]:
        """Add readings, each with where it was fetched, to the ledger; on the disk at the end."""
        with Keeper(self.ledger, keep_text=keep_text, state=self.web) as keeper:
            for reading, origin in readings:
                keeper.take(reading, origin)
        return keeper.receipts

    def stored(self, capture: SeenCapture) -> bytes:
        """Give the page of a capture; ProblemError CC041 where it is gone or was changed."""
        folder = CaptureFolder(self.settings.captures) if self.settings.captures else None
        return Gatherer(folder=folder).stored(capture)

    def judgements(self) -> tuple[Judgement, ...]:
        """Give all judgements."""
        return self.memory.recall("judgements", lambda: tuple(self.ledger.judgements()))

    def records(self) -> Records:
        """Give all judgements with what became of them."""
        said = self.judgements()
        if self._records.judgements is not said:
            self._records = Records(said)
        return self._records

    def corrected(self, readings: Iterable[StoredReading]) -> list[Report]:
        """Give reports as people corrected them."""
        held = (
            Report(r.report.document_id, r.report.imprint, r.claims, r.report.text)
            for r in readings
        )
        return self.corrected_reports(held)

    def corrected_reports(self, reports: Iterable[Report]) -> list[Report]:
        """Give reports, or parts of them, as people corrected their claims."""
        return corrected(reports, self.judgements())

    def card(self, question: str, policy: Policy = Policy.VOTE) -> tuple[Card, Asked] | None:
        """Give the card of a question by its id, out of the derived tables; None where unknown."""
        return self.memory.recall(("card", question, policy), lambda: self._card(question, policy))

    def _card(self, question: str, policy: Policy) -> tuple[Card, Asked] | None:
        with self.shelf() as shelf:
            asked = shelf.question(question)
            if asked is None:
                return None
            own = asked.question.claims
            comparisons = shelf.comparisons(own)
            barred = shelf.not_compared(own)
            findings = shelf.findings(own)
            named = {*own}
            named |= {name for c in comparisons for name in (c.a, c.b)}
            named |= {name for n in barred for name in (n.a, n.b)}
            named |= {claim for finding in findings for claim in finding.claims}
            stale = shelf.stale(own)
            named |= {s.original for s in stale}
            readings = shelf.readings(set(shelf.documents_of(named).values()))
            homes = shelf.asked_of(named)
            others = {name: shelf.question(name) for name in set(homes.values())}
            tallies = shelf.tallies([question])[question]
            voices = shelf.voices(named)
        reports = self.corrected(readings)
        claims: dict[str, Claim] = {c.id: c for r in reports for c in r.claims}
        # A claim corrected since the tables were built has another id; it comes with the next build.
        present = frozenset(claims)
        known = {name: found.question for name, found in others.items() if found is not None}
        made = Card(
            question=_present(asked.question, present),
            asked={claim: known[home] for claim, home in homes.items() if home in known},
            tally=tallies[policy],
            claims=claims,
            reports={r.document_id: r for r in reports},
            voices=voices,
            comparisons=tuple(c for c in comparisons if {c.a, c.b} <= present),
            not_compared=tuple(n for n in barred if {n.a, n.b} <= present),
            findings=tuple(f for f in findings if present >= set(f.claims)),
            rule=rules()[policy],
            sensitivity=sensitivity(tallies.values()),
            stale=tuple(s for s in stale if {s.claim, s.original} <= present),
        )
        return made, asked


def _present(question: Question, claims: frozenset[str]) -> Question:
    return replace(
        question,
        claims=tuple(name for name in question.claims if name in claims),
        camps=tuple(camp for camp in question.camps if claims.issuperset(camp)),
    )


def _rebuild_file(path: str) -> None:
    if hasattr(os, "nice"):
        os.nice(10)  # readers come first
    with open_ledger(path) as ledger:
        rebuild(ledger)
