"""An attacker's words in links, names and files, in a real browser: text is all they are, and
nothing is fetched for them."""

import io
from collections.abc import Callable
from urllib.parse import quote_plus

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.bundled import HIGHEST, SPLIT, address

HOST = "evil.example"
# What a parameter's name or value may be, and a scenario's name: at most 40 characters of the first
# are shown, 80 of the last are kept.
WORDS = (
    f"![x](//{HOST}/a)",
    f"[Sign in again](//{HOST})",
    f"see https://{HOST}/a?b",
    f"WWW.{HOST} or me@{HOST}",
    f"<img src=//{HOST}/b> <b>bold</b>",
    ":material/home: :smile: :streamlit:",
    ":red[stop] :small[x] $e=mc^2$ $$x$$",
    "# a -> b -- c <- d >= e ~= f <-> g",
    "1. **b** _c_ `d` ~~e~~ &amp; [^1] |a|",
    f"<https://{HOST}> :color[x]{{a=b}} \\*",
)


def whole(found: Visit) -> str:
    """The page's words, on one line."""
    return " ".join(found.page.locator("[data-testid=stApp]").inner_text().split())


def harmless(found: Visit) -> None:
    """Nothing went to another host, and no link, picture or markup names it."""
    assert found.outside == [] and found.errors == []
    assert (
        found.page.locator(
            f"a[href*='{HOST}'], a[href^='mailto'], [src*='{HOST}'], [srcset*='{HOST}']"
        ).count()
        == 0
    )


@pytest.mark.parametrize("words", WORDS)
def test_an_address_is_shown_as_it_was_written(visit: Callable[..., Visit], words: str) -> None:
    found = visit(f"methods?{quote_plus(words)}=1&district={quote_plus(words)}")
    said = found.page.get_by_test_id("stAlert")
    expect(said).to_contain_text("Part of the link could not be used")
    found.settled()
    text = " ".join(said.inner_text().split())
    assert (
        f"“{words}” is not a setting of this dashboard" in text
        and f"“{words}” is not a value of “district”" in text
    )
    sentence = said.get_by_test_id("stMarkdownContainer").filter(
        has_text="Defaults are shown there"
    )
    assert (
        sentence.evaluate(
            "it => [...it.querySelectorAll('*')].filter(e => e.textContent || e.src).map(e =>"
            " e.outerHTML).length"
        )
        == 1
    )
    harmless(found)


def test_a_scenarios_name_is_text_to_every_other_reader(visit: Callable[..., Visit]) -> None:
    author = visit(address("reallocate", {HIGHEST: -5}, name=WORDS[0]))
    author.page.get_by_role("radio", name="Keep and send").or_(
        author.page.get_by_role("button", name="Keep and send")
    ).first.click()
    for words in WORDS:
        name = author.page.get_by_label("Name", exact=True)
        name.fill(words)
        name.press("Enter")
        expect(author.page.locator(".named strong")).to_have_text(words)
        author.settled()
        author.page.get_by_role("button", name="Save as new").click()
        expect(
            author.page.get_by_test_id("stAlert").filter(has_text=f"Saved “{words}”.")
        ).to_be_visible()
    author.settled()
    harmless(author)
    reader = visit("scenarios")
    reader.wait_for_map()
    chosen = reader.page.get_by_test_id("stSelectbox").filter(has_text="Saved scenario")
    for words in WORDS:
        chosen.locator("input").click()
        reader.page.get_by_role("option", name=words).click()
        reader.settled()
        reader.page.get_by_test_id("stBaseButton-primary").click()
        said = reader.page.get_by_test_id("stAlert").filter(has_text=f"“{words}” is on the sliders")
        expect(said).to_be_visible()
        reader.settled()
    for words in WORDS[:2]:
        reader.page.get_by_label("Up to 4 scenarios").click()
        reader.page.get_by_role("option", name=words).click()
        reader.page.keyboard.press("Escape")
        expect(reader.page.get_by_role("columnheader", name=words).first).to_be_visible()
        reader.settled()
    harmless(reader)
    reader.page.get_by_test_id("stSidebarNav").get_by_text("Meeting pack").click()
    expect(reader.page.get_by_test_id("stApp")).to_contain_text(f"Scenario: {WORDS[-1]}.")
    reader.settled()
    harmless(reader)


def test_names_of_files_sheets_columns_and_values_are_text(visit: Callable[..., Visit]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"www.{HOST} $x$ ~~a~~"
    sheet.append(["area_code", "period", "measure", f"![x](//{HOST}/c)"])
    sheet.append([f"[Sign in](//{HOST})", ":smile:", f"https://{HOST}", "**5**"])
    out = io.BytesIO()
    book.save(out)
    lines = [
        "area_code,period,measure,value",
        f"{SPLIT},2024/25,treated_two_contacts,5",
        f"https://{HOST},2024/25,:smile:,**5**\n",
    ]
    found = visit("your_data")
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    found.page.locator("input[type=file]").set_input_files(
        [
            {
                "name": f"[Sign in](http:{HOST}) www.{HOST}.xlsx",
                "mimeType": "application/octet-stream",
                "buffer": out.getvalue(),
            },
            {
                "name": f"![x](data:{HOST}) :red[x] me@{HOST}.csv",
                "mimeType": "text/csv",
                "buffer": "\n".join(lines).encode(),
            },
        ]
    )
    expect(
        found.page.get_by_text("Nothing can be used yet")
        .or_(found.page.get_by_text("What will change"))
        .first
    ).to_be_visible()
    found.settled()
    assert f"www.{HOST} $x$ ~~a~~" in whole(found) and f"me@{HOST}.csv" in whole(found)
    harmless(found)
