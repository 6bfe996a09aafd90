"""A reader's own files in two real browsers: used in one, unknown to the other, gone on reset,
never on disk."""

import re
import time
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import psutil
import pytest
from playwright.sync_api import Page, expect
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from lib import sources
from lib.ui.your_data.exact_files import KEPT_SECONDS
from lib.uploads import bundles, own, reading
from lib.uploads.matching import KINDS
from tests.browser.conftest import ARTEFACTS, Served
from tests.lib.uploads.test_mhsds import HEADINGS, row

TABLES = sources.read_all()
ORDER, NAME, PLACE = TABLES.areas.order, TABLES.areas.name, TABLES.place
FEW, MARKED = ORDER[3], ORDER[-3]  # areas with few children treated, and with MARK
CALLED = NAME[FEW]
MARK = "903"  # a count that is in no other table
USUALLY = f"In {PLACE.measured_period}"


def treated() -> dict[str, int]:
    """Children treated by area."""
    usual = {code: 600 + 10 * i for i, code in enumerate(ORDER)}
    return usual | {FEW: 3, MARKED: int(MARK)}


def counts() -> bytes:
    """Counts of 2024/25 for every district; one has 3 children treated."""
    lines = ["Local Authority,Year,Indicator,Count"]
    for i, (code, name) in enumerate(TABLES.areas.name.items()):
        lines += [
            f"{name},2024-25,treated,{treated()[code]}",
            f"{name},2024-25,referrals,{1500 + 20 * i}",
        ]
    return "\n".join(lines).encode()


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": body} for name, body in files]
    )


def using(visit, **options):
    """A browser whose session runs on its own counts."""
    found = visit("your_data", **options)
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    choose(found.page, ("counts.csv", counts()))
    found.page.get_by_role("heading", name="What will change").wait_for()
    found.page.get_by_role("button", name="Use these figures").click()
    found.page.get_by_role(
        "heading", name="The dashboard runs on your figures in this session."
    ).wait_for()
    found.settled()
    return found


def go(found, title: str) -> None:
    found.page.get_by_test_id("stSidebarNav").get_by_text(title, exact=True).click()


def text(found) -> str:
    return found.page.locator("[data-testid=stMain]").inner_text()


def test_files_come_in_are_checked_previewed_and_used_on_every_page(visit) -> None:
    found = visit("your_data")
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    choose(
        found.page,
        ("counts.csv", counts()),
        ("people.csv", b"surname,nhs number\nXanthippe,9434765919\n"),
    )
    found.page.get_by_role("heading", name="What will change").wait_for()
    said = text(found)
    assert (
        "people.csv is refused: column A looks like names of people" in said
        and "Xanthippe" not in said
    )
    assert (
        "“treated” read as treated_two_contacts" in said
        and "column “Local Authority” read as area_code" in said
    )
    box = found.page.get_by_role("combobox", name="Figure to preview")
    box.click()
    box.fill("Treated two contacts")
    found.page.get_by_role("option", name="Treated two contacts, 2024/25").wait_for()
    box.press("Enter")
    found.settled()
    table = found.page.get_by_role(
        "region", name="Treated two contacts, 2024/25: in use and new"
    ).inner_text()
    assert re.search(rf"{CALLED}\s+[\d,]+\s+\*", table)
    assert re.search(rf"{NAME[MARKED]}\s+[\d,]+\s+905", table)
    ARTEFACTS.mkdir(exist_ok=True)
    found.page.screenshot(path=ARTEFACTS / "your_data_preview.png", full_page=True)
    found.page.get_by_role("button", name="Use these figures").click()
    found.page.get_by_role(
        "heading", name="The dashboard runs on your figures in this session."
    ).wait_for()
    go(found, "Access map")
    found.wait_for_map()
    expect(found.page.locator("h2.point")).to_contain_text("In 2024/25")
    expect(found.page.locator(".badge").first).to_have_text("UPLOADED")
    expect(found.page).to_have_url(re.compile("data=uploaded"))
    fill = found.map_frame().locator(f"path[data-area='{CALLED}']").get_attribute("fill")
    assert fill not in {path[-7:] for path in found.colours() if not path.startswith(CALLED)}, (
        "a star has the class of no value"
    )
    for title in ("Variation", "Reallocate", "Scenarios", "Meeting pack", "Methods and data"):
        go(found, title)
        expect(found.page.locator(".badge").first).to_have_text("UPLOADED")
    assert found.outside == [] and found.errors == []


def test_another_browser_sees_nothing_of_it_and_reset_forgets_it(visit) -> None:
    first = using(visit)
    go(first, "Access map")
    first.wait_for_map()
    expect(first.page.locator("h2.point")).to_contain_text("In 2024/25")
    second = visit("access_map")
    second.wait_for_map()
    expect(second.page.locator("h2.point")).to_contain_text(USUALLY)
    for title in ("Your data", "Reallocate", "Meeting pack", "Access map"):
        go(second, title)
        second.settled()
        assert not re.search(
            r"In 2024/25|counts\.csv|UPLOADED|The dashboard runs on your", text(second)
        )
    assert second.colours() != first.colours()
    # the first one's address, opened by someone else
    linked = visit(first.page.url.split("/", 3)[3])
    linked.wait_for_map()
    expect(
        linked.page.get_by_text("This address was made on figures that someone uploaded")
    ).to_be_visible()
    expect(linked.page.locator("h2.point")).to_contain_text(USUALLY)
    go(first, "Your data")
    first.page.get_by_role("button", name="Reset: forget my data").click()
    first.page.get_by_text("Your data are gone from this session").wait_for()
    go(first, "Access map")
    expect(first.page.locator("h2.point")).to_contain_text(USUALLY)
    assert "data=" not in first.page.url


def test_spend_by_service_is_where_the_model_starts(visit) -> None:
    """Twice the early spend of the published split: 18% early and 18% intensive of the new
    total."""
    rows = [
        line.split(",")
        for line in reading.template("spend", TABLES).decode("utf-8-sig").split("\r\n")
        if line
    ]
    made = [[*row[:-1], str(2 * int(row[-1]))] if "early" in row else row for row in rows]
    found = visit("your_data")
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    choose(found.page, ("spend.csv", "\n".join(",".join(row) for row in made).encode()))
    found.page.get_by_role("button", name="Use these figures").click()
    expect(
        found.page.get_by_text(
            "Assumption A2 starts from your spend by service: 18% early, 18% intensive"
        )
    ).to_be_visible()
    go(found, "Reallocate")
    found.page.get_by_text("Assumptions, each with its range").click()
    expect(found.page.get_by_label("Early: spend")).to_have_value("18.00")


def test_a_reload_starts_without_them(visit) -> None:
    found = using(visit)
    found.page.reload()
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    assert "The dashboard runs on your figures" not in text(found)


def test_the_bundle_brings_them_back_the_next_day(visit, tmp_path: Path) -> None:
    found = using(visit)
    with found.page.expect_download() as waiting:
        found.page.get_by_role("button", name="Download my data as a bundle").click()
    assert waiting.value.suggested_filename.startswith("exact-not-for-sharing-")
    waiting.value.save_as(tmp_path / "bundle.zip")
    tomorrow = visit("your_data")
    tomorrow.page.get_by_role("heading", name="Bring in files").wait_for()
    choose(tomorrow.page, ("bundle.zip", (tmp_path / "bundle.zip").read_bytes()))
    tomorrow.page.get_by_role("heading", name="What will change").wait_for()
    tomorrow.page.get_by_role("button", name="Use these figures").click()
    tomorrow.page.get_by_role(
        "heading", name="The dashboard runs on your figures in this session."
    ).wait_for()
    assert "Service counts, 2024/25 (counts.csv)" in text(tomorrow)


def guessed(base: str) -> list[str]:
    """Addresses of the bundle for each that the star may be, by one who knows the files, the
    code and the day."""
    addresses = []
    for few in range(1, 5):
        body = counts().replace(
            f"{CALLED},2024-25,treated,3".encode(), f"{CALLED},2024-25,treated,{few}".encode()
        )
        mine = own.bring_in(TABLES, reading.read([("counts.csv", body)], TABLES).sound)
        for word in ("", "0" * 16, "0" * 32):
            content = bundles.bundle(mine, date.today(), word)
            for name in (
                f"exact-not-for-sharing-bundle-{date.today()}-{word}.zip",
                f"exact-not-for-sharing-{date.today()}.zip",
            ):
                addresses.append(
                    f"{base}/media/{_calculate_file_id(content, 'application/zip', name)}.zip"
                )
    return addresses


def test_a_stranger_cannot_fetch_the_bundle(visit, server: str) -> None:
    """Guessing every figure behind a star gave its address; the address itself, sent on or used
    again, gave the file."""
    found, stranger = using(visit), visit("your_data")
    asked: list[str] = []

    def stranger_first(route) -> None:
        asked.append(route.request.url)
        assert stranger.page.request.get(route.request.url).status == 404
        route.continue_()

    found.page.context.route("**/media/*.zip", stranger_first)
    before = [stranger.page.request.get(address).status for address in guessed(server)]
    with found.page.expect_download() as waiting:
        found.page.get_by_role("button", name="Download my data as a bundle").click()
    assert zipfile.is_zipfile(waiting.value.path())
    after = [stranger.page.request.get(address).status for address in guessed(server)]
    assert {*before, *after} == {404} and len(asked) <= 1
    used = waiting.value.url
    assert stranger.page.request.get(used).status == 404
    time.sleep(KEPT_SECONDS + 1)
    assert (
        found.page.request.get(used).status == 404 and stranger.page.request.get(used).status == 404
    )


def test_what_would_complete_a_pack_that_went_out_is_said_before_it_is_used(visit) -> None:
    """Three are a star in the pack; with all districts' total beside it they would be
    known."""
    found = using(visit)
    go(found, "Access map")
    found.wait_for_map()
    found.page.get_by_role("button", name="Download these figures").click()
    found.settled()
    go(found, "Your data")
    total = sum(treated().values())
    choose(
        found.page,
        (
            "whole.csv",
            f"area_code,period,measure,value\n{PLACE.code},2024/25,treated_two_contacts,{total}\n".encode(),
        ),
    )
    expect(
        found.page.get_by_text("Some figures would complete what went out before")
    ).to_be_visible()
    expect(found.page.get_by_text("treated two contacts 2024/25.")).to_be_visible()
    found.page.get_by_role("button", name="Use these figures").click()
    found.page.get_by_role(
        "heading", name="The dashboard runs on your figures in this session."
    ).wait_for()
    go(found, "Access map")
    found.page.get_by_text("over the years").click()
    row = found.page.get_by_role("row", name="Children with two or more contacts").filter(
        has_text="2024/25"
    )
    expect(row).to_contain_text("*")


def test_exact_figures_stay_on_two_pages_under_a_warning(visit) -> None:
    found = using(visit)
    found.page.get_by_text("Show exact figures on the Access map and Variation pages").click()
    found.settled()
    go(found, "Access map")
    found.wait_for_map()
    expect(found.page.get_by_text("Exact figures, not for sharing")).to_be_visible()
    expect(found.map_frame().locator(f"path[data-area='{CALLED}']")).not_to_have_attribute(
        "aria-label", re.compile(r"\*")
    )
    found.page.locator("[data-testid=stVegaLiteChart]:visible").first.hover()
    # it offers the data as a file
    expect(found.page.locator("[data-testid=stElementToolbar]").filter(visible=True)).to_have_count(
        0
    )
    go(found, "Reallocate")
    expect(
        found.page.get_by_text("Exact figures are switched on. This page keeps to the safe ones")
    ).to_be_visible()


def test_what_comes_in_is_never_written_to_disk(visit, server: str) -> None:
    """A file beyond the size at which the server's library would use a temporary one; every file
    the server holds open is looked at."""
    found = visit("your_data")
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    port = server.rsplit(":", 1)[1]
    process = next(p for p in psutil.process_iter(["cmdline"]) if port in (p.info["cmdline"] or []))
    choose(found.page, ("big.csv", counts() + b"\n" + b"x,2024-25,treated,1\n" * 300_000))
    deadline, seen = time.time() + 20, set()
    while (
        time.time() < deadline
        and not found.page.get_by_text("has more than 50,000 rows").is_visible()
    ):
        for held in Path(f"/proc/{process.pid}/fd").iterdir():
            try:
                seen.add(str(held.readlink()))
            except OSError:
                continue  # closed meanwhile
    expect(found.page.get_by_text("has more than 50,000 rows")).to_be_visible()
    assert not [
        path for path in seen if path.endswith("(deleted)") or re.match(r"(/var)?/tmp/tmp", path)
    ], seen


def test_nothing_of_it_is_in_the_servers_log(visit, house: Served) -> None:
    """Good, faulty and hostile files, and every page after them."""
    before = house.log.stat().st_size
    found = visit("your_data")
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    choose(
        found.page,
        ("bad.csv", counts().replace(b"903", b"903x")),
        ("people.csv", b"surname\nXanthippe\n"),
        ("x.xlsx", b"PK\x03\x04no"),
    )
    found.page.get_by_text("Mend and choose again").wait_for()
    found.page.reload()
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    choose(found.page, ("counts.csv", counts()))
    found.page.get_by_role("button", name="Use these figures").click()
    found.page.get_by_role("heading", name="The dashboard runs on your figures").wait_for()
    for title in ("Access map", "Reallocate", "Meeting pack"):
        go(found, title)
        found.settled()
    assert before, "the server says nothing at all"
    log = house.log.read_bytes()[before:].decode(errors="replace")
    assert not re.search(rf"\b({MARK}x?|905)\b|Xanthippe|counts\.csv|people\.csv|Traceback", log), (
        log
    )


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.pdf", b"%PDF\0"),
        ("a.csv", b""),
        ("a.xlsx", b"PK\x03\x04oops"),
        ("../a.csv", b"x,y\n1,2\n"),
    ],
)
def test_a_wrong_file_gets_a_sentence_in_the_page(visit, name: str, body: bytes) -> None:
    found = visit("your_data")
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    choose(found.page, (name, body))
    found.page.get_by_text("Nothing can be used yet.").wait_for()
    expect(found.page.get_by_text("Not read", exact=True)).to_be_visible()
    assert found.errors == []


def test_a_template_downloads_and_comes_back(visit, tmp_path: Path) -> None:
    found = visit("your_data")
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    with found.page.expect_download() as waiting:
        found.page.get_by_role("button", name="Service counts", exact=True).click()
    waiting.value.save_as(tmp_path / "template.csv")
    assert (tmp_path / "template.csv").read_bytes() == reading.template("counts", TABLES)
    choose(found.page, ("template.csv", (tmp_path / "template.csv").read_bytes()))
    found.page.get_by_text("No fault found.").wait_for()
    with found.page.expect_download() as waiting:
        found.page.get_by_role("button", name="All as one Excel workbook").click()
    waiting.value.save_as(tmp_path / "templates.xlsx")
    assert openpyxl.load_workbook(tmp_path / "templates.xlsx").sheetnames == list(KINDS.values())
    assert found.errors == []


def test_the_monthly_file_adds_a_period_to_the_whole(visit) -> None:
    found = visit("your_data")
    found.page.get_by_role("heading", name="Bring in files").wait_for()
    choose(found.page, ("MHSDS.csv", f"{HEADINGS}\n{row(33_335)}\n".encode()))
    found.page.get_by_role("heading", name="What will change").wait_for()
    found.page.get_by_role("button", name="Use these figures").click()
    found.page.get_by_role(
        "heading", name="The dashboard runs on your figures in this session."
    ).wait_for()
    go(found, "Access map")
    found.wait_for_map()
    found.page.get_by_text(f"{PLACE.name} as a whole, over the years").click()
    table = found.page.get_by_role("region", name=f"{PLACE.name} by period").inner_text()
    assert re.search(r"at least one contact\s+12 months to 2024-06\s+33,335\s+uploaded", table), (
        table
    )
