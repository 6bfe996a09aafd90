"""A scenario as a page of the meeting pack."""

import pytest

from lib.catalogue.indicators import MODELLED
from lib.findings import access, scenario_page
from lib.findings.access import mapped
from lib.findings.outcome import work_out
from lib.findings.pack_pages import UNIT
from lib.scenarios.record import Levers, Scenario
from tests.bundled import FILTERS, HERE, PERIOD


@pytest.fixture(scope="module")
def pictures():
    order = HERE.tables.areas.order
    moves = Levers(changes={order[2]: 244_000, order[-3]: -244_000})
    result = work_out(HERE, Scenario(name="West", levers=moves), FILTERS)
    today = access.access(HERE, MODELLED, PERIOD, "national", False)
    made = scenario_page.page(result, today, mapped(HERE, today).classes, UNIT)
    return {shown.key: shown for shown in made.pictures}, result


def test_every_figure_of_before_and_after_has_its_interval_inside_which_it_lies(pictures) -> None:
    frame = pictures[0]["scenario"].frame
    assert ((frame.before_low <= frame.before) & (frame.before <= frame.before_high)).all()
    assert ((frame.low.round() <= frame.after.round()) & (frame.after <= frame.high + 1)).all()
    assert all("(" in text for text in (*frame.text_before, *frame.text_after))


def test_the_map_of_the_difference_is_after_less_today_and_says_the_children(pictures) -> None:
    shown, result = pictures
    difference = shown["difference"].frame
    apart = (shown["after"].frame.value - result.moves.before).dropna()
    assert (difference.value.dropna() - apart).abs().max() < 1e-9
    still = difference.text == "0"
    assert still.sum() == len(difference) - 2 and (difference.span[still] == "").all()
    assert difference.span[~still].str.contains("children").all()


def test_what_is_shown_is_said_to_those_who_do_not_see_it(pictures) -> None:
    for one in pictures[0].values():
        assert all(name in one.alt for name in one.frame.district)
