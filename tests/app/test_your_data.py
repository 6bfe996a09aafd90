"""Every page on a reader's own data: it opens, it keeps small numbers to itself, and it forgets."""

import io
import os
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib import sources
from lib.catalogue.indicators import INDICATORS
from lib.exports import tables as exported
from lib.scenarios.record import Scenario, Services
from lib.ui import cache
from lib.ui.pages import PAGES
from lib.ui.reallocate.sections import SECTIONS
from lib.ui.session import SCENARIO
from lib.ui.your_data import yours
from lib.uploads import bundles, own, reading
from lib.uploads.own import Own
from tests.app.pages import open_section

ROOT = Path(__file__).parents[2]
TABLES = sources.read_all()
ORDER, NAME, PLACE = TABLES.areas.order, TABLES.areas.name, TABLES.place
# the area whose count is hidden, and two whose counts are not
HIDDEN, SEEN, ROUNDED = ORDER[3], ORDER[-3], ORDER[-4]
CALLED = NAME[HIDDEN]
REST = len(ORDER) - 1


def brought(treated: dict[str, int], usual: int, spend: bool = True) -> Own:
    """Counts of 2024/25 for every district: referred, closed, over 12 weeks, mean wait, treated;
    and spend if wanted."""
    lines = ["area_code,period,measure,value"]
    for i, code in enumerate(ORDER):
        number = treated.get(code, usual + 10 * i)
        lines += [
            f"{code},2024/25,treated_two_contacts,{number}",
            f"{code},2024/25,referred,{1500 + 20 * i}",
        ]
        lines += [
            f"{code},2024/25,closed_before_treatment,{200 + 10 * i}",
            f"{code},2024/25,mean_wait_days,{30 + i}",
        ]
        lines.append(
            f"{code},2024/25,second_contact_over_12_weeks,{0 if code == SEEN else 50 + 5 * i}"
        )
    files = [("counts.csv", "\n".join(lines).encode())]
    if spend:
        files.append(
            (
                "spend.csv",
                reading.template("spend", TABLES)
                .decode("utf-8-sig")
                .replace(TABLES.spend.period.max(), "2024/25")
                .encode(),
            )
        )
    found = reading.read(files, TABLES)
    assert not found.refused and all(not table.faults for table in found.tables)
    return own.bring_in(TABLES, found.sound)


MINE = brought({HIDDEN: 3, ROUNDED: 907}, 600)
ALIKE = brought({HIDDEN: 1, ROUNDED: 903}, 601)  # the same to whoever sees the safe table


def opened(
    page: str = "access_map", mine: Own | None = MINE, exact: bool = False, **query: str
) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if page != PAGES[0].stem:
        app._page_hash = calc_hash(page)
    if mine is not None:
        app.session_state[cache.OWN] = cache.Session(own=mine)
    app.session_state[yours.EXACT] = exact
    app.run()
    assert not app.exception, (page, app.exception)
    return app


def words(app: AppTest) -> str:
    """All that the page sends to the browser: text, tables, charts, maps, links, widgets and their
    choices."""
    said = [str(element.proto) for element in app.main] + [
        str(element.proto) for element in app.sidebar
    ]
    text = " ".join([*said, str(dict(app.query_params))])
    return re.sub(r"(id|form_id|url|file_id|element_id): \"[^\"]*\"", "", text)


@pytest.mark.parametrize("page", [p.stem for p in PAGES])
@pytest.mark.parametrize("exact", [False, True])
def test_every_page_opens_and_says_that_the_figures_are_uploaded(page: str, exact: bool) -> None:
    said = words(opened(page, exact=exact))
    assert "UPLOADED" in said and "Service counts, 2024/25 (counts.csv)" in said


@pytest.mark.parametrize("page", [p.stem for p in PAGES])
def test_a_page_cannot_tell_two_sets_apart_whose_safe_tables_are_one(page: str) -> None:
    """Whatever a page shows is made from the safe table alone, or this differs."""
    assert words(opened(page, MINE)) == words(opened(page, ALIKE))


@pytest.mark.parametrize("page", [p.stem for p in PAGES if not p.exact])
def test_pages_that_links_and_packs_are_made_from_stay_safe_in_exact_mode(page: str) -> None:
    plain, exact = words(opened(page, MINE, exact=True)), words(opened(page, ALIKE, exact=True))
    assert plain == exact


def test_the_exact_switch_shows_the_exact_figures_under_a_warning() -> None:
    app = opened("access_map", MINE, exact=True)
    assert "Exact figures, not for sharing" in words(app)
    assert words(app) != words(opened("access_map", ALIKE, exact=True))
    assert "Counted by district, to the nearest 5" not in words(app)


def test_what_is_downloaded_is_safe_even_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """The CSV of the Access map, byte by byte."""
    made, write = [], exported.indicator_csv
    monkeypatch.setattr(
        exported, "indicator_csv", lambda *given: made.append(write(*given)) or made[-1]
    )
    for mine in (MINE, ALIKE):
        for exact in (False, True):
            opened("access_map", mine, exact=exact)
    assert len(made) == 4 and len(set(made)) == 1 and b"[c]" in made[0]


def test_the_pack_cannot_tell_them_apart_and_marks_what_is_hidden() -> None:
    packs = []
    for mine in (MINE, ALIKE):
        app = opened("pack", mine, exact=True)
        next(b for b in app.button if b.label == "Make the pack").click().run()
        assert not app.exception
        packs.append({file.name: file.content for file in app.session_state["pack_files"][1]})
    assert packs[0] == packs[1]
    files = packs[0]
    text = next(body for name, body in files.items() if name.endswith(".csv")).decode("utf-8-sig")
    assert "True" in next(line for line in text.split("\r\n") if HIDDEN in line)
    with zipfile.ZipFile(
        io.BytesIO(next(body for name, body in files.items() if name.endswith(".xlsx")))
    ) as book:
        assert any(b"[c]" in book.read(name) for name in book.namelist())
    page = next(body for name, body in files.items() if name.endswith(".html")).decode()
    assert CALLED in page and "data=uploaded" in page


@pytest.mark.parametrize("section", ["Ask the model", *SECTIONS])
def test_every_section_of_the_model_leaves_a_hidden_district_out_by_name(section: str) -> None:
    app = opened("reallocate", MINE)
    open_section(app, section)
    app.run()
    assert not app.exception
    assert f"Not in the model, because the count is suppressed: {CALLED}" in words(app)
    assert not [slider for slider in app.slider if slider.label == CALLED]
    if section == "Ask the model":
        next(b for b in app.button if b.label == "Ask").click().run()
        assert not app.exception and 'class=\\"answer\\"' in words(app)


@pytest.mark.parametrize("key", INDICATORS)
def test_every_figure_is_shown_on_own_data(key: str) -> None:
    app = opened("access_map", MINE, indicator=key, district=CALLED)
    assert app.selectbox(key="indicator").value == key
    if key == "access_rate":
        assert "figure is suppressed" in words(app) and f"without {CALLED}" in words(app)


def test_a_figure_with_half_its_counts_says_so_and_the_page_stands() -> None:
    lines = "\n".join(
        f"{code},{PLACE.measured_period},closed_before_treatment,30" for code in ORDER
    )
    files = [("c.csv", f"area_code,period,measure,value\n{lines}".encode())]
    half = own.bring_in(TABLES, reading.read(files, TABLES).sound)
    app = opened("access_map", half, indicator=INDICATORS["closed_before_treatment"].label)
    assert "no year has both closed before treatment and referred" in " ".join(
        w.value for w in app.warning
    )
    for page in PAGES:
        opened(page.stem, half)


def test_the_model_runs_on_uploaded_spend_and_a1_is_put_aside() -> None:
    app = opened("reallocate", MINE)
    assert app.selectbox(key="shared_by").disabled and "assumption A1 is not used" in words(app)
    assert (
        not opened("reallocate", brought({HIDDEN: 3}, 600, spend=False))
        .selectbox(key="shared_by")
        .disabled
    )


def test_a_link_to_a_hidden_district_is_refused_in_a_sentence() -> None:
    moves = "_".join("50" if code == HIDDEN else "-50" if code == SEEN else "0" for code in ORDER)
    app = opened("reallocate", MINE, moves=moves)
    assert f"{CALLED}, which is not in the model: its count is suppressed" in " ".join(
        w.value for w in app.warning
    )


def test_links_say_that_the_data_are_not_in_them() -> None:
    app = opened("reallocate", MINE)
    app.session_state["section"] = "Keep and send"
    app.run()
    assert (
        app.query_params["data"] in ("uploaded", ["uploaded"])
        and "data=uploaded" in app.code[0].value
    )
    other = opened("reallocate", None, data="uploaded")
    assert "made on figures that someone uploaded. They are in no link" in " ".join(
        w.value for w in other.warning
    )
    assert "data" not in other.query_params


def test_a_saved_scenario_holds_safe_figures_only() -> None:
    bodies = []
    for mine in (MINE, ALIKE):
        app = opened("reallocate", mine, exact=True)
        app.session_state["section"] = "Keep and send"
        app.run()
        next(b for b in app.button if b.label == "Save as new").click().run()
        kept = cache.store().listed()[0]
        bodies.append(kept.body)
        cache.store().delete(kept)
    assert bodies[0] == bodies[1] and HIDDEN not in bodies[0]


def contacts(counts: list[int], whole: int | None = None) -> list[tuple[str, bytes]]:
    """Files of children contacted once in 2024/25 by district, and of all districts together."""
    lines = [
        "area_code,period,measure,value",
        *(f"{c},2024/25,contacted_once,{n}" for c, n in zip(ORDER, counts)),
    ]
    files = [("counts.csv", "\n".join(lines).encode())]
    if whole is not None:
        files.append(
            (
                "whole.csv",
                f"area_code,period,measure,value\n{PLACE.code},2024/25,contacted_once,{whole}".encode(),
            )
        )
    return files


@pytest.mark.parametrize("way", ["pack", "file", "saved"])
def test_a_total_that_is_brought_in_after_something_went_out_does_not_complete_it(way: str) -> None:
    """7 in every district but one with 4 went out as 5s and a star; all beside them would say
    4."""
    counts = [4, *[7] * REST]
    first = own.bring_in(TABLES, reading.read(contacts(counts), TABLES).sound)
    app = opened("pack" if way == "pack" else "reallocate", first)
    assert yours.OUT not in app.session_state
    if way == "pack":
        next(b for b in app.button if b.label == "Make the pack").click().run()
    else:
        app.session_state["section"] = "Keep and send"
        app.run()
        pressed = app.get("download_button") if way == "file" else app.button
        next(b for b in pressed if b.label in ("Save as new", "Download as a file")).click().run()
    assert not app.exception
    out = app.session_state[yours.OUT]
    both = own.bring_in(TABLES, reading.read(contacts(counts, sum(counts)), TABLES).sound, out)
    rows = both.safe.published_counts
    assert rows[rows.provenance == "uploaded"].value.isna().all() and both.held_back == (
        ("contacted_once", "2024/25"),
    )
    shown = both.safe.counts[both.safe.counts.period == "2024/25"].value
    assert shown.isna().tolist() == [True, *[False] * REST]
    together = own.bring_in(TABLES, reading.read(contacts(counts, sum(counts)), TABLES).sound)
    assert (
        together.safe.counts[together.safe.counts.period == "2024/25"].value.isna().all()
        and together.held_back == ()
    )
    app.session_state[cache.OWN] = cache.Session(own=both)
    app._page_hash = calc_hash("access_map")
    app.run()
    assert not app.exception and not re.search(r"\bnan\b", words(app).lower())


EDGES = {
    "every figure but one hidden": brought(dict.fromkeys(ORDER[1:], 3), 600, spend=False),
    "two left": brought(dict.fromkeys(ORDER[2:], 2), 600, spend=False),
    "one with nobody": brought({HIDDEN: 0}, 600),
}


@pytest.mark.parametrize("page", [p.stem for p in PAGES])
@pytest.mark.parametrize("edge", list(EDGES))
def test_every_page_stands_on_figures_at_the_edge(page: str, edge: str) -> None:
    opened(page, EDGES[edge])


@pytest.mark.parametrize("section", ["Ask the model", *SECTIONS])
def test_a_district_that_reaches_nobody_breaks_no_section(section: str) -> None:
    app = opened("reallocate", EDGES["one with nobody"])
    open_section(app, section)
    app.run()
    if section == "Ask the model":
        next(b for b in app.button if b.label == "Ask").click().run()
    assert not app.exception, app.exception


def test_explain_opens_on_another_district_than_a_hidden_one() -> None:
    app = opened("reallocate", MINE, district=CALLED)
    app.session_state["section"] = "Explain"
    app.run()
    assert not app.exception


def test_reset_forgets_everything() -> None:
    app = opened("your_data", MINE)
    # as the split of uploaded spend sets it
    app.session_state[SCENARIO] = Scenario(services=Services(early_spend=18))
    next(b for b in app.button if b.label.startswith("Reset")).click().run()
    assert app.session_state[SCENARIO] == Scenario()
    assert cache.OWN not in app.session_state and "data" not in app.query_params
    assert "is remembered" not in words(app)


def test_reset_says_what_of_them_is_remembered() -> None:
    app = opened("your_data", MINE)
    app.session_state[yours.OUT] = own.gone_out(MINE, own.stands_already(TABLES))
    next(b for b in app.button if b.label.startswith("Reset")).click().run()
    assert "is remembered as it was shown" in words(app) and yours.OUT in app.session_state
    said = words(app)
    assert "Your data are gone" in said and "counts.csv" not in said.replace(
        "template-counts.csv", ""
    )


def test_nothing_of_a_session_reaches_the_shared_cache() -> None:
    before = words(opened("access_map", None))
    opened("access_map", MINE)
    opened("reallocate", MINE)
    assert words(opened("access_map", None)) == before
    assert "2024/25" not in before


@pytest.mark.parametrize("exact", [True, False])
def test_charts_of_own_figures_offer_no_file_that_nobody_knows_of(exact: bool) -> None:
    """What goes out by a chart's own toolbar is not recorded, so a total brought in after it would
    complete it."""
    app = opened("access_map", exact=exact)
    assert any(
        "stElementToolbar" in str(element.proto)
        for place in app._tree.children.values()
        for element in place
    )


def test_deployment_settings_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A bundle unpacked is a data folder that the app can be served for."""
    with zipfile.ZipFile(io.BytesIO(bundles.bundle(MINE, date(2026, 11, 22), "a word"))) as held:
        held.extractall(tmp_path)
    monkeypatch.setitem(os.environ, "DATA_DIR", str(tmp_path))
    streamlit.cache_resource.clear()
    try:
        assert cache.deployed().counts.value.equals(MINE.safe.counts.value.astype(float))
    finally:
        streamlit.cache_resource.clear()
