"""The meeting pack made in the page, and the stand-alone page opened with no network."""

import io
from pathlib import Path

import openpyxl
from playwright.sync_api import expect
from pptx import Presentation

from lib.exports.canvas import LEAST_TYPE
from lib.exports.pictures import BROAD
from tests.browser.conftest import ARTEFACTS
from tests.bundled import HIGHEST, LOWEST, NAME, ORDER, PLACE, address


def made(visit):
    """A scenario set on the sliders, and its pack."""
    found = visit(address("reallocate", {HIGHEST: -10, LOWEST: 20}))
    found.wait_for_map("Map of access after")
    found.settled()
    message = found.page.locator("h2.point").inner_text()
    table = found.page.get_by_role(
        "region", name="What the move would do, by district (modelled)"
    ).inner_text()
    found.page.get_by_test_id("stSidebarNav").get_by_text("Meeting pack").click()
    found.page.get_by_role("heading", name="Preview").wait_for()
    found.settled()
    expect(found.page.get_by_text(message)).to_be_visible()
    found.page.get_by_role("button", name="Make the pack").click()
    found.page.get_by_role("button", name="Everything in one file").wait_for(timeout=60_000)
    return found, message, table


def taken(found, name: str) -> Path:
    """A file of the pack, as a reader downloads it."""
    with found.page.expect_download() as waiting:
        found.page.get_by_role("button", name=f"{name}: {PLACE.slug}").click()
    ARTEFACTS.mkdir(exist_ok=True)
    path = ARTEFACTS / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_pack_says_what_the_page_says_and_the_lone_page_needs_no_network(
    visit, chromium
) -> None:
    found, message, table = made(visit)
    slides = Presentation(io.BytesIO(taken(found, "Slides (PowerPoint)").read_bytes())).slides
    said = "\n".join(
        s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame
    )
    assert message in said and "/reallocate?" in said and "moves=" in said
    sheet = openpyxl.load_workbook(taken(found, "Workbook (Excel)"))["Scenario"]
    lowest = next(row for row in sheet.iter_rows(values_only=True) if row[0] == NAME[LOWEST])
    assert f"{lowest[2] / 1000:+,.0f}" in table and f"{lowest[4]:.1f}" in table
    lone = taken(found, "Page that works without a network (HTML)")
    context = chromium.new_context(viewport={"width": 390, "height": 844}, offline=True)
    page = context.new_page()
    asked, faults = [], []
    page.on("request", lambda r: asked.append(r.url) if not r.url.startswith("file:") else None)
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.goto(lone.as_uri())
    expect(page.locator("h1")).to_contain_text("Access to children's mental-health services")
    expect(page.get_by_text(message).first).to_be_visible()
    assert page.locator("svg[aria-label^='Map of'] path").count() >= len(ORDER)
    assert [u for u in asked if not u.startswith(("data:", "about:"))] == [] and faults == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.screenshot(path=ARTEFACTS / "lone_390.png", full_page=True)
    context.close()


def test_on_a_phone_a_preview_is_opened_larger_and_in_words(visit) -> None:
    """By a tap and by keyboard; until then the words that matter stand on the page itself."""
    found = visit("pack", width=320, height=640)
    found.page.get_by_role("heading", name="Preview").wait_for()
    found.settled()
    pictures = found.page.locator("figure.preview img")
    assert all(pictures.evaluate_all("found => found.map(one => one.alt.length > 20)"))
    expect(found.page.locator(".few .number")).to_have_count(3)
    expect(found.page.get_by_text("Chi-square test")).to_be_hidden()
    figure, drawn = found.page.locator("figure.preview").first, pictures.first
    larger = figure.locator("summary")
    drawn.click(force=True)  # it lies under what opens it
    expect(figure.locator("details p")).to_be_visible()
    wide = drawn.bounding_box()["width"]
    assert wide / BROAD[0] * LEAST_TYPE / 72 >= 10  # pixels of its smallest type
    assert found.page.evaluate("() => document.documentElement.scrollWidth") <= 320
    ARTEFACTS.mkdir(exist_ok=True)
    found.page.screenshot(path=ARTEFACTS / "pack_320.png")
    larger.press("Enter")
    expect(figure.locator("details p")).to_be_hidden()
    assert drawn.bounding_box()["width"] <= 320
    larger.press("Enter")
    expect(figure.locator("details p")).to_be_visible()
