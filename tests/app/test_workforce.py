"""The Schools and workforce page: its levers stand where a link has them, and all follows them."""

from lib.findings import schools
from tests.app.pages import opened, words
from tests.bundled import HERE


def test_a_link_sets_the_levers_and_the_page_follows_them() -> None:
    app = opened("workforce", teams="5", teams_by="equal", counselling_places="100")
    assert app.slider(key="teams").value == 5
    assert app.selectbox(key="teams_by").value == "equal"
    said = words(app)
    assert "Five new school teams would cover" in said and "This needs" in said
    assert "100 pupils in school counselling" in said and "found no effect" in said
    for row in schools.facts(HERE).offers.itertuples(index=False):
        assert row.Figure in said
    app.slider(key="teams").set_value(0).run()
    assert "new school teams would cover" not in words(app) and not app.exception
