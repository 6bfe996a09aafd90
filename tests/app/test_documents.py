"""The dashboard's own pages as a browser first asks for them: Streamlit's page, with what mail and
chat show of the link."""

import re
from html import unescape
from time import process_time
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from lib.catalogue.indicators import INDICATORS
from lib.errors import DataFault
from lib.scenarios import link
from lib.ui import cache
from lib.ui.pages import PAGES
from lib.ui.server import documents, reading
from lib.ui.server.headers import SHELL, SecureHeaders, page_policy, written
from tests.app.test_reading import get
from tests.bundled import FIRST, HERE, NAME, PERIOD, moving
from tests.lib.exports.test_reader import HOSTILE, Parsed

APP = SecureHeaders(Starlette(routes=[*documents.routes(), *reading.routes()]))
MOVED = urlencode(link.query(moving(name="Fair start"), HERE.linked(), "percent"), doseq=True)
SECONDS = 0.05  # of the processor, a page


def told(address: str) -> dict[str, str]:
    """What mail and chat read in the head of a page."""
    answer = get(address, app=APP)
    assert answer.status == 200
    metas = Parsed(answer.text).of("meta")
    return {str(one["property"]): str(one["content"]) for one in metas if "property" in one}


@pytest.mark.parametrize("page", ["", "home", *(page.stem for page in PAGES)])
def test_each_page_is_streamlits_own_but_for_its_head(page: str) -> None:
    answer = get(f"/{page}", app=APP)
    streamlits = SHELL.read_text(encoding="utf-8")
    head, tail = streamlits.split(documents.TITLE)
    assert answer.text.startswith(head) and answer.text.endswith(tail)
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-security-policy"] == written(page_policy(), ())
    ours = answer.text[len(head) : -len(tail)]
    assert "<script" not in ours and "style" not in ours
    assert "<title>" in ours and HERE.tables.place.title in unescape(ours)


@pytest.mark.parametrize("page", [page.stem for page in PAGES])
def test_the_picture_that_a_page_names_is_one_that_the_server_makes(page: str) -> None:
    picture = told(f"/{page}?{MOVED}")["og:image"]
    assert picture.startswith("http://testserver/read/")
    answer = get(picture.removeprefix("http://testserver"), app=APP)
    assert answer.status == 200 and answer.headers["content-type"] == "image/png"


def test_a_link_says_what_it_shows() -> None:
    scenario = told(f"/reallocate?{MOVED}")
    assert scenario["og:title"].startswith("Fair start: a scenario")
    assert scenario["og:url"] == f"http://testserver/reallocate?{MOVED}"
    figure = told(f"/access_map?indicator=mean_wait&district={FIRST}&embed=true")
    label = INDICATORS["mean_wait"].label
    assert figure["og:title"] == f"{label}, {PERIOD}, {NAME[FIRST]}"
    assert "embed" not in figure["og:url"] and "embed" not in figure["og:image"]
    assert told("/pack")["og:title"].startswith("What a meeting is to decide on")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("stem", ["reallocate", "access_map", "pack"])
def test_whatever_a_link_brings_is_text_in_the_head(stem: str, text: str) -> None:
    scenario = moving(name=text, reason=text)
    query = link.query(scenario, HERE.linked(), "percent") | {text: [text], "district": [text]}
    hostile = get(f"/{stem}?{urlencode(query, doseq=True)}", app=APP).text
    plain = get(f"/{stem}", app=APP).text
    made = [
        [(tag, list(attributes)) for tag, attributes in Parsed(page).elements]
        for page in (hostile, plain)
    ]
    assert made[0] == made[1]
    if stem == "reallocate":
        assert text in told(f"/{stem}?{urlencode(query, doseq=True)}")["og:title"]


def test_what_cannot_be_used_or_is_too_long_still_opens_the_page() -> None:
    usual = told("/reallocate")["og:title"]
    assert told("/reallocate?moves=nonsense")["og:title"] == usual
    assert told("/reallocate?name=" + "x" * reading.LONGEST)["og:title"] == usual
    assert told("/access_map?indicator=%00&period=%FF")["og:title"] == told("/")["og:title"]
    assert len(told("/reallocate?name=" + "y" * 2000)["og:title"]) <= documents.LONGEST


def test_where_the_data_cannot_be_used_the_page_is_streamlits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise DataFault("broken")

    monkeypatch.setattr(cache, "deployed_context", fail)
    assert get("/variation", app=APP).text == SHELL.read_text(encoding="utf-8")


def test_nothing_is_worked_out_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    told("/reallocate")
    monkeypatch.setattr("lib.findings.pack.collect", None)
    stages = ("lib.findings.reader_scenarios.work_out", "lib.findings.reader_scenarios.comparison")
    for name in (*stages, "lib.findings.story.ground", "lib.findings.reader_figures.unequal"):
        monkeypatch.setattr(name, None)
    began = process_time()
    for page in PAGES:
        told(f"/{page.stem}?{MOVED}")
    assert process_time() - began < SECONDS * len(PAGES)


def test_only_our_own_addresses_are_answered() -> None:
    assert get("/nothing", app=APP).status == 404
    assert not re.search(r"<title>Streamlit</title>", get("/methods", app=APP).text)
