"""The process that reads files: `python -m lib.uploads.worker`, started and fed by
lib/uploads/confined.py.

On Linux it may take MOST_MEMORY over what it holds when it is warm. Elsewhere (Windows and macOS
keep no such limit) only the limit on time holds, which is kept from outside.
"""

import io
import logging
import os
import pickle
import re
import signal
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

from lib import sources
from lib.sources import Tables
from lib.uploads import mhsds, reading
from lib.uploads.reading import FileRead

if sys.platform == "linux":
    import resource

MOST_MEMORY = 700_000_000  # bytes that reading a file may take
# bytes that may be left of it afterwards: with more, a fresh process takes over
MOST_KEPT = 200_000_000


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Read files until none are asked for. asked: pickles of (name, content, tables). answers: a
    pickle of (FileRead, whether this process goes on) for each."""
    _warm()
    start = _limited()
    going_on = True
    while going_on:
        try:
            read, going_on = _tried(*pickle.load(asked))
        except EOFError:
            return  # the server has ended
        going_on = going_on and _data() <= start + MOST_KEPT
        pickle.dump((read, going_on), answers)
        answers.flush()


def _tried(name: str, content: bytes, tables: Tables) -> tuple[FileRead, bool]:
    """What was made of a file, and whether this process is fit for another."""
    try:
        return reading.read_file(name, content, tables), True
    except MemoryError:
        sentence = (
            f"{name} was not read: it takes more memory than any table for this page does. Copy its"
            " cells into a new file as values."
        )
        return FileRead(refused=sentence), False
    except Exception as fault:  # whatever it is, the server and the reader's other files go on
        # lines of code only: a message may quote the file
        lines = "".join(traceback.format_tb(fault.__traceback__))
        logging.getLogger(__name__).error(
            "A file could not be read: %s\n%s", type(fault).__name__, lines
        )
        sentence = (
            f"{name} was not read: this page has a fault of its own ({type(fault).__name__}). Tell"
            " whoever runs it; use the template."
        )
        return FileRead(refused=sentence), True


def _warm() -> None:
    """Load whatever reading needs, so that the first file is read as fast as the next and the limit
    is on files alone."""
    tables = sources.read_all()
    reading.read_file("templates.xlsx", reading.template_workbook(tables), tables)
    reading.read_file("counts.csv", reading.template("counts", tables), tables)
    reading.read_file(
        "MHSDS.csv",
        (",".join(mhsds.HEADINGS) + "\n" + "," * (len(mhsds.HEADINGS) - 1) + "\n").encode(),
        tables,
    )


def _limited() -> int:
    """Put the limit on this process, which also leaves no dump on the disk; its data now, in
    bytes."""
    if sys.platform == "linux":
        most = _data() + MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.nice(5)  # sliders first
    return _data()


def _data() -> int:
    """Bytes of data this process holds; 0 where the system does not say."""
    if sys.platform != "linux":
        return 0
    size = re.search(r"VmData:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return 1024 * int(size[1]) if size else 0


def main() -> None:
    """Serve standard input; what a library prints goes to the server's own log and not among the
    answers."""
    # the server's to handle: it ends this by closing its pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = io.FileIO(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, io.BufferedWriter(answers))


if __name__ == "__main__":
    main()
