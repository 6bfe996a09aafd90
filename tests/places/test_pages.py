"""Every page of each partnership opens, and says its own names and no other's."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.catalogue.indicators import INDICATORS
from lib.classes import SCHEMES
from lib.figures import amounts, published
from lib.model.allocate import OBJECTIVES
from lib.model.need import BASES
from lib.place.profile import HOLE
from lib.ui.pages import PAGES
from lib.ui.reallocate.sections import SECTIONS
from tests.app.pages import open_section, opened
from tests.app.test_your_data import words as everything
from tests.places.conftest import Here
from tests.places.shown import shown

# where the Methods page tells the history of the program, which names what it was first made for
CHANGES = 'anchor: "changes"'
# each says other sentences; "moves": from the first area to the last
QUERIES = (
    {"moves": ""},
    {"moves": "", "growth": "5", "early": "10", "curve": "Saturating"},
    {"growth": "-10", "floor": "100", "cap": "100"},
    {"moves": "X00000001.1", "early": "900", "pace_growth": "99"},
)


def is_at_home(app: AppTest, place: Here) -> None:
    """It runs, it is this partnership's, and it says no name of another nor what that calls its
    areas."""
    assert not app.exception, app.exception
    text = everything(app).partition(CHANGES)[0]
    assert place.profile.name in text and place.strangers(text) == []
    assert place.foreign_nouns(shown(app)) == [] and not HOLE.search(shown(app))
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


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_way_to_class_a_map_works(place: Here, scheme: str) -> None:
    app = opened("access_map", scheme=scheme)
    assert app.selectbox(key="scheme").value == scheme
    is_at_home(app, place)


def test_years_of_figures_and_the_nations_name_are_the_tables(place: Here) -> None:
    edition, mid_year = amounts.edition(place.tables), place.tables.population.year.max()
    app = opened("access_map", indicator="Deprivation")
    assert f"IMD {edition} average score" in shown(app)
    assert app.selectbox(key="period").options == [str(edition)]
    assert opened("access_map", indicator="Need").selectbox(key="period").value == f"mid-{mid_year}"
    app = opened("access_map", indicator="Second contact within 4 weeks")
    assert published.nation(place.tables) in app.selectbox(key="line").options


def test_later_years_are_shown(place: Here) -> None:
    for period in sorted(set(place.tables.counts.period))[1:]:
        is_at_home(opened("access_map", period=period), place)


@pytest.mark.parametrize("query", QUERIES, ids=" ".join)
def test_every_way_to_set_the_levers_is_said(place: Here, query: dict[str, str]) -> None:
    first, *_, last = place.tables.areas.order
    moved = {"moves": f"{first}.-50_{last}.50"} if query.get("moves") == "" else {}
    app = opened("reallocate", **query | moved)
    is_at_home(app, place)
    for section in SECTIONS:
        open_section(app, section)
        is_at_home(app.run(), place)


@pytest.mark.parametrize("section", ["Ask the model", *SECTIONS])
def test_every_section_of_reallocate_answers(place: Here, section: str) -> None:
    app = opened("reallocate")
    open_section(app, section)
    is_at_home(app.run(), place)
    if section == "Ask the model":
        for objective in OBJECTIVES.values():
            app.selectbox(key="objective").select(place.profile.say(objective.label)).run()
            next(button for button in app.button if button.label == "Ask").click().run()
            is_at_home(app, place)
            assert 'class=\\"answer\\"' in everything(app) or app.warning
