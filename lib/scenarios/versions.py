"""The tables of saved scenarios, and how a database of each earlier version becomes one of this."""

import re
import secrets
from collections.abc import Callable

import sqlalchemy as sa

from lib.errors import StoreUnavailable

MIGRATING = 2019  # the lock under which one of several servers that start at once does it
KEY_BYTES = 9  # of chance in a scenario's key: too many to guess, few enough for a short link
KEY = re.compile(r"[A-Za-z0-9_-]{1,32}")


def _first_columns() -> list[sa.Column]:
    """Those of version 1."""
    return [
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
        sa.Column("deleted_at", sa.DateTime, nullable=True),
    ]


TABLES = sa.MetaData()
SCENARIOS = sa.Table(
    "scenarios",
    TABLES,
    *_first_columns(),
    # With values of the database's own: servers of an earlier version write beside this one while
    # each in turn is started anew.
    sa.Column("owner", sa.String(64), nullable=False, server_default=""),
    sa.Column("owner_name", sa.String(200), nullable=False, server_default=""),
    sa.Column("is_public", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("link_key", sa.String(32), nullable=True),
)
REVISIONS = sa.Table(
    "revisions",
    TABLES,
    sa.Column("scenario", sa.String(32), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(80), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("change", sa.String(80), nullable=False),
    sa.Column("changed_at", sa.DateTime, nullable=False),
    sa.Column("changed_by", sa.String(64), nullable=False),
    sa.Column("changed_by_name", sa.String(200), nullable=False),
)
VERSION = sa.Table("store_version", TABLES, sa.Column("version", sa.Integer, primary_key=True))


def new_key() -> str:
    """A key that nobody guesses."""
    return secrets.token_urlsafe(KEY_BYTES)


def give_keys(connection: sa.Connection) -> None:
    """A key to every scenario without one: of a version before keys, or written by a server of that
    version beside this one."""
    without = sa.select(SCENARIOS.c.id).where(SCENARIOS.c.link_key.is_(None))
    for id in list(connection.scalars(without.order_by(SCENARIOS.c.id))):
        still = sa.and_(SCENARIOS.c.id == id, SCENARIOS.c.link_key.is_(None))
        connection.execute(sa.update(SCENARIOS).where(still).values(link_key=new_key()))


def _scenarios(connection: sa.Connection) -> None:
    """Version 1: releases 0.2.0 and 0.3.0."""
    first = sa.Table("scenarios", sa.MetaData(), *_first_columns())
    connection.execute(sa.schema.CreateTable(first, if_not_exists=True))


def _owners_and_history(connection: sa.Connection) -> None:
    """Version 2: whose a scenario is, who may see it, its key, and what it was before."""
    for column in (
        "owner VARCHAR(64) NOT NULL DEFAULT ''",
        "owner_name VARCHAR(200) NOT NULL DEFAULT ''",
        "is_public BOOLEAN NOT NULL DEFAULT false",
        "link_key VARCHAR(32)",
    ):
        connection.exec_driver_sql(f"ALTER TABLE scenarios ADD COLUMN {column}")
    connection.exec_driver_sql("CREATE UNIQUE INDEX link_keys ON scenarios (link_key)")
    connection.execute(sa.schema.CreateTable(REVISIONS))
    give_keys(connection)


STEPS: tuple[Callable[[sa.Connection], None], ...] = (_scenarios, _owners_and_history)
CURRENT = len(STEPS)


def version(connection: sa.Connection) -> int:
    """Of the tables that are there; 0 where there are none."""
    tables = sa.inspect(connection)
    if tables.has_table(VERSION.name):
        return connection.scalar(sa.select(sa.func.max(VERSION.c.version))) or 0
    return int(tables.has_table(SCENARIOS.name))


def migrate(connection: sa.Connection) -> None:
    """Take the database to this version, in the one transaction of the connection. Of several
    servers one does it, and the others find it done. Raises StoreUnavailable where the database is
    of a later version."""
    if version(connection) == CURRENT:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATING)))
    here = version(connection)
    if here > CURRENT:
        raise StoreUnavailable(
            "The database of saved scenarios was made by a later version of this dashboard. Start"
            " that version, or name another database in SCENARIOS_URL."
        )
    for step in STEPS[here:]:
        step(connection)
    if here < CURRENT:
        connection.execute(sa.schema.CreateTable(VERSION, if_not_exists=True))
        connection.execute(sa.delete(VERSION))
        connection.execute(sa.insert(VERSION).values(version=CURRENT))
