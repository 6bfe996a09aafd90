"""Open data against the pack's figures."""

import csv as csv_reader
import io
import json

from lib.exports.files import OUTPUTS
from lib.findings.pack import Pack
from tests.bundled import PERIOD


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
