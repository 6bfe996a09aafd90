"""A kind of figure that nobody thought of is one class in the registry: every page, panel, table
and file has it."""

import io
from dataclasses import replace

import pandas as pd
import pytest

from lib.catalogue.indicators import INDICATORS
from lib.classes import SCHEMES
from lib.exports.tables import indicator_csv
from lib.figures import measured
from lib.figures.amounts import Over
from lib.figures.kinds import KINDS, Asked, Counted, Score
from lib.sources import Tables
from lib.ui import cache
from lib.variation import rates as r
from tests.app.pages import opened, words


class Median(Score):
    """The median age of a district's children."""

    key = "median"
    files = ("population.csv",)

    def provenance(self, tables: Tables, indicator: object, period: str) -> str:
        return "published"

    def value(self, asked: Asked) -> pd.Series:
        people = asked.tables.population[asked.tables.population.age < 18].sort_values(
            ["area_code", "age"]
        )
        reached = (
            people.groupby("area_code").persons.cumsum()
            >= people.groupby("area_code").persons.transform("sum") / 2
        )
        return people[reached].groupby("area_code").age.min().reindex(asked.tables.areas.order)


class Relative(Counted):
    """A rate over that of the whole, without an interval."""

    key = "relative"

    def rates(self, asked: Asked, over: Over) -> r.Rates:
        events, base = asked.count(over), asked.base(over)
        return r.scores(events / base / (events.sum() / base.sum()), base)


LIKE = replace(INDICATORS["need"], label="Synthetic", unit="of something", decimals=2, per=1)
MADE_UP = [
    (
        Median(),
        replace(
            LIKE,
            key="median_age",
            kind="median",
            numerator="age",
            denominator="children",
            periods=("mid-2023",),
        ),
    ),
    (
        Relative(),
        replace(
            LIKE,
            key="relative_rate",
            kind="relative",
            numerator="referred",
            denominator="children",
            periods=(),
        ),
    ),
]


@pytest.fixture(params=MADE_UP, ids=lambda made: made[0].key)
def made_up(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The key of an indicator of a kind that is not in the program."""
    kind, indicator = request.param
    monkeypatch.setitem(KINDS, kind.key, kind)
    monkeypatch.setitem(INDICATORS, indicator.key, indicator)
    return indicator.key


def test_the_access_map_shows_an_indicator_of_a_new_kind(made_up: str) -> None:
    tables = cache.deployed()
    app = opened(indicator="Synthetic", district=str(tables.areas.name.iloc[0]))
    found = measured.measure(tables, made_up, measured.measured_period(tables, made_up))
    said = words(app)
    assert (
        f"Synthetic (of something, {found.period}) is highest in " in said
        and "There is no interval for this figure." in said
    )
    assert found.indicator.say(found.districts.overall) in said
    for scheme in map(tables.place.say, SCHEMES.values()):
        assert not app.selectbox(key="scheme").set_value(scheme).run().exception, scheme


def test_the_other_pages_and_the_file_have_it(made_up: str) -> None:
    assert "Synthetic" in words(opened("methods"))
    assert not opened("your_data").exception
    assert not opened("variation", beside="Synthetic").exception
    period = measured.measured_period(cache.deployed(), made_up)
    rows = pd.read_csv(
        io.BytesIO(indicator_csv(cache.safe_context(), made_up, period, "national", False)),
        encoding="utf-8-sig",
    )
    assert (
        rows.value.notna().all()
        and rows.source.str.len().gt(10).all()
        and rows.lower_95.isna().all()
    )


def test_what_is_from_counts_can_be_chosen_on_the_variation_page(made_up: str) -> None:
    counted = KINDS[INDICATORS[made_up].kind].from_counts
    app = opened("variation")
    assert ("Synthetic" in app.selectbox(key="measure").options) == counted
    if counted:
        app.selectbox(key="measure").set_value(made_up).run()
        assert not app.exception and "A funnel plot needs counts; a synthetic has none." in [
            info.value for info in app.info
        ]
    else:
        assert "Synthetic" in words(app)  # known by district: it has a line among Moran's
