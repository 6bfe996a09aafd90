"""The Greatest risk page: its lever moves what is set aside, and it works without figures."""

from dataclasses import replace

import pytest

from lib.catalogue.groups import offered
from lib.findings.context import Context
from lib.findings.risk import risk
from lib.ui import cache
from lib.uploads import own, reading
from tests.app.pages import opened, words
from tests.bundled import HERE


def test_a_lever_sets_pounds_aside_and_stands_in_the_address() -> None:
    app = opened("risk", seen_looked_after="300")
    price = next(iter(offered().values())).value
    assert risk(HERE).message in words(app) and f"£{300 * price:,.0f}" in words(app)
    app.slider(key="seen_looked_after").set_value(100).run()
    assert not app.exception and f"£{100 * price:,.0f}" in words(app)
    assert app.query_params["seen_looked_after"] == "100"


def test_without_figures_it_says_so_and_offers_still_work(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("risk_measures", "risk_figures", "risk_prevalence", "authorities")
    tables = HERE.tables
    bare = replace(tables, **{name: getattr(tables, name).iloc[:0] for name in names})
    monkeypatch.setattr(cache, "deployed_context", lambda: Context(tables=bare))
    app = opened("risk", seen_looked_after="300")
    assert "No figures of groups" in app.info[0].value and not app.get("download_button")
    assert "is set aside first" in words(app)


def test_own_counts_of_a_group_are_on_the_page_marked_uploaded() -> None:
    order = HERE.tables.areas.order
    rows = [f"{code},2023/24,looked_after,{3 if i == 0 else 60}" for i, code in enumerate(order)]
    text = "\n".join(["area_code,period,group,value", *rows])
    mine = own.bring_in(HERE.tables, reading.read([("g.csv", text.encode())], HERE.tables).sound)
    said = words(opened("risk", mine=mine))
    assert "UPLOADED" in said and f"hidden in {HERE.tables.areas.name[order[0]]}." in said
