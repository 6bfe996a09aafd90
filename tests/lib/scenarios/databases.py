"""Empty databases to test on, and a line to one that can be slow or hang."""

import select
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest


def empty_database(request: pytest.FixtureRequest, dialect: str, folder: Path) -> str:
    """The address of a database without a table: a file of SQLite, or one on the tests' PostgreSQL
    server that is made anew."""
    if dialect == "sqlite":
        file = folder / "scenarios.db"
        file.unlink(missing_ok=True)
        return f"sqlite:///{file}"
    address: str = request.getfixturevalue("postgres")
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS fresh WITH (FORCE)")
        admin.execute("CREATE DATABASE fresh")
    return address.rsplit("/", 1)[0] + "/fresh"


class Line:
    """A line to a server of PostgreSQL on this machine.

    Attributes
    ----------
    url
        The address of the same database, through it.
    delay
        Seconds that every answer takes longer.
    hangs
        Set, it takes what is sent, and new connections, and nothing comes back.
    """

    def __init__(self, url: str) -> None:
        self.delay, self.hangs, self._closed = 0.0, Event(), Event()
        start, _, rest = url.rpartition("@localhost:")
        port, _, name = rest.partition("/")
        self._to = int(port)
        self._listening = socket.create_server(("localhost", 0))
        self.url = f"{start}@localhost:{self._listening.getsockname()[1]}/{name}"
        Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """The line is cut."""
        self._closed.set()
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                reader, _ = self._listening.accept()
                Thread(target=self._carry, args=(reader,), daemon=True).start()

    def _carry(self, reader: socket.socket) -> None:
        server = socket.create_connection(("localhost", self._to))
        with reader, server, suppress(OSError):
            while not self._closed.is_set():
                for one in select.select([reader, server], [], [], 0.05)[0]:
                    if self.hangs.is_set():
                        time.sleep(0.05)  # what is there stays where it is
                        continue
                    data = one.recv(65536)
                    if not data:
                        return
                    if one is server:
                        time.sleep(self.delay)
                    (reader if one is server else server).sendall(data)


@contextmanager
def line_to(url: str) -> Iterator[Line]:
    """A line, cut at the end."""
    line = Line(url)
    try:
        yield line
    finally:
        line.close()
