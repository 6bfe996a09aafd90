"""A layer as streamlit-folium sends it."""

import numpy as np
import pandas as pd
import pytest
from jinja2 import Environment
from streamlit_folium import _get_feature_group_string

from lib import maps
from lib.classes import classify


def test_a_layer_is_made_without_compiling_a_template(
    tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Templates compiled on every move of a slider were most of what a map cost the server."""
    order = tables.areas.order
    value = pd.Series(np.arange(float(len(order))), order)
    base, compiled = maps.DistrictMap("Map"), []
    compile_as_ever = Environment.compile
    monkeypatch.setattr(
        Environment,
        "compile",
        lambda self, *a, **k: compiled.append(a) or compile_as_ever(self, *a, **k),
    )
    layer = maps.layer(value, classify(value, "quantiles", 1), [""] * len(order), "in 100", "alt")
    script = _get_feature_group_string(layer, base)
    assert script.count("paintDistricts(") == 1 and "L.featureGroup();" in script
    assert compiled == []
