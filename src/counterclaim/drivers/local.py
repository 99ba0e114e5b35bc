"""Run the pipeline over many captures on this machine, in one process or several."""

import gc
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from typing import Final

from counterclaim.drivers.copies import OnceReader
from counterclaim.model import Capture, Extraction, Problem, ProblemError
from counterclaim.model.reason import Reason
from counterclaim.readers import read_capture

AHEAD = 16
"""Captures handed out ahead for each process: enough to keep it busy, few enough to hold."""

_SELDOM: Final = 10_000
"""Objects made between two searches for cycles among the young ones; the interpreter's own is 700."""

Result = Extraction | Problem
_READER = OnceReader()
"""Remembers within each process what it read, so that copies are read once."""
_ENDED = Reason("its process was ended from outside, perhaps for want of memory")


def read_many(
    captures: Iterable[Capture | Problem], *, jobs: int = 1, fast: bool = False
) -> Iterator[Result]:
    """Read captures and give, in their order, what was found or what went wrong.

    Problems among the captures are passed on. Nothing that one report does stops the others: a
    fault inside Counterclaim becomes Problem CC090 with the report's address. ``jobs`` is the
    number of processes, at least 1 (ValueError). ``fast`` reads pages faster and less exactly.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")
    if jobs == 1:
        return (_read(item, fast=fast) for item in captures)
    return _read_in_processes(captures, jobs, fast=fast)


def collect_seldom() -> None:
    """Let this process look for cycles among its objects less often than is usual.

    Reading makes many objects and no cycles, so that looking for them costs time and finds nothing.
    For programs that read and little else: the setting is the whole process's.
    """
    gc.set_threshold(_SELDOM)


def extract(capture: Capture, *, fast: bool = False) -> Extraction:
    """Give what ``pipeline.extract_claims`` does, words that were read before not anew."""
    return _READER.read(*read_capture(capture, fast=fast))


def _read(item: Capture | Problem, *, fast: bool = False) -> Result:
    if isinstance(item, Problem):
        return item
    try:
        return extract(item, fast=fast)
    except ProblemError as stopped:
        told = stopped.problem
        return Problem(told.code, told.message, told.where or item.address, told.hint, told.span)
    except Exception as fault:  # noqa: BLE001 (whatever it is, the other reports are read)
        return _fault(item.address, f"{type(fault).__name__}: {fault}")


def _fault(address: str, what: str) -> Problem:
    message = Reason(
        "A fault inside Counterclaim stopped the reading of this report ({what}).", what=what
    )
    hint = Reason("Please report it, with the report if you can share it.")
    return Problem("CC090", message, address, hint)


def _read_in_processes(
    captures: Iterable[Capture | Problem], jobs: int, *, fast: bool
) -> Iterator[Result]:
    crew = _Crew(jobs, fast=fast)
    try:
        for item in captures:
            crew.hand_out(item)
            if len(crew.waiting) >= jobs * AHEAD:
                yield crew.next_result()
        while crew.waiting:
            yield crew.next_result()
    except BaseException:  # an interruption, or nobody wants the rest
        crew.stop()
        raise
    crew.pool.shutdown(wait=False, cancel_futures=True)


class _Crew:
    """Worker processes and the captures they have in hand, oldest first."""

    def __init__(self, jobs: int, *, fast: bool = False) -> None:
        self.jobs = jobs
        self.fast = fast
        self.pool = _pool(jobs)
        self.waiting: deque[tuple[Capture | Problem, Future[Result]]] = deque()

    def hand_out(self, item: Capture | Problem) -> None:
        self.waiting.append((item, self._submit(item)))

    def next_result(self) -> Result:
        item, future = self.waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            return self._read_alone(item)

    def stop(self) -> None:
        """End the processes at once: one that an interruption met while starting would never end."""
        # Until Python 3.14 a pool has no public way to end its processes.
        processes = list((self.pool._processes or {}).values())  # noqa: SLF001
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()

    def _submit(self, item: Capture | Problem) -> Future[Result]:
        done: Future[Result] = Future()
        if isinstance(item, Problem):
            done.set_result(item)
            return done
        try:
            return self.pool.submit(_read, item, fast=self.fast)
        except BrokenProcessPool as broken:
            done.set_exception(broken)
            return done

    def _read_alone(self, item: Capture | Problem) -> Result:
        """Read the capture at which a process died by itself, to tell whether it was the cause."""
        self._renew()
        try:
            result = self._submit(item).result()
        except BrokenProcessPool:
            result = _fault(item.address if isinstance(item, Capture) else "", _ENDED)
            self._renew()
        self.waiting = deque(
            (i, self._submit(i) if _broken(future) else future) for i, future in self.waiting
        )
        return result

    def _renew(self) -> None:
        self.pool.shutdown(wait=False)
        self.pool = _pool(self.jobs)


def _broken(future: Future[Result]) -> bool:
    return future.done() and isinstance(future.exception(), BrokenProcessPool)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # A plain fork copies locks that other threads hold; a server that forks before any has none.
    if "forkserver" not in get_all_start_methods():
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    context = get_context("forkserver")
    context.set_forkserver_preload(["counterclaim.pipeline"])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the parent, which stops handing out and says so once; then only read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
