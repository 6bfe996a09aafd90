"""The address bar says what is chosen, by keys and area codes; going back takes a choice back."""

import re

from playwright.sync_api import expect

from lib.catalogue.indicators import INDICATORS


def test_going_back_takes_choices_back_one_by_one_and_pages_with_theirs(visit, tables) -> None:
    found = visit("access_map")
    found.wait_for_map()
    found.settled()
    page, code = found.page, tables.areas.order[0]
    area = page.get_by_role("combobox", name=tables.place.area.heading, exact=True)
    figure = page.get_by_role("combobox", name="Figure", exact=True)
    label = list(INDICATORS.values())[-1].label

    def choose(box, option: str) -> None:
        box.click()
        page.get_by_role("option", name=option, exact=True).click()
        found.settled()

    choose(area, tables.areas.name[code])
    expect(page).to_have_url(re.compile(rf"access_map\?district={code}$"))
    choose(figure, label)
    expect(page).to_have_url(re.compile(rf"\?district={code}&indicator={[*INDICATORS][-1]}$"))
    page.get_by_test_id("stSidebarNav").get_by_text("Variation").click()
    expect(page).to_have_url(re.compile(rf"variation\?district={code}$"))
    found.settled()
    for _ in range(2):  # the menu opened the page before its address was written
        page.go_back()
        found.settled()
    expect(figure).to_have_value(label)
    expect(area).to_have_value(tables.areas.name[code])
    page.go_back()
    expect(figure).not_to_have_value(label)
    expect(area).to_have_value(tables.areas.name[code])
    found.settled()
    page.go_back()
    expect(area).to_have_value("")
    expect(page).to_have_url(re.compile("access_map$"))
    assert found.errors == []
