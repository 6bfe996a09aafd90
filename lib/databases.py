"""The address of a database, as the deployment writes it and as the driver that comes with the app
wants it, and its engine."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
import sqlalchemy as sa

# what a driver calls the longest it waits, in seconds
WAITING = {"sqlite": "timeout", "postgresql": "connect_timeout"}


def address(url: str) -> sa.URL:
    """A SQLAlchemy URL; PostgreSQL by psycopg.

    >>> address("postgresql://planner@localhost/scenarios").drivername
    'postgresql+psycopg'
    """
    place = sa.make_url(url)
    return place.set(drivername="postgresql+psycopg") if place.drivername == "postgresql" else place


_late: ContextVar[float] = ContextVar("late", default=math.inf)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Whatever PostgreSQL is asked in here is given up once the time is over: what it is told to
    keep to (statement_timeout) does not help where nothing comes back. Connecting has 2 seconds at
    least."""
    before = _late.set(min(_late.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _late.reset(before)


def _left() -> float:
    return max(0.0, _late.get() - time.monotonic())


class Impatient(psycopg.Connection):
    """A connection that is closed when the time of `within` is over."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """All that psycopg asks of the server comes through here."""
        left = _left()
        if left == math.inf:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, left if timeout is None else min(left, timeout))
        except psycopg.OperationalError:
            if not _left():
                self.close()
            raise


def _connected(_dialect: sa.Dialect, _record: Any, given: list, named: dict) -> Impatient:
    longest = min(named.get("connect_timeout", math.inf), _left())
    if longest != math.inf:
        named["connect_timeout"] = math.ceil(longest) or 1
    return Impatient.connect(*given, **named)


def engine(url: str, seconds: int) -> sa.Engine:
    """An engine whose errors and log hold nothing of what is written. seconds: the longest that
    connecting takes, and waiting for a lock of SQLite or for a connection that others use."""
    place = address(url)
    backend = place.get_backend_name()
    waiting = WAITING.get(backend)
    database = sa.create_engine(
        place,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={waiting: seconds} if waiting else {},
        **({"pool_timeout": seconds} if backend == "postgresql" else {}),
    )
    if database.driver == "psycopg":
        sa.event.listen(database, "do_connect", _connected)
    return database
