"""Open data against the pack's figures."""

import csv as csv_reader
import io
import json

import pytest

from lib.exports.files import OUTPUTS
from lib.findings.pack import Pack
from lib.scenarios.record import Levers, Scenario
from tests.bundled import HERE, PERIOD
from tests.lib.exports.packs import packed


@pytest.fixture(scope="module")
def pack() -> Pack:
    order = HERE.tables.areas.order
    moves = Levers(changes={order[2]: 244_000, order[-3]: -244_000})
    return packed(
        Scenario(name="East to west & back <again>", reason="Agreed in March", levers=moves),
        districts=(order[2],),
    )


def test_the_open_data_agree_with_the_pack(pack: Pack) -> None:
    rows = list(csv_reader.DictReader(io.StringIO(OUTPUTS["data"].make(pack).decode("utf-8-sig"))))
    assert {r["district"]: float(r["access"]) for r in rows} == {
        r.district: round(r.value, 1) for r in pack.access.itertuples()
    }
    assert all(
        r["licence"] and r["period"] == PERIOD and "Apportioned" in r["provenance_access"]
        for r in rows
    )
    shapes = json.loads(OUTPUTS["outlines"].make(pack))
    assert [f["properties"]["area_code"] for f in shapes["features"]] == list(
        pack.mapped.outlines.area_code
    )
    assert sum(f["properties"]["change"] for f in shapes["features"]) == 0
