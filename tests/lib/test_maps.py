"""Layers and clicks, without a browser."""

import json
import re

import numpy as np
import pandas as pd

from lib import maps
from lib.classes import BLUES, ORANGES, SEQUENTIAL, classify


def test_only_the_paint_changes_when_values_do(tables) -> None:
    """st_folium tears a map down when its own script changes; ours may not."""
    places = np.arange(float(len(tables.areas.order)))
    classes = classify(pd.Series(places), "quantiles", 1)
    first, second = maps.DistrictMap("Map"), maps.DistrictMap("Map")
    assert first.settings == second.settings
    payload = []
    for shift in (0, 5):
        value = pd.Series(places + shift, tables.areas.order)
        layer = maps.layer(
            value, classes, [f"{v:.1f}" for v in value], "in 100", "alt", tables.areas.order[2]
        )
        paint = next(iter(layer._children.values()))
        payload.append(json.loads(paint.payload))
    assert payload[0]["classes"] != payload[1]["classes"]
    assert payload[0]["chosen"] == 2 and payload[0]["alt"] == "alt"
    assert len(json.dumps(payload[0])) < 1000


def test_a_map_loads_nothing_from_elsewhere(tables) -> None:
    base = maps.DistrictMap("Map", labels=True, outlines=True, sites=True, pick=True)
    base.fetched_from("a1b2")
    links = [url for _, url in (*base.default_js, *base.default_css)]
    assert links and all(url.startswith("../../app/static/a1b2/") for url in links)
    base.get_root().render()
    assert not re.search(
        r"https?://", base._template.module.script(base) + base.get_root().header.render()
    )
    tiled = maps.DistrictMap("Map", tiles=True)
    assert any(child._name == "TileLayer" for child in tiled._children.values())


def test_a_click_chooses_the_district_under_it(tables) -> None:
    for code in tables.areas.order:
        point = tables.boundaries.geometry[code].representative_point()
        assert (
            maps.area_from_click(
                {"last_clicked": {"lat": point.y, "lng": point.x}}, tables.boundaries
            )
            == code
        )
    assert (
        maps.area_from_click({"last_clicked": {"lat": 51.6, "lng": 1.5}}, tables.boundaries) is None
    )
    assert maps.area_from_click({"last_clicked": None}, tables.boundaries) is None
    assert maps.area_from_click(None, tables.boundaries) is None


def test_bivariate_classes_by_hand() -> None:
    first, second = pd.Series([1.0, 2, 3]), pd.Series([3.0, 2, 1])
    assert maps.bivariate(first, second).tolist() == [6, 4, 2]


def contrast(one: str, two: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_above_and_below_the_line_differ_3_to_1() -> None:
    assert contrast(ORANGES[0], BLUES[0]) >= 3


def test_each_class_is_darker_than_the_last_and_stands_apart_from_the_outline_or_the_page() -> None:
    light = [contrast(c, "#000000") for c in SEQUENTIAL]
    assert light == sorted(light, reverse=True)
    assert all(contrast(c, "#1d1d1d") >= 3 or contrast(c, "#ffffff") >= 3 for c in SEQUENTIAL)
