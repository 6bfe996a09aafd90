"""What readers upload, until it is read: in memory only, no more of it than a session and the
server may hold, the oldest let go first.

Streamlit keeps each file until its session ends, on the disk while it comes in where it is large.
It has no option for either.
"""

import asyncio
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from starlette.formparsers import MultiPartParser

from lib.ui import private
from lib.ui.private import MemoryUploadedFileManager, Runtime, UploadedFile, UploadedFileRec

MOST_OF_A_SESSION = 450_000_000  # bytes waiting to be read: two of the largest files
MOST_OF_THE_SERVER = 900_000_000
# bytes that each counts for beside its own, so that there are not too many either
A_FILE = 1_000_000
LET_GO = "application/x-let-go"  # the kind of a file of which only the name is left
SWEEP_SECONDS = 30.0
SMALL = 20_000_000  # bytes of a file that is taken in, to be let go of, where its reader must wait

# (session, file), oldest first
_order: WeakKeyDictionary[MemoryUploadedFileManager, dict[tuple[str, str], None]] = (
    WeakKeyDictionary()
)
# why a file is let go of as it comes in, by its id
_refused: LRUCache = LRUCache(10_000)


def start() -> None:
    """From now on, whatever comes in is held so. Called when this server, or the first page of
    another, is loaded."""
    MultiPartParser.spool_max_size = 0  # never to a temporary file
    private.add_files_by(add_within_limits)


def add_within_limits(
    manager: MemoryUploadedFileManager, session_id: str, file: UploadedFileRec
) -> None:
    """Add a file, and let go of the oldest while more is held than the session or the server may
    hold."""
    if file.file_id in _refused:
        file = file._replace(type=LET_GO, data=b"")
    private.add_file(manager, session_id, file)
    order = _order.setdefault(manager, {})
    order[session_id, file.file_id] = None
    for of, most in ((session_id, MOST_OF_A_SESSION), ("", MOST_OF_THE_SERVER)):
        held = dict(_held(manager, of))
        for key, size in list(held.items()):
            if sum(held.values()) > most:
                let_go(manager, *key)
                held[key] -= size


def _held(
    manager: MemoryUploadedFileManager, session_id: str
) -> Iterator[tuple[tuple[str, str], int]]:
    """Bytes of each file held of a session ("" for all), oldest first; what is gone is
    forgotten."""
    for session, file_id in list(_order[manager]):
        files = manager.get_files(session, [file_id])
        if not files or not files[0].data:
            del _order[manager][session, file_id]
        elif session_id in (session, ""):
            yield (session, file_id), len(files[0].data) + A_FILE


def refuse(file_id: str, why: str) -> None:
    """Let go of this file as soon as it has come in. why: the sentence its reader is told."""
    _refused[file_id] = why


def let_go(manager: MemoryUploadedFileManager, session_id: str, file_id: str) -> None:
    """Keep a file's name and nothing of what is in it."""
    for file in manager.get_files(session_id, [file_id]):
        private.add_file(manager, session_id, file._replace(type=LET_GO, data=b""))


def read(file: UploadedFile, kept: list[UploadedFile]) -> None:
    """Let go of a file that has been read. kept: the uploader's own, of which a page is given
    copies."""
    for copy in (file, *(other for other in kept if other == file)):
        copy.seek(0)
        copy.truncate()
    if here := private.files_of_this_session():
        let_go(*here, file.file_id)


def gone(file: UploadedFile) -> str:
    """Why a file cannot be read any more, "" where it can."""
    if file.type != LET_GO:
        return ""
    if why := _refused.get(file.file_id):
        return f"{file.name[:80]} was not read. {why}"
    most = (
        f"{MOST_OF_A_SESSION / 1e6:.0f} MB in a session and {MOST_OF_THE_SERVER / 1e6:.0f} MB on"
        " this server"
    )
    return (
        f"{file.name[:80]} was let go before it was read: files that wait to be read may hold"
        f" {most}, and the oldest go first. Choose it again by itself."
    )


async def sweep(server: Runtime) -> None:
    """Let go, again and again, of what readers who have left had uploaded. Streamlit waits for the
    next reader to do so."""
    while True:
        remove_of_the_gone(server)
        await asyncio.sleep(SWEEP_SECONDS)


def remove_of_the_gone(server: Runtime) -> None:
    """Let go of the files of sessions that nobody is connected to."""
    manager = server.uploaded_file_mgr
    if isinstance(manager, MemoryUploadedFileManager):
        for session_id in list(manager.file_storage):
            if not server.is_active_session(session_id):
                manager.remove_session_files(session_id)
