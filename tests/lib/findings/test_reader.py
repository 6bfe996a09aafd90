"""A reader's page says what the dashboard says, of the same figures."""

import pytest

from lib import words
from lib.errors import NotMeasured
from lib.findings.access import access
from lib.findings.asked import asked
from lib.findings.outcome import work_out
from lib.findings.reader import VIEWS, of_access, of_scenario, of_spread
from lib.findings.spread import unequal
from lib.scenarios import link
from tests.bundled import ACCESS, FILTERS, FIRST, HERE, HIGHEST, NAME, ORDER, moving


def test_the_answer_is_the_pages_own_sentence() -> None:
    plain = asked(HERE, {})
    assert of_access(HERE, plain).message == access(HERE, *ACCESS).message
    assert of_spread(HERE, plain).message == unequal(HERE, plain.measure, FILTERS).message


def test_a_scenario_says_its_result_and_its_authors_reason() -> None:
    scenario = moving(name="Ours", reason="Because")
    wanted = asked(HERE, link.query(scenario, HERE.linked(), "percent"))
    result = work_out(HERE, scenario, wanted.filters)
    shown = of_scenario(HERE, wanted)
    assert (shown.message, shown.said, shown.known) == (result.title, "Because", "modelled")
    assert result.message in shown.more and result.choices_line in shown.sure


@pytest.mark.parametrize("stem", VIEWS)
def test_bars_go_down_and_every_area_is_on_every_map(stem: str) -> None:
    shown = VIEWS[stem](HERE, asked(HERE, {}))
    ordered = shown.bars.rows.before if stem == "reallocate" else shown.bars.rows.value
    assert ordered.is_monotonic_decreasing or ordered.round(1).is_monotonic_decreasing
    for one in shown.maps:
        assert list(one.value.index) == list(one.text.index) == ORDER


@pytest.mark.parametrize("stem", VIEWS)
def test_the_area_that_is_chosen_is_read_about(stem: str) -> None:
    assert VIEWS[stem](HERE, asked(HERE, {})).chosen is None
    about = VIEWS[stem](HERE, asked(HERE, {"district": [HIGHEST]})).chosen
    assert about is not None and about.name == NAME[HIGHEST]
    assert any(NAME[HIGHEST] in line for line in about.messages)


def test_how_it_is_known_is_said_and_comes_last() -> None:
    shown = of_access(HERE, asked(HERE, {"district": [FIRST]}))
    view = access(HERE, *ACCESS)
    assert shown.known == view.measured.provenance
    assert shown.sure[0] == words.caution(view.measured, view.areas)


def test_a_figure_that_is_not_there_is_refused() -> None:
    wanted = asked(HERE, {})
    with pytest.raises(NotMeasured):
        of_access(HERE, type(wanted)(**vars(wanted) | {"period": "never"}))
