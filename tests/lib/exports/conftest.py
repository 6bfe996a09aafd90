"""The meeting packs that tests of its files share, and their files, each made once."""

import pytest

from lib.findings.pack import Pack
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE
from tests.lib.exports.packs import Files, packed

ORDER = HERE.tables.areas.order
MOVED = Scenario(
    name="East to west & back <again>",
    reason="Agreed in March",
    levers=Levers(changes={ORDER[2]: 244_000, ORDER[-3]: -244_000}),
)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return packed(MOVED, districts=(ORDER[2],))


@pytest.fixture(scope="session")
def councillors() -> Pack:
    return packed(MOVED, "councillors")


@pytest.fixture(scope="session")
def files(pack: Pack) -> Files:
    return Files(pack)
