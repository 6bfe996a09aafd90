"""What is chosen stands in the address by keys and area codes, and only where it can be had."""

import pytest

from lib.catalogue.indicators import INDICATORS
from lib.figures.measured import offered
from lib.ui import cache
from lib.ui.address import PARAMETERS, SWITCH
from lib.ui.pages import PAGES
from tests.app.pages import opened

MAP = PAGES[0].stem


@pytest.mark.parametrize("name", [n for n, one in PARAMETERS.items() if one.page in ("", MAP)])
def test_a_link_of_an_earlier_version_has_labels_for_keys(name: str) -> None:
    labels = PARAMETERS[name].labels()
    key = next(iter(labels)) if name == "period" else list(labels)[-1]
    app = opened(MAP, **{name: labels[key], **({"scheme": "line"} if name == "line" else {})})
    assert not app.warning and not app.exception
    widget = next(one for one in [*app.selectbox, *app.toggle] if one.key == name)
    assert widget.value == (key == "true" if labels is SWITCH else key)


def test_a_period_that_the_next_figure_does_not_have_is_in_no_link() -> None:
    first, other = [
        next(i for i in INDICATORS.values() if (len(offered(cache.tables(), i)) > 1) == many)
        for many in (True, False)
    ]
    period = offered(cache.tables(), first)[-1]
    app = opened(MAP, indicator=first.key, period=period)
    app.selectbox(key="indicator").set_value(other.key).run()
    assert app.query_params["indicator"] in (other.key, [other.key])
    assert "period" not in app.query_params
    app.selectbox(key="indicator").set_value(first.key).run()
    assert app.selectbox(key="period").value in offered(cache.tables(), first)


def test_what_is_as_usual_is_not_in_the_address() -> None:
    app = opened(MAP)
    code = cache.tables().areas.order[0]
    app.selectbox(key="district").set_value(code).run()
    assert dict(app.query_params) in ({"district": code}, {"district": [code]})
    app.selectbox(key="district").set_value(None).run()
    assert not dict(app.query_params)
