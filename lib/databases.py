"""The address of a database, as the deployment writes it and as the driver that comes with the app
wants it, and its engine."""

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


def engine(url: str, seconds: int) -> sa.Engine:
    """An engine whose errors and log hold nothing of what is written. seconds: the longest that
    connecting takes, and waiting for a lock of SQLite."""
    place = address(url)
    waiting = WAITING.get(place.get_backend_name())
    return sa.create_engine(
        place,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={waiting: seconds} if waiting else {},
    )
