"""Shared by all tests: the bundled tables, and a list of saved scenarios of their own."""

import os
import tempfile

import pytest
from hypothesis import HealthCheck, settings

from lib import sources

SAVED = tempfile.TemporaryDirectory(prefix="scenarios-")
os.environ["SCENARIOS_URL"] = f"sqlite:///{SAVED.name}/scenarios.db"
settings.register_profile("project", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


@pytest.fixture(scope="session")
def tables() -> sources.Tables:
    return sources.read_all()
