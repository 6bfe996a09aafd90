"""A reader's link: what the dashboard's own link says, and a sentence on all that it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.catalogue.indicators import INDICATORS, MODELLED
from lib.findings.asked import OF_UPLOADS, asked
from lib.scenarios import link
from tests.bundled import FILTERS, FIRST, HERE, LATER, PERIOD, moving


def test_a_link_without_parameters_asks_what_the_dashboard_opens_with() -> None:
    wanted = asked(HERE, {})
    assert (wanted.indicator, wanted.period, wanted.faults) == (MODELLED, PERIOD, ())
    assert wanted.filters.basis == FILTERS.basis and wanted.filters.district is None


def test_the_link_of_a_scenario_asks_for_that_scenario() -> None:
    scenario = moving(early=2, growth=1, name="Ours", reason="Because")
    wanted = asked(HERE, link.query(scenario, HERE.linked(), "percent"))
    assert wanted.scenario == scenario and wanted.faults == ()


def test_figure_period_and_area_are_asked_for_by_key() -> None:
    sent = {"indicator": [MODELLED], "period": [LATER[0]], "district": [FIRST]}
    wanted = asked(HERE, sent)
    assert (wanted.period, wanted.filters.district, wanted.faults) == (LATER[0], FIRST, ())


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"district": ["nobody"]}, "“nobody” is not a value of “district”"),
        ({"zz": ["1"]}, "“zz” is not a setting"),
        ({"moves": ["x"]}, "“x” is not a value of “moves”"),
        ({"growth": ["nan"]}, "“nan” is not a value of “growth”"),
        ({"data": ["uploaded"]}, OF_UPLOADS),
        ({"growth": ["99999"]}, "99999 was asked for"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_usual_is_asked_for(sent, said: str) -> None:
    wanted = asked(HERE, sent)
    assert any(said in line for line in wanted.faults), wanted.faults
    assert wanted.period == PERIOD and wanted.filters.district is None


def test_a_period_that_the_figure_does_not_have_is_said() -> None:
    later = next(key for key in INDICATORS if asked(HERE, {"indicator": [key]}).period != PERIOD)
    wanted = asked(HERE, {"indicator": [later], "period": [PERIOD]})
    assert wanted.period != PERIOD and "has no figures for" in wanted.faults[0]


def test_a_setting_of_the_dashboard_that_is_not_shown_here_is_no_fault() -> None:
    assert asked(HERE, {"tiles": ["true"]}, elsewhere=["tiles"]).faults == ()


@given(
    st.dictionaries(
        st.sampled_from(
            ["district", "indicator", "period", "moves", "name", "standard", "cap", "embed", "zz"]
        ),
        st.lists(st.text(max_size=20), min_size=1, max_size=3),
    )
)
def test_no_text_in_a_link_makes_it_fall(sent) -> None:
    wanted = asked(HERE, sent)
    assert wanted.filters.district in (None, *HERE.tables.areas.order)
