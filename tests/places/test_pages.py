"""Every page of each partnership opens, and says its own names and no other's."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.catalogue.indicators import INDICATORS
from lib.model.need import BASES
from lib.ui.pages import PAGES
from lib.ui.reallocate.sections import SECTIONS
from tests.app.test_pages import open_section, opened
from tests.app.test_your_data import words as everything
from tests.places.conftest import Here

# where the Methods page tells the history of the program, which names what it was first made for
CHANGES = 'anchor: "changes"'


def is_at_home(app: AppTest, place: Here) -> None:
    """It runs, it is this partnership's, and it says no name of another."""
    assert not app.exception, app.exception
    text = everything(app).partition(CHANGES)[0]
    assert place.profile.name in text and place.strangers(text) == []
    assert place.profile.level or "By itself (A5)" not in text  # how districts differ inside a part


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_page_opens(place: Here, page) -> None:
    app = opened(page.stem)
    assert [title.value.replace("\\", "") for title in app.title] == [
        page.asked(place.profile.name)
    ]
    is_at_home(app, place)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_page_opens_with_a_district_chosen_and_need_weighted(place: Here, page) -> None:
    is_at_home(opened(page.stem, district=place.tables.areas.name.iloc[-1], weighted="true"), place)


@pytest.mark.parametrize("key", INDICATORS)
def test_every_figure_is_shown(place: Here, key: str) -> None:
    app = opened("access_map", indicator=key)
    assert app.selectbox(key="indicator").value == key
    is_at_home(app, place)
    is_at_home(opened("variation", measure=key), place)


# the first is that of the tests above
@pytest.mark.parametrize("basis", [basis.label for basis in list(BASES.values())[1:]])
@pytest.mark.parametrize("page", ["access_map", "variation", "reallocate"])
def test_every_need_basis_works(place: Here, page: str, basis: str) -> None:
    is_at_home(opened(page, basis=basis), place)


def test_later_years_are_shown(place: Here) -> None:
    for period in sorted(set(place.tables.counts.period))[1:]:
        is_at_home(opened("access_map", period=period), place)


@pytest.mark.parametrize("section", ["Ask the model", *SECTIONS])
def test_every_section_of_reallocate_answers(place: Here, section: str) -> None:
    app = opened("reallocate")
    open_section(app, section)
    is_at_home(app.run(), place)
    if section == "Ask the model":
        next(button for button in app.button if button.label == "Ask").click().run()
        is_at_home(app, place)
        assert 'class=\\"answer\\"' in everything(app)
