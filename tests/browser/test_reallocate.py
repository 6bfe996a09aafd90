"""The Reallocate page in a real browser: sliders recolour without tearing a map down, the link
reopens the scenario."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lib.classes import CHANGE
from tests.browser.conftest import serving
from tests.bundled import ASIDE, HIGHEST, LAST, LOWEST, NAME, PUBLISHED, SPLIT, address, of_today

AFTER, DIFFERENCE = "Map of access after", "Map of the difference"
MOST, FEWEST = NAME[HIGHEST], NAME[LOWEST]


def opened(visit, path: str = "reallocate", **options):
    found = visit(path, **options)
    for title in ("Map of access today", AFTER, DIFFERENCE):
        found.wait_for_map(title)
    found.settled()
    return found


def slider_of(found, district: str):
    """The slider of a district; where it is being drawn anew, the new one, which comes first."""
    return found.page.get_by_role("slider", name=district).first


def test_a_cold_deep_link_works(visit) -> None:
    """On a server that has never run app.py, a page's own address runs the page without it: each
    page's first statement sees to it (tests/house/test_architecture.py)."""
    with serving(script="app.py") as cold:
        found = opened(visit, address("reallocate", {HIGHEST: -10, LOWEST: 30}), base=cold)
        expect(found.page.locator("h1")).to_have_text("What would moving the money do?")
        expect(slider_of(found, MOST)).to_have_value("-10")
        given, taken = of_today(LOWEST, 30), -of_today(HIGHEST, -10)
        says = f"£{given:,} moved; £{given - taken:,} over budget: not affordable as it stands."
        expect(found.page.get_by_text(says)).to_be_visible()
        assert found.errors == [] and found.outside == []


def test_a_slider_recolours_without_tearing_the_map_down(visit) -> None:
    found = opened(visit)
    before = found.colours(DIFFERENCE)
    marks = "() => [...document.querySelectorAll('iframe')].map(f => f.contentWindow.kept = true)"
    found.page.evaluate(marks)
    slider_of(found, MOST).press("Home")
    found.map_frame(DIFFERENCE).locator(
        f"path[data-area='{MOST}'][fill='{CHANGE.colours[0]}']"
    ).wait_for()
    assert found.colours(DIFFERENCE) != before
    kept = found.page.evaluate(
        "() => [...document.querySelectorAll('iframe')].map(f => f.contentWindow.kept === true)"
    )
    assert kept == [True, True, True]
    changed = [c for c in found.colours(DIFFERENCE) if c not in before]
    lost = of_today(HIGHEST, -30)
    assert [c[:-7] for c in changed] == [MOST]
    expect(found.page).to_have_url(re.compile(rf"moves={HIGHEST}\.{lost // 1000}$"))
    says = f"£{-lost:,} moved; £{-lost:,} still to place."
    expect(found.page.get_by_text(says)).to_be_visible()
    found.page.get_by_role("button", name="Reset sliders").click()
    expect(found.page.get_by_text("£0 moved; every pound is placed.")).to_be_visible()
    found.map_frame(DIFFERENCE).locator(
        f"path[data-area='{MOST}'][fill='{CHANGE.colours[2]}']"
    ).wait_for()


def test_the_remainder_stays_in_view(visit) -> None:
    found = opened(visit)
    slider_of(found, NAME[LAST]).scroll_into_view_if_needed()
    found.page.mouse.wheel(0, 500)
    expect(
        found.page.get_by_role("status").filter(has_text="every pound is placed")
    ).to_be_in_viewport()


def test_dragging_back_and_forth_200_times_leaves_no_error_and_no_reconnect(visit) -> None:
    found = opened(visit)
    slider = slider_of(found, FEWEST)
    slider.focus()
    for i in range(200):
        slider.press("PageUp" if i % 2 == 0 else "PageDown")
        found.page.wait_for_timeout(60)
    found.settled()
    expect(slider).to_have_value("0")
    expect(found.page.get_by_text("£0 moved; every pound is placed.")).to_be_visible()
    assert found.errors == []
    assert found.sockets == 1
    slider.press("End")
    after = f"[aria-label*='{PUBLISHED['shown']['lowest_at_most']}.']"
    found.map_frame(AFTER).locator(f"path[data-area='{FEWEST}']{after}").wait_for()


def test_a_mouse_drag_moves_only_its_own_district(visit) -> None:
    found = opened(visit)
    thumb = slider_of(found, NAME[ASIDE])
    thumb.scroll_into_view_if_needed()
    box = thumb.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    found.page.mouse.move(x, y)
    found.page.mouse.down()
    found.page.mouse.move(x + 40, y, steps=8)
    found.page.mouse.up()
    expect(found.page).to_have_url(re.compile(rf"moves={ASIDE}\.[1-9]\d+$"))
    found.settled()
    assert slider_of(found, MOST).input_value() == "0"
    expect(found.page.get_by_text("over budget: not affordable")).to_be_visible()


def ask(found, objective: str = "") -> None:
    if not found.page.get_by_role("combobox", name="Which allocation?").count():
        section(found, "Ask the model")
    if objective:
        box = found.page.get_by_role("combobox", name="Which allocation?")
        box.click()
        box.fill(objective)
        found.page.get_by_role("option", name=objective).wait_for()
        box.press("Enter")
        found.settled()
    found.page.get_by_role("button", name="Ask", exact=True).click()
    found.page.locator(".answer").wait_for()


def section(found, name: str) -> None:
    folded = found.page.locator("summary", has_text=name)
    found.page.get_by_role("radio", name=name).or_(
        found.page.get_by_role("button", name=name, exact=True)
    ).or_(folded).first.click()
    found.settled()


def figures(found) -> list[str]:
    """The page's point, its tiles, the budget line and the table: what two readers of one link must
    see alike."""
    page = found.page
    table = page.get_by_role("region", name="What the move would do, by district (modelled)")
    return [
        page.locator("h2.point").inner_text(),
        page.locator("dl.tiles").inner_text(),
        page.locator(".budget").inner_text(),
        table.inner_text(),
    ]


def test_drag_place_the_rest_ask_save_reload_and_open_the_link_elsewhere(visit) -> None:
    found = opened(visit, "reallocate?shared_by=children+in+need+(equal+pounds+a+child+in+need)")
    slider_of(found, MOST).press("PageDown")
    expect(found.page.locator(".budget")).to_contain_text("still to place")
    found.page.get_by_role("button", name="Place the rest").click()
    expect(found.page.locator(".budget")).to_contain_text("every pound is placed")
    ask(found, "Fairest")
    expect(found.page.get_by_role("region", name="Does the answer hold?")).to_contain_text(
        "Saturating curve"
    )
    found.page.get_by_role("button", name="Put this answer on the sliders").click()
    expect(found.page.locator("h2.point")).to_contain_text("fewer children a year")
    section(found, "Keep and send")
    found.page.get_by_label("Name").fill("Fairest for us all")
    found.page.get_by_label("Name").press("Tab")
    found.page.get_by_label("Reason, in your words").fill("Agreed by the board in March")
    found.page.get_by_label("Reason, in your words").press("Control+Enter")
    found.settled()
    found.page.get_by_role("button", name="Save as new").click()
    expect(found.page.get_by_text("Saved “Fairest for us all”.")).to_be_visible()
    link = found.page.get_by_test_id("stCode").inner_text()
    assert len(link) < 1500 and "reason=Agreed+by+the+board+in+March" in link
    seen, colours = figures(found), found.colours(AFTER)
    found.page.reload()
    found.wait_for_map(AFTER)
    found.settled()
    assert figures(found) == seen and found.colours(AFTER) == colours
    with serving(script="app.py") as cold:
        other = opened(visit, link.split("/", 3)[3], base=cold)
        expect(other.page.locator(".budget")).to_contain_text("every pound is placed")
        assert figures(other) == seen and other.colours(AFTER) == colours
        assert other.errors == [] and other.outside == []


def test_a_saved_scenario_is_renamed_compared_deleted_brought_back_and_opened(visit) -> None:
    found = opened(visit, address("reallocate", {HIGHEST: -20, LOWEST: 20}))
    section(found, "Keep and send")
    found.page.get_by_label("Name").fill("Most to fewest")
    found.page.get_by_label("Name").press("Tab")
    found.settled()
    found.page.get_by_role("button", name="Save as new").click()
    expect(found.page.get_by_text("Saved “Most to fewest”.")).to_be_visible()
    found.page.get_by_test_id("stSidebarNav").get_by_text("Scenarios").click()
    for title in ("Map of Today", "Map of On the sliders now"):
        found.wait_for_map(title)
    outcomes = found.page.get_by_role("region", name="Outcomes (modelled)")
    expect(outcomes).to_contain_text("Chance the gap narrows")
    assert found.colours("Map of Today") != found.colours("Map of On the sliders now")
    expect(found.page.get_by_role("region", name="Where they differ")).to_contain_text(
        f"{MOST}: change"
    )
    found.page.get_by_label("New name").fill("Second thoughts")
    found.page.get_by_label("New name").press("Tab")
    found.page.get_by_role("button", name="Rename").click()
    saved = found.page.get_by_role("combobox", name="Saved scenario")
    expect(saved).to_have_value(re.compile("Second thoughts"))
    found.page.get_by_role("button", name="Delete").click()
    expect(found.page.get_by_text("Deleted “Second thoughts”.")).to_be_visible()
    found.page.get_by_role("button", name="Undo").click()
    expect(saved).to_have_value(re.compile("Second thoughts"))
    found.page.get_by_test_id("stMain").get_by_test_id("stBaseButton-primary").click()
    expect(found.page.get_by_text("“Second thoughts” is on the sliders")).to_be_visible()
    found.page.get_by_test_id("stSidebarNav").get_by_text("Reallocate").click()
    expect(slider_of(found, MOST)).to_have_value("-20")
    expect(slider_of(found, FEWEST)).to_have_value("20")
    assert found.errors == []


def test_compared_maps_move_in_step(visit) -> None:
    found = opened(visit, address("reallocate", {HIGHEST: -20}))
    found.page.get_by_test_id("stSidebarNav").get_by_text("Scenarios").click()
    for title in ("Map of Today", "Map of On the sliders now"):
        found.wait_for_map(title)
    found.settled()
    size = """() => [...document.querySelectorAll('iframe')].map(
      f => Math.round(f.contentDocument.querySelector('path.district').getBBox().width))"""
    before = found.page.evaluate(size)
    found.map_frame("Map of Today").locator("a.leaflet-control-zoom-in").click()
    found.page.wait_for_function(f"was => ({size})().every((w, i) => w > was[i] * 1.5)", arg=before)
    after = found.page.evaluate(size)
    assert abs(after[0] - after[1]) <= 2


def test_going_back_takes_a_move_back(visit) -> None:
    found = opened(visit)
    slider = slider_of(found, NAME[ASIDE])
    slider.press("PageUp")
    expect(found.page).to_have_url(re.compile("moves="))
    first = slider.input_value()
    slider.press("PageUp")
    expect(found.page.get_by_text("over budget")).to_be_visible()
    found.settled()
    found.page.go_back()
    expect(slider).to_have_value(first)
    found.page.go_back()
    expect(slider).to_have_value("0")
    expect(found.page.get_by_text("£0 moved; every pound is placed.")).to_be_visible()


def test_a_link_with_keys_opens_also_when_the_browser_goes_back_to_it(visit) -> None:
    found = opened(
        visit,
        "reallocate?basis=survey_2023&curve=saturating"
        f"&locked={SPLIT}&moves={HIGHEST}.-244&unit=pounds",
    )
    seen, sent = figures(found), found.page.url
    expect(found.page.get_by_role("combobox", name="Need estimated by")).to_have_value(
        re.compile("2023 survey")
    )
    expect(slider_of(found, MOST)).to_have_value("-244")
    slider_of(found, NAME[ASIDE]).press("PageUp")
    expect(found.page).to_have_url(re.compile(ASIDE))
    found.settled()
    found.page.go_back()  # to the link itself, which stays as it was sent until something moves
    expect(found.page).to_have_url(sent)
    expect(slider_of(found, NAME[ASIDE])).to_have_value("0")
    found.settled()
    assert figures(found) == seen and found.errors == []


def test_the_scenario_is_there_after_a_visit_to_another_page(visit) -> None:
    found = opened(
        visit, address("reallocate", {HIGHEST: -15}, growth="5", floor="60", curve="Saturating")
    )
    seen = figures(found)
    found.page.get_by_test_id("stSidebarNav").get_by_text("Methods and data").click()
    expect(found.page.locator("h1")).to_contain_text("How is each figure made")
    found.page.get_by_test_id("stSidebarNav").get_by_text("Reallocate").click()
    found.wait_for_map(AFTER)
    expect(slider_of(found, MOST)).to_have_value("-15")
    found.settled()
    assert figures(found) == seen


def test_pounds_and_percent_are_two_views_of_one_scenario(visit) -> None:
    found = opened(visit, address("reallocate", {HIGHEST: -10}))
    seen = figures(found)
    section(found, "pounds")
    thousands = -of_today(HIGHEST, -10) // 1000
    expect(slider_of(found, MOST)).to_have_value(f"-{thousands}")
    assert figures(found) == seen
    slider_of(found, MOST).press("ArrowRight")
    says = f"£{thousands - 1},000 moved; £{thousands - 1},000 still to place."
    expect(found.page.get_by_text(says)).to_be_visible()
    section(found, "percent")
    expect(slider_of(found, MOST)).to_have_value("-10")
    expect(found.page.get_by_text(says)).to_be_visible()


def test_limits_in_conflict_are_said_and_nothing_is_lost(visit) -> None:
    found = opened(visit, address("reallocate", {HIGHEST: 10}, growth="30", cap="120"))
    section(found, "Ask the model")
    found.page.get_by_role("button", name="Ask", exact=True).click()
    expect(
        found.page.get_by_text("Raise the cap, unlock a district or lower the budget.")
    ).to_be_visible()
    expect(slider_of(found, MOST)).to_have_value("10")


def test_a_point_of_the_trade_off_goes_on_the_sliders(visit) -> None:
    found = opened(visit, "reallocate?shared_by=children+in+need+(equal+pounds+a+child+in+need)")
    ask(found)
    chart = found.page.get_by_test_id("stVegaLiteChart").nth(1)
    point = chart.locator("path[aria-roledescription='point'], .mark-symbol path").first
    point.scroll_into_view_if_needed()
    found.page.wait_for_timeout(500)
    point.click(force=True)
    expect(found.page).to_have_url(re.compile("moves="))
    expect(found.page.locator(".budget")).to_contain_text("every pound is placed")


def test_every_section_is_clean_for_axe_and_fits_a_phone(visit) -> None:
    found = opened(visit, address("reallocate", {HIGHEST: -10, LOWEST: 15}), width=390, height=844)
    for name in ("How sure is it?", "Getting there", "Explain", "Keep and send", "Ask the model"):
        section(found, name)
        if name == "Ask the model":
            ask(found)
            found.page.get_by_role("region", name="Does the answer hold?").wait_for()
            found.settled()
        found.page.wait_for_timeout(1000)
        wide = "() => document.querySelector('[data-testid=stMain]').scrollWidth"
        assert found.page.evaluate(wide) <= 390, name
        faults = [
            f"{v['id']} ({v['impact']}): {[n['target'] for n in v['nodes']][:4]}"
            for v in Axe().run(found.page).response["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        assert faults == [], name
    assert found.errors == [] and found.outside == []


def test_the_keyboard_alone_asks_and_puts_the_answer_on_the_sliders(visit) -> None:
    found = opened(visit, "reallocate?shared_by=children+in+need+(equal+pounds+a+child+in+need)")

    def tab_to(name: str) -> None:
        for _ in range(90):
            found.page.keyboard.press("Tab")
            here = found.page.evaluate(
                "() => (document.activeElement.getAttribute('aria-label') ||"
                " document.activeElement.textContent || '').trim()"
            )
            # what is folded away has an arrow before its name
            if here.startswith(name) or here.endswith(name):
                return
        raise AssertionError(f"Tab does not reach {name}")

    tab_to("Ask the model")
    found.page.keyboard.press("Enter")
    found.page.get_by_role("button", name="Ask", exact=True).wait_for()
    tab_to("Ask")
    while found.page.evaluate("() => document.activeElement.textContent.trim()") != "Ask":
        tab_to("Ask")
    found.page.keyboard.press("Enter")
    found.page.locator(".answer").wait_for()
    tab_to("Put this answer on the sliders")
    found.page.keyboard.press("Enter")
    expect(found.page.locator("h2.point")).to_contain_text("more children a year")
    found.settled()
    tab_to(NAME[ASIDE])
    found.page.keyboard.press("ArrowRight")
    expect(found.page.get_by_text("over budget: not affordable")).to_be_visible()
    tab_to("Place the rest")
    found.page.keyboard.press("Enter")
    expect(found.page.locator(".budget")).to_contain_text("every pound is placed")


def test_a_file_downloaded_in_one_browser_is_loaded_in_another_and_a_bad_one_is_refused_whole(
    visit, tmp_path
) -> None:
    found = opened(visit, address("reallocate", {HIGHEST: -12}, growth="4", early="5"))
    seen = figures(found)
    section(found, "Keep and send")
    with found.page.expect_download() as waiting:
        found.page.get_by_role("button", name="Download as a file").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    bad = tmp_path / "bad.json"
    bad.write_text(file.read_text().replace('"growth": 4.0', '"growth": 400'))
    other = visit("scenarios")
    other.page.get_by_text("Load a scenario from a file").click()
    other.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(bad)
    expect(
        other.page.get_by_text("levers > growth: Input should be less than or equal to 30")
    ).to_be_visible()
    # what is said above does not close what is open below
    expect(other.page.get_by_test_id("stFileUploaderDropzone")).to_be_visible()
    other.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    expect(other.page.get_by_text("is on the sliders of the Reallocate page")).to_be_visible()
    other.page.get_by_test_id("stSidebarNav").get_by_text("Reallocate").click()
    other.wait_for_map(AFTER)
    expect(slider_of(other, MOST)).to_have_value("-12")
    other.settled()
    assert figures(other) == seen


def test_the_second_of_two_browsers_that_save_is_told_and_loses_nothing(visit) -> None:
    one = opened(visit, address("reallocate", {HIGHEST: -5}))
    section(one, "Keep and send")
    one.page.get_by_role("button", name="Save as new").click()
    expect(one.page.get_by_text("Saved “Untitled scenario”.")).to_be_visible()
    two = visit("scenarios")
    two.page.get_by_test_id("stMain").get_by_test_id("stBaseButton-primary").click()
    expect(two.page.get_by_text("is on the sliders of the Reallocate page")).to_be_visible()
    two.page.get_by_test_id("stSidebarNav").get_by_text("Reallocate").click()
    two.wait_for_map(AFTER)
    section(two, "Keep and send")
    one.page.get_by_role("button", name="Save over").click()
    one.settled()
    two.page.get_by_role("button", name="Save over").click()
    expect(
        two.page.get_by_text(
            "Someone else changed or deleted “Untitled scenario” after you opened it"
        )
    ).to_be_visible()
    two.page.get_by_role("button", name="Save as new").click()
    expect(two.page.get_by_text("Saved “Untitled scenario”.")).to_be_visible()
