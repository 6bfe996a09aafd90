"""Whatever a database does, whoever asks it has an answer in time."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from lib import databases
from tests.lib.scenarios.databases import Line, empty_database, line_to


@pytest.fixture
def line(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Line]:
    with line_to(empty_database(request, "postgresql", tmp_path)) as line:
        yield line


def seconds_of(engine: sa.Engine, within: float) -> float:
    """Until a question is answered or given up."""
    began = time.monotonic()
    try:
        with databases.within(within), engine.begin() as connection:
            connection.execute(sa.select(1))
    except sa.exc.OperationalError:
        return time.monotonic() - began
    return 0.0


def test_a_server_that_hangs_is_given_up_in_time_and_asked_again_later(line: Line) -> None:
    engine = databases.engine(line.url, 2)
    assert seconds_of(engine, 5) == 0
    line.hangs.set()  # with a connection in the pool, which looks well
    assert 1 <= seconds_of(engine, 1) < 3.9  # its ping, and then another connection
    assert 1 <= seconds_of(engine, 1) < 2.9  # a new connection alone
    line.hangs.clear()
    assert seconds_of(engine, 5) == 0
    engine.dispose()


def test_a_statement_that_hangs_is_given_up_as_well(line: Line) -> None:
    engine = databases.engine(line.url, 2)
    with engine.begin() as connection:
        connection.execute(sa.select(1))
    began = time.monotonic()
    with (
        pytest.raises(sa.exc.OperationalError),
        databases.within(1),
        engine.begin() as connection,
    ):
        line.hangs.set()
        connection.execute(sa.select(1))
    assert 0.5 < time.monotonic() - began < 2
    line.hangs.clear()
    assert seconds_of(engine, 5) == 0
    engine.dispose()


def test_many_slow_answers_have_one_time_between_them(line: Line) -> None:
    engine = databases.engine(line.url, 2)
    with engine.begin() as connection:
        connection.execute(sa.select(1))
    line.delay = 0.2
    began = time.monotonic()
    with pytest.raises(sa.exc.OperationalError), databases.within(1.5), engine.begin() as each:
        for _ in range(50):
            each.execute(sa.select(1))
    assert time.monotonic() - began < 2.5
    engine.dispose()


def test_without_a_limit_a_slow_server_is_waited_for(line: Line) -> None:
    engine = databases.engine(line.url, 5)
    line.delay = 0.2
    with engine.begin() as connection:
        assert connection.scalar(sa.text("SELECT 1 FROM pg_sleep(0.5)")) == 1
    engine.dispose()
