"""What a figure is compared with."""

from lib.catalogue.indicators import MODELLED
from lib.figures.published import NATION
from lib.findings.access import access
from lib.findings.beside import benchmarks, beside, lines
from tests.bundled import HERE
from tests.lib.findings.by_hand import FILTERS, ON_A_SURVEY, VIEW


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
