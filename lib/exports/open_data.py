"""The pack's figures for other programs: CSV and GeoJSON, each row with its period, provenance and
licence."""

import json

import pandas as pd

from lib.findings.pack import Pack


def _rows(pack: Pack) -> pd.DataFrame:
    both = pack.access.join(pack.moves.drop(columns="district"))
    both = both.drop(columns=["text", "source"]).rename(
        columns={"value": "access", "lower": "access_lower_95", "upper": "access_upper_95"}
    )
    both = both.rename(
        columns={
            "before": "access_today",
            "after": "access_after",
            "low": "after_lower_95",
            "high": "after_upper_95",
        }
    )
    rates = [c for c in both if c.startswith(("access", "after"))]
    both[rates] = both[rates].round(1)
    # Whole numbers that may be missing: a district whose count is suppressed is not in the model.
    both["children_change"] = (both.pop("children") / 5).round().astype("Int64") * 5
    both[["pounds_today", "change"]] = both[["pounds_today", "change"]].round(-3).astype("Int64")
    both["suppressed"] = pack.access.value.isna()
    both["period"], both["provenance_access"], both["provenance_scenario"] = (
        pack.period,
        pack.provenance,
        pack.modelled,
    )
    both["title"], both["scenario"], both["licence"] = pack.title, pack.scenario.name, pack.licence
    both["data_version"], both["made_on"], both["link"] = (
        pack.scenario.data_version,
        f"{pack.made_on:%Y-%m-%d}",
        pack.link,
    )
    return both.rename_axis("area_code").reset_index()


def csv(pack: Pack) -> bytes:
    """One row a district, UTF-8 with mark, so that Excel reads it."""
    return _rows(pack).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def geojson(pack: Pack) -> bytes:
    """The same with outlines (EPSG:4326)."""
    frame = pack.mapped.outlines[["area_code", "geometry"]].merge(_rows(pack), on="area_code")
    data = json.loads(frame.to_json(drop_id=True))
    return json.dumps(
        {"name": pack.title, "stamp": pack.stamp(), "sources": pack.cited, **data},
        ensure_ascii=False,
    ).encode("utf-8")
