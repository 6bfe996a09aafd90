"""The Plan page: a saved scenario becomes the plan of a year there, and the refresh pack is asked
for."""

from dataclasses import replace

import pytest

from lib.findings import modelled
from lib.findings.context import Context
from lib.findings.planned import following, planned, years_offered
from lib.findings.refresh import KEYS
from lib.findings.trajectory import line
from lib.scenarios.record import Scenario, from_json
from lib.ui import cache
from lib.ui.session import PACK_PARTS, VIEW
from tests.app.pages import opened, words
from tests.bundled import FILTERS, HERE, ORDER, PERIOD, moving


def test_a_saved_scenario_becomes_the_plan_of_a_year() -> None:
    saved = cache.store().add(modelled.stamped(HERE, moving(name="Fair start"), with_figures=True))
    try:
        app = opened("plan", plan=saved.id)
        year = years_offered(HERE)[1]
        app.selectbox(key=f"year_of_{saved.id}_{saved.revision}").set_value(year).run()
        next(b for b in app.button if b.label.startswith("Make it the plan")).click().run()
        assert not app.exception
        plan = from_json(cache.store().get(saved.id).body, ORDER)
        assert (plan.plan_year, plan.plan_from) == (year, PERIOD)
        said, view = words(app), planned(HERE, plan, FILTERS)
        assert view.message in said and line(HERE).message in said and view.why in said
        assert next(iter(app.selectbox(key="plan").options)).endswith(f"of {year})")
        next(b for b in app.button if b.label.startswith("Put the refresh")).click().run()
        assert app.session_state[PACK_PARTS] == list(KEYS)
        assert app.session_state[VIEW]["pack"] == saved.id
    finally:
        cache.store().delete(cache.store().get(saved.id))


def test_a_partnership_without_a_trajectory_is_told_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = HERE.tables
    bare = {name: getattr(tables, name).iloc[:0] for name in ("trajectory", "partnerships")}
    monkeypatch.setattr(cache, "deployed_context", lambda: Context(tables=replace(tables, **bare)))
    app = opened("plan")
    assert "Not held for" in app.info[0].value and not app.exception
    assert following(PERIOD) in words(app) and Scenario().plan_year == ""
