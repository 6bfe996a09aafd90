"""A session that runs on its own counts."""

import pytest

from lib.uploads.own import Own
from tests.lib.uploads.made import AREA, OTHER, brought, rows_of


@pytest.fixture(scope="module")
def mine() -> Own:
    return brought(
        rows_of("treated_two_contacts", {AREA: 903, OTHER: 3}, 612),
        rows_of("referred", {AREA: 1503}, 1001),
        rows_of("closed_before_treatment", {AREA: 2}, 301),
    )
