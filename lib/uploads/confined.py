"""Files that readers bring in are read in a process of their own, so that none of them can take the
server.

One process a server, kept warm: sessions wait for it in turn. Where a file takes too long, too much
memory (see lib/uploads/worker.py) or breaks it, a fresh one takes its place and the file gets a
sentence.
"""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from lib.sources import Tables
from lib.uploads.reading import FileRead

MOST_SECONDS = 30.0
MOST_WAITING = 90.0  # seconds a session waits for others' files
ROOT = Path(__file__).parents[2]
# memory that is not reserved ahead
SMALL = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
MEND = "Save the table alone as CSV (UTF-8), or use the template, and choose it again."


class FileReader:
    """Reads one file at a time in its process. Safe to use from several threads."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self._seconds = seconds
        self._free = threading.Lock()
        self._process = _started()

    def read(self, name: str, content: bytes, tables: Tables) -> FileRead:
        """As lib.uploads.reading.read_file, within limits. tables: those in use, to compare
        with."""
        shown = PurePath(name).name[:80]
        if not self._free.acquire(timeout=MOST_WAITING):
            return FileRead(
                refused=(
                    f"{shown} was not read: many files are being read just now. Choose it again in"
                    " a minute."
                )
            )
        try:
            return self._answer(shown, content, tables)
        finally:
            self._free.release()

    def close(self) -> None:
        """End the process."""
        _ended(self._process)

    @property
    def pid(self) -> int:
        """The process that reads the next file."""
        return self._process.pid

    def _answer(self, name: str, content: bytes, tables: Tables) -> FileRead:
        if self._process.poll() is not None:
            self._process = _started()
        late = threading.Event()
        clock = threading.Timer(self._seconds, _stop, (self._process, late))
        clock.start()
        going_on = False
        try:
            read, going_on = _exchanged(self._process, (name, content, tables))
            return read
        except (OSError, EOFError, pickle.UnpicklingError):  # its process is gone
            return FileRead(
                refused=_too_long(name, self._seconds) if late.is_set() else _broken(name)
            )
        finally:
            clock.cancel()
            clock.join()
            if late.is_set() or not going_on:
                _ended(self._process)
                self._process = _started()


def _started() -> subprocess.Popen[bytes]:
    """A fresh process, which gets warm while nobody waits for it."""
    command = [sys.executable, "-m", "lib.uploads.worker"]
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ | SMALL, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    with contextlib.suppress(OSError):  # what it was sent and has not read
        cast(BinaryIO, process.stdin).close()
    cast(BinaryIO, process.stdout).close()


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _exchanged(
    process: subprocess.Popen[bytes], asked: tuple[str, bytes, Tables]
) -> tuple[FileRead, bool]:
    stdin, stdout = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
    pickle.dump(asked, stdin, protocol=pickle.HIGHEST_PROTOCOL)
    stdin.flush()
    return pickle.load(stdout)


def _too_long(name: str, seconds: float) -> str:
    return (
        f"{name} was not read: it takes longer than {seconds:g} seconds, as no table for this page"
        f" does. {MEND}"
    )


def _broken(name: str) -> str:
    return (
        f"{name} was not read: it takes more memory than there is for it, or is damaged in a way"
        f" that stops whatever reads it. {MEND}"
    )
