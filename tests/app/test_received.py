"""What readers upload: never on the disk, never more than a session and the server may hold, read
once and let go of."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from streamlit import config
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette.starlette_routes import create_upload_routes

from lib.ui import cache
from lib.ui.server import received
from lib.ui.your_data import yours
from lib.uploads.confined import FileReader
from tests.app.test_your_data import opened, words
from tests.lib.uploads.made import counts

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000


def run_apart(work: Coroutine) -> Any:
    """What comes of it in a thread of its own: the browser of other tests has a loop running in
    this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@pytest.fixture
def manager() -> MemoryUploadedFileManager:
    received.start()
    return MemoryUploadedFileManager("/upload")


def file(file_id: str, megabytes: float) -> UploadedFileRec:
    return UploadedFileRec(
        file_id=file_id,
        name=f"{file_id}.csv",
        type="text/csv",
        data=bytes(int(megabytes * MEGABYTE)),
    )


def held(manager: MemoryUploadedFileManager, session: str) -> dict[str, int]:
    return {
        file_id: len(record.data)
        for file_id, record in manager.file_storage.get(session, {}).items()
    }


# Limits


def test_three_of_the_largest_files_of_a_session_are_two(
    manager: MemoryUploadedFileManager,
) -> None:
    """The oldest is let go, its name stays."""
    for name in ("a", "b", "c"):
        manager.add_file(session_id="s", file=file(name, 209))
    assert held(manager, "s") == {"a": 0, "b": 209 * MEGABYTE, "c": 209 * MEGABYTE}
    assert (
        manager.file_storage["s"]["a"].type == received.LET_GO
        and manager.file_storage["s"]["a"].name == "a.csv"
    )


@given(st.lists(st.tuples(st.sampled_from("stuv"), st.sampled_from([0.1, 1, 30, 90])), max_size=25))
def test_no_session_and_no_server_holds_more_than_it_may_and_the_newest_stays(
    uploads: list[tuple[str, float]],
) -> None:
    received.start()
    manager, small = MemoryUploadedFileManager("/upload"), pytest.MonkeyPatch()
    small.setattr(received, "MOST_OF_A_SESSION", 100 * MEGABYTE)
    small.setattr(received, "MOST_OF_THE_SERVER", 150 * MEGABYTE)
    order = []
    for i, (session, megabytes) in enumerate(uploads):
        manager.add_file(session_id=session, file=file(str(i), megabytes))
        order.append((session, str(i)))
        assert sum(held(manager, session).values()) <= 100 * MEGABYTE
        assert sum(sum(held(manager, each).values()) for each in "stuv") <= 150 * MEGABYTE
        assert held(manager, session)[str(i)] == int(megabytes * MEGABYTE)
        of_one = [held(manager, of)[name] > 0 for of, name in order if of == session]
        assert of_one == sorted(of_one)  # the oldest go first
    small.undo()


def test_many_small_files_are_too_many_as_well(manager: MemoryUploadedFileManager) -> None:
    for i in range(600):
        manager.add_file(session_id="s", file=file(str(i), 0.001))
    assert sum(size > 0 for size in held(manager, "s").values()) < 450


def test_files_go_when_their_session_ends_and_when_nobody_is_connected_to_it(
    manager: MemoryUploadedFileManager,
) -> None:
    for session in ("here", "left", "ended"):
        manager.add_file(session_id=session, file=file("a", 2))
    manager.remove_session_files("ended")

    class Server:
        uploaded_file_mgr = manager

        def is_active_session(self, session: str) -> bool:
            return session == "here"

    received.remove_of_the_gone(Server())  # type: ignore[arg-type]
    assert {session: held(manager, session) for session in manager.file_storage} == {
        "here": {"a": 2 * MEGABYTE}
    }


# The disk


def test_the_limit_beyond_which_a_file_goes_to_the_disk_is_off_before_the_first_reader() -> None:
    said = (
        "import server; from starlette.formparsers import MultiPartParser as M; print('limit',"
        " M.spool_max_size)"
    )
    done = subprocess.run(
        [sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "limit 0" in done.stdout


def put(manager: MemoryUploadedFileManager, content: bytes) -> int:
    """Upload as a browser does; the server's answer."""

    class Server:
        def is_active_session(self, session: str) -> bool:
            return True

    app = Starlette(routes=create_upload_routes(Server(), manager, ""))  # type: ignore[arg-type]
    body = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="../../f.csv"\r\n\r\n'
        + content
        + b"\r\n--x--\r\n"
    )
    parts = [body[i : i + 60_000] for i in range(0, len(body), 60_000)]
    told: list[int] = []

    async def receive() -> dict:
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: dict) -> None:
        if message["type"] == "http.response.start":
            told.append(message["status"])

    headers = [
        (b"content-type", b"multipart/form-data; boundary=x"),
        (b"content-length", str(len(body)).encode()),
    ]
    scope = {
        "type": "http",
        "method": "PUT",
        "path": "/_stcore/upload_file/s/f",
        "query_string": b"",
        "headers": headers,
    }
    run_apart(
        app({**scope, "http_version": "1.1", "root_path": "", "scheme": "http"}, receive, send)
    )  # type: ignore[arg-type]
    return told[0]


def test_an_uploaded_file_is_not_written_to_the_disk(
    manager: MemoryUploadedFileManager, written: list[str]
) -> None:
    config.set_option("server.enableXsrfProtection", False)
    try:
        assert put(manager, bytes(30 * MEGABYTE)) == 204
    finally:
        config.set_option("server.enableXsrfProtection", True)
    assert held(manager, "s") == {"f": 30 * MEGABYTE} and written == []


# The page


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of files that were given to the process that reads them."""
    names: list[str] = []
    read = FileReader.read
    monkeypatch.setattr(
        FileReader,
        "read",
        lambda self, name, *given: names.append(name) or read(self, name, *given),
    )
    return names


def upload(*files: tuple[str, bytes, str]) -> AppTest:
    app = opened("your_data", None)
    app.file_uploader[0].set_value(list(files))
    app.run()
    assert not app.exception
    return app


def test_a_file_is_read_once_in_the_other_process_and_let_go_of(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[str] = []
    let_go: Callable = received.let_go
    monkeypatch.setattr(
        received, "let_go", lambda manager, *key: gone.append(key[1]) or let_go(manager, *key)
    )
    app = opened("your_data", None)
    first = ("id of c", "c.csv", counts().encode(), "text/csv")
    app.file_uploader[0]._files = [first]
    app.run().run()
    assert asked == ["c.csv"] and len(gone) == 1 and "No fault found" in words(app)
    assert app.session_state[yours.READ].read.files == tuple(gone)
    assert [kept.getbuffer().nbytes for kept in app.session_state["own_files_0"]] == [0]
    app.file_uploader[0]._files = [
        first,
        ("id of d", "d.csv", counts(period="2023/24").encode(), "text/csv"),
    ]
    app.run()
    assert asked == ["c.csv", "d.csv"] and words(app).count("No fault found") == 2
    next(button for button in app.button if button.label == "Use these figures").click().run()
    assert not app.exception and len(app.session_state[cache.OWN].own.brought) == 2


def test_a_file_that_was_let_go_unread_gets_a_sentence_and_the_others_are_read(
    asked: list[str],
) -> None:
    app = upload(("old.csv", b"", received.LET_GO), ("c.csv", counts().encode(), "text/csv"))
    assert (
        asked == ["c.csv"]
        and "old.csv was let go before it was read" in words(app)
        and "No fault found" in words(app)
    )


def test_the_number_of_faults_is_said_whole() -> None:
    rows = "".join(f"Nowhere,2024/25,referred,{i}\n" for i in range(1500))
    said = words(upload(("c.csv", f"area_code,period,measure,value\n{rows}".encode(), "text/csv")))
    assert (
        "faults; this table is not used" in said
        and "The first 100 of 3,000; the file below has the first 1,000" in said
    )
