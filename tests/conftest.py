"""Shared by all tests: the bundled tables, a list of saved scenarios of their own, a PostgreSQL
server."""

import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner

from lib import sources

ROOT = Path(__file__).parents[1]
# they put records in the catalogue, in a program of their own
collect_ignore = ["additions.py", "app/added.py"]
SAVED = tempfile.TemporaryDirectory(prefix="scenarios-")
os.environ["SCENARIOS_URL"] = f"sqlite:///{SAVED.name}/scenarios.db"
# Each AppTest reads what every installed package says of itself, and none changes meanwhile.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
# The same examples in every run, so that what fails, fails for a change; `make explore` looks for
# others.
settings.register_profile(
    "project",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "explore", settings.get_profile("project"), max_examples=600, derandomize=False
)
settings.load_profile("project")


def pytest_collection_finish() -> None:
    """The garbage collector leaves out what all tests stand on, and comes less often: of all the
    processor that tests of pages take it took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def tables() -> sources.Tables:
    return sources.read_all()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """Names of files that this process opens to write them; what is not Python's finds no folder
    for temporary files either."""
    looking = True

    def look(event: str, given: tuple) -> None:
        if event == "open" and looking and isinstance(given[0], str) and _writes(*given):
            names.append(given[0])

    names: list[str] = []
    monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
    sys.addaudithook(look)  # there is no way to take it off again
    yield names
    looking = False


def _writes(name: str, _mode: str | None, flags: int) -> bool:
    return (
        bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        and "__pycache__" not in name
        and name != os.devnull
    )


def postgres_program(name: str) -> str:
    """A program of the PostgreSQL server: on the path, or where Debian keeps it."""
    found = shutil.which(name) or next(
        iter(sorted(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), reverse=True)),
        None,
    )
    assert found, (
        f"{name} is not installed. `make test` installs the Debian package postgresql; elsewhere"
        " install PostgreSQL."
    )
    return found


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server for all tests."""
    with postgres_server() as (address, _):
        yield address


@contextmanager
def postgres_server() -> Iterator[tuple[str, subprocess.Popen]]:
    """A PostgreSQL server of its own on a free port; its address and process. It refuses to run as
    root, so then it runs as postgres."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    user: dict = {}
    if os.geteuid() == 0:
        import pwd  # not on every system

        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    init = [
        postgres_program("initdb"),
        "-D",
        str(data),
        "-U",
        "planner",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    subprocess.run(init, check=True, cwd=folder, **user, **quiet)
    with socket.socket() as held:
        held.bind(("localhost", 0))
        port = held.getsockname()[1]
    command = [
        postgres_program("postgres"),
        "-D",
        str(data),
        "-p",
        str(port),
        "-k",
        str(folder),
        "-h",
        "localhost",
        "-F",
    ]
    server = subprocess.Popen(command, cwd=folder, **user, **quiet)
    address = f"postgresql://planner@localhost:{port}/postgres"
    try:
        _wait_for(address)
        yield address, server
    finally:
        # its fast way to stop: it does not wait for connections to close
        server.send_signal(signal.SIGINT)
        server.wait()
        shutil.rmtree(folder)


def _wait_for(address: str) -> None:
    """Until a server answers: one that is starting up takes a connection and refuses it."""
    import psycopg  # of weight, and another test looks at what is loaded late

    late = time.monotonic() + 30
    while True:
        try:
            return psycopg.connect(address).close()
        except psycopg.OperationalError:
            if time.monotonic() > late:
                raise
            time.sleep(0.1)
