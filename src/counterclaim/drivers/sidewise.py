"""Do slow things side by side, and costly things only so often."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, TypeVar

T = TypeVar("T")
SHARE: Final = 4
"""What is costly takes at most one part in so many of the time."""


@contextmanager
def side_by_side(
    work: Callable[[str], T], names: Iterable[str], threads: int
) -> Iterator[Mapping[str, Future[T]]]:
    """Begin ``work`` for each name, once; gives a future by name. Leaving drops what is not begun.

    The threads are daemons: a program that is told to stop does not wait for a slow server.
    """
    queue: SimpleQueue[tuple[str, Future[T]]] = SimpleQueue()
    futures: dict[str, Future[T]] = {}
    for name in names:
        if name not in futures:
            futures[name] = Future()
            queue.put((name, futures[name]))

    def run() -> None:
        while True:
            try:
                name, future = queue.get_nowait()
            except Empty:
                return
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work(name))
                except BaseException as fault:  # noqa: BLE001 (whoever asks for the result gets it)
                    future.set_exception(fault)

    for _ in range(min(threads, len(futures))):
        Thread(target=run, daemon=True).start()
    try:
        yield futures
    finally:
        for future in futures.values():
            future.cancel()


class Pacing:
    """Tells when something costly may be done again, from how long it took last."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = self._ended = clock()

    def begin(self) -> None:
        """Note that it begins."""
        self._began = self._ended = self._clock()

    def end(self) -> None:
        """Note that it has ended."""
        self._ended = self._clock()

    def is_time(self) -> bool:
        """Whether it takes no more than its share of the time if it is done now."""
        return self._clock() - self._ended >= (SHARE - 1) * (self._ended - self._began)
