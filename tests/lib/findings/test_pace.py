"""Getting there, in words."""

from lib.findings.outcome import work_out
from lib.findings.pace import MEASURES, walk
from lib.scenarios.record import Pace, Scenario
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS


def test_every_measure_has_every_year_and_district() -> None:
    steps = walk(work_out(HERE, Scenario(pace=Pace(years=5)), FILTERS))
    assert list(steps.frames) == [measure.label for measure in MEASURES]
    for label, frame in steps.frames.items():
        # there is no growth on the year before until the first
        assert list(frame.index) == list(range(label == "Growth", 6))
        assert list(frame.columns) == list(HERE.tables.areas.name)


def test_words_and_maps_are_those_of_the_frames() -> None:
    steps = walk(work_out(HERE, Scenario(pace=Pace(years=2)), FILTERS))
    access, name = MEASURES[0], HERE.tables.areas.name.iloc[0]
    table = steps.table(access)
    assert list(table.columns) == ["Today", "Year 1", "Year 2"]
    assert table.loc[name, "Year 2"] == f"{steps.frames[access.label].loc[2, name]:.1f}"
    years = steps.maps()
    assert [year.title for year in years] == ["Access, today", "Access, year 1", "Access, year 2"]
    low, high = years[0].value.min(), years[0].value.max()
    assert years[0].message == f"Access, today: {low:.1f} to {high:.1f} in 100 children in need"


def test_what_the_money_does_not_allow_is_said_with_how_far_and_when() -> None:
    """Nobody may stay under target, and nobody fall by more than 1% a year to pay for it."""
    strict = Pace(target="fair_share", under=0, most=100, least=-1)
    steps = walk(work_out(HERE, Scenario(pace=strict), FILTERS))
    assert steps.relaxed.startswith("The money does not allow 0% under target at once: up to ")
    assert steps.relaxed.endswith("% had to be allowed in year 1.")
    assert walk(work_out(HERE, Scenario(), FILTERS)).relaxed == ""
