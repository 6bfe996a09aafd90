"""Empty databases to test on."""

from pathlib import Path

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
