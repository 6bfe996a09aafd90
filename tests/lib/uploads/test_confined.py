"""Files are read in a process of their own: the same as in this one, and none of them can take this
one with it."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

import psutil
import pytest

from lib.uploads import confined, reading
from lib.uploads.confined import FileReader
from tests.lib.uploads.made import GOOD, TABLES, counts, raw_workbook

# bytes: none of the files below is worth more to the process that has them read
GROWTH = 60_000_000


@pytest.fixture(scope="module")
def reader() -> Iterator[FileReader]:
    made = FileReader()
    made.read("warm.csv", GOOD["csv"], TABLES)
    yield made
    made.close()


def held() -> int:
    return psutil.Process().memory_info().rss


@pytest.mark.parametrize("kind", list(GOOD))
def test_a_file_is_read_as_it_is_in_this_process(reader: FileReader, kind: str) -> None:
    there, here = (
        read(f"c.{kind}", GOOD[kind], TABLES) for read in (reader.read, reading.read_file)
    )
    assert there.refused == here.refused == "" and there.passed == here.passed
    for one, other in zip(there.tables, here.tables, strict=True):
        assert (
            one.table.frame.equals(other.table.frame) and one.table.changes == other.table.changes
        )
        assert (one.faults, one.warnings) == (other.faults, other.warnings)


def test_a_refusal_and_faults_come_through(reader: FileReader) -> None:
    assert "is empty" in reader.read("c.csv", b"", TABLES).refused
    text = counts(lambda code: -1).encode()
    assert (
        reader.read("c.csv", text, TABLES).tables[0].faults
        == reading.read_file("c.csv", text, TABLES).tables[0].faults
    )


def many_cells() -> bytes:
    """A workbook of 90 kB whose one row holds 20 million cells: some 5 GB as openpyxl reads
    them."""
    return raw_workbook(f'<sheetData><row r="1">{"<c/>" * 20_000_000}</row></sheetData>')


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the limit on memory")
def test_a_file_that_takes_too_much_memory_gets_a_sentence_and_leaves_nothing(
    reader: FileReader,
) -> None:
    content, before = many_cells(), held()
    said = reader.read("../cells.xlsx", content, TABLES).refused
    assert (
        said.startswith("cells.xlsx ")
        and ("more memory" in said or "larger inside" in said)
        and said.endswith(".")
    )
    assert held() - before < GROWTH
    assert reader.read("c.csv", GOOD["csv"], TABLES).refused == ""
    assert psutil.Process(reader.pid).memory_info().rss < 700e6


def test_a_file_that_takes_too_long_gets_a_sentence_and_the_next_is_read() -> None:
    slow = FileReader(seconds=20)
    slow.read("warm.csv", GOOD["csv"], TABLES)
    slow._seconds = 1
    os.kill(slow.pid, signal.SIGSTOP)
    start = time.monotonic()
    said = slow.read("slow.csv", GOOD["csv"], TABLES).refused
    assert (
        said.startswith("slow.csv was not read: it takes longer than 1 seconds")
        and time.monotonic() - start < 5
    )
    slow._seconds = 20
    assert slow.read("c.csv", GOOD["csv"], TABLES).refused == ""
    slow.close()


def test_a_file_that_breaks_its_process_gets_a_sentence_and_the_next_is_read(
    reader: FileReader,
) -> None:
    os.kill(reader.pid, signal.SIGSTOP)
    threading.Timer(0.3, os.kill, (reader.pid, signal.SIGKILL)).start()
    assert reader.read("break.csv", GOOD["csv"], TABLES).refused.startswith(
        "break.csv was not read"
    )
    assert reader.read("c.csv", GOOD["csv"], TABLES).refused == ""


def test_a_process_that_died_between_two_files_is_replaced_unseen(reader: FileReader) -> None:
    os.kill(reader.pid, signal.SIGKILL)
    time.sleep(0.2)
    assert reader.read("c.csv", GOOD["csv"], TABLES).refused == ""


def test_sessions_that_read_at_once_get_each_their_own(reader: FileReader) -> None:
    read: dict[int, float] = {}

    def session(i: int) -> None:
        found = reader.read(f"{i}.csv", counts(lambda code: 100 + i).encode(), TABLES)
        read[i] = found.tables[0].table.frame.value.max()

    threads = [threading.Thread(target=session, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == {i: 100 + i for i in range(8)}


def test_a_session_that_waits_too_long_for_others_files_gets_a_sentence(
    reader: FileReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "MOST_WAITING", 0.1)
    with reader._free:
        assert (
            reader.read("c.csv", GOOD["csv"], TABLES).refused
            == "c.csv was not read: many files are being read just now. Choose it again in a"
            " minute."
        )
    assert reader.read("c.csv", GOOD["csv"], TABLES).refused == ""


def test_a_fault_of_this_dashboards_own_gets_a_sentence_and_its_log_names_no_figure(
    capfd: pytest.CaptureFixture,
) -> None:
    mine = FileReader()
    said = mine.read("c.csv", counts(lambda code: 7654).encode(), None).refused  # type: ignore[arg-type]
    mine.close()
    assert said.startswith("c.csv was not read: this page has a fault of its own (AttributeError)")
    logged = capfd.readouterr().err
    assert "AttributeError" in logged and "7654" not in logged and "c.csv" not in logged


def test_its_process_ends_with_the_server() -> None:
    mine = FileReader()
    mine.read("c.csv", GOOD["csv"], TABLES)
    process = psutil.Process(mine.pid)
    mine._process.stdin.close()  # as the system does for a server that is gone
    assert process.wait(10) in (0, None)
    mine.close()
