"""Telling at once whether anything was written to a ledger, by whatever program."""

import sqlite3
import threading
from pathlib import Path

from counterclaim.ledger.faults import faults_as_problems


class Pulse:
    """A connection that only asks whether another one has written; may be used by any thread."""

    def __init__(self, path: Path | str) -> None:
        self._where = str(path)
        self._lock = threading.Lock()
        with faults_as_problems(self._where):
            self._link = sqlite3.connect(
                f"{Path(path).absolute().as_uri()}?mode=ro",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
            )

    def beat(self) -> int:
        """Give a number that is another one whenever something was written since."""
        with self._lock, faults_as_problems(self._where):
            return int(self._link.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._link.close()
