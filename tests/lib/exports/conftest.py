"""The meeting pack that tests of its files share."""

import pytest

from lib.findings.pack import Pack
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE
from tests.lib.exports.packs import packed


@pytest.fixture(scope="session")
def pack() -> Pack:
    order = HERE.tables.areas.order
    moves = Levers(changes={order[2]: 244_000, order[-3]: -244_000})
    return packed(
        Scenario(name="East to west & back <again>", reason="Agreed in March", levers=moves),
        districts=(order[2],),
    )
