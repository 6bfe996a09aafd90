"""Offers on a scenario: what is set aside, what each price does, and what the rest reaches."""

from lib import words
from lib.catalogue.groups import offered
from lib.findings import tiles
from lib.findings.offers import offers
from lib.findings.outcome import work_out
from lib.scenarios.record import Pathway, Scenario
from tests.bundled import FILTERS, HERE
from tests.lib.scenarios.test_offers import offering

FIRST, SECOND, *_ = offered()


def test_nothing_offered_sets_nothing_aside() -> None:
    view = offers(work_out(HERE, Scenario(), FILTERS))
    assert not view.held and view.pounds == 0 and view.swings.empty
    assert view.message.startswith("Nothing is set aside yet")


def test_what_is_set_aside_is_said_and_the_rest_is_what_the_model_reaches() -> None:
    result = work_out(HERE, offering(**{FIRST: 300, SECOND: 20}), FILTERS)
    view = offers(result)
    assert view.pounds == 300 * offered()[FIRST].value + 20 * offered()[SECOND].value
    assert view.message.startswith(f"{words.pounds(view.pounds)} a year")
    assert words.children(result.outcome.treated_after.sum()) in view.message
    assert view.tiles[-1] == tiles.of_outcome(result)[0]  # as on Reallocate
    assert list(view.table["To be seen"]) == ["300", "20"]


def test_what_other_pages_set_aside_is_said_beside_it() -> None:
    """Else what the rest reaches would be laid on the offers alone."""
    offer = offering(**{FIRST: 40})
    assert "Other pages" not in offers(work_out(HERE, offer, FILTERS)).message
    both = offer.model_copy(update={"pathway": Pathway(treatment=1.5)})
    message = offers(work_out(HERE, both, FILTERS)).message
    assert "Other pages' levers set aside £1.50m more." in message


def test_a_swing_is_one_price_at_the_ends_of_its_range() -> None:
    view = offers(work_out(HERE, offering(**{FIRST: 300, SECOND: 20}), FILTERS))
    price = offered()[FIRST]
    wide, narrow = view.swings.itertuples()
    assert wide.low == view.pounds - 300 * (price.value - price.low)
    assert wide.high == view.pounds + 300 * (price.high - price.value)
    assert narrow.high - narrow.low < wide.high - wide.low
