"""What a figure is compared with."""

from dataclasses import replace

import pytest

from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.figures.measured import measured_period
from lib.figures.published import NATION
from lib.findings import beside as module
from lib.findings.access import Access, access
from lib.findings.beside import against_nation, benchmarks, beside, lines
from tests.bundled import HERE
from tests.lib.findings.by_hand import (
    FILTERS,
    MEASURED,
    NORTHAM,
    ON_A_SURVEY,
    SOUTHBY,
    VIEW,
    WESTON,
)


def test_the_standard_is_a_benchmark_and_a_line_only_where_it_is_defined() -> None:
    view = access(HERE, MODELLED, HERE.base_period(), "national", False)
    defined, elsewhere = benchmarks(HERE, view, FILTERS), benchmarks(HERE, view, ON_A_SURVEY)
    assert list(defined) == ["standard", "overall", "nation"] and defined["standard"] == 35
    assert list(elsewhere) == ["overall"]
    assert "Standard 35" in list(lines(HERE, view, FILTERS).line)
    assert "Standard 35" not in list(lines(HERE, view, ON_A_SURVEY).line)


def test_the_nation_is_that_of_the_year_shown() -> None:
    view = access(HERE, MODELLED, HERE.base_period(), "national", False)
    outturns = HERE.tables.standards
    outturns = outturns[(outturns.kind == "outturn") & (outturns.period == HERE.base_period())]
    assert {one.name: one.value for one in beside(HERE, view, FILTERS)} == dict(
        zip(outturns.area_name, outturns.percent)
    )
    of_nation = [one.value for one in beside(HERE, view, FILTERS) if one.code == NATION]
    assert [benchmarks(HERE, view, FILTERS)["nation"]] == of_nation


def test_a_year_that_nothing_is_published_of_has_the_whole_and_the_standard() -> None:
    drawn = lines(HERE, VIEW, FILTERS)
    assert list(drawn.value) == [30.0, 35.0]
    assert list(drawn.line) == [f"{HERE.tables.place.name} 30.0", "Standard 35"]


def shown(key: str) -> Access:
    return access(HERE, key, measured_period(HERE.tables, key), "national", False)


@pytest.mark.parametrize("key", INDICATORS)
def test_better_is_said_where_the_whole_interval_is_on_the_better_side(key: str) -> None:
    view = shown(key)
    against = against_nation(HERE, view, FILTERS)
    if against is None:
        return
    nation = next(one.value for one in beside(HERE, view, FILTERS) if one.code == NATION)
    known = view.measured.districts if view.known is None else view.known
    if known.lower.isna().all():
        return
    for code, text in against.words.items():
        low, high = known.lower[code], known.upper[code]
        clear = not low <= nation <= high
        assert clear == text.startswith(("better", "worse", "higher", "lower"))
        if clear and view.measured.indicator.better:
            good = (low > nation) == (view.measured.indicator.better == "high")
            assert text.startswith("better" if good else "worse")


def test_some_figure_has_the_nations_beside_it() -> None:
    assert any(against_nation(HERE, shown(key), FILTERS) for key in INDICATORS)


@pytest.mark.parametrize(
    ("better", "said"),
    [
        ("high", ["better than N", "not clearly different from N", "worse than N"]),
        ("low", ["worse than N", "not clearly different from N", "better than N"]),
        ("", ["higher than N", "not clearly different from N", "lower than N"]),
    ],
)
def test_three_districts_by_hand(
    monkeypatch: pytest.MonkeyPatch, better: str, said: list[str]
) -> None:
    """50, 30 and 10, each 5 either way, beside a nation's 32."""
    nation = module.Beside(code=NATION, name="N", value=32.0)
    monkeypatch.setattr(module, "beside", lambda *_: (nation,))
    indicator = replace(MEASURED.indicator, better=better)
    view = replace(VIEW, measured=replace(MEASURED, indicator=indicator))
    against = against_nation(HERE, view, FILTERS)
    assert against is not None
    assert [against.words[code] for code in (NORTHAM, SOUTHBY, WESTON)] == said
    # 120 of 400: 26 to 35 in 100
    assert against.message.startswith(f"{HERE.tables.place.name} is not clearly different from N.")
    assert f"Of 3 {VIEW.areas.noun.many}, each by its own 95%" in against.message
    assert all(f"1 {text}" in against.message for text in said)


def test_without_an_interval_the_figures_alone_are_compared_as_they_are_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """50, 30 and 10 beside a nation's 30.04, which is said as 30.0."""
    nation = module.Beside(code=NATION, name="N", value=30.04)
    monkeypatch.setattr(module, "beside", lambda *_: (nation,))
    districts = replace(MEASURED.districts, lower=MEASURED.districts.lower * float("nan"))
    measured = replace(MEASURED, districts=districts)
    against = against_nation(HERE, replace(VIEW, measured=measured), FILTERS)
    assert against is not None
    assert [against.words[code] for code in (NORTHAM, SOUTHBY, WESTON)] == [
        "better than N",
        "the same as N",
        "worse than N",
    ]
    for said in (against.message, against.of("Weston", WESTON)):
        assert "no interval is published" in said and "30.0" in said and "95%" not in said
    carried = replace(measured, level="none")
    assert against_nation(HERE, replace(VIEW, measured=carried), FILTERS) is None


def test_the_mean_wait_is_worse_where_it_is_longer() -> None:
    """The nation's is of the same table and year as the parts'."""
    view = shown("mean_wait")
    against = against_nation(HERE, view, FILTERS)
    assert against is not None
    nation = next(one.value for one in beside(HERE, view, FILTERS) if one.code == NATION)
    for code, days in view.measured.districts.value.items():
        assert against.words[code].startswith("worse" if days > nation else "better")
    rows = HERE.tables.published_counts.query("measure == 'mean_wait_days'")
    assert rows.period.nunique() == 1 and rows.source_id.nunique() == 1
