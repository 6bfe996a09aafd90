"""The address of a database, as the deployment writes it and as the driver that comes with the app wants it."""

import sqlalchemy as sa


def address(url: str) -> sa.URL:
    """A SQLAlchemy URL; PostgreSQL by psycopg.

    >>> address("postgresql://planner@localhost/scenarios").drivername
    'postgresql+psycopg'
    """
    place = sa.make_url(url)
    return place.set(drivername="postgresql+psycopg") if place.drivername == "postgresql" else place
